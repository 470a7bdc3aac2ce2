import type { IssueGuard } from './issue-states.ts'
import type { OpinionFinding, OpinionMark } from './opinion-note.ts'

/** A sentence for each finding of the room; `{condition}` are the words it is about, `{mark}` what they are. */
export type InformationMessages = {
  readonly findings: Readonly<Record<IssueGuard | OpinionFinding['code'], string>>
  readonly marks: Readonly<Record<OpinionMark, string>>
}

/** The refusals of questions and opinion notes in English. */
export const informationMessagesEn: InformationMessages = {
  findings: {
    NAMES_A_PERSON: 'These words may point at a person ({mark}): {condition}. Write posts, bodies and places only.',
    SAME_OFFICER: 'The deputy must be another post than the officer who answers.',
    DUE_IN_PAST: 'The due day has passed.',
    DAY_AHEAD: 'The day lies ahead.',
    SPOKEN_BEFORE_OPENED: 'The opinion is dated before the question was entered.',
    NOTHING_DRAFTED: 'Nothing has been drafted since the last publication.',
    DRAFTER_AGREES: 'You wrote this draft; another person approves it.',
    NOT_AGREED: 'The present draft has not been approved yet.',
    PUBLISHED_BEFORE_AGREED: 'The day of publication lies before the day of approval.',
    NEXT_UPDATE_NOT_AHEAD: 'The next update must come after the publication.',
    HEARD_AHEAD: 'The day lies ahead.',
  },
  marks: {
    ...{
      number: 'a long number',
      mail: 'a mail address',
      name: 'a name',
      account: 'an account',
      plate: 'a number plate',
    },
    ...{ 'full-name': 'a full name', phone: 'a telephone number', address: 'an address on the network' },
    quotation: 'somebody’s own words',
  },
}
