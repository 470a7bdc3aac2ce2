import type { LoaderFunctionArgs } from '@remix-run/node'
import { tablesLoader } from '../reports/tables.server.ts'

export { TablesScreen as default } from '../reports/tables-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => tablesLoader(args)
