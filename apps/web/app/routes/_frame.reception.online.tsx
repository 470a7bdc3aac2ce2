import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { onlineAction, onlineLoader } from '../petitions/online.server.ts'

export { OnlineScreen as default } from '../petitions/online-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => onlineLoader(args)
export const action = (args: ActionFunctionArgs) => onlineAction(args)
