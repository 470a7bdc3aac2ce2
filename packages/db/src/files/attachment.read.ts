import {
  type AttachableTable,
  attachable,
  attachableTables,
  type FileKind,
  fileKinds,
  opensFiles,
  type RetentionClass,
  retentionClasses,
  type ScanState,
  scanStates,
} from '@nq15/domain/files'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isId, isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** Where a document hangs. */
export type AttachedTo = {
  readonly recordTable: AttachableTable
  readonly recordId: string
  readonly organizationId: string
}

/** One revision of a document. */
export type Attachment = AttachedTo & {
  readonly id: string
  readonly documentId: string
  readonly revision: number
  readonly contentId: string | null
  readonly fileName: string
  readonly kind: FileKind
  readonly sizeBytes: number
  readonly sha256: string
  readonly uploadedBy: string
  readonly uploadedByName: string
  readonly uploadedAt: Date
  readonly retentionClass: RetentionClass
  readonly retainUntil: LegalDay
  readonly legalHold: boolean
  readonly destruction: { readonly decision: string; readonly decidedOn: LegalDay; readonly at: Date } | null
  readonly scanState: ScanState | null
}

/** What is needed to open a content. */
export type ContentPlace = {
  readonly id: string
  readonly objectName: string
  readonly keyId: string
  readonly wrappedKey: Buffer
  readonly sizeBytes: number
  readonly scanState: ScanState
}

const row = z.object({
  recordTable: z.enum(attachableTables),
  kind: z.enum(fileKinds),
  retentionClass: z.enum(retentionClasses),
  scanState: z.enum(scanStates).nullable(),
})

type Row = Awaited<ReturnType<Tx['fileAttachment']['findFirstOrThrow']>> & { content: { scanState: string } | null }

function toAttachment(read: Row): Attachment {
  const known = row.parse({ ...read, scanState: read.content?.scanState ?? null })
  const { destroyedAt: at, destructionDecision: decision, destructionDecidedOn: decidedOn } = read
  return {
    ...known,
    id: read.id,
    documentId: read.documentId,
    revision: read.revision,
    recordId: read.recordId,
    organizationId: read.organizationId,
    contentId: read.contentId,
    fileName: read.fileName,
    sizeBytes: Number(read.sizeBytes),
    sha256: read.sha256,
    uploadedBy: read.uploadedBy,
    uploadedByName: read.uploadedByName,
    uploadedAt: read.uploadedAt,
    retainUntil: dayOf(read.retainUntil),
    legalHold: read.legalHold,
    destruction: at && decision && decidedOn ? { decision, decidedOn: dayOf(decidedOn), at } : null,
  }
}

const withState = { content: { select: { scanState: true } } } as const

/** The files of a record, every revision: documents by their first upload, the newest revision of each first. */
export async function listAttachments(tx: Tx, scope: Scope, place: AttachedTo): Promise<Attachment[]> {
  if (!opensFiles(place.recordTable, scope.permission)) return []
  if (!(await isWithin(tx, scope, place.organizationId))) return []
  const query = {
    where: { recordTable: place.recordTable, recordId: place.recordId, organizationId: place.organizationId },
    orderBy: [{ documentId: 'asc' as const }, { revision: 'desc' as const }],
    include: withState,
  }
  const rows =
    attachable[place.recordTable].rowClass === 'tree'
      ? await tx.fileAttachment.findMany(query)
      : await tx.filePersonAttachment.findMany(query)
  return rows.map(toAttachment)
}

/** One revision by its id; null when there is none or it is out of scope, by the grant or by the kind of its record. */
export async function findAttachment(tx: Tx, scope: Scope, id: string): Promise<Attachment | null> {
  if (!isId(id)) return null
  const query = { where: { id }, include: withState }
  const found = (await tx.fileAttachment.findUnique(query)) ?? (await tx.filePersonAttachment.findUnique(query))
  if (!found) return null
  const attachment = toAttachment(found)
  if (!opensFiles(attachment.recordTable, scope.permission)) return null
  return (await isWithin(tx, scope, attachment.organizationId)) ? attachment : null
}

