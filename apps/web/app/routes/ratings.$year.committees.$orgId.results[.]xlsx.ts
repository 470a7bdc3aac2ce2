import type { LoaderFunctionArgs } from '@remix-run/node'
import { resultsWorkbookLoader } from '../ratings/decision-paper.server.ts'

export const loader = (args: LoaderFunctionArgs) => resultsWorkbookLoader(args)
