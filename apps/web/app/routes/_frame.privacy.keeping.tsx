import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { keepingAction, keepingLoader } from '../privacy/keeping.server.ts'

export { KeepingScreen as default } from '../privacy/keeping-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => keepingLoader(args)
export const action = (args: ActionFunctionArgs) => keepingAction(args)
