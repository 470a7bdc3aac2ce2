import type { Database, Tx } from '@nq15/db/client'
import {
  type AwardRow,
  listCommitteeAwards,
  listExcellent,
  listExcellentUnits,
  listMemberAwards,
} from '@nq15/db/ratings/award.read'
import { insertAwards } from '@nq15/db/ratings/award.write'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { findDecision } from '@nq15/db/ratings/decision.read'
import { listOutcomes } from '@nq15/db/ratings/version.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type AwardKind, awardCandidates, excellentRun, type RecordAward } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'

/** A person who may be proposed, with why: the years, and for five years how far the run goes and which year is not on file. */
export type Candidate = {
  readonly caseId: string
  readonly memberId: string
  readonly organizationId: string
  readonly cellName: string
  readonly fullName: string
  readonly kind: AwardKind
  readonly firstYear: number
  readonly run: number
  readonly missing: number | null
}

/** An organization that may be proposed as exemplary, with the years it rests on. */
export type UnitCandidate = {
  readonly organizationId: string
  readonly name: string
  readonly kind: AwardKind
  readonly firstYear: number
  readonly run: number
  readonly missing: number | null
}

export type Awards = {
  readonly candidates: readonly Candidate[]
  readonly units: readonly UnitCandidate[]
  readonly awards: readonly AwardRow[]
}
type Of = { readonly campaignId: string; readonly committeeId: string }

async function readAll(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: Of,
): Promise<(Awards & { year: number }) | null> {
  const campaign = await findCampaign(tx, scope, campaignId)
  if (!campaign || !(await findDecision(tx, scope, { campaignId, committeeId }))) return null
  const { year } = campaign
  const people = await listExcellent(tx, scope, { committeeId, year })
  const ids = people.map(({ memberId }) => memberId)
  const outcomes = await listOutcomes(tx, scope, ids)
  const standing = (await listMemberAwards(tx, scope, ids)).filter(({ annulledAt }) => annulledAt === null)
  const candidates = people.flatMap(({ decisionNumber: _, ...person }) => {
    const history = outcomes.filter(({ memberId }) => memberId === person.memberId)
    const awards = standing.filter(({ memberId }) => memberId === person.memberId)
    const { count, missing } = excellentRun(history, year)
    return awardCandidates({ year, history, isOrganization: false, awards }).map(({ kind, years }) => ({
      ...{ ...person, kind, firstYear: years[0] ?? year, run: count, missing },
    }))
  })
  const units = (await listExcellentUnits(tx, scope, { committeeId, year })).flatMap(
    ({ history, organizationId, name }) => {
      const { count, missing } = excellentRun(history, year)
      return awardCandidates({ year, history, isOrganization: true, awards: [] }).map(({ kind, years }) => ({
        ...{ organizationId, name, kind, firstYear: years[0] ?? year, run: count, missing },
      }))
    },
  )
  return { year, candidates, units, awards: await listCommitteeAwards(tx, scope, { committeeId, year }) }
}

/** Who may be proposed for an award in a committee's year, with reasons, and what was awarded; null before it is decided. */
export async function readAwards(db: Database, scope: Scope, of: Of): Promise<Awards | null> {
  if (!['rating:board', 'rating:decide'].includes(scope.permission)) return null
  return db.asReader(scope, (tx) => readAll(tx, scope, of))
}

export type RecordAwardsRefusal = { readonly code: 'NOT_FOUND' | 'NO_CANDIDATE' | 'IN_FUTURE' }

type Command = RecordAward &
  Of & { readonly requestId: string; readonly caseIds: readonly string[]; readonly now: Date }

/** Records one award decision for some candidates; who is no candidate any more is refused and nothing is recorded. */
export async function recordAwards(
  db: Database,
  scope: Scope,
  { requestId, campaignId, committeeId, caseIds, now, ...award }: Command,
): Promise<Result<{ recorded: number }, RecordAwardsRefusal>> {
  const act = { requestId, useCase: 'record-awards', permissions: ['rating:decide'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const read = await readAll(tx, scope, { campaignId, committeeId })
    if (!read) return refuse({ code: 'NOT_FOUND' })
    if (award.decidedOn > todayInHanoi(now)) return refuse({ code: 'IN_FUTURE' })
    const chosen = read.candidates.filter(({ caseId, kind }) => kind === award.kind && caseIds.includes(caseId))
    if (chosen.length === 0 || chosen.length !== new Set(caseIds).size) return refuse({ code: 'NO_CANDIDATE' })
    const recorded = await insertAwards(
      tx,
      scope,
      chosen.map(({ caseId, memberId, organizationId, fullName, firstYear }) => ({
        ...award,
        ...{ caseId, memberId, organizationId, committeeId, fullName, firstYear, year: read.year, at: now },
      })),
    )
    return ok({ recorded })
  })
}
