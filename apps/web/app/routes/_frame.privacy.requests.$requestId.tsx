import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { requestAction, requestLoader } from '../privacy/answer.server.ts'

export { RequestScreen as default } from '../privacy/request-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => requestLoader(args)
export const action = (args: ActionFunctionArgs) => requestAction(args)
