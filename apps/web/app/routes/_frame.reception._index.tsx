import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { receptionAction, receptionLoader } from '../petitions/reception.server.ts'

export { ReceptionScreen as default } from '../petitions/reception-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => receptionLoader(args)
export const action = (args: ActionFunctionArgs) => receptionAction(args)
