import type { IncidentLevel, NewIncident, PeopleRange } from '@nq15/domain/incidents'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Enters a case under the next number of its year; one at a time, so that no number is given twice. Answers its code. */
export async function insertIncident(
  tx: Tx,
  _scope: Scope,
  of: Pick<NewIncident, 'organizationId' | 'title' | 'place' | 'matter' | 'firstSeenOn' | 'source' | 'level'> & {
    readonly caseId: string
    readonly deciderId: string
    readonly firstCaseId: string | null
    readonly projectId: string | null
    readonly today: LegalDay
  },
): Promise<string> {
  const { caseId, firstCaseId, firstSeenOn, today, ...rest } = of
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('complex_case.code'))`
  const year = today.slice(0, 4)
  const [row] = await tx.$queryRaw<{ next: number }[]>`
    select coalesce(max(substring(code from 9)::int), 0)::int + 1 as next from complex_case where code like ${`VV-${year}-%`}`
  const code = `VV-${year}-${String(row?.next ?? 1).padStart(4, '0')}`
  await tx.complexCase.createMany({
    data: [{ ...rest, id: caseId, code, firstCaseId: firstCaseId ?? caseId, firstSeenOn: dateOf(firstSeenOn) }],
  })
  return code
}

/** What a step changes in a case; what is left out stays. */
export type IncidentChange = {
  readonly state?: string
  readonly deciderId?: string
  readonly matter?: string
  readonly level?: IncidentLevel
  readonly priority?: string
  readonly cause?: string
  readonly households?: PeopleRange
  readonly participants?: PeopleRange
  readonly leader?: string
  readonly leadBody?: string
  readonly cooperating?: string
  readonly informationLead?: string
  readonly legalPosition?: string
  readonly plan?: string
  readonly settledOn?: LegalDay | null
  readonly proposedBy?: string | null
  readonly removedOn?: LegalDay | null
}

/** Takes a case a step on; false when somebody else has changed it since. */
export async function updateIncident(
  tx: Tx,
  _scope: Scope,
  of: { readonly caseId: string; readonly version: number; readonly change: IncidentChange },
): Promise<boolean> {
  const { settledOn, removedOn, ...change } = of.change
  const { count } = await tx.complexCase.updateMany({
    where: { id: of.caseId, version: of.version },
    data: {
      ...change,
      ...(settledOn === undefined ? {} : { settledOn: settledOn === null ? null : dateOf(settledOn) }),
      ...(removedOn === undefined ? {} : { removedOn: removedOn === null ? null : dateOf(removedOn) }),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
  return count === 1
}

/** Adds a milestone behind the last one of its case. */
export async function insertMilestone(
  tx: Tx,
  _scope: Scope,
  of: { readonly caseId: string; readonly organizationId: string; readonly title: string; readonly dueOn: LegalDay },
): Promise<void> {
  const position = (await tx.caseMilestone.count({ where: { caseId: of.caseId } })) + 1
  await tx.caseMilestone.createMany({ data: [{ ...of, id: newId(), position, dueOn: dateOf(of.dueOn) }] })
}

/** Marks a milestone as done; its day stays. */
export async function finishMilestone(
  tx: Tx,
  _scope: Scope,
  of: { readonly milestoneId: string; readonly doneOn: LegalDay },
): Promise<void> {
  await tx.caseMilestone.updateMany({ where: { id: of.milestoneId }, data: { doneOn: dateOf(of.doneOn) } })
}

/** Writes what happened; it is never rewritten. */
export async function insertHappening(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly caseId: string
    readonly organizationId: string
    readonly kind: string
    readonly onDay: LegalDay
    readonly size: PeopleRange
    readonly count: number
    readonly note: string
    readonly recordedBy: string
    readonly recordedByName: string
  },
): Promise<void> {
  await tx.caseHappening.createMany({ data: [{ ...of, id: newId(), onDay: dateOf(of.onDay) }] })
}

/** A step as it is kept: of a case or of a promise. */
export type NewIncidentStep = {
  readonly organizationId: string
  readonly caseId: string | null
  readonly commitmentId: string | null
  readonly event: string
  readonly fromState: string | null
  readonly toState: string
  readonly actorId: string
  readonly actorName: string
  readonly onDay: LegalDay
  readonly reason?: string | null
  readonly decisionNumber?: string | null
  readonly decisionBody?: string | null
  readonly detail?: object
}

/** Writes a step behind the last one of its case or promise; it is never rewritten. */
export async function insertIncidentStep(tx: Tx, _scope: Scope, step: NewIncidentStep): Promise<void> {
  const { organizationId, caseId, commitmentId, event, fromState, toState, actorId, actorName, onDay } = step
  await tx.$executeRaw`
    insert into complex_case_step (id, organization_id, case_id, commitment_id, position, event, from_state, to_state, actor_id, actor_name, on_day,
        reason, decision_number, decision_body, detail)
    select ${newId()}::uuid, ${organizationId}::uuid, ${caseId}::uuid, ${commitmentId}::uuid,
      1 + coalesce((select max(position) from complex_case_step where case_id = ${caseId}::uuid or commitment_id = ${commitmentId}::uuid), 0),
      ${event}, ${fromState}, ${toState}, ${actorId}::uuid, ${actorName}, ${onDay}::date, ${step.reason ?? null},
      ${step.decisionNumber ?? null}, ${step.decisionBody ?? null}, ${JSON.stringify(step.detail ?? {})}::jsonb`
}
