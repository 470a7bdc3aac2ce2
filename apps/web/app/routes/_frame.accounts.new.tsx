import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { newAccountAction, newAccountLoader } from '../access/accounts.server.ts'

export { NewAccountScreen as default } from '../access/accounts-new-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => newAccountLoader(args)
export const action = (args: ActionFunctionArgs) => newAccountAction(args)
