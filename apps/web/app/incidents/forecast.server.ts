import { listCommunesOn, listOutlinesOn } from '@nq15/db/organizations/area.read'
import { findOrganizationByCode } from '@nq15/db/organizations/organization.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { forecastAnswers, newProjectSchema, projectActSchema } from '@nq15/domain/incidents'
import { drawOutlines, unitPrefixOf } from '@nq15/domain/organizations'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { databaseFor } from '../server/replica-reads.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { projectFields } from './incident-forms.ts'
import { refusedBy, wrongForm } from './incident-words.server.ts'
import { fieldsOf, parsed } from './read-form.server.ts'

/** The forecast as of a day: tiles and list of communes, projects, and the alarms that wait. */
export async function forecastLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'case:read')
  const { searchParams } = new URL(args.request.url)
  const typed = parseDay(searchParams.get('asOf') ?? '')
  const today = todayInHanoi(new Date())
  const asOf = typed !== null && typed <= today ? typed : null
  const asked = await askMonitor(args, (monitor) => monitor.forecast.board.query({ asOf }))
  if (!asked.up) return { up: false as const }
  const { levels, alarms, projects, timeline } = asked.value
  const day = asOf ?? today
  const view = searchParams.get('view') === 'map' ? 'map' : 'tiles'
  const { db, dataAsOf } = databaseFor(args, 'incidents.outlines')
  const { communes, drawn } = await db.asReader(scope, async (tx) => ({
    communes: await listCommunesOn(tx, scope, day),
    drawn: view === 'map' ? drawOutlines(await listOutlinesOn(tx, scope, day)) : null,
  }))
  const byCode = new Map(communes.map((one) => [one.code, one]))
  const areas = levels.flatMap(({ areaCode, subject, organizationId, level, levelC, levelD, month }) => {
    const commune = subject === '' && areaCode !== null ? byCode.get(areaCode) : undefined
    if (!commune) return []
    const { code, name, tileColumn, tileRow } = commune
    // A commune stands as high as the highest of its projects (E9).
    const own = levels.filter((one) => one.organizationId === organizationId).map((one) => one.level)
    const known = own.filter((one) => one !== null)
    return [
      {
        ...{ code, name, tileColumn, tileRow, organizationId, month, isListed: false },
        shortName: name.slice((unitPrefixOf(name) ?? '').length).trim(),
        level: level === null && known.length === 0 ? null : Math.max(...known),
        levels: { A: null, B: null, C: levelC, D: levelD },
      },
    ]
  })
  return {
    up: true as const,
    outlinesAsOf: dataAsOf(),
    ...{ today, asOf: day, view, drawn, areas, levels, alarms, projects, timeline },
    chosen: searchParams.get('area'),
    mayEnter: findScope(person, 'monitoring:enter') !== null,
    mayWork: findScope(person, 'case:work') !== null,
    mayAnswer: findScope(person, 'case:work') !== null || findScope(person, 'case:decide') !== null,
    requestId: crypto.randomUUID(),
  }
}

/** Registers a project, or answers an alarm. */
export async function forecastAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'case:read')
  const form = await args.request.formData()
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  if (!requestId) return wrongForm(form, ['requestId'])
  const event = String(form.get('event') ?? '')
  const send = async () => {
    if (event === 'answer') {
      const { value, wrong } = parsed(
        z
          .object({
            alarmId: z.uuid(),
            version: z.coerce.number().int().min(1),
            answer: z.enum(forecastAnswers),
            reason: z.string().trim().min(1).max(1_000),
          })
          .safeParse(Object.fromEntries(form)),
      )
      return value ? tellMonitor(args, (monitor) => monitor.forecast.answer.mutate({ requestId, ...value })) : wrong
    }
    if (event !== 'open-project') return ['event']
    const { areaCodes, projectKind: kind, sourceText: source, ...said } = fieldsOf(form, projectFields)
    const { value: project, wrong: found } = parsed(newProjectSchema.safeParse({ ...said, kind, source }))
    const wrong = found.map((name) => (name === 'kind' ? 'projectKind' : name === 'source' ? 'sourceText' : name))
    const codes = String(areaCodes)
      .split(/[\s,;]+/u)
      .filter(Boolean)
    const areaIds = await Promise.all(codes.map((code) => idOfCode(scope, code)))
    const unknown = codes.length === 0 || areaIds.includes('') ? ['areaCodes'] : []
    if (!project || unknown.length > 0) return [...wrong, ...unknown]
    // A project of one commune is kept by its committee, one of several by the committee the reader works for.
    const own = scope.organizationIds === 'everything' ? undefined : scope.organizationIds[0]
    const organizationId = areaIds.length === 1 ? (areaIds[0] ?? '') : (own ?? '')
    return tellMonitor(args, (monitor) =>
      monitor.forecast.openProject.mutate({ requestId, organizationId, areaIds, project }),
    )
  }
  const told = await send()
  if (!('ok' in told)) return wrongForm(form, told)
  if (told.ok) throw redirect(`/incidents/forecast?done=${event}`)
  return refusedBy(args.request, told.refusal, form)
}

async function idOfCode(scope: Scope, code: string): Promise<string> {
  const day = todayInHanoi(new Date())
  const found = await appResources().db.asReader(scope, (tx) => findOrganizationByCode(tx, scope, { code, day }))
  return found?.organizationId ?? ''
}

/** One commune or one project in it: why it stands where it stands. */
export async function subjectLoader(args: LoaderFunctionArgs) {
  await requirePermission(args, 'case:read')
  const organizationId = idFrom(args.params['organizationId'])
  const subject = new URL(args.request.url).searchParams.get('subject') ?? ''
  const asked = await askMonitor(args, (monitor) => monitor.forecast.subject.query({ organizationId, subject }))
  return asked.up ? { up: true as const, ...asked.value } : { up: false as const }
}

/** How the forecast would have done on recorded sequences. */
export async function backTestLoader(args: LoaderFunctionArgs) {
  await requirePermission(args, 'case:read')
  const asked = await askMonitor(args, (monitor) => monitor.forecast.backTest.query())
  return asked.up ? { up: true as const, sequences: asked.value } : { up: false as const }
}

/** One project: its figures, its levels and its changes. */
export async function projectLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'case:read')
  const projectId = idFrom(args.params['projectId'])
  const asked = await askMonitor(args, (monitor) => monitor.forecast.project.query({ projectId }))
  if (!asked.up) return { up: false as const }
  const mayChange = asked.value.mayChange && findScope(person, 'case:work') !== null
  return { up: true as const, ...asked.value, mayChange, requestId: crypto.randomUUID() }
}

/** Changes how far a project is. */
export async function projectAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'case:work')
  const projectId = idFrom(args.params['projectId'])
  const form = await args.request.formData()
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  const version = z.coerce.number().int().min(1).safeParse(form.get('version')).data
  if (!requestId || version === undefined) return wrongForm(form, [])
  const said = fieldsOf(form, ['stage', 'onDay', 'reason'])
  const { value: act, wrong } = parsed(projectActSchema.safeParse({ event: 'set-stage', ...said }))
  if (!act) return wrongForm(form, wrong)
  const told = await tellMonitor(args, (monitor) =>
    monitor.forecast.changeProject.mutate({ requestId, projectId, version, act }),
  )
  if (told.ok) throw redirect(`/incidents/projects/${projectId}?done=set-stage`)
  return refusedBy(args.request, told.refusal, form)
}
