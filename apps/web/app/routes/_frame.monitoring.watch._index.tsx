import type { LoaderFunctionArgs } from '@remix-run/node'
import { watchLoader } from '../monitoring/watch.server.ts'

export { WatchScreen as default } from '../monitoring/watch-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => watchLoader(args)
