import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { signOutAction } from '../access/account.server.ts'

export const loader = () => redirect('/')
export const action = (args: ActionFunctionArgs) => signOutAction(args)
