import type { Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { insertAmendment, lockDecision, recountDecided, stepCase } from '@nq15/db/ratings/amendment.write'
import { type AwardRow, listMemberAwards } from '@nq15/db/ratings/award.read'
import { annulAwards } from '@nq15/db/ratings/award.write'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { findCase, type RatingCaseRow } from '@nq15/db/ratings/case.read'
import { type DecisionRow, findDecision } from '@nq15/db/ratings/decision.read'
import { listMemberScreenings, type ScreeningRow } from '@nq15/db/ratings/screening.read'
import { markGround, openScreenings } from '@nq15/db/ratings/screening.write'
import {
  countStanding,
  findException,
  listOutcomes,
  listVersions,
  type RatingVersion,
} from '@nq15/db/ratings/version.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type Amendment,
  type AmendmentFinding,
  type Consequence,
  checkAmendment,
  consequencesOf,
  failedTwice,
  type Level,
  type LevelCounts,
  levelSchema,
  type RatingState,
  type RuleSet,
  type YearOutcome,
} from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { rulesOf } from './campaign-rules.ts'
import { hashDecided } from './hash-decided.ts'
import { type CaseProposal, proposeCase } from './propose-case.ts'

/** Everything another decision about one level is judged and made by. */
export type Standing = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly row: RatingCaseRow
  readonly version: RatingVersion
  readonly decision: DecisionRow
  readonly group: { readonly key: string; readonly counts: LevelCounts }
  readonly exceptionDecisionNo: string | null
  /** What the rules propose today, with what is known by now. */
  readonly weighed: CaseProposal
  readonly history: readonly YearOutcome[]
  readonly awards: readonly AwardRow[]
  readonly screenings: readonly ScreeningRow[]
}

/** Reads what stands for a case; null when out of scope or not decided. With `hold` amendments of one committee follow each other. */
export async function readStanding(
  tx: Tx,
  scope: Scope,
  { caseId, hold }: { caseId: string; hold: boolean },
): Promise<Standing | null> {
  const found = await findCase(tx, scope, caseId)
  const campaign = found && (await findCampaign(tx, scope, found.campaignId))
  if (!found || !campaign) return null
  const of = { campaignId: campaign.id, committeeId: found.committeeId }
  if (hold) await lockDecision(tx, scope, of)
  const row = hold ? await findCase(tx, scope, caseId) : found
  const decision = await findDecision(tx, scope, of)
  const version = (await listVersions(tx, scope, caseId)).find(({ supersededAt }) => supersededAt === null)
  if (!row || !decision || !version || version.outcome === 'NOT_RATED') return null
  // A leader whom a superior manages is his superior's to decide, not the committee's that reads him.
  if (version.committeeId !== row.committeeId) return null
  const ruleSet = rulesOf(campaign)
  const { memberId, subject } = row
  const standing = await countStanding(tx, scope, { committeeId: row.committeeId, year: campaign.year })
  const counts: LevelCounts = { XS: 0, T: 0, HT: 0, KHT: 0 }
  for (const one of standing) {
    const level = levelSchema.safeParse(one.outcome)
    if (one.subject === subject && level.success) counts[level.data] += one.count
  }
  return {
    ...{ campaign, ruleSet, row, version, decision },
    group: { key: subject, counts },
    exceptionDecisionNo: await findException(tx, scope, of),
    weighed: proposeCase({ ...row, proposedLevel: null }, { campaign, ruleSet }),
    history: await listOutcomes(tx, scope, [memberId]),
    awards: (await listMemberAwards(tx, scope, [memberId])).filter(({ annulledAt }) => annulledAt === null),
    screenings: await listMemberScreenings(tx, scope, memberId),
  }
}

/** Another decision as it is asked for. */
export type AmendCommand = {
  readonly kind: Amendment['kind']
  readonly to: Level
  readonly document: {
    readonly decisionNumber: string
    readonly decidedOn: LegalDay | ''
    readonly signerName: string
    readonly signerTitle: string
    readonly exceptionDecisionNumber: string | null
  }
  readonly ground: Amendment['ground']
  readonly isViolation: boolean
  readonly reason: string
  readonly preparedBy: string
  readonly now: Date
}

/** Every rule that stands in the way, with what is known now. */
export function checkStanding(standing: Standing, scope: Scope, command: AmendCommand): readonly AmendmentFinding[] {
  const { ruleSet, row, version, group, exceptionDecisionNo, weighed } = standing
  const { kind, to, document, ground, reason, preparedBy, now } = command
  const triggerCodes = [...ruleSet.triggers, ...ruleSet.handedToPeople].map(({ code }) => code)
  return checkAmendment(
    {
      ...{ kind, to, ground, reason, preparedBy, group },
      from: levelSchema.parse(version.outcome),
      old: { number: version.decisionNumber, day: version.decidedOn },
      document: { number: document.decisionNumber, day: document.decidedOn || null, signer: document.signerName },
      today: todayInHanoi(now),
      exceptionDecisionNo: document.exceptionDecisionNumber ?? exceptionDecisionNo,
      head: row.isHead
        ? {
            collectiveLevel: levelSchema.safeParse(row.collective?.level).data ?? null,
            exceptionDecisionNo: row.collective?.exceptionDecisionNumber ?? null,
          }
        : null,
      triggers: weighed.findings
        .filter(({ code, severity }) => severity === 'BLOCK' && triggerCodes.some((one) => one === code))
        .map(({ code }) => code),
      decidedBy: scope.actor.userId,
      isOwnMatter: scope.actor.memberId === row.memberId,
    },
    ruleSet,
  )
}

