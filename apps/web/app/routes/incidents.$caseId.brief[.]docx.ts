import type { LoaderFunctionArgs } from '@remix-run/node'
import { incidentBriefLoader } from '../incidents/incident-brief.server.ts'

export const loader = (args: LoaderFunctionArgs) => incidentBriefLoader(args)
