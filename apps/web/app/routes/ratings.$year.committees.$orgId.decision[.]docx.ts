import type { LoaderFunctionArgs } from '@remix-run/node'
import { decisionPaperLoader } from '../ratings/decision-paper.server.ts'

export const loader = (args: LoaderFunctionArgs) => decisionPaperLoader(args)
