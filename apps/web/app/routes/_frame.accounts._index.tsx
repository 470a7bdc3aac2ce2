import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { accountsAction, accountsLoader } from '../access/accounts.server.ts'

export { AccountsScreen as default } from '../access/accounts-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => accountsLoader(args)
export const action = (args: ActionFunctionArgs) => accountsAction(args)
