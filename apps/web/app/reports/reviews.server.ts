import { listOwnRuns } from '@nq15/db/events/job-run.read'
import { listGranted } from '@nq15/db/organizations/branch.read'
import { listTableLines } from '@nq15/db/reports/figures.read'
import { listEntered, listReviews } from '@nq15/db/reports/review.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type ReviewTableCode,
  reportedColumns,
  reviewFigureSchema,
  reviewTableCodes,
  reviewTables,
  reviewYearsSchema,
} from '@nq15/domain/reports'
import { requestRun } from '@nq15/use-cases/events/start-run'
import { buildReviewJob } from '@nq15/use-cases/reports/build-review'
import { enterReviewFigure } from '@nq15/use-cases/reports/keep-review'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, type RequestArgs, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'

/** What a form of these pages is answered with when it is not taken; what was typed is kept. */
export type ReviewAnswer = {
  readonly code: string
  readonly said: readonly string[]
  readonly wrong: readonly string[]
  readonly typed: Readonly<Record<string, string>>
}

/** The typed fields of a form. */
export const typedIn = (form: FormData): Readonly<Record<string, string>> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

/** An answer to a form that was not taken. */
export const notTaken = (
  code: string,
  typed: Readonly<Record<string, string>>,
  more: { readonly wrong?: readonly string[]; readonly said?: readonly string[] } = {},
) =>
  data<ReviewAnswer>(
    { code, said: more.said ?? [], wrong: more.wrong ?? [], typed },
    { status: code === 'BAD_INPUT' ? 422 : 409 },
  )

/** The level of the person: the first organization his grants name. */
async function ownLevel(args: RequestArgs, permission: 'report:read' | 'report:write') {
  const { person, scope } = await requirePermission(args, permission)
  const { db } = appResources()
  const [level] = await db.asReader(scope, (tx) => listGranted(tx, scope))
  return { person, scope, db, level: level ?? null }
}

/** The reports of one's reach, what of them is being built, and the form that asks for one. */
export async function reviewsLoader(args: LoaderFunctionArgs) {
  const { person, scope, db, level } = await ownLevel(args, 'report:read')
  const write = findScope(person, 'report:write')
  const { reviews, runs } = await db.asReader(scope, async (tx) => ({
    reviews: await listReviews(tx, scope, 200),
    runs: (await listOwnRuns(tx, scope, 20)).filter(({ job }) => job === buildReviewJob.name).slice(0, 3),
  }))
  return {
    reviews: reviews.map(({ builtAt: _, signedAt, ...row }) => ({
      ...row,
      signedOn: signedAt && todayInHanoi(signedAt),
    })),
    runs: runs.map(({ id, state, done, total, failure, result }) => ({
      ...{ id, state, done, total: total ?? 6, isFailed: failure !== null },
      ...{ reportId: typeof result?.['reportId'] === 'string' ? result['reportId'] : null },
      blocking: Number(result?.['findings'] ?? 0),
    })),
    level,
    mayBuild: write !== null && level !== null,
    year: Number(todayInHanoi(new Date()).slice(0, 4)),
    requestId: crypto.randomUUID(),
  }
}

/** Asks for a report of the years; it is built in the background. */
export async function reviewsAction(args: ActionFunctionArgs) {
  const { scope, db, level } = await ownLevel(args, 'report:write')
  const form = await args.request.formData()
  const typed = typedIn(form)
  const requestId = z.uuid().safeParse(typed['requestId']).data
  const years = reviewYearsSchema.safeParse(typed)
  if (!requestId || !years.success) return notTaken('BAD_INPUT', typed, { wrong: ['firstYear', 'lastYear'] })
  const { organizationId } = found(level)
  if (years.data.firstYear > Number(todayInHanoi(new Date()).slice(0, 4))) return notTaken('YEAR_AHEAD', typed)
  await requestRun(db, scope, {
    requestId,
    job: buildReviewJob,
    input: { organizationId, ...years.data },
    organizationId,
  })
  throw redirect('/reports/reviews?asked=1')
}

