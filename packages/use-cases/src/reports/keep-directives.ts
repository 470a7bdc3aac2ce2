import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findDirective, isDirectiveKept } from '@nq15/db/reports/directive.read'
import { insertChange, insertDirective, lockDirective, strikeDirective } from '@nq15/db/reports/directive.write'
import { hasOpenTasks } from '@nq15/db/reports/directive-task.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type NewChange, type NewDirective, namesSomebody } from '@nq15/domain/reports'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'

export type DirectiveRefusal = {
  readonly code:
    | 'NOT_FOUND'
    | 'CHANGED_MEANWHILE'
    | 'NAMES_A_PERSON'
    | 'DAY_AHEAD'
    | 'ALREADY_KEPT'
    | 'STRUCK_OUT'
    | 'TASKS_OPEN'
}
type Command = { readonly requestId: string; readonly now: Date }
type Answer = Result<{ readonly directiveId: string }, DirectiveRefusal>

/** Keeps a document as a reference in the register of its level, for `report:write` over it. */
export async function keepDirective(
  db: Database,
  scope: Scope,
  { requestId, now, directive }: Command & { readonly directive: NewDirective },
): Promise<Answer> {
  const act = { requestId, useCase: 'reports.keep-directive', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, directive.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const enteredOn = todayInHanoi(now)
    if (directive.issuedOn > enteredOn) return refuse({ code: 'DAY_AHEAD' })
    if (namesSomebody(directive)) return refuse({ code: 'NAMES_A_PERSON' })
    // Two who enter the same document at once: the second finds it there.
    await lockDirective(tx, scope, directive.organizationId)
    if (await isDirectiveKept(tx, scope, directive)) return refuse({ code: 'ALREADY_KEPT' })
    return ok({ directiveId: await insertDirective(tx, scope, { ...directive, enteredOn }) })
  })
}

/** Keeps what a document changes here, in words of who read it, for `report:write` over the level that keeps the document. */
export async function keepChange(
  db: Database,
  scope: Scope,
  { requestId, now, directiveId, change }: Command & { readonly directiveId: string; readonly change: NewChange },
): Promise<Answer> {
  const act = { requestId, useCase: 'reports.keep-directive-change', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    const directive = await findDirective(tx, scope, directiveId)
    if (!directive || !(await isWithin(tx, scope, directive.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (directive.struckOn !== null) return refuse({ code: 'STRUCK_OUT' })
    if (namesSomebody(change)) return refuse({ code: 'NAMES_A_PERSON' })
    const { organizationId } = directive
    await insertChange(tx, scope, { ...change, directiveId, organizationId, enteredOn: todayInHanoi(now) })
    return ok({ directiveId })
  })
}

/** Strikes out a document that was entered wrongly, with its reason; what was entered stays readable. Its tasks must be closed first. */
export async function strikeOutDirective(
  db: Database,
  scope: Scope,
  of: Command & { readonly directiveId: string; readonly version: number; readonly why: string },
): Promise<Answer> {
  const { requestId, now, directiveId, version, why } = of
  const act = { requestId, useCase: 'reports.strike-directive', permissions: ['report:write'] } as const
  return actOnce<Answer>(db, scope, act, async (tx) => {
    await lockDirective(tx, scope, directiveId)
    const directive = await findDirective(tx, scope, directiveId)
    if (!directive || !(await isWithin(tx, scope, directive.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (directive.struckOn !== null) return refuse({ code: 'STRUCK_OUT' })
    if (await hasOpenTasks(tx, scope, directiveId)) return refuse({ code: 'TASKS_OPEN' })
    if (namesSomebody(why)) return refuse({ code: 'NAMES_A_PERSON' })
    const struckOn = todayInHanoi(now)
    return (await strikeDirective(tx, scope, { directiveId, version, struckOn, why }))
      ? ok({ directiveId })
      : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
