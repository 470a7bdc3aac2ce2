import type { LoaderFunctionArgs } from '@remix-run/node'
import { myChargesLoader } from '../monitoring/area-watch.server.ts'

export { MyChargesScreen as default } from '../monitoring/area-watch-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => myChargesLoader(args)
