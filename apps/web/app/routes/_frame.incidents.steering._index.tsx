import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { steeringAction, steeringLoader } from '../incidents/steering.server.ts'

export { SteeringScreen as default } from '../incidents/steering-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => steeringLoader(args)
export const action = (args: ActionFunctionArgs) => steeringAction(args)
