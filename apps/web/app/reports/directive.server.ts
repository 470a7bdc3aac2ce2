import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findDirective, listChanges } from '@nq15/db/reports/directive.read'
import {
  listDirectiveTasks,
  listTaskSteps,
  listTraceable,
  listTraces,
  type Traceable,
  type TraceRow,
} from '@nq15/db/reports/directive-task.read'
import { listTableLines } from '@nq15/db/reports/figures.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  newChangeSchema,
  newTaskSchema,
  strikeSchema,
  type TaskAct,
  taskActSchema,
  taskDuty,
  taskEvents,
  taskTransition,
} from '@nq15/domain/reports'
import {
  giveDirectiveTask,
  handsOn,
  isReportOf,
  offeredTraces,
  permissionOfTaskHand,
  takeDirectiveStep,
} from '@nq15/use-cases/reports/keep-directive-tasks'
import { keepChange, strikeOutDirective } from '@nq15/use-cases/reports/keep-directives'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { shownDirective } from './directives.server.ts'
import { notTaken, typedIn } from './reviews.server.ts'

/** One document with the tasks of one's reach, what was done for each, every step, and what the reader may do. */
export async function directiveLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'report:read')
  const directiveId = idFrom(args.params['directiveId'])
  const write = findScope(person, 'report:write')
  const report = findScope(person, 'directive:report')
  const today = todayInHanoi(new Date())
  return appResources().db.asReader(scope, async (tx) => {
    const directive = found(await findDirective(tx, scope, directiveId))
    const { organizationId } = directive
    const mayGive = directive.struckOn === null && write !== null && (await isWithin(tx, write, organizationId))
    const rows = await listDirectiveTasks(tx, scope, { directiveId, limit: 500 })
    const ids = rows.map(({ taskId }) => taskId)
    const steps = await listTaskSteps(tx, scope, ids)
    const traces = await listTraces(tx, scope, ids)
    const tasks = []
    for (const row of rows) {
      const own = steps.filter(({ taskId }) => taskId === row.taskId)
      const hands = [
        ...(report && (await handsOn(tx, report, row)).includes('owner') ? (['owner'] as const) : []),
        ...(write && (await handsOn(tx, write, row)).includes('giver') ? (['giver'] as const) : []),
      ]
      tasks.push({
        ...row,
        duty: taskDuty(row, today),
        steps: own.map(({ actorId: _, ...step }) => step),
        traces: traces.filter(({ taskId }) => taskId === row.taskId).map((one) => ({ ...one, to: placeOf(one) })),
        offered: taskEvents.filter((event) => {
          const by = taskTransition(row.state, event)?.by
          if (by === undefined || !hands.includes(by)) return false
          if (event === 'report') return row.traces > 0
          return !(event === 'accept' && isReportOf(own, scope))
        }),
      })
    }
    // Records are offered where somebody may trace a task to them; mostly one organization.
    const tracing = new Set(tasks.flatMap((task) => (task.offered.includes('trace') ? [task.organizationId] : [])))
    const records: Record<string, readonly Traceable[]> = {}
    for (const one of [...tracing].slice(0, 5))
      records[one] = await listTraceable(tx, scope, { organizationId: one, limit: offeredTraces })
    const below = mayGive ? await listTableLines(tx, scope, { organizationId, day: today }) : []
    const names = await nameOrganizations(tx, scope, [organizationId])
    return {
      directive: { ...directive, ...shownDirective(directive, localeOf(args.request)) },
      changes: await listChanges(tx, scope, { directiveId, limit: 50 }),
      ...{ tasks, records, mayGive, today, requestId: crypto.randomUUID() },
      units: mayGive
        ? [
            ...below.flatMap(({ key, name }) => (key === organizationId ? [] : [{ value: key, label: name }])),
            { value: organizationId, label: names.get(organizationId) ?? '' },
          ]
        : [],
    }
  })
}

const places = {
  plan: '/plans/',
  inspection: '/inspections/',
  case: '/incidents/',
  issue: '/information/issues/',
  report: '/reports/reviews/',
} as const

/** The page of the record that a task was traced to; measures stand on one page together. */
function placeOf({ kind, targetId }: Pick<TraceRow, 'kind' | 'targetId'>): string | null {
  if (kind === 'document' || targetId === null) return null
  return kind === 'measure' ? '/reports/measures' : `${places[kind]}${targetId}`
}

const frameSchema = z.object({ requestId: z.uuid() })
const versioned = z.object({ version: z.coerce.number().int().min(1) })
const ofTask = versioned.extend({ taskId: z.uuid() })
type Typed = ReturnType<typeof typedIn>

