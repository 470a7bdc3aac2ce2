import type { LoaderFunctionArgs } from '@remix-run/node'
import { reviewWorkbookLoader } from '../access/review.server.ts'

export const loader = (args: LoaderFunctionArgs) => reviewWorkbookLoader(args)
