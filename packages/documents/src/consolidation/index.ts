export { type AreaBrief, areaBrief } from './area-brief.ts'
export { type PlanPaper, planPaper } from './plan-paper.ts'
