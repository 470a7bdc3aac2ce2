import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { breachAction, breachLoader } from '../privacy/breach.server.ts'

export { BreachScreen as default } from '../privacy/breach-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => breachLoader(args)
export const action = (args: ActionFunctionArgs) => breachAction(args)
