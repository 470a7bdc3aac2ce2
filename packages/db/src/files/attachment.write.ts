import { attachable, type FileKind } from '@nq15/domain/files'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import type { AttachedTo, Attachment } from './attachment.read.ts'

/** A revision about to be kept. */
export type NewAttachment = AttachedTo & {
  readonly id: string
  readonly documentId: string
  readonly revision: number
  readonly replacesId: string | null
  readonly contentId: string
  readonly fileName: string
  readonly kind: FileKind
  readonly sizeBytes: number
  readonly sha256: string
  readonly uploadedAt: Date
  readonly retainFrom: LegalDay
  readonly retainUntil: LegalDay
}

/** Keeps a revision; the database refuses a record that is not the organization's, and two revisions of one number. */
export async function insertAttachment(tx: Tx, scope: Scope, attachment: NewAttachment): Promise<void> {
  const { retainFrom, retainUntil, ...rest } = attachment
  const { rowClass, retention } = attachable[attachment.recordTable]
  const data = {
    ...rest,
    sizeBytes: BigInt(rest.sizeBytes),
    uploadedBy: scope.actor.userId,
    uploadedByName: scope.actor.name,
    retentionClass: retention,
    retainFrom: dateOf(retainFrom),
    retainUntil: dateOf(retainUntil),
  }
  if (rowClass === 'tree') await tx.fileAttachment.createMany({ data: [data] })
  else await tx.filePersonAttachment.createMany({ data: [data] })
}

/** Marks a revision destroyed by a decision; its content is no longer named by it. False when it changed meanwhile. */
export async function destroyAttachment(
  tx: Tx,
  _scope: Scope,
  { attachment, decision, decidedOn, at }: { attachment: Attachment; decision: string; decidedOn: LegalDay; at: Date },
): Promise<boolean> {
  const change = {
    where: { id: attachment.id, destroyedAt: null, legalHold: false },
    data: {
      contentId: null,
      destroyedAt: at,
      destructionDecision: decision,
      destructionDecidedOn: dateOf(decidedOn),
      version: { increment: 1 },
    },
  }
  const { count } =
    attachable[attachment.recordTable].rowClass === 'tree'
      ? await tx.fileAttachment.updateMany(change)
      : await tx.filePersonAttachment.updateMany(change)
  return count > 0
}

/** Holds every revision of a record against destruction, or lets go again; answers how many. */
export async function holdAttachments(
  tx: Tx,
  _scope: Scope,
  { recordTable, recordId, reason }: Pick<AttachedTo, 'recordTable' | 'recordId'> & { reason: string | null },
): Promise<number> {
  const change = {
    where: { recordTable, recordId, destroyedAt: null },
    data: { legalHold: reason !== null, legalHoldReason: reason, version: { increment: 1 } },
  }
  const { count } =
    attachable[recordTable].rowClass === 'tree'
      ? await tx.fileAttachment.updateMany(change)
      : await tx.filePersonAttachment.updateMany(change)
  return count
}

/** Sets the period of a class and with it the end of every file of the class; answers how many files that changed. */
export async function setRetention(
  tx: Tx,
  _scope: Scope,
  { retentionClass, months, source }: { retentionClass: string; months: number | null; source: string | null },
): Promise<number> {
  await tx.fileRetention.updateMany({
    where: { retentionClass },
    data: { months, source, version: { increment: 1 }, updatedAt: new Date() },
  })
  const changed = await Promise.all(
    (['file_attachment', 'file_person_attachment'] as const).map((table) => {
      const sql = `update ${table} set version = version + 1,
          retain_until = case when $1::int is null then '9999-12-31'::date else (retain_from + make_interval(months => $1::int))::date end
        where retention_class = $2 and destroyed_at is null`
      return tx.$executeRawUnsafe(sql, months, retentionClass)
    }),
  )
  return changed.reduce((sum, one) => sum + one, 0)
}

/** Writes into the trail that a file which names persons was opened. */
export async function auditFileRead(tx: Tx, _scope: Scope, { id, organizationId }: Attachment): Promise<void> {
  await tx.$executeRaw`select app.audit('read', 'file_person_attachment', ${id}::uuid, ${organizationId}::uuid)`
}
