import type { LoaderFunctionArgs } from '@remix-run/node'
import { tableLoader } from '../reports/tables.server.ts'

export { TableScreen as default } from '../reports/table-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => tableLoader(args)
