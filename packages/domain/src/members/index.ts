export { memberNumbers } from './admission-terms.ts'
export { type CardRefused, cardAsStored, cardBeginnings, oldCardShape, readCardNumber } from './card-number.ts'
export {
  type DisciplineInPeriod,
  type DisciplinePeriod,
  disciplineStateOn,
  disciplinesIn,
  lapseMonths,
  lapsesOn,
} from './discipline.ts'
export { type StateDutyLink, stateDutyLinkSchema } from './duty-link.ts'
export { type ImportConflictCode, importConflictCodes } from './import-conflict.ts'
export { memberLabelsEn } from './labels.en.ts'
export { type MemberLabels, memberLabelsVi } from './labels.vi.ts'
export { type MemberAt, memberAt } from './member-at.ts'
export { type MemberCode, type MemberMessages, memberMessagesEn } from './messages.en.ts'
export { memberMessagesVi } from './messages.vi.ts'
export { badgeReached, badgeYears, partyAge } from './party-age.ts'
export {
  type MemberColumn,
  type MemberImport,
  type MemberRow,
  type MemberRowCode,
  type MemberRowNote,
  type MemberRowRefused,
  type MemberTexts,
  type MemberWarningCode,
  memberColumns,
  memberRowCodes,
  memberWarningCodes,
  readMemberRow,
} from './read-member-row.ts'
export {
  compareForms,
  type Discipline,
  type DisciplineForm,
  type DisciplineState,
  type DutyLink,
  disciplineForms,
  disciplineSchema,
  disciplineStates,
  dutyLinks,
  endingStatuses,
  type Member,
  type MemberKind,
  type MemberStatus,
  type MembershipKind,
  memberKinds,
  memberSchema,
  memberStatuses,
  membershipKinds,
  membershipSpanSchema,
  type PartyPost,
  partyPosts,
  positionSpanSchema,
  postSpanSchema,
  type ReviewForm,
  reviewFormOf,
  reviewForms,
  statusSpanSchema,
  type WorkGroup,
  workGroups,
} from './schema.ts'
