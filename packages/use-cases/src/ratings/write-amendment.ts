import type { Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { kindOf } from '@nq15/db/ratings/after-tables'
import { insertAmendment, recountDecided, stepCase } from '@nq15/db/ratings/amendment.write'
import { annulAwards } from '@nq15/db/ratings/award.write'
import { listFilesOfHeads } from '@nq15/db/ratings/cell-file.read'
import { markGround, openScreenings } from '@nq15/db/ratings/screening.write'
import { insertUnitAmendment } from '@nq15/db/ratings/unit-decision.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type Consequence, failedTwice, type RatingState } from '@nq15/domain/ratings'
import { emit } from '../events/emit.ts'
import { type AmendCommand, type AmendedLevel, consequencesOfStanding } from './amend-standing.ts'
import { hashDecided, hashDecidedUnits } from './hash-decided.ts'
import { settleLeader } from './open-screenings.ts'
import { refreshFile } from './refresh-file.ts'

/** What was written: the decision, and what followed for each level in the order asked. */
export type Amended = { readonly decisionId: string; readonly consequences: readonly (readonly Consequence[])[] }

/**
 * Writes the other decision: the versions before are kept and named, counts are recounted, awards that hung on them are
 * annulled, a screening task is opened or loses its ground, and who is concerned is told. Nobody else's level moves. Null
 * when a case moved meanwhile.
 */
export async function writeAmendment(
  tx: Tx,
  scope: Scope,
  { command, to }: { command: AmendCommand; to: RatingState },
): Promise<Amended | null> {
  const { kind, document, levels, now } = command
  const [first] = levels
  if (!first) return null
  const { campaign, ruleSet, rated, version } = first.standing
  const { signerTitle, signerName, decisionNumber, exceptionDecisionNumber } = document
  const decidedOn = document.decidedOn === '' ? todayInHanoi(now) : document.decidedOn
  const isUnit = kindOf(scope) === 'unit'
  for (const { standing } of isUnit ? [] : levels) {
    const step = { caseId: standing.rated.caseId, from: standing.rated.state, to, at: now }
    if (!(await stepCase(tx, scope, step))) return null
  }
  const consequences = levels.map(consequencesOfStanding)
  const lines = levels.map(lineOf)
  const ratings = lines.map(({ memberId, ...line }) => ({ ...line, memberId: memberId ?? '' }))
  const [decisionId, { ruleSetHash }] = [newId(), campaign]
  const decision = {
    ...{ id: decisionId, campaignId: campaign.id, organizationId: rated.committeeId, decidedAt: now },
    ...{ decisionNumber, decidedOn, signerName, signerTitle, exceptionDecisionNumber },
    reasoning: {
      ...{ ruleSetHash, ground: first.ground, reason: first.reason, consequences: consequences.flat() },
      ...(levels.length > 1 ? { grounds: levels.map(({ ground, reason }) => ({ ...ground, reason })) } : {}),
    },
    contentHash: isUnit
      ? hashDecidedUnits({ decisionNumber, decidedOn }, lines)
      : hashDecided({ decisionNumber, decidedOn }, ratings),
  }
  const stored = { kind, amendsId: version.decisionId, year: campaign.year, decision }
  if (isUnit) {
    const units = lines.map(({ memberId: _, ...line }, at) => ({ ...line, ...unitLineOf(levels[at]) }))
    await insertUnitAmendment(tx, scope, { ...stored, levels: units })
  } else {
    await insertAmendment(tx, scope, { ...stored, ratings })
  }
  for (const [at, level] of levels.entries()) {
    const { id, organizationId } = { id: level.standing.rated.caseId, ...level.standing.rated }
    const found = consequences[at] ?? []
    if (!isUnit) await recountDecided(tx, scope, { campaignId: campaign.id, organizationId })
    const fallen = found.find(({ code }) => code === 'AWARD_ANNULLED')?.ids ?? []
    const ids = level.standing.awards.filter((award) => fallen.includes(award.id)).map((award) => award.id)
    await annulAwards(tx, scope, { ids, decisionId, reason: level.reason, at: now })
    await settleScreenings(tx, scope, { level, found, decidedOn, now })
    await emit(tx, scope, {
      ...{ type: 'ratings.level-amended', organizationId, recordId: id },
      recordTable: isUnit ? 'rating_unit_case' : 'rating_case',
      payload: { year: campaign.year, caseId: id },
    })
  }
  // In an open year heads are asked about again: the ceiling of their collective is another one now.
  const ledIds = levels.flatMap(({ standing: { rated: one } }) =>
    one.subject === 'COLLECTIVE' ? [one.organizationId] : [],
  )
  if (isUnit && campaign.state === 'open' && ledIds.length > 0) {
    const heads = { campaignId: campaign.id, committeeId: rated.committeeId, ledIds }
    for (const file of await listFilesOfHeads(tx, scope, heads))
      await refreshFile(tx, scope, { campaign, file, at: now })
  }
  return { decisionId, consequences }

  function lineOf({ standing, to: outcome, reason }: AmendedLevel) {
    const { caseId, memberId, organizationId, subject } = standing.rated
    return {
      ...{ id: newId(), caseId, memberId, organizationId, subject, outcome, notRatedReason: null },
      ...{ totalPoints: standing.version.totalPoints, replacesId: standing.version.id },
      reasoning: {
        ...{ ruleSet: ruleSet.code, proposed: standing.weighed.outcome, findings: standing.weighed.findings },
        ...{ presumed: standing.weighed.presumed, humanReason: reason },
        before: { outcome: standing.version.outcome, decisionNumber: standing.version.decisionNumber },
      },
    }
  }
}

function unitLineOf(level: AmendedLevel | undefined) {
  if (!level?.standing.line) throw new Error('a unit without its line')
  return level.standing.line
}

type Screened = {
  readonly level: AmendedLevel
  readonly found: readonly Consequence[]
  readonly decidedOn: string
  readonly now: Date
}

/** Opens the task of two years running, or marks that one has lost its ground. */
async function settleScreenings(tx: Tx, scope: Scope, { level, found, decidedOn, now }: Screened): Promise<void> {
  const { standing, to } = level
  const { campaign, screenings, history, rated } = standing
  const { caseId, organizationId, committeeId, memberId, name: fullName } = rated
  if (memberId === null && rated.subject !== 'LEADER') return
  const after = history.map((one) => (one.year === campaign.year ? { ...one, outcome: to } : one))
  const stand = failedTwice(after).map(([, second]) => second)
  const opened = found.find(({ code }) => code === 'SCREENING_OPENED')?.years ?? []
  if (memberId === null) {
    await settleLeader(tx, scope, { caseId, standing: stand, opened, onDay: decidedOn })
    return
  }
  for (const stands of [true, false]) {
    const ids = screenings
      .filter(({ secondYear, groundStands }) => stand.includes(secondYear) === stands && groundStands !== stands)
      .map(({ id }) => id)
    await markGround(tx, scope, { ids, stands, at: now })
  }
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
}
