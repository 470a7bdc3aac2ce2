import type { LoaderFunctionArgs } from '@remix-run/node'
import { backtestFileLoader } from '../monitoring/indicators.server.ts'

export const loader = (args: LoaderFunctionArgs) => backtestFileLoader(args)
