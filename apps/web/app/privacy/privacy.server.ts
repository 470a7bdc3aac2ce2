import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { listGranted } from '@nq15/db/organizations/branch.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { listBreaches } from '@nq15/db/privacy/breach.read'
import { listObjections, listOwnObjections, type ObjectionRow } from '@nq15/db/privacy/objection.read'
import { listOwnRequests, listRequests, type PrivacyRequestRow } from '@nq15/db/privacy/request.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { fileRequestSchema, ownRequestSchema, reportBreachSchema } from '@nq15/domain/privacy'
import { fileOwnRequest, fileRequest } from '@nq15/use-cases/privacy/file-request'
import { reportBreach } from '@nq15/use-cases/privacy/handle-breach'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { deadlineOf } from '../ratings/board-deadline.ts'
import { appResources } from '../server/database.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { faulty, readTyped, refused } from './form-answer.server.ts'

const shown = 100

/** Requests, objections and breaches of the organizations one answers for, and what one filed himself. */
export async function privacyLoader(args: LoaderFunctionArgs) {
  const { person } = await requireAnyPermission(args, ['privacy:handle', 'privacy:read', 'privacy:object'])
  const handle = findScope(person, 'privacy:handle')
  const audit = findScope(person, 'privacy:read')
  const own = findScope(person, 'privacy:object')
  const reading = handle ?? audit
  const any = reading ?? own
  if (!any) throw data(null, { status: 403 })
  const today = todayInHanoi(new Date())
  return appResources().db.asReader(any, async (tx) => {
    const calendar = await readCalendar(tx, any)
    const on = { today, calendar }
    const requests = reading ? await listRequests(tx, reading, { limit: shown }) : []
    const objections = reading ? await listObjections(tx, reading, { limit: shown }) : []
    const breaches = reading ? await listBreaches(tx, reading, { limit: shown }) : []
    const ownRequests = own ? await listOwnRequests(tx, own) : []
    const ownObjections = own ? await listOwnObjections(tx, own) : []
    const all = [...requests, ...objections, ...breaches, ...ownRequests, ...ownObjections]
    const names = await nameOrganizations(tx, any, [...new Set(all.map(({ organizationId }) => organizationId))])
    const nameOf = (id: string) => names.get(id) ?? ''
    const shownRequest = (row: PrivacyRequestRow) => ({
      id: row.id,
      number: row.number,
      kind: row.kind,
      organization: nameOf(row.organizationId),
      receivedOn: row.receivedOn,
      dueOn: row.dueOn,
      deadline: row.state === 'open' ? deadlineOf(row.dueOn, on) : null,
      state: row.state,
    })
    const shownObjection = (row: ObjectionRow) => ({
      id: row.id,
      subject: row.subject,
      aspect: row.aspect,
      organization: nameOf(row.organizationId),
      filedOn: row.filedOn,
      dueOn: row.dueOn,
      deadline: row.state === 'open' ? deadlineOf(row.dueOn, on) : null,
      state: row.state,
    })
    return {
      mayHandle: handle !== null,
      mayRead: reading !== null,
      mayObject: own !== null,
      hasFile: person.actor.memberId !== null,
      isAuditor: audit !== null && handle === null,
      organizations: handle ? await listGranted(tx, handle) : [],
      requestIds: Array.from({ length: 3 }, () => crypto.randomUUID()),
      requests: requests.map(shownRequest),
      objections: objections.map(shownObjection),
      breaches: breaches.map(({ id, number, organizationId, noticedAt, dueAt, state, people }) => ({
        id,
        number,
        organization: nameOf(organizationId),
        noticedAt: noticedAt.toISOString(),
        dueAt: dueAt.toISOString(),
        isLate: state !== 'closed' && state !== 'notified' && dueAt < new Date(),
        state,
        people,
      })),
      ownRequests: ownRequests.map(shownRequest),
      ownObjections: ownObjections.map(shownObjection),
    }
  })
}

const framed = z.object({ requestId: z.uuid() })

/** Enters a request for somebody, files one's own, or reports a breach; then its page opens. */
export async function privacyAction(args: ActionFunctionArgs) {
  const { typed, parsed, intent } = await readTyped(args.request.clone())
  const { db } = appResources()
  const now = new Date()
  const frame = framed.safeParse(typed)
  if (intent === 'own-request') {
    const { scope } = await requirePermission(args, 'privacy:object')
    const form = ownRequestSchema.safeParse(parsed)
    if (!form.success || !frame.success) return faulty(intent, errorOf(form, frame), typed)
    const filed = await fileOwnRequest(db, scope, { ...form.data, ...frame.data, now })
    if (!filed.ok) return refused(intent, filed.refusal.code, typed)
    throw redirect(`/privacy/requests/${filed.value.id}`)
  }
  const { scope } = await requirePermission(args, 'privacy:handle')
  if (intent === 'request') {
    const form = fileRequestSchema.safeParse(parsed)
    if (!form.success || !frame.success) return faulty(intent, errorOf(form, frame), typed)
    const filed = await fileRequest(db, scope, { ...form.data, ...frame.data, now })
    if (!filed.ok) return refused(intent, filed.refusal.code, typed)
    throw redirect(`/privacy/requests/${filed.value.id}`)
  }
  if (intent === 'breach') {
    const noticedAt = instantOf(typed['noticedDay'] ?? '', typed['noticedTime'] ?? '')
    const form = reportBreachSchema.safeParse({ ...parsed, noticedAt })
    if (!form.success || !frame.success) return faulty(intent, errorOf(form, frame), typed)
    const reported = await reportBreach(db, scope, { ...form.data, ...frame.data, now })
    if (!reported.ok) return refused(intent, reported.refusal.code, typed)
    throw redirect(`/privacy/breaches/${reported.value.id}`)
  }
  throw data(null, { status: 404 })
}

/** A day and time typed as in Hà Nội, as an instant; an empty text for what does not read. */
export function instantOf(day: string, time: string): string {
  const legal = parseDay(day)
  return legal && /^([01]\d|2[0-3]):[0-5]\d$/u.test(time.trim()) ? `${legal}T${time.trim()}:00+07:00` : ''
}

type Parsed = { readonly success: boolean; readonly error?: z.ZodError | undefined }
const errorOf = (...results: readonly Parsed[]): z.ZodError =>
  new z.ZodError(results.flatMap(({ error }) => error?.issues ?? []))
