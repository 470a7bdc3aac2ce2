import type { LoaderFunctionArgs } from '@remix-run/node'
import { papersLoader } from '../monitoring/papers.server.ts'

export const loader = (args: LoaderFunctionArgs) => papersLoader(args)
