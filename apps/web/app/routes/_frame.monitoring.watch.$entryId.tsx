import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { watchEntryAction, watchEntryLoader } from '../monitoring/watch-entry.server.ts'

export { WatchEntryScreen as default } from '../monitoring/watch-entry-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => watchEntryLoader(args)
export const action = (args: ActionFunctionArgs) => watchEntryAction(args)
