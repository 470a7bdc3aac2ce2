import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { objectionAction, objectionLoader } from '../privacy/answer.server.ts'

export { ObjectionScreen as default } from '../privacy/objection-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => objectionLoader(args)
export const action = (args: ActionFunctionArgs) => objectionAction(args)
