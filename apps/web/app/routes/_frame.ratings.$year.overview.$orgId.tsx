import type { LoaderFunctionArgs } from '@remix-run/node'
import { overviewCommitteeLoader } from '../ratings/overview.server.ts'

export { OverviewCommitteeScreen as default } from '../ratings/overview-committee-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => overviewCommitteeLoader(args)
