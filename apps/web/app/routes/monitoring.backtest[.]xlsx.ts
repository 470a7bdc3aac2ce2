import type { LoaderFunctionArgs } from '@remix-run/node'
import { backtestWorkbookLoader } from '../monitoring/backtest-files.server.ts'

export const loader = (args: LoaderFunctionArgs) => backtestWorkbookLoader(args)
