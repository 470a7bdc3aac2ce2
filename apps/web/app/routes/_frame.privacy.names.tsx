import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { namesAction, namesLoader } from '../privacy/names.server.ts'

export { NamesScreen as default } from '../privacy/names-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => namesLoader(args)
export const action = (args: ActionFunctionArgs) => namesAction(args)
