import { Readable } from 'node:stream'
import type { Attachment } from '@nq15/db/files/attachment.read'
import type { Scope } from '@nq15/db/scope'
import { countPages, drawOffice, drawPage, NotDrawn, sourceOf, streamRange } from '@nq15/documents/files'
import { attachable, type FileRefusal, fileKindFacts, fileReaders, sayFileRefusal } from '@nq15/domain/files'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { type OpenedFile, openFile, readFileHistory, readRecordFiles } from '@nq15/use-cases/files/read-files'
import { createReadableStreamFromReadable, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { fileWords, placeOf, revisionView } from './attachments.server.ts'
import { contentHeaders } from './content-headers.server.ts'
import { Drawn } from './drawn.server.ts'
import { fileStore, pageDrawers } from './file-store.server.ts'
import { rangeOf } from './range.server.ts'

/** How the page shows a file: as a picture, as drawn pages, as words, or not at all with the reason. */
type Shown =
  | { readonly as: 'picture' }
  | { readonly as: 'pages'; readonly count: number }
  | { readonly as: 'words'; readonly text: string; readonly cut: boolean }
  | { readonly as: 'nothing'; readonly why: 'kind' | 'not-drawn' | 'refused'; readonly sentence: string | null }

const shownWords = 200_000

/** One revision shown in its page, with all revisions of its document. Whoever may not see it gets 403 or 404. */
export async function fileLoader(args: LoaderFunctionArgs) {
  const { person, scope, attachment, revisions } = await reach(args)
  const place = placeOf(attachment, found(await readRecordFiles(appResources().db, scope, attachment)))
  const words = fileWords(args.request)
  const isPerson = attachable[attachment.recordTable].rowClass === 'person'
  const now = new Date()
  return {
    file: revisionView(attachment, words),
    recordTable: attachment.recordTable,
    place: { ...place, list: `/files/of/${attachment.recordTable}/${attachment.recordId}` },
    revisions: revisions.map((one) => revisionView(one, words)),
    shown: await show(args, scope, attachment),
    /** Who looks, and when: laid over what names persons. */
    watermark: isPerson
      ? { by: person.account.displayName, username: person.account.username, at: now.toISOString() }
      : null,
  }
}

/** The content itself: given out as a file, or with `?view` as the picture of a page. */
export async function contentLoader(args: LoaderFunctionArgs) {
  const { scope, attachment } = await reach(args)
  const asView = new URL(args.request.url).searchParams.has('view')
  const isPicture = fileKindFacts[attachment.kind].view === 'picture'
  const opened = await openOr(args, scope, attachment)
  const range = rangeOf(args.request, attachment)
  const headers = contentHeaders(attachment, { inline: asView && isPicture })
  headers.set('accept-ranges', 'bytes')
  headers.set('etag', `"${attachment.sha256}"`)
  if (range === 'unsatisfiable') {
    await opened.close()
    headers.set('content-range', `bytes */${attachment.sizeBytes}`)
    headers.set('content-length', '0')
    return new Response(null, { status: 416, headers })
  }
  const pieces = async function* () {
    try {
      yield* streamRange(opened.content, range?.from, range ? range.to + 1 : undefined)
    } finally {
      await opened.close()
    }
  }
  if (range) {
    headers.set('content-range', `bytes ${range.from}-${range.to}/${attachment.sizeBytes}`)
    headers.set('content-length', String(range.to - range.from + 1))
  }
  return new Response(createReadableStreamFromReadable(Readable.from(pieces())), { status: range ? 206 : 200, headers })
}

/** One page of a document as a picture. */
export async function pageLoader(args: LoaderFunctionArgs) {
  const { scope, attachment } = await reach(args)
  const page = z.coerce.number().int().min(1).max(5000).safeParse(args.params['page'])
  if (!page.success) throw data(null, { status: 404 })
  const opened = await openOr(args, scope, attachment)
  try {
    const picture = await drawn.take(`${attachment.contentId} ${page.data}`, async () =>
      drawPage(await pdfOf(attachment, opened), page.data),
    )
    const name = attachment.fileName.replace(/\.\w+$/u, `-${page.data}.png`)
    return new Response(new Uint8Array(picture), {
      headers: contentHeaders({ fileName: name, kind: 'png', sizeBytes: picture.length }, { inline: true }),
    })
  } catch (error) {
    if (error instanceof NotDrawn) throw data(null, { status: 404 })
    throw error
  } finally {
    await opened.close()
  }
}

type Reached = {
  readonly person: SignedIn
  readonly scope: Scope
  readonly attachment: Attachment
  readonly revisions: readonly Attachment[]
}

async function reach(args: LoaderFunctionArgs): Promise<Reached> {
  const { person } = await requireAnyPermission(args, fileReaders)
  const id = idFrom(args.params['attachmentId'])
  for (const permission of fileReaders) {
    const scope = findScope(person, permission)
    const history = scope && (await readFileHistory(appResources().db, scope, id))
    if (scope && history) return { person, scope, ...history }
  }
  throw data(null, { status: 404 })
}

async function openOr(args: LoaderFunctionArgs, scope: Scope, { id }: Attachment): Promise<OpenedFile> {
  const opened = await openFile({ db: appResources().db, store: await fileStore() }, scope, { attachmentId: id })
  if (opened.ok) return opened.value
  tellLost(args, opened.refusal, id)
  if (opened.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  // Gone, broken, or not yet to be given out: a state of the file, said in words.
  throw new Response(sayFileRefusal(fileWords(args.request), opened.refusal), {
    status: opened.refusal.code === 'DESTROYED' ? 410 : opened.refusal.code === 'CONTENT_LOST' ? 500 : 409,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}

function tellLost({ context }: LoaderFunctionArgs, refusal: FileRefusal, attachmentId: string): void {
  if (refusal.code === 'CONTENT_LOST') context.log.error({ attachmentId }, 'a stored file cannot be read')
}

/** Drawn pages and PDFs of office files, for a while. */
const drawn = new Drawn(64 * 1024 * 1024)
const counted = new Map<string, number>()

async function pdfOf(attachment: Attachment, { content }: OpenedFile): Promise<AsyncIterable<Buffer>> {
  if (attachment.kind === 'pdf') return streamRange(content)
  const extension = fileKindFacts[attachment.kind].extensions[0] ?? ''
  const pdf = await drawn.take(`${attachment.contentId} pdf`, () => drawOffice(streamRange(content), extension))
  return streamRange(sourceOf(pdf))
}

async function show(args: LoaderFunctionArgs, scope: Scope, attachment: Attachment): Promise<Shown> {
  const way = fileKindFacts[attachment.kind].view
  if (way === 'none') return { as: 'nothing', why: 'kind', sentence: null }
  const drawers = way === 'pages' ? await pageDrawers() : null
  if (drawers && !(attachment.kind === 'pdf' ? drawers.pdf : drawers.office)) {
    return { as: 'nothing', why: 'not-drawn', sentence: null }
  }
  const opened = await openFile({ db: appResources().db, store: await fileStore() }, scope, {
    attachmentId: attachment.id,
  })
  if (!opened.ok) {
    tellLost(args, opened.refusal, attachment.id)
    return { as: 'nothing', why: 'refused', sentence: sayFileRefusal(fileWords(args.request), opened.refusal) }
  }
  const { content, close } = opened.value
  try {
    if (way === 'picture') return { as: 'picture' }
    if (way === 'words') {
      const text = (await content.read(0, shownWords)).toString('utf8').replace(/^\ufeff/u, '')
      return { as: 'words', text, cut: content.size > shownWords }
    }
    return { as: 'pages', count: await pagesOf(attachment, opened.value) }
  } catch (error) {
    if (error instanceof NotDrawn) return { as: 'nothing', why: 'not-drawn', sentence: null }
    throw error
  } finally {
    await close()
  }
}

async function pagesOf(attachment: Attachment, opened: OpenedFile): Promise<number> {
  const key = attachment.contentId ?? ''
  const known = counted.get(key)
  if (known !== undefined) return known
  const pages = await countPages(await pdfOf(attachment, opened))
  if (counted.size > 10_000) counted.clear()
  counted.set(key, pages)
  return found(pages)
}