/** Figures entered from elsewhere, and the form for one table of a unit and a year. */
export async function figuresLoader(args: LoaderFunctionArgs) {
  const { scope, db, level, person } = await ownLevel(args, 'report:read')
  const search = new URL(args.request.url).searchParams
  const locale = localeOf(args.request)
  const today = todayInHanoi(new Date())
  const year = Number(today.slice(0, 4))
  const code = reviewTableCodes.find((one) => one === search.get('table')) ?? 'T1'
  const kind = search.get('kind') === 'target' ? ('target' as const) : ('reported' as const)
  const read = await db.asReader(scope, async (tx) => ({
    entered: await listEntered(tx, scope, { firstYear: 2016, lastYear: 2100 }),
    below: level ? await listTableLines(tx, scope, { organizationId: level.organizationId, day: today }) : [],
  }))
  const columns = kind === 'target' ? reviewTables[code].columns : reportedColumns(code)
  return {
    ...{ code, kind, year },
    units: level
      ? [
          { value: level.organizationId, label: level.name },
          ...(kind === 'target'
            ? []
            : read.below.filter(({ organizationId }) => organizationId !== level.organizationId)
          ).map(({ key, name }) => ({ value: key, label: name })),
        ]
      : [],
    tables: reviewTableCodes.map((one) => ({ value: one, label: `${one}. ${reviewTables[one].title[locale]}` })),
    columns: columns.map(({ key, head }) => ({ key, head: head[locale] })),
    entered: read.entered.map(({ values, table, ...row }) => ({
      ...row,
      ...{ table, kind: row.kind },
      said: reviewTables[table].columns
        .flatMap(({ key, head, persons = false }) => {
          const value = values[key]
          if (value === undefined) return []
          return [`${head[locale]}: ${persons && isSmall(table, values) ? '…' : value.toLocaleString('vi-VN')}`]
        })
        .join('; '),
    })),
    mayEnter: findScope(person, 'report:write') !== null && level !== null,
    requestId: crypto.randomUUID(),
  }
}

/**
 * Whether an entry counts persons below five somewhere: then none of its counts of persons is listed, since each would help to reckon
 * that one. The report itself hides no more than it must.
 */
const isSmall = (table: ReviewTableCode, values: Readonly<Record<string, number>>) =>
  reviewTables[table].columns.some(({ key, persons = false }) => {
    const value = values[key] ?? 0
    return persons && value > 0 && value < 5
  })

/** Keeps the figures, or says why not. */
export async function figuresAction(args: ActionFunctionArgs) {
  const { scope, db } = await ownLevel(args, 'report:write')
  const typed = typedIn(await args.request.formData())
  const requestId = z.uuid().safeParse(typed['requestId']).data
  const values = Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) =>
      name.startsWith('value.') && value.trim() !== ''
        ? [[name.slice('value.'.length), Number(value.trim().replaceAll('.', '').replace(',', '.'))]]
        : [],
    ),
  )
  const figure = reviewFigureSchema.safeParse({
    ...{ kind: typed['kind'], organizationId: typed['organizationId'], table: typed['table'], year: typed['year'] },
    ...{ values, source: typed['source'] ?? '', wording: typed['wording'] ?? '', reason: typed['reason'] ?? '' },
    cutOff: parseDay(typed['cutOff'] ?? '') ?? '',
  })
  if (!requestId || !figure.success) {
    const wrong = figure.success ? ['requestId'] : figure.error.issues.map(({ path }) => String(path[0] ?? ''))
    return notTaken('BAD_INPUT', typed, { wrong })
  }
  const kept = await enterReviewFigure(db, scope, { requestId, figure: figure.data, now: new Date() })
  if (!kept.ok) return notTaken(kept.refusal.code, typed)
  const { table, kind } = figure.data
  throw redirect(`/reports/reviews/figures?${new URLSearchParams({ table, kind, done: 'entered' })}`)
}
