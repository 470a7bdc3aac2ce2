import { listAncestors } from '@nq15/db/organizations/tree.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { removalConditions, watchLevelOf, watchTransitions } from '@nq15/domain/monitoring'
import { permissionOfHand } from '@nq15/use-cases/monitoring/watch-hand'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { typedOf } from './watch.server.ts'
import { readWatchAct } from './watch-act.server.ts'
import { watchWords } from './watch-words.server.ts'

/** One entry: why it is there, every step with its decision, and what the reader may do next. */
export async function watchEntryLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'watch:read')
  const entryId = idFrom(args.params['entryId'])
  const words = watchWords(args.request)
  const asked = await askMonitor(args, (monitor) => monitor.watch.entry.query({ entryId, locale: words.locale }))
  if (!asked.up) return { up: false as const }
  const { entry, list, steps, standsForBody, isProposer, ...page } = asked.value
  // A body that is gone is succeeded by one that stands above the organization today.
  const today = todayInHanoi(new Date())
  const above = page.bodyStands
    ? []
    : await appResources().db.asReader(scope, (tx) =>
        listAncestors(tx, scope, { organizationId: entry.organizationId, day: today }),
      )
  const level = (code: string | null) => watchLevelOf(list.rules, code)?.name ?? null
  const offered = watchTransitions.flatMap(({ from, event, by, orBy }) => {
    const holds = (hand: typeof by) => findScope(person, permissionOfHand[hand]) !== null
    const isFor = from.includes(entry.state) && (holds(by) || (orBy !== undefined && holds(orBy)))
    const forBody = by === 'decide' || by === 'appraise'
    if (!isFor || (forBody && !standsForBody && event !== 'hand-over')) return []
    if ((event === 'merge' || event === 'dissolve') && page.ended === null) return []
    if (event === 'hand-over' && page.bodyStands) return []
    return [{ event, isOwn: by === 'decide' && isProposer && event !== 'hand-over' }]
  })
  return {
    up: true as const,
    ...page,
    today,
    bodies: above
      .filter(({ organizationId }) => organizationId !== entry.organizationId)
      .map(({ organizationId, name }) => ({ value: organizationId, label: name })),
    entry: { ...entry, level: level(entry.levelCode), submittedLevelName: level(entry.submittedLevel) },
    list: { name: list.name, organizationName: list.organizationName, rules: list.rules },
    levels: list.rules.levels.map(({ code, name }) => ({ value: code, label: name })),
    kindLabel: words.kind(entry.orgType),
    conditions: removalConditions.map((code) => ({ code, holds: code === 'R1' ? page.cleared : ('unknown' as const) })),
    steps: steps.map(({ levelCode, ...step }) => ({ ...step, level: level(levelCode) })),
    offered,
    mayContest:
      entry.listedOn !== null &&
      person.actor.grants.some(({ role }) => role === 'org-secretary') &&
      findScope(person, 'privacy:object') !== null,
    requestId: crypto.randomUUID(),
  }
}

/** Takes a step; a refusal shows every finding and what was typed. */
export async function watchEntryAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'watch:read')
  const entryId = idFrom(args.params['entryId'])
  const words = watchWords(args.request)
  const form = await args.request.formData()
  const frame = z
    .object({ requestId: z.uuid(), version: z.coerce.number().int().min(1) })
    .safeParse(Object.fromEntries(form))
  const { act, wrong } = readWatchAct(form)
  const typed = typedOf(form)
  if (!frame.success || !act) return data({ code: 'BAD_INPUT', wrong, findings: [], typed }, { status: 422 })
  const told = await tellMonitor(args, (monitor) => monitor.watch.step.mutate({ ...frame.data, entryId, act }))
  if (told.ok) throw redirect(`/monitoring/watch/${entryId}?done=${act.event}`)
  return data({ code: told.refusal.code, wrong: [], findings: words.findings(told.refusal), typed }, { status: 409 })
}
