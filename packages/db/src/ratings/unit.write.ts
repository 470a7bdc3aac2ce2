import type { Finding, Level, Proposal, UnitEvent, UnitState } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import type { UnitRow } from './unit.read.ts'

/** Holds a unit's case until the transaction ends; whoever changes anything of it calls this before he reads it. */
export async function lockUnit(tx: Tx, _scope: Scope, id: string): Promise<void> {
  if (isId(id)) await tx.$queryRaw`select 1 from rating_unit_case where id = ${id}::uuid for update`
}

/**
 * Lets one decision on units of a committee be taken at a time. An advisory lock: who decides need not have the right to
 * work on the cases, which locking their rows would ask for.
 */
export async function lockDecider(
  tx: Tx,
  _scope: Scope,
  { campaignId, deciderId }: { campaignId: string; deciderId: string },
): Promise<void> {
  const key = `rating_unit_decision:${campaignId}:${deciderId}`
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext(${key}::text))) held`
}

/** The fields of a report that may be typed; an absent field is left as it is, null empties it. */
export type UnitReportPatch = {
  readonly generalPoints?: string | null
  readonly resultPoints?: string | null
  readonly tasksAssigned?: number | null
  readonly tasksOnTime?: number | null
  readonly tasksLate?: number | null
  readonly tasksFailed?: number | null
  readonly tasksExceeded?: number | null
  readonly limitationsPointedOut?: number | null
  readonly limitationsRemedied?: number | null
  readonly selfLevel?: Level | null
  readonly resultsText?: string
  readonly limitationsText?: string
  readonly remediesText?: string
  readonly answersText?: string
  readonly directionText?: string
}

type SaveReport = {
  readonly of: Pick<UnitRow, 'id' | 'organizationId'>
  /** The version the writer saw; 0 when there was none. */
  readonly version: number
  readonly patch: UnitReportPatch
  readonly at: Date
}

/** Stores typed fields of a report; answers the new version, or null when somebody else saved meanwhile. */
export async function saveUnitReport(
  tx: Tx,
  scope: Scope,
  { of, version, patch, at }: SaveReport,
): Promise<number | null> {
  const who = { enteredBy: scope.actor.userId, enteredByName: scope.actor.name, updatedAt: at }
  if (version === 0) {
    const { count } = await tx.ratingUnitReport.createMany({
      data: { id: newId(), caseId: of.id, organizationId: of.organizationId, ...patch, ...who },
      skipDuplicates: true,
    })
    return count === 1 ? 1 : null
  }
  const { count } = await tx.ratingUnitReport.updateMany({
    where: { caseId: of.id, version },
    data: { ...patch, ...who, version: { increment: 1 } },
  })
  return count === 1 ? version + 1 : null
}

/** Keeps what the rules propose for a unit, as it stood at `at`; the version of the case is not touched. */
export async function writeUnitComputed(
  tx: Tx,
  _scope: Scope,
  unit: {
    readonly id: string
    readonly outcome: Proposal
    readonly findings: readonly Finding[]
    readonly presumed: readonly string[]
    readonly at: Date
  },
): Promise<void> {
  const { id, outcome, findings, presumed, at } = unit
  await tx.$executeRaw`
    update rating_unit_case set computed_outcome = ${outcome}, computed_findings = ${JSON.stringify(findings)}::jsonb,
        computed_presumed = ${JSON.stringify(presumed)}::jsonb, computed_at = ${at} where id = ${id}::uuid`
}

type Step = {
  readonly unit: Pick<UnitRow, 'id' | 'organizationId' | 'state' | 'version'>
  readonly event: UnitEvent
  readonly to: UnitState
  readonly reason: string | null
  readonly at: Date
  readonly onDay: LegalDay
}

/** Moves a unit on and writes the step beside it; false when somebody else moved it meanwhile. */
export async function stepUnit(tx: Tx, scope: Scope, { unit, event, to, reason, at, onDay }: Step): Promise<boolean> {
  const { count } = await tx.ratingUnitCase.updateMany({
    where: { id: unit.id, version: unit.version },
    data: { state: to, returnReason: to === 'returned' ? reason : null, version: { increment: 1 }, updatedAt: at },
  })
  if (count !== 1) return false
  await insertEvent(tx, scope, { of: unit, event, fromState: unit.state, toState: to, reason, at, onDay })
  return true
}

type Change = {
  readonly unit: Pick<UnitRow, 'id' | 'organizationId' | 'state' | 'version'>
  readonly by: 'intermediate' | 'appraisal'
  readonly from: Level | null
  /** Null takes the choice back: as the rules, or the level before, propose. */
  readonly to: Level | null
  readonly reason: string
  readonly exceptionDecisionNumber?: string | null
  readonly at: Date
  readonly onDay: LegalDay
}

/** Sets the level a body proposes for a unit and writes the change with its reason; false when changed meanwhile. */
export async function changeUnitLevel(tx: Tx, scope: Scope, change: Change): Promise<boolean> {
  const { unit, by, from, to, reason, exceptionDecisionNumber, at, onDay } = change
  const kept = to === null ? null : reason
  const { count } = await tx.ratingUnitCase.updateMany({
    where: { id: unit.id, version: unit.version },
    data: {
      ...(by === 'intermediate'
        ? { intermediateLevel: to, intermediateReason: kept }
        : { appraisedLevel: to, appraisedReason: kept }),
      ...(exceptionDecisionNumber === undefined ? {} : { exceptionDecisionNumber }),
      version: { increment: 1 },
      updatedAt: at,
    },
  })
  if (count !== 1) return false
  const levels = { fromLevel: from, toLevel: to }
  const states = { fromState: unit.state, toState: unit.state }
  await insertEvent(tx, scope, { of: unit, event: 'change-level', ...states, ...levels, reason, at, onDay })
  return true
}

type Event = {
  readonly of: Pick<UnitRow, 'id' | 'organizationId'>
  readonly event: UnitEvent | 'change-level' | 'regroup'
  readonly fromState: string
  readonly toState: string
  readonly fromLevel?: Level | null
  readonly toLevel?: Level | null
  readonly reason: string | null
  readonly at: Date
  readonly onDay: LegalDay
}

async function insertEvent(tx: Tx, scope: Scope, { of, onDay, ...event }: Event): Promise<void> {
  await tx.ratingUnitEvent.createMany({
    data: {
      ...event,
      id: newId(),
      caseId: of.id,
      organizationId: of.organizationId,
      byUserId: scope.actor.userId,
      byName: scope.actor.name,
      onDay: dateOf(onDay),
    },
  })
}

/** Divides a kind of units of one committee by sector for the quota, or puts it together again; those decided stay as they were. */
export async function regroupUnits(
  tx: Tx,
  _scope: Scope,
  {
    campaignId,
    deciderId,
    group,
    bySector,
    at,
  }: { campaignId: string; deciderId: string; group: string; bySector: boolean; at: Date },
): Promise<number> {
  return tx.$executeRaw`
    update rating_unit_case set version = version + 1, updated_at = ${at},
        quota_group = case when ${bySector} then ${group} || '/' || coalesce(sector, 'other') else ${group} end
     where campaign_id = ${campaignId}::uuid and decider_id = ${deciderId}::uuid and state <> 'decided'
       and case subject when 'COLLECTIVE' then 'COLLECTIVE/' || organization_subject when 'LEADER' then 'LEADER/' || organization_subject
         else subject end = ${group}`
}
