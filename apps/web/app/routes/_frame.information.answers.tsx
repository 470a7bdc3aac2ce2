import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { answersAction, answersLoader } from '../information/answers.server.ts'

export { AnswersScreen as default } from '../information/answers-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => answersLoader(args)
export const action = (args: ActionFunctionArgs) => answersAction(args)
