import type { LegalDay, LegalSource } from '../shared/index.ts'
import { afterSources } from './after-rules.ts'
import type { CellFileState } from './cell-file-state.ts'
import type { SubstanceCheck } from './check-substance.ts'
import { compareEntries } from './compare-entries.ts'
import type { Finding } from './finding.ts'
import { computeQuota, type LevelCounts } from './quota.ts'
import type { RuleSet } from './rule-set.ts'
import { type Level, levels, type Proposal, rankOf } from './schema.ts'
import { checkTally, type Tally } from './tally.ts'

/** One case as it lies before the committee. */
export type CaseToDecide = {
  readonly caseId: string
  /** The person or organization; one case each per year. */
  readonly subjectId: string
  readonly quotaGroup: string
  readonly proposal: { readonly level: Proposal; readonly findings: readonly Finding[] }
  /** What people decide: a level, not rated, or nothing yet. Text, since a level outside the scheme must be caught here. */
  readonly decided: string | null
  /** Why people decide otherwise than the rules propose, or decide where the rules could not. */
  readonly reason: string | null
  /** For a head: the level of the collective he heads and, if any, the superior's decision that excepts him. */
  readonly head: { readonly collectiveLevel: Level | null; readonly exceptionDecisionNo: string | null } | null
  /** Null where no ballot is held: on organizations and collectives. */
  readonly ballot: { readonly first: Tally | null; readonly second: Tally | null } | null
}

export type DecisionToCheck = {
  readonly cutOffDay: LegalDay
  readonly document: { readonly number: string | null; readonly day: LegalDay | null; readonly signer: string | null }
  readonly files: readonly { readonly fileId: string; readonly state: CellFileState }[]
  readonly cases: readonly CaseToDecide[]
  /** Decisions of the competent level that let a group go to the exceptional percentage. */
  readonly exceptions: readonly { readonly quotaGroup: string; readonly decisionNo: string | null }[]
  /** Levels a fact speaks against and nobody has answered yet. */
  readonly unanswered?: readonly SubstanceCheck[]
  /** Levels of the same groups that stand by earlier decisions of the same year and count towards the quota. */
  readonly standing?: readonly { readonly quotaGroup: string; readonly level: Level }[]
}

export const decisionFindingCodes = [
  'QD-01',
  'QD-02',
  'QD-03',
  'QD-04',
  'QD-05',
  'QD-06',
  'QD-07',
  'QD-08',
  'QD-09',
  'QD-10',
  'QD-11',
  'QD-12',
] as const
export type DecisionFindingCode = (typeof decisionFindingCodes)[number]

/** One rule that stands in the way: what it concerns and the numbers of its sentence. */
export type DecisionFinding = {
  readonly code: DecisionFindingCode
  readonly about: { readonly kind: 'file' | 'case' | 'group' | 'document' | 'check'; readonly ids: readonly string[] }
  readonly required: string | null
  readonly actual: string | null
  readonly numbers: Readonly<Record<string, number>>
  readonly basis: LegalSource
}

export type DecisionCheck = {
  readonly ok: boolean
  readonly blocking: readonly DecisionFinding[]
  readonly warnings: readonly { readonly caseId: string; readonly code: string; readonly basis: LegalSource }[]
}

/**
 * Every rule that stands in the way of a grassroots committee's decision, all at once. It refuses or lets pass: nobody's
 * level is ever changed by it.
 */
export function checkCommitteeDecision(decision: DecisionToCheck, ruleSet: RuleSet): DecisionCheck {
  const blocking = [
    ...filesNotAppraised(decision, ruleSet),
    ...levelsNotAllowed(decision, ruleSet),
    ...quotaExceeded(decision, ruleSet),
    ...headsAboveCollective(decision, ruleSet),
    ...documentFaults(decision, ruleSet),
    ...ballotFaults(decision, ruleSet),
    ...undecidedCases(decision, ruleSet),
    ...unexplainedOverrides(decision, ruleSet),
    ...duplicateCases(decision, ruleSet),
    ...unansweredChecks(decision),
  ]
  return { ok: blocking.length === 0, blocking, warnings: warningsOf(decision, ruleSet) }
}

const isLevel = (text: string | null): text is Level => levels.some((level) => level === text)
const isBlank = (text: string | null): boolean => (text ?? '').trim() === ''
const isRated = ({ decided }: Pick<CaseToDecide, 'decided'>): boolean => decided !== 'NOT_RATED'

