import { listGranted } from '@nq15/db/organizations/branch.read'
import { type DirectiveRow, listChanges, listDirectives } from '@nq15/db/reports/directive.read'
import { type DirectiveTaskRow, listDirectiveTasks } from '@nq15/db/reports/directive-task.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  directiveKinds,
  directiveKindWords,
  newDirectiveSchema,
  type TaskDuty,
  taskDuties,
  taskDuty,
} from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { compareNames } from '@nq15/domain/shared'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { keepDirective } from '@nq15/use-cases/reports/keep-directives'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { notTaken, typedIn } from './reviews.server.ts'

/** How many tasks one page lists; a cut list says so. */
const listed = 200

/** The tasks of one's reach by their days, the documents they come from, and what new documents change here. */
export async function directivesLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'report:read')
  const { db } = appResources()
  const locale = localeOf(args.request)
  const today = todayInHanoi(new Date())
  const search = new URL(args.request.url).searchParams
  const { directives, rows, changes, level } = await db.asReader(scope, async (tx) => ({
    directives: await listDirectives(tx, scope, 300),
    rows: await listDirectiveTasks(tx, scope, { limit: 5_000 }),
    changes: await listChanges(tx, scope, { limit: 20 }),
    level: (await listGranted(tx, scope))[0] ?? null,
  }))
  const tasks = rows.map((row) => ({ ...row, duty: taskDuty(row, today) }))
  const asked = {
    duty: taskDuties.find((one) => one === search.get('duty')) ?? null,
    owner: search.get('owner') ?? '',
    directive: search.get('directive') ?? '',
  }
  const ofBoth = tasks.filter(
    ({ organizationId, directiveId }) =>
      (asked.owner === '' || organizationId === asked.owner) &&
      (asked.directive === '' || directiveId === asked.directive),
  )
  const chosen = ofBoth.filter(({ duty }) => asked.duty === null || duty === asked.duty)
  return {
    asked,
    total: chosen.length,
    tasks: chosen.slice(0, listed),
    counts: taskDuties.map((duty) => ({ duty, count: ofBoth.filter((task) => task.duty === duty).length })),
    all: ofBoth.length,
    owners: choicesOf(tasks.map(({ organizationId, unit }) => [organizationId, unit])),
    documents: choicesOf(tasks.map(({ directiveId, directiveNumber }) => [directiveId, directiveNumber])),
    directives: directives.map((row) => ({ ...row, ...shownDirective(row, locale), ...countsOf(row, tasks) })),
    changes,
    kinds: directiveKinds.map((kind) => ({ value: kind, label: directiveKindWords[kind][locale] })),
    level,
    mayEnter: findScope(person, 'report:write') !== null && level !== null,
    today,
    requestId: crypto.randomUUID(),
  }
}

/** The words of a document's kind in the reader's language. */
export const shownDirective = ({ kind }: Pick<DirectiveRow, 'kind'>, locale: 'vi' | 'en') => ({
  kindWord: directiveKindWords[kind][locale],
})

const choicesOf = (pairs: readonly (readonly [string, string])[]) =>
  [...new Map(pairs)]
    .map(([value, label]) => ({ value, label }))
    .toSorted((left, right) => compareNames(left.label, right.label))

function countsOf(
  { directiveId }: Pick<DirectiveRow, 'directiveId'>,
  tasks: readonly (Pick<DirectiveTaskRow, 'directiveId'> & { readonly duty: TaskDuty })[],
) {
  const own = tasks.filter((task) => task.directiveId === directiveId && task.duty !== 'withdrawn')
  const of = (...duties: readonly TaskDuty[]) => own.filter(({ duty }) => duties.includes(duty)).length
  return { given: own.length, overdue: of('overdue'), waiting: of('waiting'), inTime: of('in-time'), late: of('late') }
}

/** Enters a document of one's level, or says why not. */
export async function directivesAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'report:write')
  const { db } = appResources()
  const typed = typedIn(await args.request.formData())
  const requestId = z.uuid().safeParse(typed['requestId']).data
  const directive = newDirectiveSchema.safeParse({ ...typed, issuedOn: parseDay(typed['issuedOn'] ?? '') ?? '' })
  if (!requestId || !directive.success) {
    const wrong = directive.success ? [] : directive.error.issues.map(({ path }) => String(path[0] ?? ''))
    return notTaken('BAD_INPUT', typed, { wrong })
  }
  const kept = await keepDirective(db, scope, { requestId, directive: directive.data, now: new Date() })
  if (!kept.ok) return notTaken(kept.refusal.code, typed)
  throw redirect(`/reports/directives/${kept.value.directiveId}?done=kept`)
}

/** Of the start page: tasks one's organization owes, the overdue first; for who gave a task, what is overdue and what waits to be accepted. */
export async function directiveWorkOf(person: SignedIn, now: Date) {
  const owes = findScope(person, 'directive:report')
  const gives = findScope(person, 'report:write')
  const scope = owes ?? gives
  if (!scope) return []
  const today = todayInHanoi(now)
  const { rows, own } = await appResources().db.asReader(scope, async (tx) => ({
    rows: await listDirectiveTasks(tx, scope, { limit: 2_000 }),
    own: new Set((await listGranted(tx, scope)).map(({ organizationId }) => organizationId)),
  }))
  return rows
    .map((row) => ({ ...row, duty: taskDuty(row, today) }))
    .filter(
      ({ organizationId, giverId, duty, dueOn }) =>
        (owes !== null &&
          own.has(organizationId) &&
          (duty === 'overdue' || (duty === 'open' && isNear(dueOn, today)))) ||
        (gives !== null && own.has(giverId) && (duty === 'waiting' || duty === 'overdue')),
    )
    .slice(0, 10)
    .map(({ taskId, directiveId, directiveNumber, content, unit, dueOn, duty }) => ({
      ...{ taskId, directiveId, directiveNumber, content, unit, dueOn, duty },
    }))
}

/** Within two weeks: near enough to be told of on the start page. */
const isNear = (day: LegalDay, today: LegalDay) => Date.parse(day) - Date.parse(today) <= 14 * 86_400_000
