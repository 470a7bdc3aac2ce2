import { listGranted } from '@nq15/db/organizations/branch.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { listDirectives } from '@nq15/db/reports/directive.read'
import { listLinkableTasks } from '@nq15/db/reports/target.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  newTargetSchema,
  reviewHead,
  reviewTableCodes,
  reviewTables,
  sayTargetLack,
  straightPath,
  strikeSchema,
  targetBounds,
  targetConfidences,
  targetConfidenceWords,
  targetPlans,
  targetPlanWords,
  targetResultSchema,
  targetStandings,
  targetStandingWords,
  targetTaskSchema,
} from '@nq15/domain/reports'
import {
  enterTargetResult,
  keepTarget,
  linkTargetTask,
  strikeOutTarget,
  type TargetRefusal,
  unlinkTargetTask,
} from '@nq15/use-cases/reports/keep-targets'
import { type ReadTarget, readTargets } from '@nq15/use-cases/reports/read-targets'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { notTaken, typedIn } from './reviews.server.ts'

type Locale = 'vi' | 'en'

/** A target in the reader's words. */
function shown(target: ReadTarget, locale: Locale) {
  const { targetId, organizationName, wording, unit, bound, base, baseYear, wanted, dueYear, source } = target
  return {
    ...{ targetId, organizationName, wording, unit, bound, base, baseYear, wanted, dueYear, source },
    ...{ standing: target.standing, struckOn: target.struckOn, struckWhy: target.struckWhy },
    standingWord: targetStandingWords[target.standing][locale],
    planWord: targetPlanWords[target.plan][locale],
    confidenceWord: targetConfidenceWords[target.confidence][locale],
    lacks: target.struckOn === null ? target.lacks.map((lack) => sayTargetLack(wording, lack, locale)) : [],
    tasks: target.tasks.length,
    overdue: target.tasks.filter(({ duty }) => duty === 'overdue').length,
    newest: target.results.filter(({ year }) => year === target.results.at(-1)?.year),
  }
}

/** The targets of one's reach with their standing, what they lack, and the form that enters one. */
export async function targetsLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'report:read')
  const { db } = appResources()
  const locale = localeOf(args.request)
  const now = new Date()
  const write = findScope(person, 'report:write')
  const targets = (await readTargets(db, scope, { now })).map((target) => shown(target, locale))
  const { level, directives } = await db.asReader(scope, async (tx) => ({
    level: (await listGranted(tx, scope))[0] ?? null,
    directives: await listDirectives(tx, scope, 300),
  }))
  const standing = targets.filter(({ struckOn }) => struckOn === null)
  const asked = targetStandings.find((one) => one === new URL(args.request.url).searchParams.get('standing')) ?? null
  return {
    asked,
    targets: targets.filter((one) => asked === null || (one.struckOn === null && one.standing === asked)),
    all: standing.length,
    counts: targetStandings.map((one) => ({
      ...{ standing: one, label: targetStandingWords[one][locale] },
      count: standing.filter((target) => target.standing === one).length,
    })),
    level,
    year: Number(todayInHanoi(now).slice(0, 4)),
    mayEnter: write !== null && level !== null,
    ...choicesFor(locale),
    documents: directives.flatMap(({ directiveId, number, title, struckOn }) =>
      struckOn === null ? [{ value: directiveId, label: `${number}: ${cut(title)}` }] : [],
    ),
    requestId: crypto.randomUUID(),
  }
}

const cut = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

/** What the form offers: kinds of documents, bounds, how well the wording is known, and columns that count by themselves. */
const choicesFor = (locale: Locale) => ({
  plans: targetPlans.map((value) => ({ value, label: targetPlanWords[value][locale] })),
  bounds: [...targetBounds],
  confidences: targetConfidences.map((value) => ({ value, label: targetConfidenceWords[value][locale] })),
  columns: reviewTableCodes.map((code) => ({
    group: `${code}. ${reviewTables[code].title[locale]}`,
    items: reviewTables[code].columns.flatMap(({ key, head, is }) =>
      is === 'missing' ? [] : [{ value: `${code}.${key}`, label: `${code}: ${head[locale]}` }],
    ),
  })),
})

/** Enters a target of one's level, or says why not. */
export async function targetsAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'report:write')
  const typed = typedIn(await args.request.formData())
  const requestId = z.uuid().safeParse(typed['requestId']).data
  const target = newTargetSchema.safeParse(typed)
  if (!requestId || !target.success) return notTaken('BAD_INPUT', typed, { wrong: wrongOf(target.error) })
  const kept = await keepTarget(appResources().db, scope, { requestId, target: target.data, now: new Date() })
  if (!kept.ok) return notTaken(kept.refusal.code, typed)
  throw redirect(`/reports/targets/${kept.value.targetId}?done=kept`)
}

