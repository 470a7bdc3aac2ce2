import type { LoaderFunctionArgs } from '@remix-run/node'
import { listLoader } from '../reports/tables.server.ts'

export { ListScreen as default } from '../reports/list-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => listLoader(args)
