import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { forecastAction, forecastLoader } from '../incidents/forecast.server.ts'

export { ForecastScreen as default } from '../incidents/forecast-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => forecastLoader(args)
export const action = (args: ActionFunctionArgs) => forecastAction(args)
