import { isRoot } from '@nq15/db/access/break-glass.read'
import { insertBreakGlass } from '@nq15/db/access/break-glass.write'
import { readDatabaseAnswer } from '@nq15/db/access/explain.read'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type BreakGlassRefusal, checkBreakGlass } from '@nq15/domain/access'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { once } from './once.ts'

export type OpenBreakGlass = {
  readonly requestId: string
  readonly organizationId: string
  readonly reason: string
  readonly caseNumber: string
  readonly hours: number
  /** The most hours this installation allows, at most a day. */
  readonly mostHours: number
}
export type OpenBreakGlassRefusal = BreakGlassRefusal | { readonly code: 'unknown-organization' }

/**
 * Opens one organization to the actor for some hours, to read, at once: with a reason and the number of a case, told to the
 * organization and the auditor, and to be judged afterwards. Needs `access:break-glass`.
 */
export async function openBreakGlass(
  db: Database,
  scope: Scope,
  command: OpenBreakGlass,
): Promise<Result<{ readonly id: string; readonly endsAt: string }, OpenBreakGlassRefusal>> {
  if (scope.permission !== 'access:break-glass') return refuse({ code: 'unknown-organization' })
  const { requestId, organizationId, hours, mostHours } = command
  const [reason, caseNumber] = [command.reason.normalize('NFC').trim(), command.caseNumber.normalize('NFC').trim()]
  const { userId } = scope.actor
  return db.asActor(scope, (tx) =>
    once(tx, scope, { requestId, useCase: 'open-break-glass' }, async () => {
      const root = await isRoot(tx, scope, organizationId)
      if (root === null) return refuse({ code: 'unknown-organization' })
      const readsAlready = await readDatabaseAnswer(tx, scope, { userId, class: 'person', organizationId })
      const statement = { reason, caseNumber, hours, isRoot: root, readsAlready: readsAlready === true }
      const checked = checkBreakGlass(statement, mostHours)
      if (!checked.ok) return checked
      const { id, endsAt } = await insertBreakGlass(tx, scope, { organizationId, reason, caseNumber, hours })
      await emit(tx, scope, {
        type: 'access.break-glass-opened',
        organizationId,
        recordTable: 'access_break_glass',
        recordId: id,
        payload: { userId, until: endsAt.toISOString() },
      })
      return ok({ id, endsAt: endsAt.toISOString() })
    }),
  )
}
