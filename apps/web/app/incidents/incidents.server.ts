import { todayInHanoi } from '@nq15/domain/calendar'
import { endedIncidentStates, type IncidentState, newIncidentSchema } from '@nq15/domain/incidents'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { areaOf } from './area-of.server.ts'
import { openFields } from './incident-forms.ts'
import { refusedBy, wrongForm } from './incident-words.server.ts'
import { fieldsOf, parsed } from './read-form.server.ts'

/** What the page shows: what is followed, what is settled but still listed, what is off the list. */
const groups = ['open', 'settled', 'ended'] as const
type Group = (typeof groups)[number]
const groupOf = (state: IncidentState): Group =>
  endedIncidentStates.includes(state)
    ? 'ended'
    : state === 'settled' || state === 'removal-pending'
      ? 'settled'
      : 'open'

/** The register of complex cases with their public commitments, what is late first. */
export async function incidentsLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'case:read')
  const { searchParams } = new URL(args.request.url)
  const group = groups.find((one) => one === searchParams.get('group')) ?? 'open'
  const asked = await askMonitor(args, (monitor) => monitor.incidents.register.query())
  if (!asked.up) return { up: false as const }
  const { incidents, commitments } = asked.value
  return {
    up: true as const,
    today: todayInHanoi(new Date()),
    group,
    groups: groups.map((name) => ({ name, count: incidents.filter(({ state }) => groupOf(state) === name).length })),
    incidents: incidents.filter(({ state }) => groupOf(state) === group),
    open: incidents.filter(({ state }) => groupOf(state) === 'open').length,
    missed: commitments.filter(({ state }) => state === 'missed' || state === 'explained').length,
    commitments,
    mayOpen: findScope(person, 'case:work') !== null,
    requestId: crypto.randomUUID(),
  }
}

/** Enters a case; a refusal shows every finding and what was typed. */
export async function incidentsAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'case:work')
  const form = await args.request.formData()
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  if (!requestId) return wrongForm(form, ['requestId'])
  const { organizationCode, ...said } = fieldsOf(form, openFields)
  const organizationId = await areaOf(scope, String(organizationCode))
  const { value: incident, wrong } = parsed(newIncidentSchema.safeParse({ ...said, organizationId }))
  if (!incident)
    return wrongForm(
      form,
      wrong.map((name) => (name === 'organizationId' ? 'organizationCode' : name)),
    )
  const told = await tellMonitor(args, (monitor) => monitor.incidents.open.mutate({ requestId, incident }))
  if (told.ok) throw redirect(`/incidents/${told.value.caseId}?done=open`)
  return refusedBy(args.request, told.refusal, form)
}
