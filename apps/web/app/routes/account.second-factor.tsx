import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { secondFactorAction, secondFactorLoader } from '../access/account.server.ts'

export { SecondFactorScreen as default } from '../access/account-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => secondFactorLoader(args)
export const action = (args: ActionFunctionArgs) => secondFactorAction(args)
