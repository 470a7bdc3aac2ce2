import { storageFault } from '@nq15/db/storage-fault'
import type { Permission } from '@nq15/domain/access'
import { attachable, attachableTables, type FileRefusal, sayFileRefusal } from '@nq15/domain/files'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { type Attached, attachFile } from '@nq15/use-cases/files/attach-file'
import {
  type ActionFunctionArgs,
  data,
  json,
  type LoaderFunctionArgs,
  unstable_parseMultipartFormData as parseMultipart,
  redirect,
} from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { findScope, findSignedIn, requireSignedIn } from '../server/session.server.ts'
import { attachmentsOf, fileWords, writingScope } from './attachments.server.ts'
import { fileStore } from './file-store.server.ts'

const table = z.enum(attachableTables)

function recordFrom({ params }: { params: LoaderFunctionArgs['params'] }) {
  const recordTable = table.safeParse(params['recordTable'])
  if (!recordTable.success) throw data(null, { status: 404 })
  return { recordTable: recordTable.data, recordId: idFrom(params['recordId']) }
}

/** All files of a record on a page of their own: where the form leads without scripts. */
export async function recordFilesLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const record = recordFrom(args)
  const { read, write } = attachable[record.recordTable]
  if (![...read, ...write].some((permission) => holds(person, permission))) throw data(null, { status: 403 })
  const view = found(await attachmentsOf(args.request, person, record))
  return { view, kept: new URL(args.request.url).searchParams.has('kept') }
}

const holds = (person: SignedIn, permission: Permission) => findScope(person, permission) !== null

/** What an upload is answered with. */
export type UploadAnswer =
  | { readonly kept: Attached }
  | { readonly fault: string; readonly code: string; readonly fileName: string; readonly documentId: string | null }

/** Takes an upload of the form that works without scripts. */
export async function recordFilesAction(args: ActionFunctionArgs) {
  const answer = await takeUpload(args, await requireSignedIn(args))
  if ('fault' in answer) return data(answer, { status: statusOf(answer.code) })
  const { recordTable, recordId } = recordFrom(args)
  throw redirect(`/files/of/${recordTable}/${recordId}?kept=1`)
}

/** Takes an upload of a script, which wants an answer and no page. */
export async function uploadAction(args: ActionFunctionArgs) {
  const person = await findSignedIn(args)
  if (!person || person.owes) return json(null, { status: 401 })
  const answer = await takeUpload(args, person)
  return json(answer, { status: 'fault' in answer ? statusOf(answer.code) : 200 })
}

const statusOf = (code: string) => (code === 'TOO_LARGE' ? 413 : 422)

class Refused extends Error {
  readonly refusal: FileRefusal
  constructor(refusal: FileRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

class OurFault extends Error {}

const fields = z.object({
  requestId: z.uuid(),
  documentId: z.union([z.literal('').transform(() => null), z.uuid()]).default(null),
})

async function takeUpload(args: ActionFunctionArgs, person: SignedIn): Promise<UploadAnswer> {
  const record = recordFrom(args)
  if (!attachable[record.recordTable].write.some((permission) => holds(person, permission))) {
    throw data(null, { status: 403 })
  }
  const scope = found(await writingScope(person, record))
  const typed = new Map<string, string>()
  const seen: { fileName: string; kept: Attached | null } = { fileName: '', kept: null }
  try {
    await parseMultipart(args.request, async ({ name, filename, data: source }) => {
      if (name !== 'file' || filename === undefined) {
        typed.set(name ?? '', await shortText(source))
        return null
      }
      if (seen.kept) throw new Refused({ code: 'FORM_INCOMPLETE' })
      if (filename === '') throw new Refused({ code: 'NO_FILE' })
      seen.fileName = filename
      const form = fields.safeParse(Object.fromEntries(typed))
      if (!form.success) throw new Refused({ code: 'FORM_INCOMPLETE' })
      // A line that breaks is answered by a refusal: what is thrown here is a fault of ours, or of the disk.
      const answer = await attachFile({ db: appResources().db, store: await fileStore() }, scope, {
        ...record,
        ...form.data,
        fileName: filename,
        source,
        now: new Date(),
      }).catch((cause: unknown) => {
        throw new OurFault('an upload could not be kept', { cause })
      })
      if (!answer.ok) {
        await drain(source)
        throw new Refused(answer.refusal)
      }
      seen.kept = answer.value
      return null
    })
  } catch (error) {
    if (error instanceof OurFault) throw error.cause
    // A disk without room is told as one: sending again would not help.
    if (storageFault(error) !== null) throw error
    const refusal: FileRefusal = error instanceof Refused ? error.refusal : { code: 'BROKEN_OFF' }
    if (!(error instanceof Refused)) args.context.log.warn({ err: { type: nameOf(error) } }, 'an upload broke off')
    if (refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
    return faultOf(args.request, refusal, { fileName: seen.fileName, documentId: typed.get('documentId') ?? null })
  }
  return seen.kept
    ? { kept: seen.kept }
    : faultOf(args.request, { code: 'NO_FILE' }, { fileName: '', documentId: typed.get('documentId') ?? null })
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error)

const faultOf = (
  request: Request,
  refusal: FileRefusal,
  of: { fileName: string; documentId: string | null },
): UploadAnswer => ({
  fault: sayFileRefusal(fileWords(request), refusal),
  code: refusal.code,
  ...of,
})

const drained = 256 * 1024 * 1024

/** Takes the rest of a refused file off the line, or the browser would show a broken connection instead of the reason. */
async function drain(source: AsyncIterable<Uint8Array>): Promise<void> {
  let size = 0
  try {
    for await (const piece of source) {
      size += piece.length
      if (size > drained) return
    }
  } catch {
    // It broke off: nobody waits for the reason any more.
  }
}

async function shortText(source: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of source) {
    size += piece.length
    if (size > 4096) throw new Refused({ code: 'FORM_INCOMPLETE' })
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
