import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import type { WorkingCalendar } from './calendar-day.ts'
import { calendarVn } from './calendar-vn.ts'
import { countTerm } from './count-term.ts'
import type { DeadlineDomain, DeadlineRule } from './deadline-rule.ts'
import { deadlineRules } from './deadlines/deadline-rules.ts'
import { dueDayOf } from './due-day.ts'
import { isLegalDay } from './legal-day.ts'
import { refuseTerm } from './refuse-term.ts'
import {
  type Term,
  type TermAnswer,
  type TermRefusal,
  type TermRefusalCode,
  type TermSettings,
  termDefaults,
} from './term.ts'

/** A term asked for by the name of its rule. `from` carries the time (`YYYY-MM-DDTHH:mm`) where the rule counts hours. */
export type Deadline = {
  readonly rule: string
  readonly from: string
  readonly variant?: string
  readonly extensions?: readonly number[]
  readonly suspensions?: readonly (readonly [LegalDay, LegalDay | null])[]
}

/** Why a deadline has no due day: the refusals of the rule, then those of the count. */
export type DeadlineRefusalCode =
  | TermRefusalCode
  | 'UNKNOWN_RULE'
  | 'UNKNOWN_VARIANT'
  | 'NO_VERSION_FOR_DATE'
  | 'NO_QUANTITY'
  | 'EXTENSION_NOT_ALLOWED'
  | 'EXTENSION_TOO_MANY'
  | 'EXTENSION_TOO_LONG'
  | 'SUSPENSION_NOT_ALLOWED'
  | 'SUSPENSION_NO_BASIS'

/** `day` is the day, rule, variant or length the refusal is about; `most` what the rule allows. */
export type DeadlineRefusal = Omit<TermRefusal, 'code'> & { readonly code: DeadlineRefusalCode; readonly most: string }

/** A counted deadline with the version of the rule it was counted by. */
export type DeadlineAnswer = TermAnswer & { readonly rule: DeadlineRule }

/** What the answer rests on besides the case; `explain: false` leaves the steps out and is ten times as fast. */
export type DeadlineGround = {
  readonly rules?: readonly DeadlineRule[]
  readonly calendar?: WorkingCalendar
  readonly settings?: TermSettings
  readonly explain?: boolean
}

/** Only the terms of settling pause (rule 13: L2:11a, D2:28b, L3:34). */
const pausingStages: ReadonlySet<string> = new Set(['settle_1', 'settle_2', 'settle_discipline', 'settle_tc'])

/** The first day on which the law knew a suspension, by field of work (D2:22, L3:34). */
const suspensionKnownFrom: Partial<Record<DeadlineDomain, LegalDay>> = { KN: '2026-07-01', TC: '2019-01-01' }

const instant = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d$/u

/**
 * Counts a legal term by its rule: the version in force on the start day, the variant, extensions and suspensions as far as the
 * law gives them. Refuses with the first code that applies, in the order of the day-counting rules.
 */
export function countDeadline(
  deadline: Deadline,
  { rules = deadlineRules, calendar = calendarVn, settings = termDefaults, explain = true }: DeadlineGround = {},
): Result<DeadlineAnswer, DeadlineRefusal> {
  const { from, extensions = [], suspensions = [] } = deadline
  const start = from.length === 10 ? from : (instant.exec(from)?.[1] ?? from)
  const bad = firstBadDay(start, suspensions)
  if (bad !== undefined) return refused('BAD_DATE', bad)
  const version = versionOf(deadline, start, rules)
  if (!version.ok) return version
  const rule = version.value
  const { quantity, unit, roll } = rule
  if (quantity === null) return refused('NO_QUANTITY', rule.id)
  const notAllowed = refuseExtensions(extensions, rule) ?? refuseSuspensions(suspensions, rule, start === from)
  if (notAllowed) return notAllowed
  const term: Term = { from, quantity, unit, roll, extensions, suspensions }
  if (!explain && settings === termDefaults) {
    const day = dueDayOf(start === from ? term : { ...term, from: start }, calendar)
    if (day) {
      const { due, rawDue, provisional } = day
      return ok({ due, rawDue, remaining: null, unit, provisional, steps: [], expected: [], rule })
    }
  }
  const counted = countTerm(term, calendar, settings)
  if (!counted.ok) return refuse({ ...counted.refusal, most: '' })
  return ok({ ...counted.value, steps: explain ? counted.value.steps : [], rule })
}

