const refusals = [
  'CHANGED_MEANWHILE',
  'FILE_NOT_EDITABLE',
  'CAMPAIGN_NOT_OPEN',
  'FACTS_CONTRADICT',
  'NOT_A_HEAD',
  'NOT_RATED',
  'WRONG_STATE',
  'FILE_HAS_FAULTS',
  'HINTS_UNANSWERED',
  'ENTRY_OF_ANOTHER',
  'SAME_PERSON_TWICE',
  'NOT_INTEGER',
  'NOT_A_COUNT',
  'NOT_FOUND',
  'NUMBERS_MOVED',
  'NO_SUCH_CELL',
  'ANSWER_OF_ANOTHER',
] as const
/** The text that tells a refusal; one without its own text is told as a general one. */
export const refusalKey = (code: string) => refusals.find((known) => known === code) ?? 'OTHER'
