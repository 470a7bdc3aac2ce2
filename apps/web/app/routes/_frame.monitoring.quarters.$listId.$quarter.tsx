import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { quarterAction, quarterLoader } from '../monitoring/quarter.server.ts'

export { QuarterScreen as default } from '../monitoring/quarter-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => quarterLoader(args)
export const action = (args: ActionFunctionArgs) => quarterAction(args)