const wrongOf = (error: z.ZodError | undefined) => error?.issues.map(({ path }) => String(path[0] ?? '')) ?? []

const places = { directive: '/reports/directives/', conclusion: '/incidents/steering/' } as const

/** One target: the path and every source's results by year, the tasks that are to reach it, and what the reader may do. */
export async function targetLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'report:read')
  const { db } = appResources()
  const locale = localeOf(args.request)
  const targetId = idFrom(args.params['targetId'])
  const now = new Date()
  const target = found((await readTargets(db, scope, { targetId, now }))[0])
  const write = findScope(person, 'report:write')
  const { mayWrite, linkable } = await db.asReader(scope, async (tx) => {
    const may = target.struckOn === null && write !== null && (await isWithin(tx, write, target.organizationId))
    return { mayWrite: may, linkable: may ? await listLinkableTasks(tx, scope, { targetId, limit: 200 }) : [] }
  })
  const { baseYear, dueYear, counted, results } = target
  const last = Math.max(dueYear, ...results.map(({ year }) => year))
  const sources = [...new Set(results.map(({ source }) => source))]
  return {
    target: {
      ...shown(target, locale),
      ...{ directiveId: target.directiveId, directiveNumber: target.directiveNumber, version: target.version },
      ...{ enteredByName: target.enteredByName, enteredOn: target.enteredOn },
      counted: counted && `${counted.table}: ${reviewHead(counted.table, counted.column)[locale]}`,
    },
    years: Array.from({ length: last - baseYear + 1 }, (_, at) => baseYear + at).map((year) => ({
      ...{ year, path: straightPath(target, year) },
      results: results
        .filter((one) => one.year === year)
        .map(({ value, source, cutOff }) => ({ value, source, cutOff })),
    })),
    sources,
    tasks: target.tasks.map(({ linkId, kind, ofId, of, content, owner, dueOn, firstDueOn, duty }) => ({
      ...{ linkId, of, content, owner, dueOn, firstDueOn, duty, to: `${places[kind]}${ofId}` },
    })),
    linkable: linkable.map(({ kind, taskId, said }) => ({ value: `${kind}:${taskId}`, label: said })),
    year: Number(todayInHanoi(now).slice(0, 4)),
    mayWrite,
    requestId: crypto.randomUUID(),
  }
}

const frameSchema = z.object({ requestId: z.uuid() })
const versioned = z.object({ version: z.coerce.number().int().min(1) })

/** Takes one form of the page: a result, a link, the end of a link, or a wrong entry struck out. */
export async function targetAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'report:write')
  const { db } = appResources()
  const targetId = idFrom(args.params['targetId'])
  found((await readTargets(db, scope, { targetId, now: new Date() }))[0])
  const typed = typedIn(await args.request.formData())
  const frame = frameSchema.safeParse(typed)
  if (!frame.success) return notTaken('BAD_INPUT', typed)
  const once = { ...frame.data, targetId, now: new Date() }
  const answer = (
    taken: { readonly ok: true } | { readonly ok: false; readonly refusal: TargetRefusal },
    done: string,
  ) => (taken.ok ? redirect(`/reports/targets/${targetId}?done=${done}`) : notTaken(taken.refusal.code, typed))
  switch (typed['act']) {
    case 'result': {
      const result = targetResultSchema.safeParse({ ...typed, cutOff: parseDay(typed['cutOff'] ?? '') ?? '' })
      if (!result.success) return notTaken('BAD_INPUT', typed, { wrong: wrongOf(result.error) })
      return answer(await enterTargetResult(db, scope, { ...once, result: result.data }), 'result')
    }
    case 'link': {
      const task = targetTaskSchema.safeParse(typed['task'] ?? '')
      if (!task.success) return notTaken('BAD_INPUT', typed, { wrong: ['task'] })
      return answer(await linkTargetTask(db, scope, { ...once, task: task.data }), 'linked')
    }
    case 'unlink':
      return answer(await unlinkTargetTask(db, scope, { ...once, linkId: typed['linkId'] ?? '' }), 'unlinked')
    case 'strike': {
      const [of, strike] = [versioned.safeParse(typed), strikeSchema.safeParse(typed)]
      if (!of.success || !strike.success) return notTaken('BAD_INPUT', typed, { wrong: wrongOf(strike.error) })
      return answer(await strikeOutTarget(db, scope, { ...once, ...of.data, ...strike.data }), 'struck')
    }
    default:
      return notTaken('BAD_INPUT', typed)
  }
}
