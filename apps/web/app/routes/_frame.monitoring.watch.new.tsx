import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { watchNewAction, watchNewLoader } from '../monitoring/watch.server.ts'

export { WatchNewScreen as default } from '../monitoring/watch-new-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => watchNewLoader(args)
export const action = (args: ActionFunctionArgs) => watchNewAction(args)
