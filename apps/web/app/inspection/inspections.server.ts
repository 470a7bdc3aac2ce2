import { todayInHanoi } from '@nq15/domain/calendar'
import { type InspectionState, isRemedyLate, newInspectionSchema, newProgrammeSchema } from '@nq15/domain/inspection'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { bodiesOf, idOfCode } from './bodies.server.ts'
import { refusedBy, wrongForm } from './inspection-words.server.ts'
import { fieldOf, parsed } from './read-form.server.ts'

/** What the page shows: what is under way, what is concluded and followed, what is over. */
const groups = ['running', 'following', 'closed'] as const
type Group = (typeof groups)[number]
const groupOf = (state: InspectionState): Group =>
  state === 'closed'
    ? 'closed'
    : state === 'concluded' || state === 'discipline-review' || state === 'remedying'
      ? 'following'
      : 'running'

/** The inspectors' page: late remedies, proposals of failed plans, inspections by group, programmes, and counts of discipline. */
export async function inspectionsLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'inspection:read')
  const { searchParams } = new URL(args.request.url)
  const group = groups.find((one) => one === searchParams.get('group')) ?? 'running'
  const today = todayInHanoi(new Date())
  const year = Number(today.slice(0, 4))
  const conducts = findScope(person, 'inspection:conduct')
  const [place] = await bodiesOf(scope)
  const asked = await askMonitor(args, async (monitor) => ({
    board: await monitor.inspections.board.query(),
    counts: place ? await monitor.disciplines.counts.query({ organizationId: place.value, year }) : [],
  }))
  if (!asked.up) return { up: false as const }
  const { board, counts } = asked.value
  return {
    up: true as const,
    today,
    year,
    group,
    groups: groups.map((name) => ({
      name,
      count: board.inspections.filter(({ state }) => groupOf(state) === name).length,
    })),
    inspections: board.inspections.filter(({ state }) => groupOf(state) === group),
    remedies: board.remedies.map((remedy) => ({ ...remedy, isLate: isRemedyLate(remedy, today) })),
    proposals: board.proposals,
    programmes: board.programmes,
    counts,
    place: place ?? null,
    bodies: await bodiesOf(conducts),
    mayConduct: conducts !== null,
    readsDiscipline: findScope(person, 'discipline:read') !== null,
    requestId: crypto.randomUUID(),
  }
}

/** Keeps a programme, or plans an inspection: from the form, or from a failed plan's proposal. */
export async function inspectionsAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'inspection:conduct')
  const form = await args.request.formData()
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  if (!requestId) return wrongForm(form, ['requestId'])
  if (form.get('event') === 'keep-programme') {
    const { value: programme, wrong } = parsed(
      newProgrammeSchema.safeParse({
        organizationId: form.get('bodyId'),
        body: form.get('programmeBody'),
        year: form.get('year'),
        title: String(form.get('title') ?? ''),
        number: String(form.get('number') ?? ''),
        decidedOn: fieldOf(form, 'decidedOn'),
      }),
    )
    if (!programme) return wrongForm(form, wrong)
    const told = await tellMonitor(args, (monitor) =>
      monitor.inspections.keepProgramme.mutate({ requestId, programme }),
    )
    if (told.ok) throw redirect('/inspections?done=keep-programme')
    return refusedBy(args.request, told.refusal, form)
  }
  const given = form.get('organizationId')
  const { value: inspection, wrong } = parsed(
    newInspectionSchema.safeParse({
      organizationId:
        typeof given === 'string' ? given : await idOfCode(scope, String(form.get('organizationCode') ?? '')),
      bodyId: form.get('bodyId'),
      kind: form.get('kind'),
      subject: String(form.get('subject') ?? ''),
      programmeId: form.get('programmeId') || null,
      planId: form.get('planId') || null,
    }),
  )
  if (!inspection)
    return wrongForm(
      form,
      wrong.map((name) => (name === 'organizationId' ? 'organizationCode' : name)),
    )
  const told = await tellMonitor(args, (monitor) => monitor.inspections.open.mutate({ requestId, inspection }))
  if (told.ok) throw redirect(`/inspections/${told.value.inspectionId}?done=open`)
  return refusedBy(args.request, told.refusal, form)
}
