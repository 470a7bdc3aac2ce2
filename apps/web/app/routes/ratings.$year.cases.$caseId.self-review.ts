import type { LoaderFunctionArgs } from '@remix-run/node'
import { selfReviewPaperLoader } from '../ratings/workspace-papers.server.ts'

export const loader = (args: LoaderFunctionArgs) => selfReviewPaperLoader(args)
