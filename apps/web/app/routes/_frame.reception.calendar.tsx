import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { feedsAction, feedsLoader } from '../petitions/feed.server.ts'

export { FeedsScreen as default } from '../petitions/feeds-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => feedsLoader(args)
export const action = (args: ActionFunctionArgs) => feedsAction(args)
