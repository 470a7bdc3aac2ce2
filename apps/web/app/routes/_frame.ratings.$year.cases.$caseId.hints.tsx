import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { hintsAction, hintsLoader } from '../ratings/hints.server.ts'

export { HintsScreen as default } from '../ratings/hints-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => hintsLoader(args)
export const action = (args: ActionFunctionArgs) => hintsAction(args)
