import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { inspectionRulesAction, inspectionRulesLoader } from '../inspection/discipline.server.ts'

export { InspectionRulesScreen as default } from '../inspection/inspection-rules-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => inspectionRulesLoader(args)
export const action = (args: ActionFunctionArgs) => inspectionRulesAction(args)
