import { findOrganization } from '@nq15/db/organizations/organization.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { listedWatchStates, quarterOf, watchLevelOf, watchSignSchema, type watchStates } from '@nq15/domain/monitoring'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { readSign } from './watch-act.server.ts'
import { watchWords } from './watch-words.server.ts'

/** What a page of the list shows: organizations on the list, those being weighed, those followed afterwards, or all. */
const watchGroups = ['listed', 'weighed', 'after', 'ended'] as const
type WatchGroup = (typeof watchGroups)[number]
const statesOf: Readonly<Record<WatchGroup, readonly (typeof watchStates)[number][]>> = {
  listed: listedWatchStates,
  weighed: ['suspected', 'under-appraisal'],
  after: ['after-watch'],
  ended: ['dismissed', 'closed', 'relapsed', 'merged', 'dissolved'],
}

/** The entries of the lists that the reader may see, page by page. */
export async function watchLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'watch:read')
  const { searchParams } = new URL(args.request.url)
  const words = watchWords(args.request)
  const group = watchGroups.find((one) => one === searchParams.get('group')) ?? 'listed'
  const listId = z.uuid().safeParse(searchParams.get('list')).data
  const cursor = z.uuid().safeParse(searchParams.get('after')).data
  const asked = await askMonitor(args, async (monitor) => ({
    lists: await monitor.watch.lists.query(),
    page: await monitor.watch.entries.query({ listId, states: [...statesOf[group]], cursor, limit: 50 }),
  }))
  if (!asked.up) return { up: false as const }
  const { lists, page } = asked.value
  const now = quarterOf(todayInHanoi(new Date()))
  return {
    up: true as const,
    today: todayInHanoi(new Date()),
    group,
    listId: listId ?? null,
    quarter: now,
    lists: lists.map(({ listId: id, name, organizationName, isWithin }) => ({ id, name, organizationName, isWithin })),
    entries: page.entries.map(({ levelCode, listId: of, orgType, ...entry }) => ({
      ...entry,
      listId: of,
      kindLabel: words.kind(orgType),
      listName: lists.find((one) => one.listId === of)?.name ?? '–',
      level: levelOf(lists, of, levelCode),
    })),
    nextCursor: page.nextCursor,
    mayKeep: findScope(person, 'watch:appraise') !== null,
  }
}

const levelOf = (
  lists: readonly { readonly listId: string; readonly rules: Parameters<typeof watchLevelOf>[0] }[],
  listId: string,
  code: string | null,
) => {
  const list = lists.find((one) => one.listId === listId)
  return list ? (watchLevelOf(list.rules, code)?.name ?? null) : null
}

/** The form that records the first sign about an organization. */
export async function watchNewLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'watch:propose')
  const { searchParams } = new URL(args.request.url)
  const organizationId = z.uuid().safeParse(searchParams.get('organization')).data
  if (!organizationId) throw data(null, { status: 404 })
  const day = todayInHanoi(new Date())
  const organization = found(
    await appResources().db.asReader(scope, (tx) => findOrganization(tx, scope, { organizationId, day })),
  )
  const asked = await askMonitor(args, async (monitor) => ({
    lists: await monitor.watch.lists.query(),
    signs: await monitor.watch.organization.query({ organizationId, locale: watchWords(args.request).locale }),
  }))
  if (!asked.up) return { up: false as const }
  return {
    up: true as const,
    organization: { organizationId, name: organization.name },
    lists: asked.value.lists
      .filter((list) => list.organizationId !== organizationId)
      .map(({ listId, name, organizationName }) => ({ listId, name: `${name} (${organizationName})` })),
    signs: asked.value.signs.signs.map(({ signId, code, kind, sentence }) => ({ signId, code, kind, sentence })),
    chosen: searchParams.get('sign') ?? '',
    today: day,
    requestId: crypto.randomUUID(),
  }
}

/** Records the first sign; the answer is the entry's page. */
export async function watchNewAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'watch:propose')
  const form = await args.request.formData()
  const sent = z
    .object({ requestId: z.uuid(), listId: z.uuid(), organizationId: z.uuid(), sign: watchSignSchema })
    .safeParse({ ...Object.fromEntries(form), sign: readSign(form) })
  if (!sent.success) {
    const wrong = [...new Set(sent.error.issues.map(({ path }) => String(path.at(-1))))]
    return data({ refusal: 'BAD_INPUT', wrong, typed: typedOf(form) }, { status: 422 })
  }
  const told = await tellMonitor(args, (monitor) => monitor.watch.open.mutate(sent.data))
  if (told.ok) throw redirect(`/monitoring/watch/${told.value.entryId}?done=open`)
  return data({ refusal: told.refusal.code, wrong: [], typed: typedOf(form) }, { status: 409 })
}

/** What was typed, so that a refused form is not empty. */
export const typedOf = (form: FormData): Readonly<Record<string, string>> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
