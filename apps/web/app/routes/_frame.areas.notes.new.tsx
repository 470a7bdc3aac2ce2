import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { newVisitAction, newVisitLoader } from '../organizations/visit-note.server.ts'

export { VisitNewScreen as default } from '../organizations/visit-new-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => newVisitLoader(args)
export const action = (args: ActionFunctionArgs) => newVisitAction(args)
