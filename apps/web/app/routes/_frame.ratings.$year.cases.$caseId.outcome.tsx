import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { outcomeAction, outcomeLoader } from '../ratings/after/outcome.server.ts'

export { OutcomeScreen as default } from '../ratings/after/outcome-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => outcomeLoader(args)
export const action = (args: ActionFunctionArgs) => outcomeAction(args)
