import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { sessionAction, sessionLoader } from '../petitions/reception.server.ts'

export { SessionScreen as default } from '../petitions/session-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => sessionLoader(args)
export const action = (args: ActionFunctionArgs) => sessionAction(args)
