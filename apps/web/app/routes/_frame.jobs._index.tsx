import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { jobsAction, jobsLoader } from '../events/jobs.server.ts'

export { JobsScreen as default } from '../events/jobs-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => jobsLoader(args)
export const action = (args: ActionFunctionArgs) => jobsAction(args)
