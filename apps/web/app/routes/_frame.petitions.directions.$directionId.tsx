import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { directionAction, directionLoader } from '../petitions/directions.server.ts'

export { DirectionScreen as default } from '../petitions/direction-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => directionLoader(args)
export const action = (args: ActionFunctionArgs) => directionAction(args)
