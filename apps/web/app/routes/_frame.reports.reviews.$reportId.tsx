import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { reviewAction, reviewLoader } from '../reports/review.server.ts'

export { ReviewScreen as default } from '../reports/review-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => reviewLoader(args)
export const action = (args: ActionFunctionArgs) => reviewAction(args)
