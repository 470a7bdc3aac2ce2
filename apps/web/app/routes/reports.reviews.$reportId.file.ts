import type { LoaderFunctionArgs } from '@remix-run/node'
import { reviewFileLoader } from '../reports/review.server.ts'

export const loader = (args: LoaderFunctionArgs) => reviewFileLoader(args)
