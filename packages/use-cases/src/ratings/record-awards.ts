import type { Database, Tx } from '@nq15/db/client'
import { kindOf } from '@nq15/db/ratings/after-tables'
import {
  type AwardRow,
  listCommitteeAwards,
  listExcellent,
  listExcellentUnits,
  listMemberAwards,
  listUnitAwards,
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
import { namedIn } from './unit-work.ts'

/** A person or organization that may be proposed, with why: the years, and for five years how far the run goes and which year is not on file. */
export type Candidate = {
  readonly caseId: string
  /** Null for an organization. */
  readonly memberId: string | null
  readonly organizationId: string
  readonly cellName: string
  readonly fullName: string
  readonly kind: AwardKind
  readonly firstYear: number
  readonly run: number
  readonly missing: number | null
}

export type Awards = { readonly candidates: readonly Candidate[]; readonly awards: readonly AwardRow[] }
type Of = { readonly campaignId: string; readonly committeeId: string }

async function readAll(tx: Tx, scope: Scope, of: Of): Promise<(Awards & { year: number }) | null> {
  const campaign = await findCampaign(tx, scope, of.campaignId)
  if (!campaign) return null
  const at = { committeeId: of.committeeId, year: campaign.year }
  const isUnit = kindOf(scope) === 'unit'
  if (isUnit ? !namedIn(scope).includes(of.committeeId) : !(await findDecision(tx, scope, of))) return null
  const candidates = isUnit ? await unitCandidates(tx, scope, at) : await personCandidates(tx, scope, at)
  return { year: campaign.year, candidates, awards: await listCommitteeAwards(tx, scope, at) }
}

type At = { readonly committeeId: string; readonly year: number }

async function personCandidates(tx: Tx, scope: Scope, { committeeId, year }: At): Promise<Candidate[]> {
  const people = await listExcellent(tx, scope, { committeeId, year })
  const ids = people.map(({ memberId }) => memberId)
  const outcomes = await listOutcomes(tx, scope, ids)
  const standing = await listMemberAwards(tx, scope, ids)
  return people.flatMap(({ decisionNumber: _, ...person }) => {
    const history = outcomes.filter(({ memberId }) => memberId === person.memberId)
    const awards = standing.filter(({ memberId }) => memberId === person.memberId)
    return named(person, { year, history, awards, isOrganization: false })
  })
}

async function unitCandidates(tx: Tx, scope: Scope, { committeeId, year }: At): Promise<Candidate[]> {
  const units = await listExcellentUnits(tx, scope, { committeeId, year })
  const standing = await listUnitAwards(
    tx,
    scope,
    units.map(({ organizationId }) => organizationId),
  )
  return units.flatMap(({ history, name, ...unit }) => {
    const awards = standing.filter(({ organizationId }) => organizationId === unit.organizationId)
    const rated = { ...unit, memberId: null, fullName: name, cellName: '' }
    return named(rated, { year, history, awards, isOrganization: true })
  })
}

type Weighed = Omit<Parameters<typeof awardCandidates>[0], 'awards'> & { readonly awards: readonly AwardRow[] }

/** One candidate for each kind of award that stands open to who is named. */
function named(
  who: Omit<Candidate, 'kind' | 'firstYear' | 'run' | 'missing'>,
  { awards, ...of }: Weighed,
): Candidate[] {
  const { count, missing } = excellentRun(of.history, of.year)
  const standing = awards.filter(({ annulledAt }) => annulledAt === null)
  return awardCandidates({ ...of, awards: standing }).map(({ kind, years }) => ({
    ...{ ...who, kind, firstYear: years[0] ?? of.year, run: count, missing },
  }))
}

/**
 * Who may be proposed for an award in a committee's year, with reasons, and what was awarded: people or organizations as the
 * proof says; null before the people are decided, or where no grant names the committee.
 */
export async function readAwards(db: Database, scope: Scope, of: Of): Promise<Awards | null> {
  if (!['rating:board', 'rating:decide', 'unit:appraise', 'unit:decide'].includes(scope.permission)) return null
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
  const act = { requestId, useCase: 'record-awards', permissions: ['rating:decide', 'unit:decide'] } as const
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
