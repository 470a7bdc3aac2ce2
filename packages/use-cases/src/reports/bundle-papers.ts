import type { Database } from '@nq15/db/client'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import { findPaper, listRegistered, readFrozenPaper } from '@nq15/db/reports/paper.read'
import { insertBundle } from '@nq15/db/reports/paper.write'
import type { Scope } from '@nq15/db/scope'
import { type StreamedFile, streamZip } from '@nq15/documents/reports'
import { formsOf } from '@nq15/domain/reports'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'
import { once } from '../access/once.ts'
import { definePersonJob, type PersonJob, type StartableJob } from '../events/define-job.ts'
import { startRun } from '../events/start-run.ts'
import { attachFile } from '../files/attach-file.ts'
import type { FileSettings } from '../files/file-settings.ts'
import { type FileStore, openFileStore } from '../files/open-file-store.ts'
import { fileWord } from '../ratings/paper-words.ts'
import { frozenFile, type MakePaperRefusal, makePaper, type PaperTools } from './make-paper.ts'
import { officePdf } from './office-pdf.ts'
import type { PaperPlace } from './paper-place.ts'
import { readSubject } from './read-paper-ground.ts'
import { readTemplate } from './read-template.ts'

const inputSchema = z.object({
  bundleId: z.uuid(),
  campaignId: z.uuid(),
  organizationId: z.uuid(),
  contents: z.enum(['cell-forms', 'decisions']),
  format: z.enum(['docx', 'pdf']),
  day: z.iso.date(),
})
type Input = z.infer<typeof inputSchema>

/** What a job of this room needs beside the database. */
type Outside = { readonly settings: FileSettings; readonly checkAddress: string | null }

/** All forms of a cell, or all decisions of a committee, as one archive in the store of files. */
export const bundlePapersJobName = 'reports.bundle-papers'

/** The job as monitor runs it; its store is opened at the first run. */
export function bundlePapersJob({ settings, checkAddress }: Outside): PersonJob {
  let opened: Promise<FileStore> | undefined
  return definePersonJob<Input>({
    name: bundlePapersJobName,
    permission: 'paper:read',
    repeatable: true,
    input: inputSchema,
    run: async ({ db, scope, input, now, signal, progress }) => {
      opened ??= openFileStore(settings).catch((error: unknown) => {
        opened = undefined
        throw error
      })
      const store = await opened
      const tools: PaperTools = {
        checkAddress,
        toPdf: await officePdf(),
        readTemplate: (reader, templateId) => readTemplate({ db, store }, reader, templateId),
      }
      const files = await filesOf({ db, scope, input, tools, now })
      if (files.length === 0) return { ok: false, failure: 'nothing-to-pack' }
      progress({ done: 0, total: files.length, step: 'packing' })
      const packed = streamZip(files, {
        time: now(),
        onFile: (done) => {
          if (signal.aborted) throw new Error('stopped')
          progress({ done, total: files.length, step: 'packing' })
        },
      })
      const kept = await attachFile({ db, store }, scope, {
        // A run that begins again keeps its archive once.
        requestId: input.bundleId,
        recordTable: 'paper_bundle',
        recordId: input.bundleId,
        documentId: null,
        fileName: `${input.contents === 'decisions' ? 'quyet-dinh' : 'giay-to'}-${input.day}.zip`,
        source: packed,
        now: now(),
        made: 'zip',
      })
      if (!kept.ok) return { ok: false, failure: 'not-kept' }
      return { ok: true, result: { papers: files.length, attachmentId: kept.value.attachmentId } }
    },
  })
}

/** The same job as a page starts it: what it runs is monitor's affair. */
const askedJob: StartableJob<Input> = definePersonJob<Input>({
  name: bundlePapersJobName,
  permission: 'paper:read',
  repeatable: true,
  input: inputSchema,
  run: () => Promise.reject(new Error('monitor runs this')),
})

/** Asks for an archive, for `paper:read`, once per request id; answers its run, which may be left. */
export async function askForBundle(
  db: Database,
  scope: Scope,
  { requestId, now, ...asked }: Omit<Input, 'bundleId'> & { readonly requestId: string; readonly now: Date },
): Promise<Result<{ readonly runId: string; readonly bundleId: string }, { readonly code: 'NOT_FOUND' }>> {
  if (scope.permission !== 'paper:read') return refuse({ code: 'NOT_FOUND' })
  const { campaignId, organizationId, contents, format } = asked
  return db.asActor(scope, (tx) =>
    once(
      tx,
      scope,
      { requestId, useCase: 'bundle-papers' },
      async (): Promise<Result<{ runId: string; bundleId: string }, { code: 'NOT_FOUND' }>> => {
        const found = await readSubject(tx, scope, { campaignId, organizationId, caseId: null, day: asked.day })
        if (!found) return refuse({ code: 'NOT_FOUND' })
        const bundleId = await insertBundle(tx, scope, { campaignId, organizationId, contents, format, at: now })
        const runId = await startRun(tx, scope, { job: askedJob, input: { bundleId, ...asked }, organizationId })
        return ok({ runId, bundleId })
      },
    ),
  )
}

