import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { closeAction, closeLoader } from '../ratings/after/close.server.ts'

export { CloseScreen as default } from '../ratings/after/close-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => closeLoader(args)
export const action = (args: ActionFunctionArgs) => closeAction(args)
