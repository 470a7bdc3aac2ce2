import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { awardsAction, awardsLoader } from '../ratings/after/awards.server.ts'

export { AwardsScreen as default } from '../ratings/after/awards-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => awardsLoader(args)
export const action = (args: ActionFunctionArgs) => awardsAction(args)
