export { type CellRatingDecision, cellRatingDecision, type DecidedCell } from './cell-rating-decision.ts'
export {
  checkMemberRatingDecision,
  type DecidedMember,
  type MemberRatingDecision,
  memberRatingDecision,
} from './member-rating-decision.ts'
export { type RatingResult, writeRatingResults } from './rating-results-workbook.ts'
export {
  gradeWords,
  type MemberGroup,
  type RatingGeneration,
  type RatingOutcome,
  ratingBases,
  reviewForms,
} from './rating-words.ts'
