import type { LoaderFunctionArgs } from '@remix-run/node'
import { runFileLoader } from '../events/jobs.server.ts'

export const loader = (args: LoaderFunctionArgs) => runFileLoader(args)
