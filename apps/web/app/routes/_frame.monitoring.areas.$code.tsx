import type { LoaderFunctionArgs } from '@remix-run/node'
import { areaWatchLoader } from '../monitoring/area-watch.server.ts'

export { AreaWatchScreen as default } from '../monitoring/area-watch-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => areaWatchLoader(args)
