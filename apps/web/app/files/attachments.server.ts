import type { Attachment } from '@nq15/db/files/attachment.read'
import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import {
  type AttachableTable,
  allowedExtensions,
  attachable,
  type FilesMessages,
  filesMessagesEn,
  filesMessagesVi,
  limitOf,
  uploadKinds,
} from '@nq15/domain/files'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { type RecordFiles, readRecordFiles } from '@nq15/use-cases/files/read-files'
import { fileSettings } from '../env.server.ts'
import { appResources } from '../server/database.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope } from '../server/session.server.ts'

/** One revision as a page shows it. */
export type RevisionView = {
  readonly id: string
  readonly revision: number
  readonly fileName: string
  readonly kindLabel: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly by: string
  readonly at: string
  readonly state: 'ready' | 'waiting' | 'refused' | 'destroyed'
  readonly decision: string | null
  readonly onHold: boolean
}

/** A document with its revisions, the newest first; `requestId` belongs to the form that replaces it. */
export type DocumentView = {
  readonly documentId: string
  readonly requestId: string
  readonly revisions: readonly RevisionView[]
}

/** The files of a record, and how one more is added. */
export type AttachmentsView = {
  readonly recordTable: AttachableTable
  readonly recordId: string
  readonly mayAdd: boolean
  readonly requestId: string
  readonly documents: readonly DocumentView[]
  readonly place: RecordPlace
  /** Extensions for the file field, and the largest size of any kind in megabytes. */
  readonly accept: string
  readonly limit: number
}

/** The record's own page, and whose it is. */
export type RecordPlace = { readonly organizationName: string; readonly year: number | null; readonly to: string }

type Record = { readonly recordTable: AttachableTable; readonly recordId: string }

/** The files of a record for whoever may see them; null for everybody else. */
export async function attachmentsOf(
  request: Request,
  person: SignedIn,
  record: Record,
): Promise<AttachmentsView | null> {
  const read = await readingFiles(person, record)
  if (!read) return null
  const { found, permission } = read
  const { write }: { readonly write: readonly Permission[] } = attachable[record.recordTable]
  const words = fileWords(request)
  return {
    ...record,
    // What let him read may let him add too: then nothing more is asked.
    mayAdd: write.includes(permission) || (await writingScope(person, record)) !== null,
    requestId: crypto.randomUUID(),
    documents: found.documents.map(({ documentId, revisions }) => ({
      documentId,
      requestId: crypto.randomUUID(),
      revisions: revisions.map((one) => revisionView(one, words)),
    })),
    place: placeOf(record, found),
    accept: allowedExtensions.join(','),
    limit: Math.max(...uploadKinds.map((kind) => limitOf(kind, fileSettings().limits))) / 1024 / 1024,
  }
}

/** Where the page of a record stands. */
export function placeOf(
  { recordTable, recordId }: Record,
  { organizationId, organizationName, year }: RecordFiles,
): RecordPlace {
  const to =
    recordTable === 'rating_cell_file'
      ? `/ratings/${year}/cells/${organizationId}`
      : recordTable === 'rating_decision'
        ? `/ratings/${year}/committees/${organizationId}/decision`
        : recordTable === 'rating_task_item'
          ? `/ratings/${year}/self`
          : recordTable === 'paper_template'
            ? `/papers/${organizationId}/settings`
            : recordTable === 'paper_bundle'
              ? '/papers'
              : recordTable === 'plan_task'
                ? `/plans/tasks/${recordId}`
                : recordTable === 'inspection_remedy'
                  ? `/inspections/remedies/${recordId}`
                  : recordTable === 'petition_paper'
                    ? '/petitions'
                    : `/organizations/${organizationId}`
  return { organizationName, year, to: `${to}#files` }
}

async function readingFiles(person: SignedIn, record: Record) {
  for (const permission of attachable[record.recordTable].read) {
    const scope = findScope(person, permission)
    const found = scope && (await readRecordFiles(appResources().db, scope, record))
    if (found) return { found, permission }
  }
  return null
}

/** The first proof of the person that adds files to a record; null when there is none, or the record is out of its reach. */
export async function writingScope(person: SignedIn, record: Record): Promise<Scope | null> {
  for (const permission of attachable[record.recordTable].write) {
    const scope = findScope(person, permission)
    if (scope && (await readRecordFiles(appResources().db, scope, record))) return scope
  }
  return null
}

/** A revision in words. */
export function revisionView(one: Attachment, words: FilesMessages): RevisionView {
  return {
    id: one.id,
    revision: one.revision,
    fileName: one.fileName,
    kindLabel: words.kinds[one.kind],
    sizeBytes: one.sizeBytes,
    sha256: one.sha256,
    by: one.uploadedByName,
    at: one.uploadedAt.toISOString(),
    state: stateOf(one),
    decision: one.destruction?.decision ?? null,
    onHold: one.legalHold,
  }
}

function stateOf({ destruction, scanState }: Attachment): RevisionView['state'] {
  if (destruction) return 'destroyed'
  if (scanState === 'refused') return 'refused'
  const scanning = fileSettings().clamd !== null
  return scanState === 'waiting-scan' || (scanState === 'not-scanned' && scanning) ? 'waiting' : 'ready'
}

/** The room's words in the language of who asks. */
export const fileWords = (request: Request): FilesMessages =>
  localeOf(request) === 'en' ? filesMessagesEn : filesMessagesVi
