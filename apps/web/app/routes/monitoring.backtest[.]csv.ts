import type { LoaderFunctionArgs } from '@remix-run/node'
import { backtestCsvLoader } from '../monitoring/backtest-files.server.ts'

export const loader = (args: LoaderFunctionArgs) => backtestCsvLoader(args)
