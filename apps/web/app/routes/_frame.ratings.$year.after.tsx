import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { afterRulesAction, afterRulesLoader } from '../ratings/after/rules.server.ts'

export { AfterRulesScreen as default } from '../ratings/after/rules-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => afterRulesLoader(args)
export const action = (args: ActionFunctionArgs) => afterRulesAction(args)
