import type { LoaderFunctionArgs } from '@remix-run/node'
import { tablesFileLoader } from '../reports/tables.server.ts'

export const loader = (args: LoaderFunctionArgs) => tablesFileLoader(args)
