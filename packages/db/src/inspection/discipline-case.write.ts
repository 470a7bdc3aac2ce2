import type { DisciplineObject, Limitation } from '@nq15/domain/inspection'
import type { DisciplineForm, DutyLink } from '@nq15/domain/members'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** A new proceeding. */
export type NewDisciplineCase = {
  readonly caseId: string
  readonly organizationId: string
  readonly bodyId: string
  readonly inspectionId: string | null
  readonly object: DisciplineObject
  readonly memberId: string | null
  readonly subjectCode: string
  readonly violation: string
  readonly violatedOn: LegalDay
  readonly restartedOn: LegalDay | null
  readonly isGrave: boolean
  readonly concludedOn: LegalDay | null
  readonly office: string | null
  readonly worker: string
  readonly openedOn: LegalDay
}

/** Opens a proceeding. */
export async function insertDisciplineCase(tx: Tx, _scope: Scope, of: NewDisciplineCase): Promise<void> {
  const { caseId, worker, violatedOn, restartedOn, concludedOn, openedOn, ...rest } = of
  await tx.disciplineCase.createMany({
    data: [
      {
        ...rest,
        ...{ id: caseId, workers: [worker], violatedOn: dateOf(violatedOn), openedOn: dateOf(openedOn) },
        restartedOn: restartedOn === null ? null : dateOf(restartedOn),
        concludedOn: concludedOn === null ? null : dateOf(concludedOn),
      },
    ],
  })
}

/** What a step changes in a proceeding; what is left out stays. */
export type DisciplineCaseChange = {
  readonly state?: string
  readonly form?: DisciplineForm
  readonly proposal?: object
  readonly concludedOn?: LegalDay
  readonly decisionNumber?: string
  readonly decidedOn?: LegalDay
  readonly decidedBy?: string
  readonly effectiveOn?: LegalDay
  readonly announcedOn?: LegalDay
  readonly limitation?: Limitation
  readonly lapsesOn?: LegalDay | null
  readonly endedOn?: LegalDay
  readonly recordId?: string
}
const days = ['concludedOn', 'decidedOn', 'effectiveOn', 'announcedOn', 'lapsesOn', 'endedOn'] as const

/** Takes a proceeding a step on; false when somebody else has changed it since. */
export async function updateDisciplineCase(
  tx: Tx,
  _scope: Scope,
  of: { caseId: string; version: number; change: DisciplineCaseChange; worker: string | null },
): Promise<boolean> {
  const { caseId, version, change, worker } = of
  const stored: Record<string, unknown> = { ...change }
  for (const name of days) {
    const day = change[name]
    if (day !== undefined) stored[name] = day === null ? null : dateOf(day)
  }
  const { count } = await tx.disciplineCase.updateMany({
    where: { id: caseId, version },
    data: {
      ...stored,
      ...(worker === null ? {} : { workers: { push: worker } }),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
  return count === 1
}

/** Writes a step behind the last one of its proceeding; it is never rewritten. */
export async function insertDisciplineStep(
  tx: Tx,
  _scope: Scope,
  step: {
    readonly caseId: string
    readonly organizationId: string
    readonly event: string
    readonly fromState: string | null
    readonly toState: string
    readonly actorId: string
    readonly actorName: string
    readonly onDay: LegalDay
    readonly reason?: string | null
    readonly decisionNumber?: string | null
    readonly detail?: object
  },
): Promise<void> {
  const { caseId, organizationId, event, fromState, toState, actorId, actorName, onDay } = step
  await tx.$executeRaw`
    insert into discipline_step (id, case_id, organization_id, position, event, from_state, to_state, actor_id, actor_name, on_day, reason, decision_number, detail)
    select ${newId()}::uuid, ${caseId}::uuid, ${organizationId}::uuid,
      1 + coalesce((select max(position) from discipline_step where case_id = ${caseId}::uuid), 0), ${event}, ${fromState}, ${toState}, ${actorId}::uuid,
      ${actorName}, ${onDay}::date, ${step.reason ?? null}, ${step.decisionNumber ?? null}, ${JSON.stringify(step.detail ?? {})}::jsonb`
}

/** The fact that others read: a discipline of a member in effect. Answers its id. */
export async function insertDisciplineRecord(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly memberId: string
    readonly organizationId: string
    readonly form: DisciplineForm
    readonly decisionNumber: string
    readonly decidedOn: LegalDay
    readonly violationId: string
    readonly violation: string
    readonly violatedOn: LegalDay
    /** Whether it is linked to duty, with the paper that says so; null is not said. */
    readonly duty: { readonly related: DutyLink; readonly basis: string } | null
  },
): Promise<string> {
  const { decidedOn, violatedOn, duty, ...rest } = of
  const id = newId()
  const said = { dutyRelated: duty?.related ?? null, dutyBasis: duty?.basis ?? null }
  const days = { decidedOn: dateOf(decidedOn), violatedOn: dateOf(violatedOn) }
  await tx.disciplineRecord.createMany({ data: [{ ...rest, ...said, ...days, id }] })
  return id
}

/** Changes the fact that others read: announced, lapsed, or revoked as wrongful. */
export async function updateDisciplineRecord(
  tx: Tx,
  _scope: Scope,
  recordId: string,
  change:
    | { readonly announcedOn: LegalDay }
    | { readonly state: 'lapsed'; readonly lapsedOn: LegalDay }
    | { readonly state: 'revoked-wrongful'; readonly revokedOn: LegalDay },
): Promise<void> {
  const stored = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [name, name === 'state' ? value : dateOf(value)]),
  )
  await tx.disciplineRecord.updateMany({ where: { id: recordId }, data: { ...stored, version: { increment: 1 } } })
}

/**
 * The discipline of an organization as the ratings of its units ask for it: on file in every year that is still open and counts
 * the day of the decision. Answers how many files it came to.
 */
export async function fileOrganizationDiscipline(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly organizationId: string
    readonly form: DisciplineForm
    readonly number: string
    readonly decidedOn: LegalDay
    readonly issuedBy: string
    readonly byId: string
    readonly byName: string
    readonly at: Date
  },
): Promise<number> {
  const { organizationId, form, number, decidedOn, issuedBy, byId, byName, at } = of
  return tx.$executeRaw`
    insert into rating_unit_fact (id, case_id, organization_id, kind, form, document_number, decided_on, issued_by, entered_by, entered_by_name, entered_at)
    select app.uuid_v7(), c.id, c.organization_id, 'organization-discipline', ${form}, ${number}, ${decidedOn}::date, ${issuedBy}, ${byId}::uuid, ${byName}, ${at}
      from rating_unit_case c join rating_campaign p on p.id = c.campaign_id
     where c.organization_id = ${organizationId}::uuid and c.subject = c.organization_subject and c.state <> 'decided'
       and p.year = extract(year from ${decidedOn}::date)
       and not exists (select from rating_unit_fact f where f.case_id = c.id and f.kind = 'organization-discipline' and f.document_number = ${number} and f.withdrawn_at is null)`
}

/** Withdraws a discipline of an organization from every file of its ratings, with the reason; decided levels stay until corrected. */
export async function withdrawOrganizationDiscipline(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly organizationId: string
    readonly number: string
    readonly reason: string
    readonly byName: string
    readonly at: Date
  },
): Promise<number> {
  const { organizationId, number, reason, byName, at } = of
  return tx.$executeRaw`
    update rating_unit_fact set withdrawn_at = ${at}, withdrawn_reason = ${reason}, withdrawn_by_name = ${byName}
     where organization_id = ${organizationId}::uuid and kind = 'organization-discipline' and document_number = ${number} and withdrawn_at is null`
}