type Packing = {
  readonly db: Database
  readonly scope: Scope
  readonly input: Input
  readonly tools: PaperTools
  readonly now: () => Date
}

const filesOf = (packing: Packing): Promise<StreamedFile[]> =>
  packing.input.contents === 'decisions' ? decisionsOf(packing) : cellFormsOf(packing)

/** Every registered or replaced decision of the committee in the year, each drawn from what was frozen. */
async function decisionsOf({ db, scope, input, tools }: Packing): Promise<StreamedFile[]> {
  const { campaignId, organizationId, format } = input
  const rows = await db.asReader(scope, (tx) => listRegistered(tx, scope, { campaignId, organizationId, symbol: 'QĐ' }))
  return rows.map((row) => ({
    name: `${String(row.number).padStart(3, '0')}-${row.symbol}-${row.orgSymbol.replaceAll('/', '-')}-${row.documentOn}.${format}`,
    make: async () => {
      const read = await db.asReader(scope, async (tx) => {
        const paper = await findPaper(tx, scope, row.id)
        const frozen = paper && (await readFrozenPaper(tx, scope, paper))
        return paper && frozen ? { paper, frozen } : null
      })
      if (!read) throw new Error('a registered paper is not there')
      const made = await frozenFile(scope, { row: read.paper, frozen: read.frozen, format, tools })
      if (!made.ok) throw new Error(made.refusal.code)
      return made.value.bytes
    },
  }))
}

const leftOutWords: Readonly<Record<MakePaperRefusal['code'], string>> = {
  NOT_FOUND: 'không có, hoặc đồng chí không được xem',
  LIST_CHANGED: 'danh sách đang lưu không khớp với danh sách đã quyết định',
  PAPER_HAS_FAULTS: 'có lỗi thể thức ở mức chặn, xem trang của giấy tờ này',
  TEMPLATE_UNREADABLE: 'mẫu Word riêng không đọc được',
  NO_PDF_OF_TEMPLATE: 'mẫu Word riêng không có bản PDF trên máy chủ này',
}

/** Every form of a cell and of each of its members; for a committee, of each of its cells. What is held back is named. */
async function cellFormsOf({ db, scope, input, tools, now }: Packing): Promise<StreamedFile[]> {
  const { campaignId, organizationId, format, day } = input
  const found = await db.asReader(scope, (tx) =>
    readSubject(tx, scope, { campaignId, organizationId, caseId: null, day }),
  )
  if (!found) return []
  const cells =
    found.subject === 'cell'
      ? [{ id: organizationId, name: found.name }]
      : (
          await db.asReader(scope, (tx) => listCommitteeFiles(tx, scope, { campaignId, committeeId: organizationId }))
        ).map((file) => ({
          id: file.organizationId,
          name: file.name,
        }))
  const files: StreamedFile[] = []
  for (const cell of cells) {
    const folder = cells.length > 1 ? `${fileWord(cell.name)}/` : ''
    const add = (place: PaperPlace, name: string) =>
      files.push({
        name: `${folder}${name}.${format}`,
        make: async () => {
          const made = await makePaper(db, scope, { place, format, now: now(), tools })
          return made.ok ? made.value.bytes : { leftOut: leftOutWords[made.refusal.code] }
        },
      })
    for (const form of formsOf('cell', found.campaign.year)) {
      add(
        { campaignId, organizationId: cell.id, form, caseId: null },
        `${String(form.number).padStart(2, '0')}-${form.code}`,
      )
    }
    const cases = await db.asReader(scope, (tx) => listCellCases(tx, scope, { campaignId, organizationId: cell.id }))
    const review = formsOf('member', found.campaign.year).find(({ code }) => code === 'self-review')
    if (!review) continue
    for (const [at, row] of cases.filter(({ notRatedReason }) => notRatedReason === null).entries()) {
      const place = { campaignId, organizationId: cell.id, form: review, caseId: row.id }
      add(place, `05-${String(at + 1).padStart(3, '0')}-${fileWord(row.fullName)}`)
    }
  }
  return files
}
