import type { LoaderFunctionArgs } from '@remix-run/node'
import { areaBriefLoader } from '../consolidation/area-brief.server.ts'

export const loader = (args: LoaderFunctionArgs) => areaBriefLoader(args)
