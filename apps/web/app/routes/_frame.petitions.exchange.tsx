import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { exchangeAction, exchangeLoader } from '../petitions/exchange.server.ts'

export { ExchangeScreen as default } from '../petitions/exchange-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => exchangeLoader(args)
export const action = (args: ActionFunctionArgs) => exchangeAction(args)
