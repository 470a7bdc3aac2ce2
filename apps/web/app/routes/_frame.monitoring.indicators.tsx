import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { indicatorsAction, indicatorsLoader } from '../monitoring/indicators.server.ts'

export { IndicatorsScreen as default } from '../monitoring/indicators-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => indicatorsLoader(args)
export const action = (args: ActionFunctionArgs) => indicatorsAction(args)
