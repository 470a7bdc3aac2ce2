import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { newRulesAction, newRulesLoader } from '../ratings/own-rules.server.ts'

export { NewRulesScreen as default } from '../ratings/own-rules-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => newRulesLoader(args)
export const action = (args: ActionFunctionArgs) => newRulesAction(args)
