export { incidentBrief } from './incident-brief.ts'
export { projectTemplate } from './project-template.ts'
export { steeringConclusion, steeringInvitation } from './steering-paper.ts'
