import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { quartersAction, quartersLoader } from '../ratings/quarter.server.ts'

export { QuartersScreen as default } from '../ratings/quarter-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => quartersLoader(args)
export const action = (args: ActionFunctionArgs) => quartersAction(args)
