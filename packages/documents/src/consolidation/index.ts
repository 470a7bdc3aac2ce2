export { type AreaBrief, areaBrief } from './area-brief.ts'
export { type PlanPaper, planPaper } from './plan-paper.ts'
export { type PlanReportPaper, planReportPaper } from './plan-report-paper.ts'