const wrongOf = (...errors: readonly (z.ZodError | undefined)[]) =>
  errors.flatMap((error) => error?.issues.map(({ path }) => String(path[0] ?? '')) ?? [])
const dayIn = (typed: Typed, name: string) => parseDay(typed[name] ?? '') ?? ''

/** Takes one form of the page: a task, a step of a task, what the document changes, or a wrong entry struck out. */
export async function directiveAction(args: ActionFunctionArgs) {
  const { person, scope: reader } = await requirePermission(args, 'report:read')
  const write = findScope(person, 'report:write')
  const report = findScope(person, 'directive:report')
  if (!write && !report) throw data(null, { status: 403 })
  const directiveId = idFrom(args.params['directiveId'])
  const { db } = appResources()
  found(await db.asReader(reader, (tx) => findDirective(tx, reader, directiveId)))
  const typed = typedIn(await args.request.formData())
  const frame = frameSchema.safeParse(typed)
  if (!frame.success) return notTaken('BAD_INPUT', typed)
  const once = { ...frame.data, now: new Date() }
  const place = `/reports/directives/${directiveId}`
  if (typed['act'] === 'task') {
    const level = found(write)
    const everybody = typed['organizationId'] === 'all'
    const task = newTaskSchema.safeParse({
      ...typed,
      organizationIds: everybody ? await unitsBelow(level, directiveId) : [typed['organizationId']],
      dueOn: dayIn(typed, 'dueOn'),
    })
    if (!task.success) return notTaken('BAD_INPUT', typed, { wrong: wrongOf(task.error) })
    const given = await giveDirectiveTask(db, level, { ...once, directiveId, task: task.data })
    return given.ok ? redirect(`${place}?done=given`) : notTaken(given.refusal.code, typed)
  }
  if (typed['act'] === 'change') {
    const change = newChangeSchema.safeParse({ ...typed, inForceOn: dayIn(typed, 'inForceOn') })
    if (!change.success) return notTaken('BAD_INPUT', typed, { wrong: wrongOf(change.error) })
    const kept = await keepChange(db, found(write), { ...once, directiveId, change: change.data })
    return kept.ok ? redirect(`${place}?done=changed`) : notTaken(kept.refusal.code, typed)
  }
  if (typed['act'] === 'strike') {
    const [of, strike] = [versioned.safeParse(typed), strikeSchema.safeParse(typed)]
    if (!of.success || !strike.success) return notTaken('BAD_INPUT', typed, { wrong: wrongOf(strike.error) })
    const struck = await strikeOutDirective(db, found(write), { ...once, directiveId, ...of.data, ...strike.data })
    return struck.ok ? redirect(`${place}?done=struck`) : notTaken(struck.refusal.code, typed)
  }
  const [of, act] = [ofTask.safeParse(typed), actIn(typed)]
  if (!of.success || !act.success) return notTaken('BAD_INPUT', typed, { wrong: wrongOf(act.error) })
  const scope = found(permissionOfTaskHand[handOf(act.data)] === 'report:write' ? write : report)
  const taken = await takeDirectiveStep(db, scope, { ...once, ...of.data, act: act.data })
  if (taken.ok) return redirect(`${place}?done=${act.data.event}`)
  const said = 'findings' in taken.refusal ? taken.refusal.findings : []
  return notTaken(taken.refusal.code, typed, { said })
}

const handOf = ({ event }: TaskAct) => (event === 'trace' || event === 'report' ? 'owner' : 'giver')

/** What was typed as an act: a record is chosen as its kind and id in one. */
function actIn(typed: Typed) {
  const [kind, targetId] = (typed['record'] ?? '').split(':')
  return taskActSchema.safeParse({
    ...typed,
    ...{ kind: kind === '' ? undefined : kind, targetId },
    ...('doneOn' in typed ? { doneOn: dayIn(typed, 'doneOn') } : {}),
    ...('dueOn' in typed ? { dueOn: dayIn(typed, 'dueOn') } : {}),
  })
}

/** Every organization directly below the level that keeps the document. */
async function unitsBelow(scope: NonNullable<ReturnType<typeof findScope>>, directiveId: string): Promise<string[]> {
  return appResources().db.asReader(scope, async (tx) => {
    const { organizationId } = found(await findDirective(tx, scope, directiveId))
    const lines = await listTableLines(tx, scope, { organizationId, day: todayInHanoi(new Date()) })
    return lines.flatMap(({ organizationId: below }) => below ?? [])
  })
}
