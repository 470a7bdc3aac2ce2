import type { LoaderFunctionArgs } from '@remix-run/node'
import { reportListLoader } from '../petitions/report.server.ts'

export { ReportListScreen as default } from '../petitions/report-list-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => reportListLoader(args)
