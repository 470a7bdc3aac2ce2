import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { runsAction, runsLoader } from '../monitoring/indicators.server.ts'

export { RunsScreen as default } from '../monitoring/runs-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => runsLoader(args)
export const action = (args: ActionFunctionArgs) => runsAction(args)
