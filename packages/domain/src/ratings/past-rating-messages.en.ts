import type { PastRatingCode, PastRatingColumn } from './read-past-rating.ts'

/** The words of an import of past ratings; every language has the same keys. */
export type PastRatingMessages = {
  readonly refusals: Readonly<Record<PastRatingCode, string>>
  readonly columns: Readonly<Record<PastRatingColumn, string>>
}

/** Words of an import of past ratings in English; `{…}` stands for the fact of that name in the note. */
export const pastRatingMessagesEn: PastRatingMessages = {
  refusals: {
    MISSING_VALUE: 'The column “{column}” is blank.',
    CARD_MALFORMED: 'The card “{value}” is neither twelve digits nor like 01.123456.',
    UNKNOWN_CARD: 'No member within reach carries the card “{value}”.',
    CARD_OF_ANOTHER: 'The card does not belong to “{value}”.',
    YEAR_MALFORMED: 'The year “{value}” must have four digits.',
    YEAR_NOT_OVER: 'The year {value} is not over; only past years are taken ({required}).',
    NO_GENERATION: 'There are no rating rules for {value}.',
    GENERATION_OF_ANOTHER_YEAR: 'That year belongs to {required}, not “{value}”.',
    LABEL_NOT_OF_GENERATION: '“{value}” is no level of {required}. Use the words of that year.',
    UNKNOWN_ORGANIZATION: 'On {required} no organization within reach carries the code “{value}”.',
    DAY_MALFORMED: '“{value}” is no day; write dd/mm/yyyy.',
    TOO_LONG: 'Longer than {required} characters.',
    YEAR_TWICE: 'The year {value} of this person or organization stands on line {required} already.',
  },
  columns: {
    cardNumber: 'Card',
    fullName: 'Name',
    organizationCode: 'Organization code',
    year: 'Rating year',
    generation: 'Rule set',
    label: 'Level',
    decisionNumber: 'Decision',
    decidedOn: 'Decided on',
    decidedBy: 'Decided by',
  },
}
