import type { Finding, FindingCode } from './finding.ts'
import { computeQuota, type LevelCounts } from './quota.ts'
import { type RatingAnswer, rateSubject } from './rate-subject.ts'
import type { RuleSet } from './rule-set.ts'
import { levels, type Proposal, type RatingFacts, type Subject } from './schema.ts'
import { type ItemScores, scoreDossier } from './score-dossier.ts'
import { sheetOf } from './score-sheet.ts'

/** One dossier of a past year, as its facts stood; `itemScores` lets another sheet score it anew. */
export type SimulatedCase = {
  readonly caseId: string
  /** The organization that decides; the comparison is told for each. */
  readonly organizationId: string
  readonly subject: Subject
  readonly facts: RatingFacts
  /** The quota group where it is not the kind of subject: units of one kind may be divided by sector. */
  readonly quotaGroup?: string
  readonly itemScores?: ItemScores | null
}

/** What moved a dossier: a finding that is there under one set only, or points that the other sheet gives. */
export type MoveReason = FindingCode | 'POINTS_BY_SHEET' | 'SCORES_DO_NOT_FIT_SHEET'

/** A dossier whose proposal differs under the draft. */
export type SimulatedMove = {
  readonly caseId: string
  readonly organizationId: string
  readonly subject: Subject
  readonly before: Proposal
  readonly after: Proposal
  readonly reasons: readonly MoveReason[]
}

type Side = { readonly counts: Readonly<Record<Proposal, number>>; readonly limit: number; readonly excess: number }
/** How one organization fares under both sets: proposals by outcome, and the limit on XS with what exceeds it. */
export type SimulatedOrganization = {
  readonly organizationId: string
  readonly before: Side
  readonly after: Side
  readonly moved: number
}
export type SimulationResult = {
  readonly cases: number
  readonly moved: number
  readonly before: Side
  readonly after: Side
  /** How many dossiers each reason moved. */
  readonly reasons: readonly { readonly reason: MoveReason; readonly cases: number }[]
  readonly organizations: readonly SimulatedOrganization[]
}

/** The comparison of organizations, collectives and leaders decided above, with each that moved. */
export type SimulatedUnits = SimulationResult & {
  /** A move by figures that no decision has frozen yet says so. */
  readonly moves: readonly (Omit<SimulatedMove, 'caseId'> & { readonly name: string; readonly asToday?: boolean })[]
  /** Moves beyond those kept by name. */
  readonly unnamed: number
  /** How many were weighed by the figures as they stood when it was tried, not by those frozen with a decision. */
  readonly asToday?: number
  /** How many could not be weighed, since no report of theirs is there. */
  readonly withoutReport?: number
}

/**
 * Compares a draft with the rules of a year, one dossier after another, in the memory of the organizations and not of the
 * dossiers. Nothing is decided: proposals are compared with proposals, and a move names the rule behind it.
 */
export function startSimulation(before: RuleSet, after: RuleSet) {
  const organizations = new Map<string, { before: Tally; after: Tally; moved: number }>()
  const reasons = new Map<MoveReason, number>()
  let [cases, moved] = [0, 0]

  /** Weighs one dossier; answers its move, or null when it stays where it was. */
  const add = (one: SimulatedCase): SimulatedMove | null => {
    const { caseId, organizationId, subject } = one
    const old = rateSubject(one.facts, subject, before)
    const rescored = rescore(one, after)
    const found = rescored.ok ? rateSubject(rescored.facts, subject, after) : null
    const organization = organizations.get(organizationId) ?? { before: newTally(), after: newTally(), moved: 0 }
    organizations.set(organizationId, organization)
    const level = found?.level ?? 'MANUAL'
    const group = one.quotaGroup ?? subject
    count(organization.before, group, old.level)
    count(organization.after, group, level)
    cases += 1
    if (level === old.level) return null

    moved += 1
    organization.moved += 1
    const why: MoveReason[] = found
      ? [...(rescored.rescored ? (['POINTS_BY_SHEET'] as const) : []), ...differing(old, found)]
      : ['SCORES_DO_NOT_FIT_SHEET']
    for (const reason of why) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    return { caseId, organizationId, subject, before: old.level, after: level, reasons: why }
  }

  const result = (): SimulationResult => {
    const told = [...organizations].map(([organizationId, one]) => ({
      organizationId,
      before: sideOf(one.before, before),
      after: sideOf(one.after, after),
      moved: one.moved,
    }))
    return {
      cases,
      moved,
      before: sumSides(told.map((one) => one.before)),
      after: sumSides(told.map((one) => one.after)),
      reasons: [...reasons]
        .map(([reason, touched]) => ({ reason, cases: touched }))
        .sort((a, b) => b.cases - a.cases || (a.reason < b.reason ? -1 : 1)),
      organizations: told.sort((a, b) => b.moved - a.moved || (a.organizationId < b.organizationId ? -1 : 1)),
    }
  }
  return { add, result }
}

/** The dossier's points by the draft's sheet, where one was laid and items were scored; else the points as they stood. */
function rescore({ subject, facts, itemScores }: SimulatedCase, after: RuleSet) {
  const sheet = itemScores ? sheetOf(after, subject) : null
  if (!sheet || !itemScores) return { ok: true, facts, rescored: false } as const
  const scored = scoreDossier({ sheet, scores: itemScores, facts, ruleSet: after })
  if (!scored.ok) return { ok: false } as const
  const { generalPoints, resultPoints } = scored.value
  if (generalPoints === null || resultPoints === null) return { ok: false } as const
  const rescored = generalPoints !== String(facts.generalPoints) || resultPoints !== String(facts.resultPoints)
  return { ok: true, facts: { ...facts, generalPoints, resultPoints }, rescored } as const
}

/** The findings that are there under one set only, or weigh differently. */
function differing(old: RatingAnswer, found: RatingAnswer): FindingCode[] {
  const name = ({ code, severity, required }: Finding) => `${code} ${severity} ${required}`
  const [was, is] = [new Set(old.findings.map(name)), new Set(found.findings.map(name))]
  const differ = [
    ...found.findings.filter((one) => !was.has(name(one))),
    ...old.findings.filter((one) => !is.has(name(one))),
  ]
  return [...new Set(differ.map(({ code }) => code))]
}

type Tally = { readonly counts: Record<Proposal, number>; readonly groups: Map<string, LevelCounts> }
const noCounts = (): Record<Proposal, number> => ({ XS: 0, T: 0, HT: 0, KHT: 0, NOT_RATED: 0, MANUAL: 0, INVALID: 0 })
const newTally = (): Tally => ({ counts: noCounts(), groups: new Map() })

function count(tally: Tally, key: string, level: Proposal): void {
  tally.counts[level] += 1
  const group = tally.groups.get(key) ?? { XS: 0, T: 0, HT: 0, KHT: 0 }
  tally.groups.set(key, group)
  const known = levels.find((one) => one === level)
  if (known) group[known] += 1
}

function sideOf({ counts, groups }: Tally, { options: { quota } }: RuleSet): Side {
  const { limit, excess } = computeQuota(
    quota,
    [...groups].map(([key, one]) => ({ key, counts: one })),
  )
  return { counts, limit, excess }
}

const sumSides = (sides: readonly Side[]): Side =>
  sides.reduce<{ counts: Record<Proposal, number>; limit: number; excess: number }>(
    (sum, { counts, limit, excess }) => {
      for (const level of Object.keys(counts) as Proposal[]) sum.counts[level] += counts[level]
      return { counts: sum.counts, limit: sum.limit + limit, excess: sum.excess + excess }
    },
    { counts: noCounts(), limit: 0, excess: 0 },
  )
