export { accountColumns, accountTemplate, accountTexts, mapAccountColumns } from './account-table.ts'
export { type PasswordRow, writePasswordWorkbook } from './password-workbook.ts'
export { type RightsReviewLine, writeRightsReview } from './rights-review-workbook.ts'
