import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { accountLoader, passwordAction } from '../access/account.server.ts'

export { FirstPasswordScreen as default } from '../access/account-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => accountLoader(args)
export const action = (args: ActionFunctionArgs) => passwordAction(args)
