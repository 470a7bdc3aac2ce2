import { findSession, listSchedules, listSessions, listVisits } from '@nq15/db/petitions/reception.read'
import { addMonths, todayInHanoi } from '@nq15/domain/calendar'
import { countDuty, headTypes, scheduleSchema, sessionSchema, visitSchema } from '@nq15/domain/petitions'
import {
  noteConclusion,
  noteReply,
  openSession,
  publishSchedule,
  recordVisit,
} from '@nq15/use-cases/petitions/keep-reception'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { found, idFrom } from '../server/found.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { frameSchema, petitionGate, refusedAnswer, sealed, typedOf, unitName, wrongAnswer } from './gate.server.ts'
import { dayIn, readAnswer } from './read-act.server.ts'

/** Reception of the unit: the published days, the days each head owes and held, the sessions of the last months. */
export async function receptionLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const { db, scope, acting } = gate
  const today = todayInHanoi(new Date())
  const months = [0, -1, -2].map((by) => addMonths(`${today.slice(0, 7)}-01`, by).slice(0, 7))
  const from = `${months.at(-1)}-01`
  const { schedules, sessions } = await db.asReader(scope, async (tx) => ({
    schedules: await listSchedules(tx, scope, { from: months.at(-1) ?? '' }),
    sessions: await listSessions(tx, scope, { from }),
  }))
  const heads = headTypes.filter((head) => [...schedules, ...sessions].some((one) => one.head === head))
  return {
    ...{ today, schedules, sessions },
    unit: await unitName(gate),
    duties: heads.flatMap((head) => months.map((month) => countDuty(head, month, sessions, today))),
    mayWork: acting.work !== null,
    requestId: crypto.randomUUID(),
  }
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '')

/** Publishes a schedule or opens a session. */
export async function receptionAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'petition:work')
  const { db, organizationId } = await petitionGate(args)
  const form = await args.request.formData()
  const typed = typedOf(form)
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  const now = new Date()
  if (form.get('event') === 'schedule') {
    const days = text(form, 'days')
      .split(/[,;\s]+/u)
      .filter(Boolean)
    const { value: schedule, wrong } = readAnswer(
      scheduleSchema.safeParse({
        ...{ head: text(form, 'head'), place: text(form, 'place'), month: parseDay(days[0] ?? '')?.slice(0, 7) ?? '' },
        days: days.map((one) => parseDay(one) ?? one),
      }),
    )
    const isOneMonth = schedule?.days.every((day) => day.startsWith(schedule.month))
    if (!schedule || !requestId || !isOneMonth)
      return wrongAnswer([...wrong.filter((one) => !one.startsWith('month')), 'days'], typed)
    const kept = await publishSchedule(db, scope, { requestId, organizationId, schedule, now })
    if (!kept.ok) return refusedAnswer(args.request, kept.refusal, typed)
    throw redirect('/reception?done=schedule')
  }
  const { value: session, wrong } = readAnswer(
    sessionSchema.safeParse({
      ...Object.fromEntries(
        ['kind', 'head', 'host', 'delegationReason', 'place'].map((name) => [name, text(form, name)]),
      ),
      heldOn: dayIn(form, 'heldOn'),
      isDelegated: form.get('isDelegated') === 'yes',
    }),
  )
  if (!session || !requestId) return wrongAnswer(wrong, typed)
  const opened = await openSession(db, scope, { requestId, organizationId, session, now })
  if (!opened.ok) return refusedAnswer(args.request, opened.refusal, typed)
  throw redirect(`/reception/sessions/${opened.value.sessionId}?done=session`)
}

/** A session with its comings. */
export async function sessionLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const { db, scope, acting } = gate
  const sessionId = idFrom(args.params['sessionId'])
  const { session, visits } = await db.asReader(scope, async (tx) => ({
    session: found(await findSession(tx, scope, sessionId)),
    visits: await listVisits(tx, scope, { sessionId }),
  }))
  return {
    session,
    visits,
    unit: await unitName(gate),
    today: todayInHanoi(new Date()),
    mayWork: acting.work !== null,
    requestId: crypto.randomUUID(),
  }
}

/** Writes a coming into the register, notes an answer to a citizen, or the number of a conclusion. */
export async function sessionAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'petition:work')
  const { db } = await petitionGate(args)
  const sessionId = idFrom(args.params['sessionId'])
  const form = await args.request.formData()
  const now = new Date()
  const event = text(form, 'event')
  if (event === 'conclusion' || event === 'reply') {
    const typed = typedOf(form)
    const frame = frameSchema.safeParse(Object.fromEntries(form))
    const said = text(form, event === 'reply' ? 'how' : 'number')
      .trim()
      .slice(0, 120)
    const onDay = parseDay(text(form, 'onDay'))
    if (!frame.success || said === '' || onDay === null) return wrongAnswer(['onDay'], typed)
    const visitId = z.uuid().safeParse(form.get('visitId')).data ?? ''
    const kept =
      event === 'reply'
        ? await noteReply(db, scope, { ...frame.data, visitId, repliedOn: onDay, repliedHow: said, now })
        : await noteConclusion(db, scope, { ...frame.data, sessionId, number: said, onDay, now })
    if (!kept.ok) return refusedAnswer(args.request, kept.refusal, typed)
    throw redirect(`/reception/sessions/${sessionId}?done=${event}`)
  }
  const typed = sealed(form) ? { ...typedOf(form), visitorName: '', visitorAddress: '', idHint: '' } : typedOf(form)
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  const ground = text(form, 'refusalGround')
  const { value: visit, wrong } = readAnswer(
    visitSchema.safeParse({
      ...Object.fromEntries(
        [
          'kind',
          'visitorName',
          'visitorAddress',
          'idHint',
          'people',
          'representatives',
          'sameContent',
          'content',
          'demand',
          'settledBy',
          'result',
          'receiver',
          'letterNumber',
        ].map((name) => [name, text(form, name)]),
      ),
      isRepeat: form.get('isRepeat') === 'yes',
      refusalGround: ground === '' ? null : ground,
    }),
  )
  if (!visit || !requestId) return wrongAnswer(wrong, typed)
  const kept = await recordVisit(db, scope, { requestId, sessionId, visit, now })
  if (!kept.ok) return refusedAnswer(args.request, kept.refusal, typed)
  if (visit.result === 'petition-taken') throw redirect(`/petitions/new?visit=${kept.value.visitId}`)
  throw redirect(`/reception/sessions/${sessionId}?done=visit`)
}
