import type { PetitionRow } from '@nq15/db/petitions/petition.read'
import type { Scope } from '@nq15/db/scope'
import { sayFileRefusal } from '@nq15/domain/files'
import { largestOriginal, namesNobody, redactionSchema, renditionPaperSchema } from '@nq15/domain/petitions'
import {
  addRenditionPaper,
  keepRedaction,
  readRenditions,
  takeBackRedaction,
} from '@nq15/use-cases/petitions/keep-renditions'
import { readPetition } from '@nq15/use-cases/petitions/read-petition'
import type { readSealedPaper } from '@nq15/use-cases/petitions/read-vault'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { fileWords } from '../files/attachments.server.ts'
import { fileStore } from '../files/file-store.server.ts'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { readForm } from '../server/read-form.server.ts'
import { askVault, type OverWire, tellVault } from '../server/vault.server.ts'
import { petitionGate, refusedAnswer, wrongAnswer } from './gate.server.ts'
import { readAnswer } from './read-act.server.ts'

type Kept = Extract<Awaited<ReturnType<typeof readSealedPaper>>, { readonly ok: true }>['value']

const codeOf = ({ year, number }: Pick<PetitionRow, 'year' | 'number'>) => `${year}-${String(number).padStart(4, '0')}`
/** The largest copy, in bytes; a form with a file is no larger. */
const largestCopy = 20 * 1024 * 1024

/** The papers of some petitions as pages show them: copies only, those that stand first. */
export async function shownRenditions(scope: Scope, petitionIds: readonly string[]) {
  const papers = await readRenditions(appResources().db, scope, petitionIds)
  return papers.map(({ copies, ...paper }) => ({
    ...paper,
    copies: copies.map(({ madeAt, withdrawnAt, ...copy }, at) => ({
      ...copy,
      number: copies.length - at,
      madeAt: madeAt.toISOString(),
      withdrawnAt: withdrawnAt?.toISOString() ?? '',
    })),
  }))
}

/** The papers of a denunciation: where each original is sealed or lies, its covered copies, and who owes one. */
export async function renditionsLoader(args: LoaderFunctionArgs) {
  const { db, scope, acting } = await petitionGate(args)
  const petitionId = idFrom(args.params['petitionId'])
  const { petition } = found(await readPetition(db, scope, { petitionId, now: new Date() }))
  found(namesNobody(petition.kind) ? petition : null)
  const looked = await askVault<OverWire<Kept>>(args, `/papers/${petitionId}`)
  const kept = looked.is === 'answered' ? looked.value : null
  return {
    ...{ petitionId, code: codeOf(petition), sealedNumber: petition.sealedNumber, handlerName: petition.handlerName },
    papers: await shownRenditions(scope, [petitionId]),
    originals: kept?.originals ?? [],
    vault: kept
      ? kept.isStanding
        ? ('standing' as const)
        : ('none' as const)
      : looked.is === 'down'
        ? ('down' as const)
        : ('none' as const),
    mayWork: acting.work !== null && petition.state !== 'filed' && petition.state !== 'destroyed',
    requestId: crypto.randomUUID(),
  }
}

