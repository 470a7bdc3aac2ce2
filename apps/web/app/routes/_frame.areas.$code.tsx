import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { areaAction, areaLoader } from '../organizations/area.server.ts'

export { AreaScreen as default } from '../organizations/area-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => areaLoader(args)
export const action = (args: ActionFunctionArgs) => areaAction(args)
