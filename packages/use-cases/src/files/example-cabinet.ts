import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import { streamRange } from '@nq15/documents/files'
import { examplePdf, examplePng } from '@nq15/documents/files/example-files'
import { type ExampleYear, exampleCampaign, exampleYear } from '../ratings/example-year.ts'
import { type AttachCommand, attachFile } from './attach-file.ts'
import { type ExampleClamd, startExampleClamd } from './example-clamd.ts'
import { arriving, exampleStore } from './example-store.ts'
import type { FileStore } from './open-file-store.ts'
import { openFile } from './read-files.ts'

/** What the tests of the room work on: a city with an open campaign, a store in a folder, a scanner on loopback. */
export type ExampleCabinet = {
  readonly db: TestDatabase
  readonly year: ExampleYear
  readonly cellFile: string
  /** A task of the member who has an account. */
  readonly task: string
  readonly clamd: ExampleClamd
  place: Awaited<ReturnType<typeof exampleStore>>
  store: FileStore
}

/** Opens it once per test file. */
export async function openCabinet(): Promise<ExampleCabinet> {
  const [db, clamd, place] = [await openTestDatabase(), await startExampleClamd(), await exampleStore()]
  const year = await exampleYear(db)
  const { campaignId } = await exampleCampaign(db, year)
  const [row] = await db.asOwner('select id from rating_cell_file where campaign_id = $1 and organization_id = $2', [
    campaignId,
    year.organizations.cell,
  ])
  const [item] = await db.asOwner(
    `insert into rating_task_item (id, case_id, organization_id, member_id, position, title, entered_by, entered_by_name)
      select app.uuid_v7(), id, organization_id, member_id, 1, 'Tổ chức sinh hoạt hè', member_id, full_name
        from rating_case where campaign_id = $1 and member_id = $2 returning id`,
    [campaignId, year.members.clerk],
  )
  return {
    ...{ db, year, clamd, cellFile: String(row?.['id']), task: String(item?.['id']) },
    ...{ place, store: place.store },
  }
}

/** Empties it between tests, past the rules that keep files. */
export async function emptyCabinet(held: ExampleCabinet): Promise<void> {
  await held.db.asOwner(`alter table file_attachment disable trigger keep; alter table file_person_attachment disable trigger keep;
    delete from file_attachment where revision > 1; delete from file_person_attachment where revision > 1;
    delete from file_attachment; delete from file_person_attachment; delete from stored_file;
    update file_retention set months = null, source = null;
    alter table file_attachment enable trigger keep; alter table file_person_attachment enable trigger keep`)
  await held.place.remove()
  held.place = await exampleStore()
  held.store = held.place.store
  held.clamd.fallSilent(false)
}

/** Leaves nothing behind. */
export async function closeCabinet(held: ExampleCabinet): Promise<void> {
  await held.db.close()
  await held.clamd.close()
  await held.place.remove()
}

/** The proof of the store's keeper. */
export function keeper(): Scope {
  const scope = proveScope(serviceActor('files'), 'file:keep')
  if (!scope) throw new Error('the keeper may not keep')
  return scope
}

/** Short ways to do what every test does. */
export function handsOn(open: () => ExampleCabinet) {
  const tools = () => ({ db: open().db.database, store: open().store })
  const dossier = (): AttachCommand => ({
    requestId: newId(),
    recordTable: 'organization',
    recordId: open().year.organizations.cell,
    documentId: null,
    fileName: 'Quyết định thành lập.pdf',
    source: arriving(examplePdf()),
    now: new Date('2026-12-08T03:00:00Z'),
  })
  return {
    tools,
    /** An upload to the dossier of the cell. */
    dossier,
    /** An upload that names persons, to the cell's rating. */
    tallySheet: (): AttachCommand => ({
      ...dossier(),
      recordTable: 'rating_cell_file',
      recordId: open().cellFile,
      fileName: 'Biên bản kiểm phiếu.png',
      source: arriving(examplePng()),
    }),
    /** An upload by which a member proves a task of his. */
    evidence: (): AttachCommand => ({
      ...dossier(),
      recordTable: 'rating_task_item',
      recordId: open().task,
      fileName: 'Ảnh sinh hoạt hè.png',
      source: arriving(examplePng()),
    }),
    office: () => open().year.scope('office', 'organization:write'),
    secretary: () => open().year.scope('secretary', 'rating:work'),
    attach: async (scope: Scope, command: AttachCommand) => {
      const answer = await attachFile(tools(), scope, command)
      if (!answer.ok) throw new Error(answer.refusal.code)
      return answer.value
    },
    /** The content as its reader gets it, or why he does not. */
    bytesOf: async (scope: Scope, attachmentId: string): Promise<Buffer | string> => {
      const opened = await openFile(tools(), scope, { attachmentId })
      if (!opened.ok) return opened.refusal.code
      const pieces: Buffer[] = []
      for await (const piece of streamRange(opened.value.content)) pieces.push(piece)
      await opened.value.close()
      return Buffer.concat(pieces)
    },
    objects: async () => {
      const names: string[] = []
      for await (const { name } of open().store.objects.list()) names.push(name)
      return names
    },
    rows: async () => {
      const both = 'select id from file_attachment union all select id from file_person_attachment'
      return (await open().db.asOwner(both)).length
    },
  }
}
