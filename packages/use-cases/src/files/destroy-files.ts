import type { Database } from '@nq15/db/client'
import { type Attachment, listDue, listRetentions, type Retention } from '@nq15/db/files/attachment.read'
import { destroyAttachment, holdAttachments, setRetention } from '@nq15/db/files/attachment.write'
import { dateOf } from '@nq15/db/legal-day-column'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { AttachableTable, RetentionClass } from '@nq15/domain/files'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'

const listed = 1000

/** What could be destroyed by a decision today: the period is over and nobody holds it. */
export function readDueFiles(db: Database, scope: Scope, now: Date): Promise<readonly Attachment[]> {
  const today = dateOf(todayInHanoi(now))
  return db.asReader(scope, (tx) => listDue(tx, scope, { today, limit: listed }))
}

/** The decision under which files are destroyed. */
export type Destruction = {
  readonly decision: string
  readonly decidedOn: LegalDay
  readonly now: Date
}

/**
 * Destroys what is due under a decision: the rows keep who, when and by which decision, the contents go with the next sweep
 * unless another document names them. Refuses without the number of the decision.
 */
export async function destroyDueFiles(
  db: Database,
  scope: Scope,
  { decision, decidedOn, now }: Destruction,
): Promise<Result<{ destroyed: number }, { code: 'NO_DECISION' }>> {
  const number = decision.trim()
  if (number === '') return refuse({ code: 'NO_DECISION' })
  let destroyed = 0
  for (;;) {
    const due = await readDueFiles(db, scope, now)
    if (due.length === 0) return ok({ destroyed })
    for (const attachment of due) {
      const done = await db.asActor(scope, (tx) =>
        destroyAttachment(tx, scope, { attachment, decision: number, decidedOn, at: now }),
      )
      if (done) destroyed += 1
    }
    if (due.length < listed) return ok({ destroyed })
  }
}

/** Holds all files of a record against destruction with a reason, or with null lets them go; answers how many. */
export function holdFiles(
  db: Database,
  scope: Scope,
  hold: { readonly recordTable: AttachableTable; readonly recordId: string; readonly reason: string | null },
): Promise<number> {
  return db.asActor(scope, (tx) => holdAttachments(tx, scope, hold))
}

/** The periods of all classes. */
export const readRetentions = (db: Database, scope: Scope): Promise<readonly Retention[]> =>
  db.asReader(scope, (tx) => listRetentions(tx, scope))

/** Sets how many months a class is kept, with the document that says so; answers how many files that concerns. */
export async function changeRetention(
  db: Database,
  scope: Scope,
  period: { readonly retentionClass: RetentionClass; readonly months: number | null; readonly source: string | null },
): Promise<Result<{ files: number }, { code: 'NO_SOURCE' }>> {
  if (period.months !== null && (period.source ?? '').trim() === '') return refuse({ code: 'NO_SOURCE' })
  return ok({ files: await db.asActor(scope, (tx) => setRetention(tx, scope, period)) })
}
