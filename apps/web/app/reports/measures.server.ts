import { listGranted } from '@nq15/db/organizations/branch.read'
import { listTableLines } from '@nq15/db/reports/figures.read'
import { listMeasures } from '@nq15/db/reports/measure.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { endMeasureSchema, measureKinds, measureState, measureWords, newMeasureSchema } from '@nq15/domain/reports'
import { finishMeasure, openMeasure } from '@nq15/use-cases/reports/keep-measures'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { notTaken, typedIn } from './reviews.server.ts'

/** Preventive measures of one's reach, what is overdue or open first. */
export async function measuresLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'report:read')
  const { db } = appResources()
  const locale = localeOf(args.request)
  const today = todayInHanoi(new Date())
  const { measures, units } = await db.asReader(scope, async (tx) => {
    const [level] = await listGranted(tx, scope)
    const below = level ? await listTableLines(tx, scope, { organizationId: level.organizationId, day: today }) : []
    return {
      measures: await listMeasures(tx, scope, 500),
      units: below.map(({ key, name }) => ({ value: key, label: name })),
    }
  })
  return {
    measures: measures.map((row) => ({
      ...row,
      state: measureState(row, today),
      kind: measureWords[row.kind][locale],
    })),
    overdue: measures.filter((row) => measureState(row, today) === 'overdue').length,
    kinds: measureKinds.map((kind) => ({ value: kind, label: measureWords[kind][locale] })),
    units,
    mayEnter: findScope(person, 'report:write') !== null && units.length > 0,
    requestId: crypto.randomUUID(),
  }
}

const ending = z.object({ measureId: z.uuid(), version: z.coerce.number().int().min(1) })

/** Enters a measure, or ends one. */
export async function measuresAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'report:write')
  const { db } = appResources()
  const typed = typedIn(await args.request.formData())
  const requestId = z.uuid().safeParse(typed['requestId']).data
  const now = new Date()
  const dayIn = (name: string) => parseDay(typed[name] ?? '') ?? ''
  const wrongOf = (error: z.ZodError) => error.issues.map(({ path }) => String(path[0] ?? ''))
  if (typed['act'] === 'end') {
    const of = ending.safeParse(typed)
    const end = endMeasureSchema.safeParse({ ...typed, endedOn: dayIn('endedOn') })
    if (!requestId || !of.success || !end.success) {
      return notTaken('BAD_INPUT', typed, { wrong: end.success ? [] : wrongOf(end.error) })
    }
    const ended = await finishMeasure(db, scope, { ...of.data, ...end.data, requestId, now })
    if (ended.ok) throw redirect('/reports/measures?done=ended')
    return notTaken(ended.refusal.code, typed)
  }
  const measure = newMeasureSchema.safeParse({ ...typed, dueOn: dayIn('dueOn') })
  if (!requestId || !measure.success) {
    return notTaken('BAD_INPUT', typed, { wrong: measure.success ? [] : wrongOf(measure.error) })
  }
  const opened = await openMeasure(db, scope, { requestId, measure: measure.data, now })
  if (opened.ok) throw redirect('/reports/measures?done=opened')
  return notTaken(opened.refusal.code, typed)
}
