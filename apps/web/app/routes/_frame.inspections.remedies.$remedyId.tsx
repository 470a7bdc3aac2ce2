import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { remedyAction, remedyLoader } from '../inspection/remedy.server.ts'

export { RemedyScreen as default } from '../inspection/remedy-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => remedyLoader(args)
export const action = (args: ActionFunctionArgs) => remedyAction(args)
