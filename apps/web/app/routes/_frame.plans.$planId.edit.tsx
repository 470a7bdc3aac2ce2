import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { planEditAction, planEditLoader } from '../consolidation/plan.server.ts'

export { PlanEditScreen as default } from '../consolidation/plan-edit-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => planEditLoader(args)
export const action = (args: ActionFunctionArgs) => planEditAction(args)
