import { findOrganization } from '@nq15/db/organizations/organization.read'
import { findVisitNote, isInCharge, listVisitPromises } from '@nq15/db/organizations/visit.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  mostPromises,
  newVisitNoteSchema,
  promiseActSchema,
  type VisitNoteRefusalCode,
} from '@nq15/domain/organizations'
import { answerPromise, noteVisit, reviseVisitNote } from '@nq15/use-cases/organizations/note-visit'
import { readPromise } from '@nq15/use-cases/organizations/read-charge'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { areaWords } from './area-words.server.ts'

/** Why a form was refused: fields at fault, or every finding with its sentence; what was typed comes back. */
export type VisitRefused = {
  readonly code: string
  readonly wrong: readonly string[]
  readonly findings: readonly { readonly code: string; readonly said: string }[]
  readonly typed: Readonly<Record<string, string>>
}

const typedOf = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

/** The form of a note about one organization; for who may note visits. */
export async function newVisitLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'area:note')
  const organizationId = idFrom(new URL(args.request.url).searchParams.get('organization') ?? undefined)
  const today = todayInHanoi(new Date())
  return appResources().db.asReader(scope, async (tx) => {
    const organization = found(
      (await isWithin(tx, scope, organizationId))
        ? await findOrganization(tx, scope, { organizationId, day: today })
        : null,
    )
    return {
      today,
      organization: { organizationId, name: organization.name },
      /** Said before he types, not only when he sends. */
      isInCharge: await isInCharge(tx, scope, { userId: scope.actor.userId, organizationId, on: today }),
      promises: mostPromises,
      requestId: crypto.randomUUID(),
    }
  })
}

/** Keeps a note; a refusal shows every finding and what was typed. */
export async function newVisitAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'area:note')
  const form = await args.request.formData()
  const typed = typedOf(form)
  const frame = z.object({ requestId: z.uuid(), organizationId: z.uuid() }).safeParse(typed)
  const rows = Array.from({ length: mostPromises }, (_, at) => ({
    at,
    promise: typed[`promise-${at}`]?.trim() ?? '',
    dueOn: typed[`dueOn-${at}`]?.trim() ?? '',
  })).filter(({ promise, dueOn }) => promise !== '' || dueOn !== '')
  const note = newVisitNoteSchema.safeParse({
    visitedOn: parseDay(typed['visitedOn'] ?? ''),
    seen: typed['seen'] ?? '',
    promises: rows.map(({ promise, dueOn }) => ({ promise, dueOn: parseDay(dueOn) })),
  })
  if (!frame.success || !note.success) {
    const wrong = note.success
      ? []
      : note.error.issues.map(({ path: [field, at, part] }) =>
          field === 'promises' && typeof at === 'number' ? `${String(part)}-${rows[at]?.at}` : String(field),
        )
    return data<VisitRefused>({ code: 'BAD_INPUT', wrong, findings: [], typed }, { status: 422 })
  }
  const kept = await noteVisit(appResources().db, scope, { ...frame.data, note: note.data, now: new Date() })
  if (kept.ok) throw redirect(`/areas/notes/${kept.value.noteId}?done=note`, 303)
  return refused(args, kept.refusal, typed)
}

type Refusal = { readonly code: string; readonly findings?: readonly { readonly code: VisitNoteRefusalCode }[] }

function refused({ request }: ActionFunctionArgs, { code, findings = [] }: Refusal, typed: Record<string, string>) {
  if (code === 'NOT_FOUND') throw data(null, { status: 404 })
  const words = areaWords(request)
  const said = findings.map((one) => ({ code: one.code, said: words.visit(one.code) }))
  return data<VisitRefused>({ code, wrong: [], findings: said, typed }, { status: 409 })
}

/** One note with its promises and, for its author, what he may write about them. */
export async function visitNoteLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'plan:read')
  const noteId = idFrom(args.params['noteId'])
  const today = todayInHanoi(new Date())
  const reader = person.actor.userId
  return appResources().db.asReader(scope, async (tx) => {
    const { userId, ...note } = found(await findVisitNote(tx, scope, noteId))
    const promises = await listVisitPromises(tx, scope, { noteId, limit: 100 })
    return {
      today,
      note,
      isOwn: userId === reader && findScope(person, 'area:note') !== null,
      promises: promises.map((row) => readPromise(row, reader, today)),
      requestId: crypto.randomUUID(),
    }
  })
}

/** Corrects the words of a note, or writes what became of a promise. */
export async function visitNoteAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'area:note')
  const noteId = idFrom(args.params['noteId'])
  const { db } = appResources()
  const form = await args.request.formData()
  const typed = typedOf(form)
  const frame = z.object({ requestId: z.uuid(), version: z.coerce.number().int().min(1) }).safeParse(typed)
  const bad = (wrong: readonly string[]) =>
    data<VisitRefused>({ code: 'BAD_INPUT', wrong, findings: [], typed }, { status: 422 })
  if (!frame.success) return bad([])
  const event = typed['event'] ?? ''
  if (event === 'revise') {
    const seen = newVisitNoteSchema.shape.seen.safeParse(typed['seen'] ?? '')
    if (!seen.success) return bad(['seen'])
    const done = await reviseVisitNote(db, scope, { ...frame.data, noteId, seen: seen.data })
    if (done.ok) throw redirect(`/areas/notes/${noteId}?done=revise`, 303)
    return refused(args, done.refusal, typed)
  }
  const promiseId = z.uuid().safeParse(typed['promiseId'])
  const days = { keptOn: parseDay(typed['keptOn'] ?? ''), dueOn: parseDay(typed['dueOn'] ?? '') }
  const act = promiseActSchema.safeParse({
    ...{ event, word: typed['word'] ?? '' },
    ...(event === 'keep' ? { keptOn: days.keptOn } : event === 'renew' ? { dueOn: days.dueOn } : {}),
  })
  if (!promiseId.success || !act.success) {
    return bad(act.success ? [] : act.error.issues.map(({ path }) => String(path[0])))
  }
  const order = { ...frame.data, promiseId: promiseId.data, act: act.data, now: new Date() }
  const done = await answerPromise(db, scope, order)
  if (done.ok) throw redirect(`/areas/notes/${done.value.noteId}?done=${event}`, 303)
  return refused(args, done.refusal, typed)
}