/** The newest revision of a document, held until the transaction ends so that two replacements come one after the other. */
export async function findNewestRevision(
  tx: Tx,
  scope: Scope,
  place: AttachedTo & { readonly documentId: string },
): Promise<{ id: string; revision: number } | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${place.documentId}, 9))`
  const revisions = await listAttachments(tx, scope, place)
  return revisions.find(({ documentId }) => documentId === place.documentId) ?? null
}

/** Where a content lies, for who may see a document of it; null otherwise. */
export async function findContent(tx: Tx, _scope: Scope, contentId: string): Promise<ContentPlace | null> {
  const found = await tx.storedFile.findUnique({ where: { id: contentId } })
  return found && toContent(found)
}

const toContent = (found: Awaited<ReturnType<Tx['storedFile']['findFirstOrThrow']>>): ContentPlace => ({
  id: found.id,
  objectName: found.objectName,
  keyId: found.keyId,
  wrappedKey: Buffer.from(found.wrappedKey),
  sizeBytes: Number(found.sizeBytes),
  scanState: z.enum(scanStates).parse(found.scanState),
})

/** The organization a record belongs to for its files, if the scope reaches it; null otherwise. */
export async function findAttachedOrganization(
  tx: Tx,
  scope: Scope,
  { recordTable, recordId }: Pick<AttachedTo, 'recordTable' | 'recordId'>,
): Promise<string | null> {
  if (!isId(recordId)) return null
  const candidates = await candidatesOf(tx, recordTable, recordId)
  for (const organizationId of candidates) if (await isWithin(tx, scope, organizationId)) return organizationId
  return null
}

async function candidatesOf(tx: Tx, recordTable: AttachableTable, recordId: string): Promise<string[]> {
  switch (recordTable) {
    case 'organization':
      return [recordId]
    case 'succession': {
      const links = await tx.successionLink.findMany({
        where: { successionId: recordId },
        select: { predecessorId: true, successorId: true },
        orderBy: { id: 'asc' },
      })
      // The same one for everybody who reaches both sides: successors first.
      const ids = [...links.map(({ successorId }) => successorId), ...links.map(({ predecessorId }) => predecessorId)]
      return ids.flatMap((id) => id ?? [])
    }
    case 'rating_cell_file': {
      const file = await tx.ratingCellFile.findUnique({ where: { id: recordId }, select: { organizationId: true } })
      return file ? [file.organizationId] : []
    }
    case 'rating_decision': {
      const decision = await tx.ratingDecision.findUnique({
        where: { id: recordId },
        select: { organizationId: true },
      })
      return decision ? [decision.organizationId] : []
    }
    case 'rating_task_item': {
      const item = await tx.ratingTaskItem.findUnique({ where: { id: recordId }, select: { organizationId: true } })
      return item ? [item.organizationId] : []
    }
    case 'paper_template': {
      const found = await tx.paperTemplate.findUnique({ where: { id: recordId }, select: { organizationId: true } })
      return found ? [found.organizationId] : []
    }
    case 'plan_task': {
      const found = await tx.planTask.findUnique({ where: { id: recordId }, select: { organizationId: true } })
      return found ? [found.organizationId] : []
    }
    case 'inspection_remedy': {
      const found = await tx.inspectionRemedy.findUnique({
        where: { id: recordId },
        select: { organizationId: true },
      })
      return found ? [found.organizationId] : []
    }
    case 'petition_paper': {
      const found = await tx.petitionPaper.findUnique({ where: { id: recordId }, select: { organizationId: true } })
      return found ? [found.organizationId] : []
    }
    case 'paper_bundle': {
      const found = await tx.paperBundle.findUnique({ where: { id: recordId }, select: { organizationId: true } })
      return found ? [found.organizationId] : []
    }
  }
}

/** Where a record's own page stands: its organization's name, and the year of a rating. */
export async function findRecordPlace(
  tx: Tx,
  scope: Scope,
  record: AttachedTo,
): Promise<{ organizationName: string; year: number | null } | null> {
  if (!(await isWithin(tx, scope, record.organizationId))) return null
  const rows = await tx.$queryRaw<{ name: string; year: number | null }[]>`
    select (select v.name from organization_version v where v.organization_id = ${record.organizationId}::uuid
             order by v.valid_from desc limit 1) as name,
        (select c.year from rating_campaign c where c.id = coalesce(
          (select f.campaign_id from rating_cell_file f where f.id = ${record.recordId}::uuid),
          (select d.campaign_id from rating_decision d where d.id = ${record.recordId}::uuid),
          (select o.campaign_id from rating_task_item i join rating_case o on o.id = i.case_id
            where i.id = ${record.recordId}::uuid))) as year`
  return rows[0] ? { organizationName: rows[0].name, year: rows[0].year } : null
}

/** How long a class is kept. */
export type Retention = {
  readonly retentionClass: RetentionClass
  readonly event: string
  readonly months: number | null
  readonly action: string
  readonly source: string | null
}

/** The periods of all classes. */
export async function listRetentions(tx: Tx, _scope: Scope): Promise<Retention[]> {
  const rows = await tx.fileRetention.findMany({ orderBy: { retentionClass: 'asc' } })
  return rows.map(({ retentionClass, event, months, action, source }) => ({
    retentionClass: z.enum(retentionClasses).parse(retentionClass),
    event,
    months,
    action,
    source,
  }))
}

/** Documents' revisions whose time is over on a day and that nobody holds, oldest first. */
export async function listDue(
  tx: Tx,
  scope: Scope,
  { today, limit }: { today: Date; limit: number },
): Promise<Attachment[]> {
  if (scope.permission !== 'file:keep') return []
  const due = async (table: 'file_attachment' | 'file_person_attachment') => {
    const sql = `select a.id::text from ${table} a where a.retain_until <= $1::date and not a.legal_hold and a.destroyed_at is null
        and not app.file_is_held(a.id, a.document_id, a.record_table, a.record_id, a.organization_id)
      order by a.uploaded_at limit $2`
    const rows = await tx.$queryRawUnsafe<{ id: string }[]>(sql, today, limit)
    return {
      where: { id: { in: rows.map(({ id }) => id) } },
      orderBy: { uploadedAt: 'asc' as const },
      include: withState,
    }
  }
  const rows = [
    ...(await tx.fileAttachment.findMany(await due('file_attachment'))),
    ...(await tx.filePersonAttachment.findMany(await due('file_person_attachment'))),
  ]
  return rows.map(toAttachment).slice(0, limit)
}
