import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { scoreAction, scoreLoader } from '../ratings/score.server.ts'

export { ScoreScreen as default } from '../ratings/score-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => scoreLoader(args)
export const action = (args: ActionFunctionArgs) => scoreAction(args)
