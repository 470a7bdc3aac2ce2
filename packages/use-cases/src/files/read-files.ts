import type { Database } from '@nq15/db/client'
import {
  type Attachment,
  findAttachedOrganization,
  findAttachment,
  findContent,
  findRecordPlace,
  listAttachments,
} from '@nq15/db/files/attachment.read'
import { auditFileRead } from '@nq15/db/files/attachment.write'
import { KeyMissing } from '@nq15/db/files/master-keys'
import { type Bytes, ContentBroken, openSealed } from '@nq15/db/files/sealed-content'
import type { Scope } from '@nq15/db/scope'
import { type AttachableTable, attachable, type FileRefusal, mayGiveOut, opensFiles } from '@nq15/domain/files'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { FileStore } from './open-file-store.ts'

/** A document with its revisions, the newest first. */
export type FileDocument = { readonly documentId: string; readonly revisions: readonly Attachment[] }

/** A record with its documents, and where its own page stands. */
export type RecordFiles = {
  readonly organizationId: string
  readonly organizationName: string
  /** The year of a rating; null for other records. */
  readonly year: number | null
  readonly documents: readonly FileDocument[]
}

/** The documents of a record in the order of their first upload; null when the record is out of scope. */
export async function readRecordFiles(
  db: Database,
  scope: Scope,
  { recordTable, recordId }: { recordTable: AttachableTable; recordId: string },
): Promise<RecordFiles | null> {
  if (!opensFiles(recordTable, scope.permission)) return null
  return db.asReader(scope, async (tx) => {
    const organizationId = await findAttachedOrganization(tx, scope, { recordTable, recordId })
    if (organizationId === null) return null
    const byDocument = new Map<string, Attachment[]>()
    for (const one of await listAttachments(tx, scope, { recordTable, recordId, organizationId })) {
      byDocument.set(one.documentId, [...(byDocument.get(one.documentId) ?? []), one])
    }
    const documents = [...byDocument].map(([documentId, revisions]) => ({ documentId, revisions }))
    const place = await findRecordPlace(tx, scope, { recordTable, recordId, organizationId })
    return place && { organizationId, ...place, documents }
  })
}

/** One revision with all revisions of its document, the newest first; null when out of scope. */
export async function readFileHistory(
  db: Database,
  scope: Scope,
  attachmentId: string,
): Promise<{ attachment: Attachment; revisions: readonly Attachment[] } | null> {
  return db.asReader(scope, async (tx) => {
    const attachment = await findAttachment(tx, scope, attachmentId)
    if (!attachment) return null
    const all = await listAttachments(tx, scope, attachment)
    return { attachment, revisions: all.filter(({ documentId }) => documentId === attachment.documentId) }
  })
}

/** A file being given out; to be closed by who asked for it. */
export type OpenedFile = {
  readonly attachment: Attachment
  readonly content: Bytes
  readonly close: () => Promise<void>
}

/**
 * Opens a revision's content for its reader. Refuses NOT_FOUND out of scope, NOT_SCANNED_YET and SCAN_REFUSED by the
 * scanner, DESTROYED, and CONTENT_LOST when the store does not hold what was sealed. Reading a file that names persons is
 * written into the trail.
 */
export async function openFile(
  { db, store }: { readonly db: Database; readonly store: FileStore },
  scope: Scope,
  { attachmentId }: { readonly attachmentId: string },
): Promise<Result<OpenedFile, FileRefusal>> {
  const found = await db.asActor(scope, async (tx) => {
    const attachment = await findAttachment(tx, scope, attachmentId)
    if (!attachment) return null
    const place = attachment.contentId === null ? null : await findContent(tx, scope, attachment.contentId)
    if (place && attachable[attachment.recordTable].rowClass === 'person') await auditFileRead(tx, scope, attachment)
    return { attachment, place }
  })
  if (!found) return refuse({ code: 'NOT_FOUND' })
  const { attachment, place } = found
  if (!place) return refuse({ code: 'DESTROYED', decision: attachment.destruction?.decision ?? '' })
  if (!mayGiveOut(place.scanState, store.scanner !== null)) {
    return refuse({ code: place.scanState === 'refused' ? 'SCAN_REFUSED' : 'NOT_SCANNED_YET' })
  }
  const opened = await openProved(store, place).catch((error: unknown) => {
    if (error instanceof ContentBroken || error instanceof KeyMissing) return null
    throw error
  })
  return opened ? ok({ attachment, ...opened }) : refuse({ code: 'CONTENT_LOST' })
}

/** Opens a content and proves its first chunk, so that a broken one is told before an answer has begun. */
async function openProved(store: FileStore, place: Place) {
  const opened = await openContent(store, place)
  try {
    await opened?.content.read(0, 1)
    return opened
  } catch (error) {
    await opened?.close()
    throw error
  }
}

type Place = {
  readonly objectName: string
  readonly keyId: string
  readonly wrappedKey: Buffer
  readonly sizeBytes: number
}

/** Opens a content of the store; null when its object is not there, `ContentBroken` when it is not what was sealed. */
export async function openContent(
  { objects, keys }: FileStore,
  place: Place,
): Promise<{ content: Bytes; close: () => Promise<void> } | null> {
  const object = await objects.open(place.objectName)
  if (!object) return null
  try {
    const address = place.objectName.slice(3, 67)
    const key = await keys.unwrap(place, address)
    return { content: await openSealed(object, { key, size: place.sizeBytes }), close: object.close }
  } catch (error) {
    await object.close()
    throw error
  }
}
