import type { LoaderFunctionArgs } from '@remix-run/node'
import { exchangeFileLoader } from '../petitions/exchange.server.ts'

export const loader = (args: LoaderFunctionArgs) => exchangeFileLoader(args)