const knownDays = new Set<string>()

// A city asks about the same few thousand days over and over; the text is judged once.
function isKnownDay(day: string): boolean {
  if (knownDays.has(day)) return true
  if (!isLegalDay(day)) return false
  if (knownDays.size < 20_000) knownDays.add(day)
  return true
}

function firstBadDay(start: string, suspensions: NonNullable<Deadline['suspensions']>): string | undefined {
  if (!isKnownDay(start)) return start
  for (const [suspended, resumed] of suspensions) {
    if (!isKnownDay(suspended)) return suspended
    if (resumed !== null && !isKnownDay(resumed)) return resumed
  }
  return undefined
}

type Versions = ReadonlyMap<string, ReadonlyMap<string, readonly DeadlineRule[]>>
const versions = new WeakMap<readonly DeadlineRule[], Versions>()

function indexOf(rules: readonly DeadlineRule[]): Versions {
  const known = versions.get(rules)
  if (known) return known
  const index = new Map<string, Map<string, DeadlineRule[]>>()
  for (const rule of rules) {
    const ofId = index.get(rule.id) ?? new Map<string, DeadlineRule[]>()
    ofId.set(rule.variant, [...(ofId.get(rule.variant) ?? []), rule])
    index.set(rule.id, ofId)
  }
  versions.set(rules, index)
  return index
}

function versionOf(
  { rule: id, variant = '' }: Deadline,
  start: LegalDay,
  rules: readonly DeadlineRule[],
): Result<DeadlineRule, DeadlineRefusal> {
  const ofId = indexOf(rules).get(id)
  if (!ofId) return refused('UNKNOWN_RULE', id)
  const known = ofId.get(variant)
  if (!known) return refused('UNKNOWN_VARIANT', variant)
  const inForce = known.find(({ validFrom, validTo }) => validFrom <= start && (validTo === null || start <= validTo))
  return inForce ? ok(inForce) : refused('NO_VERSION_FOR_DATE', start)
}

function refuseExtensions(extensions: readonly number[], { maxExtensions, longestExtension }: DeadlineRule) {
  if (extensions.length === 0) return null
  if (maxExtensions === 0) return refused('EXTENSION_NOT_ALLOWED', String(extensions[0]))
  if (extensions.length > maxExtensions)
    return refused('EXTENSION_TOO_MANY', String(extensions.length), String(maxExtensions))
  const tooLong = extensions.find((length) => !Number.isInteger(length) || length < 1 || length > longestExtension)
  return tooLong === undefined ? null : refused('EXTENSION_TOO_LONG', String(tooLong), String(longestExtension))
}

function refuseSuspensions(
  suspensions: NonNullable<Deadline['suspensions']>,
  { domain, stage, unit }: DeadlineRule,
  withoutTime: boolean,
) {
  if (suspensions.length > 0 && !pausingStages.has(stage))
    return refused('SUSPENSION_NOT_ALLOWED', suspensions[0]?.[0] ?? '')
  if (withoutTime && (unit === 'H' || unit === 'WH'))
    return refuse({ ...refuseTerm('NEED_TIME', '').refusal, most: '' })
  const since = suspensionKnownFrom[domain]
  const early = since === undefined ? undefined : suspensions.find(([suspended]) => suspended < since)
  return early ? refused('SUSPENSION_NO_BASIS', early[0], since) : null
}

const refused = (code: DeadlineRefusalCode, day: string, most = '') =>
  refuse<DeadlineRefusal>({ code, day, from: '', until: '', most })
