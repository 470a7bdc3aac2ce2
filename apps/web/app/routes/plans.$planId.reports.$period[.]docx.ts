import type { LoaderFunctionArgs } from '@remix-run/node'
import { reportPaperLoader } from '../consolidation/report.server.ts'

export const loader = (args: LoaderFunctionArgs) => reportPaperLoader(args)
