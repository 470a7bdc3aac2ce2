import type { LegalDay, LegalSource } from '../shared/index.ts'
import { afterSources } from './after-rules.ts'
import { computeQuota, exceptionHolds, type LevelCounts } from './quota.ts'
import type { RuleSet } from './rule-set.ts'
import { type Level, levels, rankOf } from './schema.ts'

export const amendmentCodes = ['SD-01', 'SD-02', 'SD-03', 'SD-04', 'SD-05', 'SD-06', 'SD-07', 'SD-08', 'SD-09'] as const
/**
 * What stands in the way of another decision about a decided level: SD-01 the document, SD-02 nothing would change, SD-03
 * the quota, SD-04 the head above his collective, SD-05 the ground, SD-06 one person alone, SD-07 XS with a trigger, SD-08
 * his own matter, SD-09 the number of the old decision.
 */
export type AmendmentCode = (typeof amendmentCodes)[number]

export type AmendedOutcome = Level | 'NOT_RATED'

/** Another decision about one person's decided level of a year. */
export type Amendment = {
  readonly kind: 'reconsideration' | 'correction'
  readonly from: AmendedOutcome
  readonly to: AmendedOutcome
  readonly old: { readonly number: string; readonly day: LegalDay }
  readonly document: { readonly number: string; readonly day: LegalDay | null; readonly signer: string }
  readonly today: LegalDay
  /** Why, on what paper, of which body and by which provision; a reconsideration rests on the complaint. */
  readonly ground: {
    readonly document: string
    readonly issuer: string
    readonly day: LegalDay | null
    readonly legalBasis: string
  }
  readonly reason: string
  /** Standing levels of the quota group with this person's old level among them. */
  readonly group: { readonly key: string; readonly counts: LevelCounts }
  /** The superior's decision that lets the group go to the exceptional percentage: of this act, or of the old decision. */
  readonly exceptionDecisionNo: string | null
  readonly head: { readonly collectiveLevel: Level | null; readonly exceptionDecisionNo: string | null } | null
  readonly triggers: readonly string[]
  readonly preparedBy: string | null
  readonly decidedBy: string
  readonly isOwnMatter: boolean
}

export type AmendmentFinding = {
  readonly code: AmendmentCode
  readonly part: string
  readonly required: string | null
  readonly actual: string | null
  readonly numbers: Readonly<Record<string, number>>
  readonly basis: LegalSource
}

const isBlank = (text: string | null): boolean => (text ?? '').trim() === ''
const isLevel = (outcome: string): outcome is Level => levels.some((level) => level === outcome)

/** The group's levels once the person has moved. */
export function countsAfter(counts: LevelCounts, from: AmendedOutcome, to: AmendedOutcome): LevelCounts {
  const moved = { ...counts }
  if (isLevel(from)) moved[from] -= 1
  if (isLevel(to)) moved[to] += 1
  return moved
}

/**
 * Every rule that stands in the way of another decision about a decided level, all at once. The group must keep its limit
 * on XS afterwards also when it is someone else's step that would break it, unless a decision of exception has a number.
 */
export function checkAmendment(amendment: Amendment, ruleSet: RuleSet): readonly AmendmentFinding[] {
  return [
    ...documentOf(amendment, ruleSet),
    ...sameLevel(amendment, ruleSet),
    ...quotaOf(amendment, ruleSet),
    ...headOf(amendment, ruleSet),
    ...groundOf(amendment),
    ...personsOf(amendment),
    ...triggersOf(amendment, ruleSet),
  ]
}

const finding = (
  code: AmendmentCode,
  part: string,
  basis: LegalSource,
  more: Partial<Pick<AmendmentFinding, 'required' | 'actual' | 'numbers'>> = {},
): AmendmentFinding => ({ code, part, required: null, actual: null, numbers: {}, ...more, basis })

function documentOf({ document, old, today }: Amendment, { decision }: RuleSet): AmendmentFinding[] {
  const faults = [
    ...(isBlank(document.number) ? ['number'] : []),
    ...(document.day === null ? ['day'] : []),
    ...(isBlank(document.signer) ? ['signer'] : []),
    ...(document.day !== null && document.day < old.day ? ['before-old'] : []),
    ...(document.day !== null && document.day > today ? ['in-future'] : []),
  ]
  const same = document.number.trim() === old.number.trim() && document.day === old.day
  return [
    ...faults.map((part) => finding('SD-01', part, decision.form, { required: old.day, actual: document.day })),
    ...(same ? [finding('SD-09', 'number', decision.form, { actual: old.number })] : []),
  ]
}

const sameLevel = ({ from, to }: Amendment, { decision }: RuleSet): AmendmentFinding[] =>
  from === to ? [finding('SD-02', 'level', decision.onePerYear, { actual: to })] : []

function quotaOf({ group, from, to, exceptionDecisionNo }: Amendment, { quota, options }: RuleSet): AmendmentFinding[] {
  const counts = countsAfter(group.counts, from, to)
  const exception = { granted: !isBlank(exceptionDecisionNo), decisionNo: exceptionDecisionNo }
  const { perGroup, exceptionApplied } = computeQuota({ ...options.quota, exception }, [{ key: group.key, counts }])
  const [after] = perGroup
  if (!after || after.excess === 0) return []
  const percent = exceptionApplied ? options.quota.exceptionPercent : options.quota.percent
  const { xs, limit, excess, base } = after
  const basis = exceptionHolds(exception) ? quota.exceptionSource : quota.source
  return [
    finding('SD-03', group.key, basis, {
      required: `<= ${limit}`,
      actual: String(xs),
      numbers: { xs, limit, excess, base, percent },
    }),
  ]
}

function headOf({ head, to }: Amendment, { caps, options, decision }: RuleSet): AmendmentFinding[] {
  if (!options.caps.HEAD_ABOVE_COLLECTIVE || !head || !isLevel(to) || !isBlank(head.exceptionDecisionNo)) return []
  const { collectiveLevel } = head
  if (collectiveLevel ? rankOf(to) <= rankOf(collectiveLevel) : to === 'KHT') return []
  const basis = caps.find(({ code }) => code === 'HEAD_ABOVE_COLLECTIVE')?.source ?? decision.order
  return [finding('SD-04', 'head', basis, { required: collectiveLevel, actual: to })]
}

function groundOf({ ground, reason }: Amendment): AmendmentFinding[] {
  const parts = [
    ...(isBlank(ground.document) ? ['ground-document'] : []),
    ...(isBlank(ground.issuer) ? ['ground-issuer'] : []),
    ...(ground.day === null ? ['ground-day'] : []),
    ...(isBlank(ground.legalBasis) ? ['legal-basis'] : []),
    ...(isBlank(reason) ? ['reason'] : []),
  ]
  return parts.map((part) => finding('SD-05', part, afterSources.reRating))
}

function personsOf({ preparedBy, decidedBy, isOwnMatter }: Amendment): AmendmentFinding[] {
  return [
    ...(preparedBy === decidedBy ? [finding('SD-06', 'person', afterSources.separation)] : []),
    ...(isOwnMatter ? [finding('SD-08', 'person', afterSources.separation)] : []),
  ]
}

const triggersOf = ({ to, triggers }: Amendment, { decision }: RuleSet): AmendmentFinding[] =>
  to === 'XS' ? triggers.map((code) => finding('SD-07', 'trigger', decision.scheme, { actual: code })) : []
