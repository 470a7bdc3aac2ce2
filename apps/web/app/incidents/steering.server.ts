import { steeringConclusion, steeringInvitation } from '@nq15/documents/incidents'
import {
  endSeatSchema,
  newMeetingSchema,
  newSeatSchema,
  steeringActSchema,
  steeringEvents,
  steeringTransitions,
} from '@nq15/domain/incidents'
import { permissionOfIncidentHand } from '@nq15/use-cases/incidents/incidents-hand'
import { fileWord, wordType } from '@nq15/use-cases/ratings/paper-words'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { asDownload } from '../server/download.server.ts'
import { idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { areaOf } from './area-of.server.ts'
import { leaveFields, meetingFields, seatFields, steeringForms } from './incident-forms.ts'
import { refusedBy, wrongForm } from './incident-words.server.ts'
import messages from './messages.vi.json'
import { fieldsOf, parsed } from './read-form.server.ts'

/** Steering Committee 15: its members as of a day, meetings owed and held, and what their conclusions still ask. */
export async function steeringLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'case:read')
  const asOf = parseDay(new URL(args.request.url).searchParams.get('asOf') ?? '')
  const asked = await askMonitor(args, (monitor) => monitor.steering.board.query({ asOf }))
  if (!asked.up) return { up: false as const }
  return {
    up: true as const,
    ...asked.value,
    maySeat: findScope(person, 'case:decide') !== null,
    mayPlan: findScope(person, 'case:work') !== null,
    requestId: crypto.randomUUID(),
  }
}

const place = (wrong: readonly string[]) => wrong.map((name) => (name === 'organizationId' ? 'organizationCode' : name))

/** Gives or ends a seat, or plans a meeting; a refusal shows every finding and what was typed. */
export async function steeringAction(args: ActionFunctionArgs) {
  const { person } = await requirePermission(args, 'case:read')
  const form = await args.request.formData()
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  if (!requestId) return wrongForm(form, ['requestId'])
  const event = String(form.get('event') ?? '')
  const areaFor = async (permission: 'case:work' | 'case:decide') => {
    const scope = findScope(person, permission)
    return scope ? areaOf(scope, String(form.get('organizationCode') ?? '')) : ''
  }
  const send = async () => {
    if (event === 'seat') {
      const { organizationCode: _, ...said } = fieldsOf(form, seatFields)
      const organizationId = await areaFor('case:decide')
      const { value: seat, wrong } = parsed(newSeatSchema.safeParse({ ...said, organizationId }))
      return seat ? tellMonitor(args, (monitor) => monitor.steering.seat.mutate({ requestId, seat })) : place(wrong)
    }
    if (event === 'plan') {
      const { organizationCode: _, ...said } = fieldsOf(form, meetingFields)
      const organizationId = await areaFor('case:work')
      const { value: meeting, wrong } = parsed(newMeetingSchema.safeParse({ ...said, organizationId }))
      return meeting
        ? tellMonitor(args, (monitor) => monitor.steering.plan.mutate({ requestId, meeting }))
        : place(wrong)
    }
    const frame = z
      .object({ seatId: z.uuid(), version: z.coerce.number().int().min(1) })
      .safeParse(Object.fromEntries(form))
    const { value: end, wrong } = parsed(endSeatSchema.safeParse(fieldsOf(form, leaveFields)))
    if (event !== 'leave' || !frame.success) return ['event']
    return end
      ? tellMonitor(args, (monitor) => monitor.steering.leave.mutate({ requestId, ...frame.data, end }))
      : wrong
  }
  const told = await send()
  if (!('ok' in told)) return wrongForm(form, told)
  if (told.ok) throw redirect(`/incidents/steering?done=${event === 'plan' ? 'plan-meeting' : event}`)
  return refusedBy(args.request, told.refusal, form)
}

/** One meeting: agenda, papers, conclusions with owners and days, and what the reader may do next. */
export async function meetingLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'case:read')
  const meetingId = idFrom(args.params['meetingId'])
  const asked = await askMonitor(args, (monitor) => monitor.steering.meeting.query({ meetingId }))
  if (!asked.up) return { up: false as const }
  const page = asked.value
  const isOpen = page.conclusions.some(({ doneOn }) => doneOn === null)
  return {
    up: true as const,
    ...page,
    offered: steeringTransitions.flatMap(({ from, event, by }) => {
      if (!from.includes(page.meeting.state) || findScope(person, permissionOfIncidentHand[by]) === null) return []
      return (event === 'finish' || event === 'extend') && !isOpen ? [] : [event]
    }),
    requestId: crypto.randomUUID(),
  }
}

/** Takes a step of the meeting or of one of its conclusions; a refusal shows every finding and what was typed. */
export async function meetingAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'case:read')
  const meetingId = idFrom(args.params['meetingId'])
  const form = await args.request.formData()
  const frame = z
    .object({ requestId: z.uuid(), version: z.coerce.number().int().min(1) })
    .safeParse(Object.fromEntries(form))
  const event = steeringEvents.find((one) => one === form.get('event'))
  if (!frame.success || !event) return wrongForm(form, [])
  const { task, taskOwner, ...said } = fieldsOf(form, steeringForms[event]) as Readonly<Record<string, unknown>>
  const whole = event === 'add-conclusion' ? { event, ...said, text: task, owner: taskOwner } : { event, ...said }
  const { value: act, wrong } = parsed(steeringActSchema.safeParse(whole))
  if (!act)
    return wrongForm(
      form,
      wrong.map((name) => (name === 'text' ? 'task' : name === 'owner' ? 'taskOwner' : name)),
    )
  const told = await tellMonitor(args, (monitor) => monitor.steering.step.mutate({ ...frame.data, meetingId, act }))
  if (told.ok) throw redirect(`/incidents/steering/${meetingId}?done=${event}`)
  return refusedBy(args.request, told.refusal, form)
}

/** The papers of a meeting as Word, official and so in Vietnamese: the invitation, or the notice of conclusion. */
export async function meetingPaperLoader(
  args: LoaderFunctionArgs,
  kind: 'invitation' | 'conclusion',
): Promise<Response> {
  await requirePermission(args, 'case:read')
  const meetingId = idFrom(args.params['meetingId'])
  const asked = await askMonitor(args, (monitor) => monitor.steering.meeting.query({ meetingId }))
  if (!asked.up) return new Response(null, { status: 503, headers: { 'retry-after': '15' } })
  const { meeting, seats, conclusions, today } = asked.value
  const paper = {
    ...{ superior: meeting.organizationName, issuer: 'Ban Chỉ đạo 15', place: 'Hà Nội', day: today },
    seats: seats.map(({ role, post }) => ({ role: messages.options.role[role], post })),
    ...{ planOn: meeting.planOn, at: meeting.place, agenda: meeting.agenda, heldOn: meeting.heldOn },
    ...{ present: meeting.present, number: meeting.conclusionNumber ?? '', concludedOn: meeting.concludedOn },
    ...{ summary: meeting.summary, generatedAt: new Date().toISOString() },
    // A day that moved later is followed on the page; the paper says what was concluded.
    conclusions: conclusions.map(({ text, owner, firstDueOn }) => ({ text, owner, dueOn: firstDueOn })),
  }
  const bytes = await (kind === 'invitation' ? steeringInvitation(paper) : steeringConclusion(paper))
  const name = kind === 'invitation' ? 'giay moi' : 'thong bao ket luan'
  const fileName = `${fileWord(`${name} ${meeting.heldOn ?? meeting.planOn}`)}.docx`
  return asDownload({ fileName, contentType: wordType, bytes })
}
