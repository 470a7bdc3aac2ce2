import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { watchListsAction, watchListsLoader } from '../monitoring/watch-lists.server.ts'

export { WatchListsScreen as default } from '../monitoring/watch-lists-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => watchListsLoader(args)
export const action = (args: ActionFunctionArgs) => watchListsAction(args)
