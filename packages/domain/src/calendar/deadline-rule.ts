import type { Confidence, LegalDay } from '../shared/index.ts'
import type { TermRoll, TermUnit } from './term.ts'

/** The fields of work whose terms are known: citizen reception, sorting, complaint, denunciation, feedback, iHanoi, Party. */
export const deadlineDomains = ['TCD', 'XLD', 'KN', 'TC', 'KNPA', 'IHANOI', 'PARTY'] as const
export type DeadlineDomain = (typeof deadlineDomains)[number]

/**
 * One version of a legal term. `quantity` null: the law names none, or it is not known here, so nothing is counted.
 * `variant` is empty for the ordinary case; a variant is chosen by a signed document, never by the software.
 */
export type DeadlineRule = {
  readonly id: string
  readonly domain: DeadlineDomain
  readonly stage: string
  /** Any of these events starts the term, any of `doneBy` ends it. */
  readonly startsWith: readonly string[]
  readonly doneBy: readonly string[]
  readonly quantity: number | null
  readonly unit: TermUnit
  readonly roll: TermRoll
  readonly variant: string
  readonly maxExtensions: number
  /** The longest length of one extension, in the rule's unit. */
  readonly longestExtension: number
  /** Document key and provision, such as `L2:28`; the documents stand in `deadlineDocuments`. */
  readonly basis: string
  readonly validFrom: LegalDay
  /** The last day on which a start event falls under this version; null while in force. */
  readonly validTo: LegalDay | null
  readonly confidence: Confidence
}

type More = {
  readonly roll?: TermRoll
  readonly variant?: string
  readonly extensions?: readonly [most: number, longest: number]
  readonly to?: LegalDay
}

type Events = readonly [starts: string, done: string]
type Source = readonly [basis: string, from: LegalDay, confidence: Confidence]

/** Writes the rows of one field of work, one line a row: id, stage, events, term ('10 WD', '? WD'), source, and what differs. */
export const deadlinesOf =
  (domain: DeadlineDomain) =>
  (
    id: string,
    stage: string,
    [starts, done]: Events,
    term: string,
    [basis, validFrom, confidence]: Source,
    more: More = {},
  ): DeadlineRule => {
    const [quantity = '?', unit = 'WD'] = term.split(' ')
    return {
      id,
      domain,
      stage,
      startsWith: starts.split('|'),
      doneBy: done.split('|'),
      quantity: quantity === '?' ? null : Number(quantity),
      unit: unit as TermUnit,
      roll: more.roll ?? 'next_wd',
      variant: more.variant ?? '',
      maxExtensions: more.extensions?.[0] ?? 0,
      longestExtension: more.extensions?.[1] ?? 0,
      basis,
      validFrom,
      validTo: more.to ?? null,
      confidence,
    }
  }
