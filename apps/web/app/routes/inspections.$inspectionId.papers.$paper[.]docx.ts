import type { LoaderFunctionArgs } from '@remix-run/node'
import { inspectionPaperLoader } from '../inspection/inspection-paper.server.ts'

export const loader = (args: LoaderFunctionArgs) => inspectionPaperLoader(args)
