import type { LoaderFunctionArgs } from '@remix-run/node'
import { planOfEntryLoader } from '../consolidation/plans.server.ts'

export const loader = (args: LoaderFunctionArgs) => planOfEntryLoader(args)
