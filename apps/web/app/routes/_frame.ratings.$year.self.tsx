import type { LoaderFunctionArgs } from '@remix-run/node'
import { ownReviewLoader } from '../ratings/self-review.server.ts'

export { SelfReviewScreen as default } from '../ratings/self-review-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => ownReviewLoader(args)
