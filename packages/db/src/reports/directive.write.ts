import type { NewChange, NewDirective, NewTask, TaskState, TraceKind } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** In whose name something is kept: the account on whose word a service acts, else the one that acts. */
const speakerOf = ({ actor }: Scope) => ({ id: actor.onBehalfOf || actor.userId, name: actor.name })

/** Lets one change of a document's tasks be made at a time; held until the transaction ends. */
export async function lockDirective(tx: Tx, _scope: Scope, directiveId: string): Promise<void> {
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext('directive:' || ${directiveId}::text))) held`
}

/** Keeps a document in the actor's name. */
export async function insertDirective(
  tx: Tx,
  scope: Scope,
  { issuedOn, enteredOn, ...directive }: NewDirective & { readonly enteredOn: LegalDay },
): Promise<string> {
  const [id, by] = [newId(), speakerOf(scope)]
  await tx.directive.createMany({
    data: {
      ...{ ...directive, id, issuedOn: dateOf(issuedOn), enteredOn: dateOf(enteredOn) },
      ...{ enteredBy: by.id, enteredByName: by.name },
    },
  })
  return id
}

/** Strikes a document out with its reason; false when somebody else has since. */
export async function strikeDirective(
  tx: Tx,
  _scope: Scope,
  of: { readonly directiveId: string; readonly version: number; readonly struckOn: LegalDay; readonly why: string },
): Promise<boolean> {
  const { count } = await tx.directive.updateMany({
    where: { id: of.directiveId, version: of.version, struckOn: null },
    data: {
      ...{ struckOn: dateOf(of.struckOn), struckWhy: of.why },
      ...{ version: { increment: 1 }, updatedAt: new Date() },
    },
  })
  return count === 1
}

/** Keeps what a document changes here. */
export async function insertChange(
  tx: Tx,
  scope: Scope,
  {
    inForceOn,
    enteredOn,
    ...change
  }: NewChange & { readonly directiveId: string; readonly organizationId: string; readonly enteredOn: LegalDay },
): Promise<string> {
  const [id, by] = [newId(), speakerOf(scope)]
  await tx.directiveChange.createMany({
    data: {
      ...{ ...change, id, inForceOn: dateOf(inForceOn), enteredOn: dateOf(enteredOn) },
      ...{ enteredBy: by.id, enteredByName: by.name },
    },
  })
  return id
}

/** Keeps a task as the next of its document. */
export async function insertTask(
  tx: Tx,
  _scope: Scope,
  {
    dueOn,
    givenOn,
    ...task
  }: Omit<NewTask, 'organizationIds'> & {
    readonly directiveId: string
    readonly organizationId: string
    readonly giverId: string
    readonly givenOn: LegalDay
  },
): Promise<string> {
  const id = newId()
  const { _max } = await tx.directiveTask.aggregate({
    where: { directiveId: task.directiveId },
    _max: { position: true },
  })
  await tx.directiveTask.createMany({
    data: {
      ...{ ...task, id, position: (_max.position ?? 0) + 1, givenOn: dateOf(givenOn) },
      ...{ firstDueOn: dateOf(dueOn), dueOn: dateOf(dueOn) },
    },
  })
  return id
}

/** What of a task changes; the rest stays as it was given. */
export type TaskChange = {
  readonly state: TaskState
  readonly dueOn?: LegalDay
  readonly reportedOn?: LegalDay
  readonly closedOn?: LegalDay
}

/** Moves a task on; false when somebody else has changed it since. */
export async function updateTask(
  tx: Tx,
  _scope: Scope,
  { taskId, version, change }: { readonly taskId: string; readonly version: number; readonly change: TaskChange },
): Promise<boolean> {
  const { state, dueOn, reportedOn, closedOn } = change
  const { count } = await tx.directiveTask.updateMany({
    where: { id: taskId, version },
    data: {
      ...{ state, version: { increment: 1 }, updatedAt: new Date() },
      ...(dueOn === undefined ? {} : { dueOn: dateOf(dueOn) }),
      ...(reportedOn === undefined ? {} : { reportedOn: dateOf(reportedOn) }),
      ...(closedOn === undefined ? {} : { closedOn: dateOf(closedOn) }),
    },
  })
  return count === 1
}

/** Keeps what was done for a task. */
export async function insertTrace(
  tx: Tx,
  scope: Scope,
  {
    doneOn,
    ...trace
  }: {
    readonly taskId: string
    readonly organizationId: string
    readonly kind: TraceKind
    readonly targetId: string | null
    readonly said: string
    readonly document: string
    readonly doneOn: LegalDay
  },
): Promise<void> {
  const by = speakerOf(scope)
  await tx.directiveTrace.createMany({
    data: { ...trace, id: newId(), doneOn: dateOf(doneOn), enteredBy: by.id, enteredByName: by.name },
  })
}

/** Keeps a step in the actor's name as the next of its task. */
export async function insertTaskStep(
  tx: Tx,
  scope: Scope,
  {
    onDay,
    ...step
  }: {
    readonly taskId: string
    readonly organizationId: string
    readonly event: string
    readonly fromState: TaskState | null
    readonly toState: TaskState
    readonly onDay: LegalDay
    readonly detail: Prisma.InputJsonObject
  },
): Promise<void> {
  const by = speakerOf(scope)
  const { _max } = await tx.directiveStep.aggregate({ where: { taskId: step.taskId }, _max: { position: true } })
  await tx.directiveStep.createMany({
    data: {
      ...{ ...step, id: newId(), onDay: dateOf(onDay), position: (_max.position ?? 0) + 1 },
      ...{ actorId: by.id, actorName: by.name },
    },
  })
}
