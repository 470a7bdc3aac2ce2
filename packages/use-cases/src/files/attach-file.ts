import { randomBytes } from 'node:crypto'
import type { Database, Tx } from '@nq15/db/client'
import {
  type AttachedTo,
  findAttachedOrganization,
  findNewestRevision,
  listRetentions,
} from '@nq15/db/files/attachment.read'
import { insertAttachment } from '@nq15/db/files/attachment.write'
import { keepContent } from '@nq15/db/files/content.write'
import { type Bytes, sealContent, sealedSize } from '@nq15/db/files/sealed-content'
import { newId } from '@nq15/db/ids'
import type { Scope } from '@nq15/db/scope'
import { type ByteSource, inspectContent, streamRange } from '@nq15/documents/files'
import type { Permission } from '@nq15/domain/access'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type AttachableTable,
  attachable,
  checkFileName,
  type FileKind,
  type FileRefusal,
  retainUntil,
} from '@nq15/domain/files'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import type { FileStore } from './open-file-store.ts'
import { ScannerUnavailable } from './scan-with-clamd.ts'
import { type SpooledUpload, spoolUpload } from './spool-upload.ts'

/** An upload for a record. */
export type AttachCommand = {
  readonly requestId: string
  readonly recordTable: AttachableTable
  readonly recordId: string
  /** The document of which this is a new revision; null for a document of its own. */
  readonly documentId: string | null
  readonly fileName: string
  readonly source: AsyncIterable<Uint8Array>
  readonly now: Date
  /** An archive that the product itself has made; it is kept for who may read the record, and nobody can upload one. */
  readonly made?: 'zip'
  /** For records whose files no form adds by itself: the file's id, under which right, and the row that answers for it, in one transaction. */
  readonly answered?: {
    readonly attachmentId: string
    readonly permission: Permission
    readonly answer: (tx: Tx) => Promise<void>
  }
}

/** What was kept. */
export type Attached = { readonly attachmentId: string; readonly documentId: string; readonly revision: number }

/**
 * Keeps an uploaded file at a record: name, content and scanner first, then the sealed content durably in the store, then
 * its row. Sent twice under one request id it acts once; a refusal or a broken connection leaves nothing. Two replacements
 * of one document at the same time become two revisions.
 */
export async function attachFile(
  { db, store }: { readonly db: Database; readonly store: FileStore },
  scope: Scope,
  command: AttachCommand,
): Promise<Result<Attached, FileRefusal>> {
  const { recordTable, recordId, made, answered } = command
  const { read, write } = attachable[recordTable]
  const permissions = answered ? [answered.permission] : made ? read : write
  if (!permissions.includes(scope.permission)) return refuse({ code: 'NOT_FOUND' })
  const name = made ? ok({ name: command.fileName, claims: made }) : checkFileName(command.fileName)
  if (!name.ok) return name
  const organizationId = await db.asReader(scope, (tx) =>
    findAttachedOrganization(tx, scope, { recordTable, recordId }),
  )
  if (organizationId === null) return refuse({ code: 'NOT_FOUND' })
  const arrived = await spoolUpload(store, command.source, name.value.claims)
  if (!arrived.ok) return arrived
  const spooled = arrived.value
  try {
    const judged = made ? ok(ownWork) : await judge(store, spooled.content, name.value.claims)
    if (!judged.ok) return judged
    const sealed = await sealIntoStore(store, spooled)
    const place = { recordTable, recordId, organizationId }
    return await keep({ db, store, scope, command, place, name: name.value.name, spooled, sealed, ...judged.value })
  } finally {
    await spooled.discard()
  }
}

const ownWork = { kind: 'zip', scanState: 'clean' } as const

type Judged = { readonly kind: FileKind; readonly scanState: 'clean' | 'waiting-scan' | 'not-scanned' }

async function judge(
  { scanner }: FileStore,
  content: ByteSource,
  claims: FileKind,
): Promise<Result<Judged, FileRefusal>> {
  const inspected = await inspectContent(content, claims)
  if (!inspected.ok) return inspected
  const kind = inspected.value
  if (!scanner) return ok({ kind, scanState: 'not-scanned' })
  try {
    const verdict = await scanner(streamRange(content))
    return verdict.state === 'clean' ? ok({ kind, scanState: 'clean' }) : refuse({ code: 'MALWARE' })
  } catch (error) {
    if (!(error instanceof ScannerUnavailable)) throw error
    // Kept, but given to nobody before the scanner has seen it.
    return ok({ kind, scanState: 'waiting-scan' })
  }
}

type Sealed = { readonly id: string; readonly objectName: string; readonly keyId: string; readonly wrappedKey: Buffer }

/** Puts the content into the store under a key of its own; the object's name begins with its address. */
async function sealIntoStore({ objects, keys }: FileStore, { content, address }: SpooledUpload): Promise<Sealed> {
  const id = newId()
  const contentKey = randomBytes(32)
  const objectName = `${address.slice(0, 2)}/${address}.${id}`
  await objects.put(objectName, () => sealContent(streamRange(content), contentKey), sealedSize(content.size))
  return { id, objectName, ...(await keys.wrap(contentKey, address)) }
}

type Keeping = Judged & {
  readonly db: Database
  readonly store: FileStore
  readonly scope: Scope
  readonly command: AttachCommand
  readonly place: AttachedTo
  readonly name: string
  readonly spooled: SpooledUpload & { readonly content: Bytes }
  readonly sealed: Sealed
}

async function keep(keeping: Keeping): Promise<Result<Attached, FileRefusal>> {
  const { db, store, scope, command, place, name, spooled, sealed, kind, scanState } = keeping
  const { recordTable } = place
  let named = false
  const act = { requestId: command.requestId, useCase: 'attach-file', permissions: [scope.permission] }
  // When the database breaks off nobody knows whether it has taken the row: then the object stays, and the sweeper decides.
  const answer = await actOnce<Result<Attached, FileRefusal>>(db, scope, act, async (tx) => {
    const { documentId } = command
    const before = documentId && (await findNewestRevision(tx, scope, { ...place, documentId }))
    if (documentId && !before) return refuse({ code: 'NOT_FOUND' })
    const { address, sha256, content } = spooled
    const contentId = await keepContent(tx, scope, { ...sealed, address, sizeBytes: content.size, scanState })
    const id = command.answered?.attachmentId ?? newId()
    await command.answered?.answer(tx)
    const retainFrom = todayInHanoi(command.now)
    const retentions = await listRetentions(tx, scope)
    const months = retentions.find((one) => one.retentionClass === attachable[recordTable].retention)?.months ?? null
    const attached = { attachmentId: id, documentId: documentId ?? id, revision: before ? before.revision + 1 : 1 }
    await insertAttachment(tx, scope, {
      ...place,
      id,
      documentId: attached.documentId,
      revision: attached.revision,
      replacesId: before ? before.id : null,
      contentId,
      fileName: name,
      kind,
      sizeBytes: content.size,
      sha256,
      uploadedAt: command.now,
      retainFrom,
      retainUntil: retainUntil(retainFrom, months),
    })
    named = contentId === sealed.id
    return ok(attached)
  })
  // The same content lay there already, or the request was answered before: this copy is nobody's.
  if (!named) await store.objects.remove(sealed.objectName).catch(() => undefined)
  return answer
}
