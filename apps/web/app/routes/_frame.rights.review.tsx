import type { LoaderFunctionArgs } from '@remix-run/node'
import { reviewLoader } from '../access/review.server.ts'

export { ReviewScreen as default } from '../access/review-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => reviewLoader(args)
