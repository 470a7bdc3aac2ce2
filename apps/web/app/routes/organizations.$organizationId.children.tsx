import type { LoaderFunctionArgs } from '@remix-run/node'
import { branchLoader } from '../organizations/tree.server.ts'

export const loader = (args: LoaderFunctionArgs) => branchLoader(args)
