import type { LoaderFunctionArgs } from '@remix-run/node'
import { planLoader } from '../consolidation/plan.server.ts'

export { TimelineScreen as default } from '../consolidation/timeline-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => planLoader(args)
