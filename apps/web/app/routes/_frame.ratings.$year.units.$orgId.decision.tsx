import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { unitDecisionAction, unitDecisionLoader } from '../ratings/unit-decision.server.ts'

export { UnitDecisionScreen as default } from '../ratings/unit-decision-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => unitDecisionLoader(args)
export const action = (args: ActionFunctionArgs) => unitDecisionAction(args)
