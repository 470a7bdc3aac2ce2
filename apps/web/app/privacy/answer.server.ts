import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { findContested, findObjection } from '@nq15/db/privacy/objection.read'
import { findRequest } from '@nq15/db/privacy/request.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { answerObjectionSchema, answerRequestSchema, contestable, fileObjectionSchema } from '@nq15/domain/privacy'
import { answerObjection, answerRequest } from '@nq15/use-cases/privacy/answer-privacy'
import { fileObjection } from '@nq15/use-cases/privacy/file-objection'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { deadlineOf } from '../ratings/board-deadline.ts'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { faulty, readTyped, refused } from './form-answer.server.ts'

const framed = z.object({ requestId: z.uuid(), version: z.coerce.number().int() })

/** A request with its clock and answer: for who handles it, for who filed it, and for the auditor without its content. */
export async function requestLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['privacy:handle', 'privacy:read', 'privacy:object'])
  const id = idFrom(args.params['requestId'])
  const handle = findScope(person, 'privacy:handle')
  return appResources().db.asReader(scope, async (tx) => {
    const row = found(await findRequest(tx, scope, id))
    const names = await nameOrganizations(tx, scope, [row.organizationId])
    const calendar = await readCalendar(tx, scope)
    // The auditor sees that it is answered in time, not what it says.
    const seesContent = handle !== null || row.memberId === person.actor.memberId
    const { content, answer, subjectName, enteredBy: _, memberId: __, ...facts } = row
    return {
      request: {
        ...facts,
        content: seesContent ? content : null,
        answer: seesContent ? answer : null,
        subjectName: seesContent ? subjectName : null,
      },
      organization: names.get(row.organizationId) ?? '',
      deadline: row.state === 'open' ? deadlineOf(row.dueOn, { today: todayInHanoi(new Date()), calendar }) : null,
      mayAnswer: handle !== null && row.state === 'open' && row.enteredBy !== person.actor.userId,
      enteredIt: handle !== null && row.state === 'open' && row.enteredBy === person.actor.userId,
      requestId: crypto.randomUUID(),
    }
  })
}

/** Answers a request in writing. */
export async function requestAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'privacy:handle')
  const id = idFrom(args.params['requestId'])
  const { typed, parsed, intent } = await readTyped(args.request)
  const form = answerRequestSchema.safeParse(parsed)
  const frame = framed.safeParse(typed)
  if (!frame.success) throw data(null, { status: 422 })
  if (!form.success) return faulty(intent, form.error, typed)
  const answered = await answerRequest(appResources().db, scope, { id, ...form.data, ...frame.data, now: new Date() })
  if (!answered.ok) return refused(intent, answered.refusal.code, typed)
  throw redirect(`/privacy/requests/${id}`)
}

/** An objection with its clock and answer. */
export async function objectionLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['privacy:handle', 'privacy:read', 'privacy:object'])
  const id = idFrom(args.params['objectionId'])
  const handle = findScope(person, 'privacy:handle')
  return appResources().db.asReader(scope, async (tx) => {
    const row = found(await findObjection(tx, scope, id))
    const names = await nameOrganizations(tx, scope, [row.organizationId])
    const calendar = await readCalendar(tx, scope)
    const { userId } = person.actor
    const seesContent = handle !== null || row.filedBy === userId || row.memberId === null
    const open = row.state === 'open'
    const stands: 'filed' | 'entered' | null =
      row.filedBy === userId ? 'filed' : row.contestedBy === userId ? 'entered' : null
    const { reason, answer, filedBy: _, contestedBy: __, ...facts } = row
    return {
      objection: { ...facts, reason: seesContent ? reason : null, answer: seesContent ? answer : null },
      organization: names.get(row.organizationId) ?? '',
      deadline: open ? deadlineOf(row.dueOn, { today: todayInHanoi(new Date()), calendar }) : null,
      mayAnswer: handle !== null && open && stands === null,
      stands: handle !== null && open ? stands : null,
      requestId: crypto.randomUUID(),
    }
  })
}

/** Answers an objection in writing. */
export async function objectionAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'privacy:handle')
  const id = idFrom(args.params['objectionId'])
  const { typed, parsed, intent } = await readTyped(args.request)
  const form = answerObjectionSchema.safeParse(parsed)
  const frame = framed.safeParse(typed)
  if (!frame.success) throw data(null, { status: 422 })
  if (!form.success) return faulty(intent, form.error, typed)
  const answered = await answerObjection(appResources().db, scope, { id, ...form.data, ...frame.data, now: new Date() })
  if (!answered.ok) return refused(intent, answered.refusal.code, typed)
  throw redirect(`/privacy/objections/${id}`)
}

const contested = z.object({ table: z.enum(contestable), id: z.uuid() })

/** The form of an objection to one record, which must be the asker's own or his organization's. */
export async function newObjectionLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'privacy:object')
  const asked = contested.safeParse(Object.fromEntries(new URL(args.request.url).searchParams))
  if (!asked.success) throw data(null, { status: 404 })
  const { table, id } = asked.data
  const record = found(
    await appResources().db.asReader(scope, (tx) => findContested(tx, scope, { recordTable: table, recordId: id })),
  )
  return { recordTable: table, recordId: id, year: record.year, code: record.code, requestId: crypto.randomUUID() }
}

/** Files the objection and opens its page. */
export async function newObjectionAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'privacy:object')
  const { typed, parsed, intent } = await readTyped(args.request)
  const form = fileObjectionSchema.safeParse(parsed)
  const frame = z.object({ requestId: z.uuid() }).safeParse(typed)
  if (!frame.success) throw data(null, { status: 422 })
  if (!form.success) return faulty(intent, form.error, typed)
  const filed = await fileObjection(appResources().db, scope, { ...form.data, ...frame.data, now: new Date() })
  if (!filed.ok) return refused(intent, filed.refusal.code, typed)
  throw redirect(`/privacy/objections/${filed.value.id}`)
}
