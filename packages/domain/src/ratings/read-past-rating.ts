import { readDay } from '../calendar/index.ts'
import { readCardNumber } from '../members/index.ts'
import { type LegalDay, ok, type Result, refuse, searchText } from '../shared/index.ts'
import { generationOfYear, type RuleSet } from './rule-set.ts'
import type { Level } from './schema.ts'

/** Columns of the import of past ratings, in the order of the template. A row with a card is a member's, else an organization's. */
export const pastRatingColumns = [
  'cardNumber',
  'fullName',
  'organizationCode',
  'year',
  'generation',
  'label',
  'decisionNumber',
  'decidedOn',
  'decidedBy',
] as const
export type PastRatingColumn = (typeof pastRatingColumns)[number]
/** One row of an import as texts by column; an absent column is a blank. */
export type PastRatingTexts = Readonly<Partial<Record<PastRatingColumn, string>>>

/** Why a row of past ratings is refused; those the row alone cannot tell are found by the use case. */
export const pastRatingCodes = [
  'MISSING_VALUE',
  'CARD_MALFORMED',
  'UNKNOWN_CARD',
  'CARD_OF_ANOTHER',
  'YEAR_MALFORMED',
  'YEAR_NOT_OVER',
  'NO_GENERATION',
  'GENERATION_OF_ANOTHER_YEAR',
  'LABEL_NOT_OF_GENERATION',
  'UNKNOWN_ORGANIZATION',
  'DAY_MALFORMED',
  'TOO_LONG',
  'YEAR_TWICE',
] as const
export type PastRatingCode = (typeof pastRatingCodes)[number]
/** One reason, with the column it stands in, the text found and, when something definite was required, what. */
export type PastRatingReason = {
  readonly code: PastRatingCode
  readonly column: PastRatingColumn
  readonly value: string
  readonly required: string | null
}

/** A past rating as its paper names it; `cardNumber` null for an organization's. */
export type PastRatingRow = {
  readonly cardNumber: string | null
  readonly fullName: string
  readonly organizationCode: string
  /** The day on which the organization's code is looked up: that of the decision, else the last of the year. */
  readonly organizationOn: LegalDay
  readonly year: number
  readonly generation: string
  /** In its own words, never rewritten. */
  readonly originalLabel: string
  readonly outcome: Level | 'NOT_RATED'
  readonly decisionNumber: string | null
  readonly decidedOn: LegalDay | null
  readonly decidedBy: string | null
}

type Ground = { readonly ruleSets: readonly RuleSet[]; readonly today: LegalDay }
type Refused = { readonly code: 'ROW_REFUSED'; readonly reasons: readonly PastRatingReason[] }

/**
 * Reads one row of past ratings: the label is kept in its own words and must be one of its generation's, which follows from
 * the year. Refuses with all reasons that the row alone can tell.
 */
export function readPastRating(texts: PastRatingTexts, { ruleSets, today }: Ground): Result<PastRatingRow, Refused> {
  const reasons: PastRatingReason[] = []
  const text = (column: PastRatingColumn) => (texts[column] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim()
  const add = (code: PastRatingCode, column: PastRatingColumn, required: string | null = null) =>
    void reasons.push({ code, column, value: text(column), required })

  for (const column of ['organizationCode', 'year', 'label'] as const)
    if (text(column) === '') add('MISSING_VALUE', column)
  if (text('cardNumber') !== '' && text('fullName') === '') add('MISSING_VALUE', 'fullName')
  for (const column of pastRatingColumns) if (text(column).length > 300) add('TOO_LONG', column, '300')
  const card = text('cardNumber') === '' ? ok(null) : readCardNumber(text('cardNumber'))
  if (!card.ok) add('CARD_MALFORMED', 'cardNumber')

  const year = /^\d{4}$/.test(text('year')) ? Number(text('year')) : null
  if (year === null && text('year') !== '') add('YEAR_MALFORMED', 'year')
  if (year !== null && year >= Number(today.slice(0, 4))) add('YEAR_NOT_OVER', 'year', `< ${today.slice(0, 4)}`)
  const generation = year === null ? undefined : generationOfYear(ruleSets, year)
  if (year !== null && !generation) add('NO_GENERATION', 'year')
  if (generation && text('generation') !== '' && text('generation').toLowerCase() !== generation.code.toLowerCase())
    add('GENERATION_OF_ANOTHER_YEAR', 'generation', generation.code)

  const of = text('cardNumber') === '' ? 'ORGANIZATION' : 'MEMBER'
  const outcome = generation && text('label') !== '' ? outcomeOf(text('label'), generation, of) : undefined
  if (outcome === null) add('LABEL_NOT_OF_GENERATION', 'label', generation?.code ?? null)

  const day = text('decidedOn') === '' ? ok(null) : readDay(text('decidedOn'))
  if (!day.ok) add('DAY_MALFORMED', 'decidedOn')

  if (reasons.length > 0 || !card.ok || !day.ok || year === null || !generation || !outcome) {
    const place = ({ column }: PastRatingReason) => pastRatingColumns.indexOf(column)
    return refuse({ code: 'ROW_REFUSED', reasons: reasons.toSorted((a, b) => place(a) - place(b)) })
  }
  return ok({
    cardNumber: card.value,
    fullName: text('fullName'),
    organizationCode: text('organizationCode'),
    organizationOn: day.value ?? `${year}-12-31`,
    year,
    generation: generation.code,
    originalLabel: text('label'),
    outcome,
    decisionNumber: text('decisionNumber') || null,
    decidedOn: day.value,
    decidedBy: text('decidedBy') || null,
  })
}

/** The code of a label of the generation; null when it is none of its words. */
function outcomeOf(label: string, generation: RuleSet, of: 'ORGANIZATION' | 'MEMBER'): Level | 'NOT_RATED' | null {
  const wanted = searchText(label)
  const own = generation.labels
    ?.filter((one) => one.of === of || one.of === 'ANY')
    .find(({ vi }) => searchText(vi) === wanted)
  if (own) return own.level
  // Where a generation has words of its own, today's are not its.
  const standing = generation.labels
    ? undefined
    : generation.levels.find(({ vi, abbreviation }) => [searchText(vi), searchText(abbreviation)].includes(wanted))
  if (standing) return standing.code
  return notRated.includes(wanted) ? 'NOT_RATED' : null
}

const notRated = ['Không thuộc diện đánh giá, xếp loại', 'Không xếp loại', 'Chưa xếp loại', 'Miễn đánh giá'].map(
  searchText,
)
