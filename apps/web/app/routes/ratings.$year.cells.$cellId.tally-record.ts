import type { LoaderFunctionArgs } from '@remix-run/node'
import { tallyRecordLoader } from '../ratings/workspace-papers.server.ts'

export const loader = (args: LoaderFunctionArgs) => tallyRecordLoader(args)
