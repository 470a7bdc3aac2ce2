import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { planAction, planLoader } from '../consolidation/plan.server.ts'

export { PlanScreen as default } from '../consolidation/plan-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => planLoader(args)
export const action = (args: ActionFunctionArgs) => planAction(args)
