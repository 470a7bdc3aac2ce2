import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { plansAction, plansLoader } from '../consolidation/plans.server.ts'

export { PlansScreen as default } from '../consolidation/plans-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => plansLoader(args)
export const action = (args: ActionFunctionArgs) => plansAction(args)
