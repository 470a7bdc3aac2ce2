import type { LoaderFunctionArgs } from '@remix-run/node'
import { planPaperLoader } from '../consolidation/plan-paper.server.ts'

export const loader = (args: LoaderFunctionArgs) => planPaperLoader(args)
