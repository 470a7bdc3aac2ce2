import {
  formsOfObject,
  inspectionParameterNames,
  newProceedingSchema,
  type ProceedingHand,
  proceedingTransitions,
} from '@nq15/domain/inspection'
import { dutyLinks } from '@nq15/domain/members'
import { permissionOfProceedingHand } from '@nq15/use-cases/inspection/inspection-hand'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { bodiesOf, idOfCode } from './bodies.server.ts'
import { frameSchema, refusedBy, wrongForm } from './inspection-words.server.ts'
import { fieldOf, parsed, readProceedingAct } from './read-form.server.ts'

/** The proceedings the reader needs to know, and the form of a new one; opened from a conclusion the place is known. */
export async function disciplineLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'discipline:read')
  const inspectionId = z.uuid().safeParse(new URL(args.request.url).searchParams.get('inspection')).data ?? null
  const prepares = findScope(person, 'discipline:prepare')
  const asked = await askMonitor(args, async (monitor) => ({
    proceedings: await monitor.disciplines.list.query(),
    of: inspectionId && prepares ? await monitor.inspections.inspection.query({ inspectionId }) : null,
  }))
  if (!asked.up) return { up: false as const }
  const { proceedings, of } = asked.value
  return {
    up: true as const,
    proceedings,
    mayPrepare: prepares !== null,
    bodies: await bodiesOf(prepares),
    inspection: of && {
      ...{ inspectionId: of.inspection.inspectionId, organizationId: of.inspection.organizationId },
      ...{ bodyId: of.inspection.bodyId, organizationName: of.inspection.organizationName },
    },
    requestId: crypto.randomUUID(),
  }
}

/** Opens a proceeding; the answer is its page. */
export async function disciplineAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'discipline:prepare')
  const form = await args.request.formData()
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  if (!requestId) return wrongForm(form, ['requestId'])
  const given = form.get('organizationId')
  const { value: proceeding, wrong } = parsed(
    newProceedingSchema.safeParse({
      organizationId:
        typeof given === 'string' ? given : await idOfCode(scope, String(form.get('organizationCode') ?? '')),
      bodyId: form.get('bodyId'),
      inspectionId: form.get('inspectionId') || null,
      card: String(form.get('memberCard') ?? ''),
      violation: String(form.get('violation') ?? ''),
      violatedOn: fieldOf(form, 'violatedOn'),
      restartedOn: fieldOf(form, 'restartedOn'),
      isGrave: fieldOf(form, 'isGrave'),
    }),
  )
  if (!proceeding)
    return wrongForm(
      form,
      wrong.map((name) => (name === 'organizationId' ? 'organizationCode' : name)),
    )
  const told = await tellMonitor(args, (monitor) => monitor.disciplines.open.mutate({ requestId, proceeding }))
  if (told.ok) throw redirect(`/inspections/discipline/${told.value.caseId}?done=open`)
  return refusedBy(args.request, told.refusal, form)
}

/** One proceeding with the statute of limitation of each form, and what the reader may do. */
export async function proceedingLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'discipline:read')
  const caseId = idFrom(args.params['caseId'])
  const asked = await askMonitor(args, (monitor) => monitor.disciplines.proceeding.query({ caseId }))
  if (!asked.up) return { up: false as const }
  const page = asked.value
  const { state, object } = page.proceeding
  const may = (by: Exclude<ProceedingHand, 'clock'>) => findScope(person, permissionOfProceedingHand[by]) !== null
  return {
    up: true as const,
    ...page,
    forms: formsOfObject[object],
    dutyLinks,
    offered: proceedingTransitions.flatMap(({ from, event, by }) =>
      event !== 'lapse' && by !== 'clock' && from.includes(state) && may(by) && page.standsAbove
        ? [{ event, isOwn: by === 'decide' && event !== 'revoke' && page.isWorker }]
        : [],
    ),
    requestId: crypto.randomUUID(),
  }
}

/** Takes a step of a proceeding; a refusal shows every finding and what was typed. */
export async function proceedingAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'discipline:read')
  const caseId = idFrom(args.params['caseId'])
  const form = await args.request.formData()
  const frame = frameSchema.safeParse(Object.fromEntries(form))
  const { value: act, wrong } = readProceedingAct(form)
  if (!frame.success || !act) return wrongForm(form, wrong)
  const told = await tellMonitor(args, (monitor) => monitor.disciplines.step.mutate({ ...frame.data, caseId, act }))
  if (told.ok) throw redirect(`/inspections/discipline/${caseId}?done=${act.event}`)
  return refusedBy(args.request, told.refusal, form)
}

/** The rules by date and the values a committee sets, each with its source; empty ones stay empty. */
export async function inspectionRulesLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'inspection:read')
  const bodies = await bodiesOf(scope)
  const wanted = new URL(args.request.url).searchParams.get('body')
  const body = bodies.find(({ value }) => value === wanted) ?? bodies[0]
  if (!body)
    return { up: true as const, rules: null, body: null, bodies, maySet: false, requestId: crypto.randomUUID() }
  const asked = await askMonitor(args, (monitor) => monitor.inspections.rules.query({ bodyId: body.value }))
  if (!asked.up) return { up: false as const }
  return {
    ...{ up: true as const, rules: asked.value, body, bodies },
    maySet: findScope(person, 'inspection:decide') !== null,
    requestId: crypto.randomUUID(),
  }
}

/** Sets one value from a day on. */
export async function inspectionRulesAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'inspection:decide')
  const form = await args.request.formData()
  const sent = z
    .object({
      requestId: z.uuid(),
      organizationId: z.uuid(),
      parameter: z.enum(inspectionParameterNames),
      value: z.coerce.number().pipe(z.int().min(1).max(400)),
      validFrom: z.iso.date(),
      source: z.string().trim().min(1).max(300),
    })
    .safeParse({
      requestId: form.get('requestId'),
      organizationId: form.get('bodyId') ?? (await bodiesOf(scope))[0]?.value,
      parameter: form.get('parameter'),
      value: form.get('value'),
      validFrom: fieldOf(form, 'validFrom'),
      source: form.get('source'),
    })
  if (!sent.success)
    return wrongForm(
      form,
      sent.error.issues.map(({ path }) => path.map(String).join('.')),
    )
  const { requestId, organizationId, parameter: name, ...rest } = sent.data
  const told = await tellMonitor(args, (monitor) =>
    monitor.inspections.setParameter.mutate({ requestId, organizationId, parameter: { name, ...rest } }),
  )
  if (told.ok) throw redirect(`/inspections/rules?body=${organizationId}&done=set`)
  return refusedBy(args.request, told.refusal, form)
}
