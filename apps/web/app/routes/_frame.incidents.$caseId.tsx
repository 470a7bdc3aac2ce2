import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { incidentAction, incidentLoader } from '../incidents/incident.server.ts'

export { IncidentScreen as default } from '../incidents/incident-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => incidentLoader(args)
export const action = (args: ActionFunctionArgs) => incidentAction(args)
