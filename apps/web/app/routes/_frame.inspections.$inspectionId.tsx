import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { inspectionAction, inspectionLoader } from '../inspection/inspection.server.ts'

export { InspectionScreen as default } from '../inspection/inspection-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => inspectionLoader(args)
export const action = (args: ActionFunctionArgs) => inspectionAction(args)
