import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { successionEditAction, successionEditLoader } from '../organizations/succession-edit.server.ts'

export { SuccessionEditScreen as default } from '../organizations/succession-edit-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => successionEditLoader(args)
export const action = (args: ActionFunctionArgs) => successionEditAction(args)