/** Lists a paper, keeps a covered copy, takes one back, or hands an original to the vault. */
export async function renditionsAction(args: ActionFunctionArgs) {
  const { db, scope, acting } = await petitionGate(args)
  const petitionId = idFrom(args.params['petitionId'])
  const form = await readForm(args.request, { largest: largestCopy })
  if (form === null) return refusedAnswer(args.request, said('TOO_LARGE'), {})
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const typed = typedOf(form)
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  const paperId = z.uuid().safeParse(form.get('paperId')).data
  const event = text('event')
  if (!requestId || (event !== 'add-paper' && event !== 'take-back' && !paperId)) return wrongAnswer([], typed)
  const of = { requestId, petitionId, now: new Date() }
  const back = `/petitions/papers/${petitionId}?done=${event}`
  if (event === 'add-paper') {
    const { value: paper, wrong } = readAnswer(
      renditionPaperSchema.safeParse({
        ...{ kind: text('kind'), reference: text('reference'), pages: text('pages') },
        isHandwritten: form.has('isHandwritten'),
      }),
    )
    if (!paper) return wrongAnswer(wrong, typed)
    return answer(await addRenditionPaper(db, acting, { ...of, paper }))
  }
  if (event === 'take-back') {
    const redactionId = z.uuid().safeParse(form.get('redactionId')).data
    const reason = text('reason')
    if (!redactionId || reason.length < 3 || reason.length > 500) return wrongAnswer(['reason'], typed)
    return answer(await takeBackRedaction(db, acting, { ...of, redactionId, reason }))
  }
  const file = form.get('file')
  if (!paperId || !(file instanceof File) || file.size === 0) return wrongAnswer(['file'], typed)
  if (event === 'seal-original') return sealed(paperId, file)
  if (event !== 'keep-copy') return wrongAnswer([], typed)
  const { value: redaction, wrong } = readAnswer(
    redactionSchema.safeParse({
      ...{ way: text('way'), covered: form.getAll('covered').map(String), note: text('note') },
      isRead: form.has('isRead'),
    }),
  )
  if (!redaction) return wrongAnswer(wrong, typed)
  const tools = { db, store: await fileStore() }
  return answer(
    await keepRedaction(tools, acting, { ...of, paperId, redaction, fileName: file.name, source: piecesOf(file) }),
  )

  function answer(
    done:
      | Awaited<ReturnType<typeof addRenditionPaper>>
      | Awaited<ReturnType<typeof keepRedaction>>
      | Awaited<ReturnType<typeof takeBackRedaction>>,
  ) {
    if (done.ok) throw redirect(back)
    const { refusal } = done
    // What the room itself refuses; everything else is what a file is refused for.
    if (refusal.code === 'REFUSED' || roomCodes.has(refusal.code))
      return refusedAnswer(args.request, refusal as Parameters<typeof refusedAnswer>[1], typed)
    const said = sayFileRefusal(fileWords(args.request), refusal as Parameters<typeof sayFileRefusal>[1])
    return data({ code: 'REFUSED', wrong: ['file'], findings: [{ code: refusal.code, said }], typed }, { status: 422 })
  }

  async function sealed(paper: string, original: File) {
    if (original.size > largestOriginal) return refusedAnswer(args.request, said('ORIGINAL_TOO_LARGE'), typed)
    const content = Buffer.from(await original.arrayBuffer()).toString('base64')
    const command = { act: 'seal-original' as const, requestId: of.requestId, petitionId, paperId: paper }
    const told = await tellVault(args, { ...command, fileName: original.name.slice(0, 300), content })
    if (told.is === 'answered') throw redirect(back)
    if (told.is === 'down') return refusedAnswer(args.request, said('VAULT_DOWN'), typed)
    if (told.is === 'refused' && told.code !== 'NO_VAULT') return refusedAnswer(args.request, said(told.code), typed)
    // Detached: said with the number under which the original stays outside.
    const papers = await readRenditions(db, scope, [petitionId])
    const condition = found(papers.find((one) => one.paperId === paper)?.reference ?? null)
    const findings = [{ code: 'ORIGINAL_STAYS_OUTSIDE', condition }]
    return refusedAnswer(args.request, { code: 'REFUSED', findings }, typed)
  }
}

/** Codes of the vault have their words among the room's refusals. */
const said = (code: string) => ({ code }) as Parameters<typeof refusedAnswer>[1]
const roomCodes: ReadonlySet<string> = new Set(['NOT_FOUND', 'NO_SUCH_STEP', 'CHANGED_MEANWHILE'])

/** What was typed, without files: their names could tell who sent the paper. */
const typedOf = (form: FormData): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...new Set(form.keys())].flatMap((name) => {
      const values = form.getAll(name).filter((value) => typeof value === 'string')
      return values.length === 0 ? [] : [[name, values.join(',')]]
    }),
  )

async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(await file.arrayBuffer())
}

/** Gives an opened original out to who asked for it; never kept by a cache. */
export async function originalAction(args: ActionFunctionArgs) {
  await petitionGate(args)
  const petitionId = idFrom(args.params['petitionId'])
  const form = await args.request.formData()
  const id = (name: string) => z.uuid().safeParse(form.get(name)).data
  const [requestId, openingId, originalId] = [id('requestId'), id('openingId'), id('originalId')]
  if (!requestId || !openingId || !originalId) throw data(null, { status: 422 })
  const told = await tellVault(args, { act: 'read-original', requestId, openingId, originalId })
  const opened = told.is === 'answered' ? openedSchema.safeParse(told.value).data : undefined
  if (!opened)
    throw redirect(`/petitions/identity/${petitionId}?refused=${told.is === 'refused' ? told.code : 'VAULT_DOWN'}`)
  const { fileName, contentType, content } = opened
  return asDownload({ fileName, contentType, bytes: Buffer.from(content, 'base64') })
}

const openedSchema = z.object({ fileName: z.string(), contentType: z.string(), content: z.string() })