function filesNotAppraised({ files }: DecisionToCheck, { decision }: RuleSet): DecisionFinding[] {
  const open = files.filter(({ state }) => state !== 'appraised')
  const inState = (...states: CellFileState[]) => open.filter(({ state }) => states.includes(state)).length
  if (open.length === 0) return []
  const numbers = {
    files: files.length,
    open: open.length,
    returned: inState('returned'),
    notSent: inState('not-started', 'in-work'),
    beingAppraised: inState('with-intermediate', 'sent', 'appraising'),
    alreadyDecided: inState('decided'),
  }
  const about = { kind: 'file', ids: open.map(({ fileId }) => fileId) } as const
  return [{ code: 'QD-01', about, required: 'appraised', actual: null, numbers, basis: decision.order }]
}

function levelsNotAllowed({ cases }: DecisionToCheck, ruleSet: RuleSet): DecisionFinding[] {
  return cases.flatMap(({ caseId, decided, proposal }): DecisionFinding[] => {
    const about = { kind: 'case', ids: [caseId] } as const
    if (decided !== null && decided !== 'NOT_RATED' && !isLevel(decided)) {
      const required = [...levels, 'NOT_RATED'].join(', ')
      return [{ code: 'QD-02', about, required, actual: decided, numbers: {}, basis: ruleSet.decision.scheme }]
    }
    const triggers = proposal.findings.filter(
      ({ code, severity }) => severity === 'BLOCK' && isTriggerCode(code, ruleSet),
    )
    if (decided !== 'XS') return []
    return triggers.map(({ code, basis }) => ({
      code: 'QD-02',
      about,
      required: 'not XS',
      actual: code,
      numbers: {},
      basis,
    }))
  })
}

const isTriggerCode = (code: string, { triggers, handedToPeople }: RuleSet): boolean =>
  [...triggers, ...handedToPeople].some((rule) => rule.code === code)

function quotaExceeded(
  { cases, exceptions, standing = [] }: DecisionToCheck,
  { quota, options }: RuleSet,
): DecisionFinding[] {
  return [...new Set(cases.map(({ quotaGroup }) => quotaGroup))].flatMap((key): DecisionFinding[] => {
    const counts: LevelCounts = { XS: 0, T: 0, HT: 0, KHT: 0 }
    for (const { quotaGroup, decided } of cases) if (quotaGroup === key && isLevel(decided)) counts[decided] += 1
    for (const { quotaGroup, level } of standing) if (quotaGroup === key) counts[level] += 1
    const exception = exceptions.find(({ quotaGroup }) => quotaGroup === key)
    const granted = exception ? { granted: true, decisionNo: exception.decisionNo } : null
    const { perGroup, exceptionApplied } = computeQuota({ ...options.quota, exception: granted }, [{ key, counts }])
    const [group] = perGroup
    if (!group || group.excess === 0) return []

    const { xs, limit, excess, smallestMoves, base } = group
    const percent = exceptionApplied ? options.quota.exceptionPercent : options.quota.percent
    return [
      {
        code: 'QD-03',
        about: { kind: 'group', ids: [key] },
        required: `<= ${limit}`,
        actual: String(xs),
        numbers: { xs, limit, excess, smallestMoves, base, percent },
        basis: exceptionApplied ? quota.exceptionSource : quota.source,
      },
    ]
  })
}

function headsAboveCollective({ cases }: DecisionToCheck, { caps, options, decision }: RuleSet): DecisionFinding[] {
  if (!options.caps.HEAD_ABOVE_COLLECTIVE) return []
  const basis = caps.find(({ code }) => code === 'HEAD_ABOVE_COLLECTIVE')?.source ?? decision.order
  return cases.flatMap(({ caseId, decided, head }): DecisionFinding[] => {
    if (!head || !isLevel(decided) || !isBlank(head.exceptionDecisionNo)) return []
    const { collectiveLevel } = head
    // KHT stands above nothing, so it may be decided before the collective's level is known.
    const stands = collectiveLevel ? rankOf(decided) <= rankOf(collectiveLevel) : decided === 'KHT'
    if (stands) return []
    const required = collectiveLevel ? `<= ${collectiveLevel}` : 'collectiveLevel'
    return [{ code: 'QD-04', about: { kind: 'case', ids: [caseId] }, required, actual: decided, numbers: {}, basis }]
  })
}

function documentFaults({ document, cutOffDay }: DecisionToCheck, { decision }: RuleSet): DecisionFinding[] {
  const { number, day, signer } = document
  const early = day !== null && day < cutOffDay
  const faults = [
    ...(isBlank(number) ? ['number'] : []),
    ...(isBlank(day) ? ['day'] : []),
    ...(isBlank(signer) ? ['signer'] : []),
    ...(early ? ['dayBeforeCutOff'] : []),
  ]
  return faults.map((fault) => ({
    code: 'QD-05',
    about: { kind: 'document', ids: [fault] },
    required: fault === 'dayBeforeCutOff' ? `>= ${cutOffDay}` : 'present',
    actual: fault === 'dayBeforeCutOff' ? day : null,
    numbers: {},
    basis: decision.form,
  }))
}

