import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { sessionsAction, sessionsLoader } from '../access/account.server.ts'

export { SessionsScreen as default } from '../access/account-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => sessionsLoader(args)
export const action = (args: ActionFunctionArgs) => sessionsAction(args)
