export { type RightsReviewLine, writeRightsReview } from './rights-review-workbook.ts'
