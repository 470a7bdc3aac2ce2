import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import type { UnitRow } from './unit.read.ts'
import { isWithinOnce } from './within-once.ts'

type Of = Pick<UnitRow, 'id' | 'organizationId'>

/** A fact on file about a unit, with the document that says so. */
export type UnitFact = {
  readonly id: string
  readonly kind: string
  readonly form: string | null
  readonly documentNumber: string
  readonly decidedOn: LegalDay
  readonly issuedBy: string
  readonly enteredByName: string
  readonly withdrawnReason: string | null
}

/** Facts on file about a unit, those withdrawn too, oldest document first. */
export async function listUnitFacts(tx: Tx, scope: Scope, { id, organizationId }: Of): Promise<UnitFact[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  const rows = await tx.ratingUnitFact.findMany({
    where: { caseId: id },
    orderBy: [{ decidedOn: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      kind: true,
      form: true,
      documentNumber: true,
      decidedOn: true,
      issuedBy: true,
      enteredByName: true,
      withdrawnReason: true,
    },
  })
  return rows.map((row) => ({ ...row, decidedOn: dayOf(row.decidedOn) }))
}

/** What a named body says of a unit. */
export type UnitOpinion = {
  readonly id: string
  readonly caseId: string
  readonly body: string
  readonly level: string | null
  readonly opinion: string
  readonly documentNumber: string | null
  readonly givenOn: LegalDay
  readonly enteredByName: string
  readonly isStanding: boolean
}

/** Opinions on some units of one place, standing ones first; empty out of scope. */
export async function listUnitOpinions(
  tx: Tx,
  scope: Scope,
  { placeId, caseIds }: { placeId: string; caseIds: readonly string[] },
): Promise<UnitOpinion[]> {
  if (caseIds.length === 0 || !(await isWithinOnce(tx, scope, placeId))) return []
  const rows = await tx.ratingUnitOpinion.findMany({
    where: { caseId: { in: [...caseIds] } },
    orderBy: [{ supersededAt: { sort: 'asc', nulls: 'first' } }, { enteredAt: 'asc' }],
  })
  return rows.map(({ id, caseId, body, level, opinion, documentNumber, givenOn, enteredByName, supersededAt }) => ({
    ...{ id, caseId, body, level, opinion, documentNumber, enteredByName },
    givenOn: dayOf(givenOn),
    isStanding: supersededAt === null,
  }))
}

/** A step or a change of level of a unit. */
export type UnitStep = {
  readonly event: string
  readonly fromState: string
  readonly toState: string
  readonly fromLevel: string | null
  readonly toLevel: string | null
  readonly reason: string | null
  readonly byName: string
  readonly at: Date
}

/** The way of a unit, oldest step first; empty out of scope. */
export async function listUnitSteps(tx: Tx, scope: Scope, { id, organizationId }: Of): Promise<UnitStep[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  return tx.ratingUnitEvent.findMany({
    where: { caseId: id },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: {
      event: true,
      fromState: true,
      toState: true,
      fromLevel: true,
      toLevel: true,
      reason: true,
      byName: true,
      at: true,
    },
  })
}

/** The reasons last given for returns by who decides here, newest first, each once. */
export async function listUnitReturnReasons(
  tx: Tx,
  scope: Scope,
  { campaignId, deciderId, limit }: { campaignId: string; deciderId: string; limit: number },
): Promise<string[]> {
  if (!(await isWithinOnce(tx, scope, deciderId))) return []
  const rows = await tx.$queryRaw<{ reason: string }[]>`
    select e.reason from rating_unit_event e join rating_unit_case c on c.id = e.case_id
     where c.campaign_id = ${campaignId}::uuid and c.decider_id = ${deciderId}::uuid and e.event = 'return' and e.reason is not null
     group by e.reason order by max(e.at) desc limit ${limit}`
  return rows.map(({ reason }) => reason)
}

/** Disciplines of organizations on file about the units a committee decides, those withdrawn marked as revoked. */
export async function listDisciplinesOf(
  tx: Tx,
  scope: Scope,
  { campaignId, deciderId }: { campaignId: string; deciderId: string },
): Promise<{ caseId: string; form: string; decisionNumber: string; decidedOn: LegalDay; revoked: boolean }[]> {
  if (!(await isWithinOnce(tx, scope, deciderId))) return []
  return tx.$queryRaw`
    select f.case_id as "caseId", coalesce(f.form, '') as form, f.document_number as "decisionNumber", f.decided_on::text as "decidedOn",
        f.withdrawn_at is not null as revoked
      from rating_unit_fact f join rating_unit_case c on c.id = f.case_id
     where c.campaign_id = ${campaignId}::uuid and c.decider_id = ${deciderId}::uuid and f.kind = 'organization-discipline'
     order by f.decided_on, f.id`
}
