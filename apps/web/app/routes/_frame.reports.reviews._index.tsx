import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { reviewsAction, reviewsLoader } from '../reports/reviews.server.ts'

export { ReviewsScreen as default } from '../reports/reviews-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => reviewsLoader(args)
export const action = (args: ActionFunctionArgs) => reviewsAction(args)
