import type { AfterMessages } from './after-messages.ts'
import type { AmendmentFinding } from './amend-rating.ts'
import type { SubstanceCheck } from './check-substance.ts'
import type { Consequence } from './consequences.ts'
import type { RatingMessages } from './messages.ts'
import { fillMessage } from './render-finding.ts'

type Words = { readonly messages: RatingMessages; readonly after: AfterMessages }

const named = (table: Readonly<Record<string, string>>, key: string): string =>
  Object.hasOwn(table, key) ? (table[key] ?? key) : key
const numbersOf = ({ decimalSeparator }: RatingMessages, numbers: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, String(value).replace('.', decimalSeparator)]),
  )

/** A check as a sentence with its numbers. */
export function renderCheck({ messages, after }: Words, found: SubstanceCheck): string {
  return fillMessage(after.checks[found.code], {
    ...numbersOf(messages, found.numbers),
    levels: [...new Set(found.levels)].map((level) => messages.levels[level]).join(', '),
    required: named(messages.levels, found.required),
    actual: named(after.disciplineForms, found.actual),
  })
}

/** Where a check's fact stands, in words; a typed source is shown as it was typed, its day as on paper. */
export const renderCheckSource = ({ after }: Words, { source }: SubstanceCheck): string =>
  named(after.sources, source).replace(/(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')

/** What stands in the way of another decision, as a sentence. */
export function renderAmendment({ messages, after }: Words, { code, part, actual, numbers }: AmendmentFinding): string {
  return fillMessage(after.amendments[code], {
    ...numbersOf(messages, numbers),
    part: named(after.amendmentParts, part),
    actual: named(messages.levels, actual ?? ''),
  })
}

/** What follows from another decision, as a sentence. */
export function renderConsequence({ messages, after }: Words, { code, ids, years, numbers }: Consequence): string {
  return fillMessage(after.consequences[code], {
    ...numbersOf(messages, numbers),
    count: String(ids.length),
    years: [...new Set(years)].sort().join(', '),
  })
}
