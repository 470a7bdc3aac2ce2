import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { listOnline } from '@nq15/db/petitions/online.read'
import { addDays, citeBasis, todayInHanoi } from '@nq15/domain/calendar'
import { lastDaysOf, onlinePreparations, onlineReceptionSchema } from '@nq15/domain/petitions'
import { cancelOnline, holdOnline, planOnline, prepareOnline } from '@nq15/use-cases/petitions/keep-online'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { frameSchema, petitionGate, refusedAnswer, typedOf, unitName, wrongAnswer } from './gate.server.ts'
import { dayIn, readAnswer } from './read-act.server.ts'

/** Receptions over a connection: what is planned, each preparation with its last day and where it is written, what was held. */
export async function onlineLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const { db, scope, acting } = gate
  const today = todayInHanoi(new Date())
  const { plans, calendar } = await db.asReader(scope, async (tx) => ({
    plans: await listOnline(tx, scope, { from: addDays(today, -180) }),
    calendar: await readCalendar(tx, scope),
  }))
  return {
    today,
    unit: await unitName(gate),
    plans: plans.map(({ prepared, ...plan }) => {
      const last = lastDaysOf(plan.plannedOn, plan.beginsAt, calendar)
      return {
        ...plan,
        preparations: onlinePreparations.map(({ code, basis, confidence }) => ({
          ...{ code, basis: citeBasis(basis), confidence, last: last[code], done: prepared[code] ?? null },
          isLate: (prepared[code]?.onDay ?? (plan.state === 'planned' ? today : '')) > last[code],
        })),
      }
    }),
    mayWork: acting.work !== null,
    requestId: crypto.randomUUID(),
  }
}

/** Plans, prepares, holds or cancels a reception over a connection. */
export async function onlineAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'petition:work')
  const { db, organizationId } = await petitionGate(args)
  const form = await args.request.formData()
  const typed = typedOf(form)
  const now = new Date()
  const text = (name: string) => String(form.get(name) ?? '')
  const event = text('event')
  if (event === 'plan') {
    const requestId = z.uuid().safeParse(form.get('requestId')).data
    const { value: plan, wrong } = readAnswer(
      onlineReceptionSchema.safeParse({
        ...{
          head: text('head'),
          kind: text('kind'),
          matter: text('matter'),
          host: text('host'),
          points: text('points'),
        },
        ...{ plannedOn: dayIn(form, 'plannedOn'), beginsAt: text('beginsAt').trim().padStart(5, '0') },
        ...{ waivesProtection: form.get('waivesProtection') === 'yes', isSecured: form.get('isSecured') === 'yes' },
      }),
    )
    if (!plan || !requestId) return wrongAnswer(wrong, typed)
    const planned = await planOnline(db, scope, { requestId, organizationId, plan, now })
    if (!planned.ok) return refusedAnswer(args.request, planned.refusal, typed)
    throw redirect('/reception/online?done=plan')
  }
  const frame = frameSchema.extend({ onlineId: z.uuid() }).safeParse(Object.fromEntries(form))
  const code = onlinePreparations.find((one) => one.code === text('code'))?.code
  const onDay = parseDay(text('onDay'))
  const reason = text('reason').trim().slice(0, 300)
  if (!frame.success || (event === 'prepare' && (!code || !onDay)) || (event === 'cancel' && reason === ''))
    return wrongAnswer([event === 'cancel' ? 'reason' : 'onDay'], typed)
  const of = { ...frame.data, now }
  const done =
    event === 'prepare' && code && onDay
      ? await prepareOnline(db, scope, { ...of, code, onDay })
      : event === 'cancel'
        ? await cancelOnline(db, scope, { ...of, reason })
        : await holdOnline(db, scope, of)
  if (!done.ok) return refusedAnswer(args.request, done.refusal, typed)
  const { sessionId } = done.value
  throw redirect(sessionId ? `/reception/sessions/${sessionId}?done=session` : `/reception/online?done=${event}`)
}
