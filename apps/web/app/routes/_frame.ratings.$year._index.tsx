import type { LoaderFunctionArgs } from '@remix-run/node'
import { overviewLoader } from '../ratings/overview.server.ts'

export { OverviewScreen as default } from '../ratings/overview-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => overviewLoader(args)
