import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { successionAction, successionLoader } from '../organizations/succession.server.ts'

export { SuccessionScreen as default } from '../organizations/succession-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => successionLoader(args)
export const action = (args: ActionFunctionArgs) => successionAction(args)
