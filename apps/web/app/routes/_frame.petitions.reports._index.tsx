import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { reportAction, reportLoader } from '../petitions/report.server.ts'

export { ReportScreen as default } from '../petitions/report-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => reportLoader(args)
export const action = (args: ActionFunctionArgs) => reportAction(args)