function ballotFaults({ cases }: DecisionToCheck, { options, voting }: RuleSet): DecisionFinding[] {
  return cases.filter(isRated).flatMap(({ caseId, ballot }): DecisionFinding[] => {
    if (!ballot) return []
    const { first, second } = ballot
    const fault = (actual: string, count: number): DecisionFinding => ({
      code: 'QD-06',
      about: { kind: 'case', ids: [caseId] },
      required: null,
      actual,
      numbers: { count },
      basis: actual === 'missing' ? voting.source : voting.checkSource,
    })
    if (!first || (first.round === 1 && !first.perLevel)) return [fault('missing', 1)]
    const errors = checkTally(first, options.voting).errors.map(({ code }) => fault(code, 1))
    if (!options.secondEntryRequired) return errors
    if (!second) return [...errors, fault('second-entry-missing', 1)]
    const differences = compareEntries(first, second).length
    return differences > 0 ? [...errors, fault('entries-differ', differences)] : errors
  })
}

const needsPerson = ({ proposal: { level } }: CaseToDecide): boolean => level === 'MANUAL' || level === 'INVALID'

function undecidedCases({ cases }: DecisionToCheck, { decision }: RuleSet): DecisionFinding[] {
  return cases
    .filter((one) => one.decided === null || (needsPerson(one) && isBlank(one.reason)))
    .map(({ caseId, proposal, decided }) => ({
      code: 'QD-07',
      about: { kind: 'case', ids: [caseId] },
      required: decided === null ? 'level' : 'reason',
      actual: proposal.level,
      numbers: {},
      basis: decision.override,
    }))
}

function unexplainedOverrides({ cases }: DecisionToCheck, { decision }: RuleSet): DecisionFinding[] {
  return cases
    .filter(
      (one) => one.decided !== null && !needsPerson(one) && one.decided !== one.proposal.level && isBlank(one.reason),
    )
    .map(({ caseId, proposal, decided }) => ({
      code: 'QD-08',
      about: { kind: 'case', ids: [caseId] },
      required: proposal.level,
      actual: decided,
      numbers: {},
      basis: decision.override,
    }))
}

function duplicateCases({ cases }: DecisionToCheck, { decision }: RuleSet): DecisionFinding[] {
  const bySubject = new Map<string, CaseToDecide[]>()
  for (const one of cases) bySubject.set(one.subjectId, [...(bySubject.get(one.subjectId) ?? []), one])
  return [...bySubject.values()]
    .filter((same) => same.length > 1)
    .map((same) => ({
      code: 'QD-09',
      about: { kind: 'case', ids: same.map(({ caseId }) => caseId) },
      required: '1',
      actual: String(same.length),
      numbers: { count: same.length },
      basis: decision.onePerYear,
    }))
}

/** One line for all of them: the panel of the decision names each, with its fact and where to answer it. */
function unansweredChecks({ unanswered = [] }: DecisionToCheck): DecisionFinding[] {
  const line = (code: 'QD-10' | 'QD-12', open: readonly SubstanceCheck[]): DecisionFinding[] => {
    if (open.length === 0) return []
    const about = { kind: 'check', ids: open.map((one) => `${one.code} ${one.about.id}`) } as const
    const numbers = { count: open.length }
    return code === 'QD-12'
      ? [{ code, about, required: 'direction', actual: null, numbers, basis: afterSources.direction }]
      : [{ code, about, required: 'reason', actual: null, numbers, basis: afterSources.substance }]
  }
  return [
    ...line(
      'QD-12',
      unanswered.filter(({ code }) => code === 'TC-09'),
    ),
    ...line(
      'QD-10',
      unanswered.filter(({ code }) => code !== 'TC-09'),
    ),
  ]
}

function warningsOf({ cases }: DecisionToCheck, { options, voting }: RuleSet): DecisionCheck['warnings'] {
  return cases.flatMap(({ caseId, proposal, decided, ballot }) => {
    const counted = ballot?.first && isRated({ decided }) ? checkTally(ballot.first, options.voting) : null
    const carried = counted?.level ?? null
    return [
      ...proposal.findings
        .filter(({ severity }) => severity === 'WARN')
        .map(({ code, basis }) => ({ caseId, code, basis })),
      ...(counted?.warnings ?? []).map(({ code }) => ({
        caseId,
        code,
        basis: code === 'QUORUM_UNDER_2_3' ? voting.attendanceSource : voting.source,
      })),
      ...(carried !== null && isLevel(decided) && carried !== decided
        ? [{ caseId, code: 'BALLOT_LEVEL_DIFFERS', basis: voting.source }]
        : []),
    ]
  })
}
