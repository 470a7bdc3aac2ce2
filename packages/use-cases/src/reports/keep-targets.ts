import type { Database, Tx } from '@nq15/db/client'
import { isId, isWithin } from '@nq15/db/organizations/within.read'
import { findDirective } from '@nq15/db/reports/directive.read'
import { findTarget, findTargetResult, isLinkable, type TargetRow } from '@nq15/db/reports/target.read'
import {
  endTargetTask,
  insertTarget,
  insertTargetResult,
  insertTargetTask,
  lockTarget,
  strikeTarget,
} from '@nq15/db/reports/target.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type NewTarget, type NewTargetResult, namesSomebody, type TargetTaskRef } from '@nq15/domain/reports'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'

export type TargetRefusal = {
  readonly code:
    | 'NOT_FOUND'
    | 'CHANGED_MEANWHILE'
    | 'NAMES_A_PERSON'
    | 'NO_SUCH_DOCUMENT'
    | 'STRUCK_OUT'
    | 'NO_SUCH_TASK'
    | 'DAY_AHEAD'
    | 'YEAR_OUTSIDE'
    | 'REASON_REQUIRED'
}
type Command = { readonly requestId: string; readonly now: Date }
type OfTarget = Command & { readonly targetId: string }
type Answer = Result<{ readonly targetId: string }, TargetRefusal>

/** Keeps a target with its document, for `report:write` over the level it binds; a document of the register must be readable there. */
export async function keepTarget(
  db: Database,
  scope: Scope,
  { requestId, now, target }: Command & { readonly target: NewTarget },
): Promise<Answer> {
  const act = { requestId, useCase: 'reports.keep-target', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, target.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (namesSomebody([target.wording, target.unit, target.source])) return refuse({ code: 'NAMES_A_PERSON' })
    const directive = target.directiveId && (await findDirective(tx, scope, target.directiveId))
    if (target.directiveId !== null && (!directive || directive.struckOn !== null))
      return refuse({ code: 'NO_SUCH_DOCUMENT' })
    return ok({ targetId: await insertTarget(tx, scope, { ...target, enteredOn: todayInHanoi(now) }) })
  })
}

/** Links a task of a directive or of a signed conclusion to a target, once; both within the scope. */
export async function linkTargetTask(
  db: Database,
  scope: Scope,
  { requestId, now, targetId, task }: OfTarget & { readonly task: TargetTaskRef },
): Promise<Answer> {
  const act = { requestId, useCase: 'reports.link-target', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, (tx) =>
    onStanding(tx, scope, targetId, async ({ organizationId }) => {
      if (!(await isLinkable(tx, scope, { ...task, targetId }))) return refuse({ code: 'NO_SUCH_TASK' })
      await insertTargetTask(tx, scope, { targetId, organizationId, task, linkedOn: todayInHanoi(now) })
      return ok({ targetId })
    }),
  )
}

/** Ends the link of a task to a target; that it was linked stays readable in the trail. */
export async function unlinkTargetTask(
  db: Database,
  scope: Scope,
  { requestId, now, targetId, linkId }: OfTarget & { readonly linkId: string },
): Promise<Answer> {
  const act = { requestId, useCase: 'reports.unlink-target', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, (tx) =>
    onStanding(tx, scope, targetId, async () => {
      const ended =
        isId(linkId) && (await endTargetTask(tx, scope, { linkId, targetId, unlinkedOn: todayInHanoi(now) }))
      return ended ? ok({ targetId }) : refuse({ code: 'NO_SUCH_TASK' })
    }),
  )
}

/** Keeps what a source says of a year; another figure of the same source and year needs a reason, another source stands beside it. */
export async function enterTargetResult(
  db: Database,
  scope: Scope,
  { requestId, now, targetId, result }: OfTarget & { readonly result: NewTargetResult },
): Promise<Answer> {
  const act = { requestId, useCase: 'reports.enter-target-result', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, (tx) =>
    onStanding(tx, scope, targetId, async ({ organizationId, baseYear }) => {
      const today = todayInHanoi(now)
      if (result.cutOff > today) return refuse({ code: 'DAY_AHEAD' })
      if (result.year < baseYear || result.year > Number(today.slice(0, 4))) return refuse({ code: 'YEAR_OUTSIDE' })
      const { reason, ...row } = result
      if (namesSomebody([row.source, reason])) return refuse({ code: 'NAMES_A_PERSON' })
      const standing = await findTargetResult(tx, scope, { targetId, year: row.year, source: row.source })
      if (standing !== null && reason === '') return refuse({ code: 'REASON_REQUIRED' })
      await insertTargetResult(tx, scope, {
        ...{ ...row, targetId, organizationId, enteredAt: now, replacesId: standing },
        reason: standing === null ? null : reason,
      })
      return ok({ targetId })
    }),
  )
}

/** Strikes out a target that was entered wrongly, with its reason; it stays readable and goes into no later report. */
export async function strikeOutTarget(
  db: Database,
  scope: Scope,
  { requestId, now, targetId, version, why }: OfTarget & { readonly version: number; readonly why: string },
): Promise<Answer> {
  const act = { requestId, useCase: 'reports.strike-target', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, (tx) =>
    onStanding(tx, scope, targetId, async () => {
      if (namesSomebody(why)) return refuse({ code: 'NAMES_A_PERSON' })
      return (await strikeTarget(tx, scope, { targetId, version, struckOn: todayInHanoi(now), why }))
        ? ok({ targetId })
        : refuse({ code: 'CHANGED_MEANWHILE' })
    }),
  )
}

/** Runs an act on a target that stands, one at a time. */
async function onStanding(
  tx: Tx,
  scope: Scope,
  targetId: string,
  act: (target: TargetRow) => Promise<Answer>,
): Promise<Answer> {
  await lockTarget(tx, scope, targetId)
  const target = await findTarget(tx, scope, targetId)
  if (!target) return refuse({ code: 'NOT_FOUND' })
  return target.struckOn === null ? act(target) : refuse({ code: 'STRUCK_OUT' })
}
