import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { incidentsAction, incidentsLoader } from '../incidents/incidents.server.ts'

export { IncidentsScreen as default } from '../incidents/incidents-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => incidentsLoader(args)
export const action = (args: ActionFunctionArgs) => incidentsAction(args)
