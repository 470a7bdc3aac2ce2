import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { decisionAction, decisionLoader } from '../ratings/decision.server.ts'

export { DecisionScreen as default } from '../ratings/decision-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => decisionLoader(args)
export const action = (args: ActionFunctionArgs) => decisionAction(args)
