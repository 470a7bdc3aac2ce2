import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { proceedingAction, proceedingLoader } from '../inspection/discipline.server.ts'

export { ProceedingScreen as default } from '../inspection/proceeding-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => proceedingLoader(args)
export const action = (args: ActionFunctionArgs) => proceedingAction(args)
