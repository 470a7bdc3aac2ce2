export { incidentBrief } from './incident-brief.ts'
