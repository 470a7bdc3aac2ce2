import type { LoaderFunctionArgs } from '@remix-run/node'
import { ballotsLoader } from '../ratings/workspace-papers.server.ts'

export const loader = (args: LoaderFunctionArgs) => ballotsLoader(args)
