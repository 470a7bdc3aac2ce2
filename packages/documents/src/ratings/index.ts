export { type BallotPaper, ballotPaper } from './ballot-paper.ts'
export { type CellRatingDecision, cellRatingDecision, type DecidedCell } from './cell-rating-decision.ts'
export {
  checkMemberRatingDecision,
  type DecidedMember,
  type MemberRatingDecision,
  memberRatingDecision,
} from './member-rating-decision.ts'
export {
  mapPastRatingColumns,
  pastRatingTableColumns,
  pastRatingTemplate,
  pastRatingTexts,
} from './past-rating-table.ts'
export { type RatingResult, writeRatingResults } from './rating-results-workbook.ts'
export {
  gradeWords,
  type MemberGroup,
  type RatingGeneration,
  type RatingOutcome,
  ratingBases,
} from './rating-words.ts'
export { reviewFormId, type SelfReview, selfReview } from './self-review.ts'
export { type MemberVotes, type TallyRecord, tallyRecord } from './tally-record.ts'
