import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { delegationsAction, delegationsLoader } from '../access/delegations.server.ts'

export { DelegationsScreen as default } from '../access/delegations-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => delegationsLoader(args)
export const action = (args: ActionFunctionArgs) => delegationsAction(args)