/** What would follow from a change of the level. */
export function consequencesOfStanding(
  { campaign, ruleSet, row, version, group, history, awards, screenings }: Standing,
  { to, isViolation }: Pick<AmendCommand, 'to' | 'isViolation'>,
): readonly Consequence[] {
  return consequencesOf(
    {
      ...{ year: campaign.year, from: levelSchema.parse(version.outcome), to, history, group, headsUnder: [] },
      awards: awards.map(({ id, kind, year, firstYear }) => ({
        ...{ id, kind, year },
        years: Array.from({ length: year - firstYear + 1 }, (_, at) => firstYear + at),
      })),
      screenings: screenings.map(({ id, secondYear, state }) => ({ id, secondYear, isClosed: state === 'closed' })),
      violation: isViolation ? { collectiveLevel: levelSchema.safeParse(row.collective?.level).data ?? null } : null,
    },
    ruleSet,
  )
}

/**
 * Writes the other decision: the version before is kept and named, counts are recounted, awards that hung on it are
 * annulled, a screening task is opened or loses its ground, and who is concerned is told. Nobody else's level moves.
 */
export async function writeAmendment(
  tx: Tx,
  scope: Scope,
  { standing, command, to: state }: { standing: Standing; command: AmendCommand; to: RatingState },
): Promise<{ decisionId: string; consequences: readonly Consequence[] } | null> {
  const { campaign, ruleSet, row, version, weighed, awards, screenings, history } = standing
  const { kind, to, document, ground, reason, now } = command
  const { signerTitle, signerName, decisionNumber, exceptionDecisionNumber } = document
  const decidedOn = document.decidedOn === '' ? todayInHanoi(now) : document.decidedOn
  const consequences = consequencesOfStanding(standing, command)
  const decisionId = newId()
  const rating = {
    ...{ id: newId(), caseId: row.id, memberId: row.memberId, organizationId: row.organizationId },
    ...{ subject: row.subject, outcome: to, notRatedReason: null, totalPoints: version.totalPoints },
    reasoning: {
      ...{ ruleSet: ruleSet.code, proposed: weighed.outcome, findings: weighed.findings, presumed: weighed.presumed },
      ...{ humanReason: reason, before: { outcome: version.outcome, decisionNumber: version.decisionNumber } },
    },
  }
  if (!(await stepCase(tx, scope, { caseId: row.id, from: row.state, to: state, at: now }))) return null
  await insertAmendment(tx, scope, {
    ...{ kind, amendsId: version.decisionId, replacesId: version.id, year: campaign.year, rating },
    decision: {
      ...{ id: decisionId, campaignId: campaign.id, organizationId: row.committeeId, decidedAt: now },
      ...{ decisionNumber, decidedOn, signerName, signerTitle, exceptionDecisionNumber },
      reasoning: { ruleSetHash: campaign.ruleSetHash, ground, reason, consequences },
      contentHash: hashDecided({ decisionNumber, decidedOn }, [rating]),
    },
  })
  await recountDecided(tx, scope, { campaignId: campaign.id, organizationId: row.organizationId })
  const fallen = consequences.find(({ code }) => code === 'AWARD_ANNULLED')?.ids ?? []
  await annulAwards(tx, scope, {
    ...{ ids: awards.filter(({ id }) => fallen.includes(id)).map(({ id }) => id), decisionId, reason, at: now },
  })
  const after = history.map((one) => (one.year === campaign.year ? { ...one, outcome: to } : one))
  const stand = failedTwice(after).map(([, second]) => second)
  for (const stands of [true, false]) {
    const ids = screenings
      .filter(({ secondYear, groundStands }) => stand.includes(secondYear) === stands && groundStands !== stands)
      .map(({ id }) => id)
    await markGround(tx, scope, { ids, stands, at: now })
  }
  const opened = consequences.find(({ code }) => code === 'SCREENING_OPENED')?.years ?? []
  const { id: caseId, organizationId, committeeId, memberId, fullName } = row
  await openScreenings(
    tx,
    scope,
    opened.map((secondYear) => ({
      ...{ caseId, organizationId, committeeId, memberId, fullName, secondYear, openedOn: decidedOn, at: now },
    })),
  )
  if (opened.length > 0) {
    await emit(tx, scope, {
      ...{ type: 'ratings.screening-opened', organizationId, recordTable: 'rating_screening', recordId: null },
      payload: { year: campaign.year },
    })
  }
  await emit(tx, scope, {
    ...{ type: 'ratings.level-amended', organizationId, recordTable: 'rating_case', recordId: row.id },
    payload: { year: campaign.year, caseId: row.id },
  })
  return { decisionId, consequences }
}
