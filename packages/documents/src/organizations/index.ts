export {
  mapOrganizationColumns,
  organizationColumns,
  organizationTemplate,
  organizationTexts,
} from './organization-table.ts'
export { type SuccessionAppendix, successionAppendix } from './succession-appendix.ts'
export { type YearAccountPaper, yearAccountPaper } from './year-account-paper.ts'
export { writeYearAccount } from './year-account-workbook.ts'
