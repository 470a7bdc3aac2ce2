import { inspectionTransitions, newTeamMemberSchema } from '@nq15/domain/inspection'
import { permissionOfInspectionHand } from '@nq15/use-cases/inspection/inspection-hand'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { teamFields } from './inspection-forms.ts'
import { frameSchema, refusedBy, wrongForm } from './inspection-words.server.ts'
import { fieldOf, parsed, readInspectionAct } from './read-form.server.ts'

/** One inspection: what it is about, who is on its team, what it found, and what the reader may do next. */
export async function inspectionLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'inspection:read')
  const inspectionId = idFrom(args.params['inspectionId'])
  const asked = await askMonitor(args, (monitor) => monitor.inspections.inspection.query({ inspectionId }))
  if (!asked.up) return { up: false as const }
  const page = asked.value
  const { state, result } = page.inspection
  return {
    up: true as const,
    ...page,
    offered: inspectionTransitions.flatMap(({ from, event, by }) => {
      if (!from.includes(state) || findScope(person, permissionOfInspectionHand[by]) === null) return []
      if (by !== 'report' && !page.standsAbove) return []
      return [{ event, isOwn: by === 'decide' && page.isWorker }]
    }),
    mayChangeTeam:
      page.standsAbove &&
      findScope(person, 'inspection:conduct') !== null &&
      ['planned', 'decided', 'preparing', 'conducting'].includes(state),
    readsDiscipline: findScope(person, 'discipline:read') !== null,
    mayPlan: findScope(person, 'plan:work') !== null && result !== null && result !== 'no-violation',
    requestId: crypto.randomUUID(),
  }
}

/** Takes a step, changes the team or begins a plan from the conclusion; a refusal shows every finding and what was typed. */
export async function inspectionAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'inspection:read')
  const inspectionId = idFrom(args.params['inspectionId'])
  const form = await args.request.formData()
  const frame = frameSchema.safeParse(Object.fromEntries(form))
  if (!frame.success) return wrongForm(form, [])
  const event = String(form.get('event') ?? '')
  const of = { ...frame.data, inspectionId }
  if (event === 'open-plan') {
    const told = await tellMonitor(args, (monitor) =>
      monitor.plans.openOfConclusion.mutate({ requestId: of.requestId, inspectionId }),
    )
    if (told.ok) throw redirect(`/plans/${told.value.planId}/edit?done=open`)
    return refusedBy(args.request, told.refusal, form)
  }
  const send = () => {
    if (event === 'add-team') {
      const said = Object.fromEntries(teamFields.map((field) => [field, fieldOf(form, field)]))
      const { value: member, wrong } = parsed(newTeamMemberSchema.safeParse(said))
      return member ? tellMonitor(args, (monitor) => monitor.inspections.addTeam.mutate({ ...of, member })) : wrong
    }
    if (event === 'drop-team') {
      const teamId = z.uuid().safeParse(form.get('teamId')).data
      const reason = String(form.get('reason') ?? '').trim()
      if (!teamId || reason === '') return ['reason']
      return tellMonitor(args, (monitor) => monitor.inspections.dropTeam.mutate({ ...of, teamId, reason }))
    }
    const { value: act, wrong } = readInspectionAct(form)
    return act ? tellMonitor(args, (monitor) => monitor.inspections.step.mutate({ ...of, act })) : wrong
  }
  const told = await send()
  if (!('ok' in told)) return wrongForm(form, told)
  if (told.ok) throw redirect(`/inspections/${inspectionId}?done=${event}`)
  return refusedBy(args.request, told.refusal, form)
}
