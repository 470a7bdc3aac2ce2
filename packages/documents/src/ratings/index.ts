export type { ProposalRow } from './cell-meeting-papers.ts'
export { checkRatingPaper } from './check-rating-paper.ts'
export type { DecidedMember, DecidedOrganization } from './decided-list.ts'
export { drawUpPaper, type PaperData } from './draw-up-paper.ts'
export type { PaperFrame } from './paper-frame.ts'
export {
  mapPastRatingColumns,
  pastRatingTableColumns,
  pastRatingTemplate,
  pastRatingTexts,
} from './past-rating-table.ts'
export { type RatingResult, writeRatingResults } from './rating-results-workbook.ts'
export {
  editionOfList,
  groupWord,
  levelWords,
  type MemberGroup,
  ratingBases,
  wordsOf,
} from './rating-words.ts'
export type { WrittenReview } from './review-parts.ts'
export type { Person } from './self-review.ts'
export type { SecondTally, Tally } from './tally-record.ts'
export type { ReportTable } from './year-report.ts'
