import type { LoaderFunctionArgs } from '@remix-run/node'
import { areasLoader } from '../organizations/areas.server.ts'

export { AreasScreen as default } from '../organizations/areas-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => areasLoader(args)
