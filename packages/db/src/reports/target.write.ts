import type { NewTarget, NewTargetResult, TargetTaskRef } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** In whose name something is kept: the account on whose word a service acts, else the one that acts. */
const speakerOf = ({ actor }: Scope) => ({ id: actor.onBehalfOf || actor.userId, name: actor.name })

/** Lets one change of a target be made at a time; held until the transaction ends. */
export async function lockTarget(tx: Tx, _scope: Scope, targetId: string): Promise<void> {
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext('resolution_target:' || ${targetId}::text))) held`
}

/** Keeps a target in the actor's name. */
export async function insertTarget(
  tx: Tx,
  scope: Scope,
  { counted, enteredOn, ...target }: NewTarget & { readonly enteredOn: LegalDay },
): Promise<string> {
  const [id, by] = [newId(), speakerOf(scope)]
  await tx.resolutionTarget.createMany({
    data: {
      ...{ ...target, id, enteredOn: dateOf(enteredOn), enteredBy: by.id, enteredByName: by.name },
      ...{ countedTable: counted?.table ?? null, countedColumn: counted?.column ?? null },
    },
  })
  return id
}

/** Strikes a target out with its reason; false when somebody else has since. */
export async function strikeTarget(
  tx: Tx,
  _scope: Scope,
  of: { readonly targetId: string; readonly version: number; readonly struckOn: LegalDay; readonly why: string },
): Promise<boolean> {
  const { count } = await tx.resolutionTarget.updateMany({
    where: { id: of.targetId, version: of.version, struckOn: null },
    data: { struckOn: dateOf(of.struckOn), struckWhy: of.why, version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}

/** Links a task to a target in the actor's name. */
export async function insertTargetTask(
  tx: Tx,
  scope: Scope,
  of: {
    readonly targetId: string
    readonly organizationId: string
    readonly task: TargetTaskRef
    readonly linkedOn: LegalDay
  },
): Promise<void> {
  const { targetId, organizationId, task, linkedOn } = of
  const by = speakerOf(scope)
  await tx.resolutionTargetTask.createMany({
    data: {
      ...{ id: newId(), targetId, organizationId, linkedOn: dateOf(linkedOn), linkedBy: by.id, linkedByName: by.name },
      ...(task.kind === 'directive' ? { directiveTaskId: task.taskId } : { conclusionId: task.taskId }),
    },
  })
}

/** Ends a link; false when it is not there or ended. */
export async function endTargetTask(
  tx: Tx,
  _scope: Scope,
  of: { readonly linkId: string; readonly targetId: string; readonly unlinkedOn: LegalDay },
): Promise<boolean> {
  const { count } = await tx.resolutionTargetTask.updateMany({
    where: { id: of.linkId, targetId: of.targetId, unlinkedOn: null },
    data: { unlinkedOn: dateOf(of.unlinkedOn) },
  })
  return count === 1
}

/** Keeps the result of a year in the actor's name, and ends the one it replaces. */
export async function insertTargetResult(
  tx: Tx,
  scope: Scope,
  result: Omit<NewTargetResult, 'reason'> & {
    readonly targetId: string
    readonly organizationId: string
    readonly enteredAt: Date
    readonly replacesId: string | null
    readonly reason: string | null
  },
): Promise<void> {
  const { cutOff, enteredAt, replacesId, ...row } = result
  if (replacesId !== null) {
    await tx.resolutionTargetResult.updateMany({
      where: { id: replacesId, supersededAt: null },
      data: { supersededAt: enteredAt },
    })
  }
  const by = speakerOf(scope)
  await tx.resolutionTargetResult.createMany({
    data: {
      ...{ ...row, id: newId(), cutOff: dateOf(cutOff), enteredAt, replacesId },
      ...{ enteredBy: by.id, enteredByName: by.name },
    },
  })
}
