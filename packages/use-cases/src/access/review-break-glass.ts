import { judgeBreakGlass } from '@nq15/db/access/break-glass.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'

export type ReviewBreakGlass = {
  readonly id: string
  readonly review: 'justified' | 'unjustified'
  readonly note: string
}
export type ReviewBreakGlassRefusal = { readonly code: 'unknown-opening' | 'note-missing' }

/** The auditor's judgement of an emergency opening that is over, once, with a note. Needs `audit:read`. */
export async function reviewBreakGlass(
  db: Database,
  scope: Scope,
  { id, review, note }: ReviewBreakGlass,
): Promise<Result<true, ReviewBreakGlassRefusal>> {
  const said = note.normalize('NFC').trim()
  if (scope.permission !== 'audit:read') return refuse({ code: 'unknown-opening' })
  if (said === '') return refuse({ code: 'note-missing' })
  return db.asActor(scope, async (tx) =>
    (await judgeBreakGlass(tx, scope, { id, review, note: said })) ? ok(true) : refuse({ code: 'unknown-opening' }),
  )
}
