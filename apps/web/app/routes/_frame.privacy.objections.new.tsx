import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { newObjectionAction, newObjectionLoader } from '../privacy/answer.server.ts'

export { ObjectionNewScreen as default } from '../privacy/objection-new-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => newObjectionLoader(args)
export const action = (args: ActionFunctionArgs) => newObjectionAction(args)
