import type { LoaderFunctionArgs } from '@remix-run/node'
import { plotsLoader } from '../reports/tables.server.ts'

export { PlotsScreen as default } from '../reports/plots-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => plotsLoader(args)
