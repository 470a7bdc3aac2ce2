export { type PlanPaper, planPaper } from './plan-paper.ts'
