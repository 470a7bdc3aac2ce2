import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { directionsAction, directionsLoader } from '../petitions/directions.server.ts'

export { DirectionsScreen as default } from '../petitions/directions-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => directionsLoader(args)
export const action = (args: ActionFunctionArgs) => directionsAction(args)
