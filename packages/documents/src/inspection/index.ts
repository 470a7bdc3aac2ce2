export { type InspectionPaper, type InspectionPaperKind, inspectionPaper } from './inspection-paper.ts'
