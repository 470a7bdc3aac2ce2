import type { LoaderFunctionArgs } from '@remix-run/node'
import { backtestPaperLoader } from '../monitoring/backtest-files.server.ts'

export const loader = (args: LoaderFunctionArgs) => backtestPaperLoader(args)
