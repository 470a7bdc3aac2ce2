import type { Tx } from '@nq15/db/client'
import { countUnread, type InboxRow, listInbox, readSettings } from '@nq15/db/events/notification.read'
import type { Scope } from '@nq15/db/scope'
import { type EventType, eventCatalogue, eventKind, isEventType, isReminderKind } from '@nq15/domain/events'
import { markInboxRead, settingsForm, storeSettings } from '@nq15/use-cases/events/keep-inbox'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { anyScope, requireSignedIn } from '../server/session.server.ts'
import { jobName } from './job-names.ts'
import { placeOfEvent } from './place-of-event.ts'

const atOnce = 50
const noFields: readonly string[] = []

/** The person's own inbox, newest first, with how he wants to be told. */
export async function notificationsLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const search = new URL(args.request.url).searchParams
  const unreadOnly = search.get('show') === 'unread'
  const before = z.iso.datetime().safeParse(search.get('before'))
  const scope = anyScope(person)
  if (!scope) return { rows: [], unread: 0, unreadOnly, next: null, settings: null, kinds: [] }
  const read = await appResources().db.asReader(scope, async (tx) => ({
    rows: await listInbox(tx, scope, {
      limit: atOnce + 1,
      unreadOnly,
      ...(before.success ? { before: new Date(before.data) } : {}),
    }),
    unread: await countUnread(tx, scope),
    settings: await readSettings(tx, scope),
  }))
  const shown = read.rows.slice(0, atOnce).flatMap(({ type, ...row }) => (isEventType(type) ? [{ ...row, type }] : []))
  return {
    rows: shown.map(shownRow),
    unread: read.unread,
    unreadOnly,
    next: read.rows.length > atOnce ? (shown.at(-1)?.occurredAt.toISOString() ?? null) : null,
    settings: read.settings,
    kinds: Object.keys(eventCatalogue)
      .filter(isEventType)
      .filter((type) => eventKind(type).urgency !== 'silent'),
  }
}

/** A row as the screens show it: its values, and the page on which it is acted on. */
function shownRow({ occurredAt, payload, ...row }: InboxRow & { readonly type: EventType }) {
  return {
    ...row,
    occurredAt: occurredAt.toISOString(),
    facts: factsOf(payload),
    reminder: reminderOf(row.type, payload['kind']),
    job: jobName(String(payload['job'] ?? '')),
    to: placeOfEvent({ ...row, payload }),
  }
}

/**
 * Unread matters for the start page, the nearest deadline first; those of ratings are left out, since the room itself says
 * there what is to be done. A room that lists its own work there is added to the ones left out.
 */
export async function readMatters(tx: Tx, scope: Scope) {
  const rows = await listInbox(tx, scope, { limit: 100, unreadOnly: true })
  return rows
    .flatMap(({ type, ...row }) => (isEventType(type) && !listsOwnWork(type) ? [{ ...row, type }] : []))
    .toSorted((left, right) => (left.dueOn ?? '9999-12-31').localeCompare(right.dueOn ?? '9999-12-31'))
    .slice(0, 5)
    .map(shownRow)
}

const listsOwnWork = (type: EventType) => type.startsWith('ratings.') || type === 'events.reminder-due'

const reminderOf = (type: EventType, kind: unknown) =>
  type === 'events.reminder-due' && typeof kind === 'string' && isReminderKind(kind) ? kind : null

/** Plain values of a payload, for its sentence. */
function factsOf(payload: Readonly<Record<string, unknown>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(payload).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, value] as const] : [],
    ),
  )
}

/** Marks as read (one row, or all) or stores how the person wants to be told. */
export async function notificationsAction(args: ActionFunctionArgs) {
  const person = await requireSignedIn(args)
  const scope = anyScope(person)
  if (!scope) throw data(null, { status: 403 })
  const { db } = appResources()
  const form = await args.request.formData()
  if (form.get('act') === 'settings') {
    const typed = settingsForm.safeParse({ ...Object.fromEntries(form), muted: form.getAll('muted') })
    if (!typed.success) {
      const fields = typed.error.issues.map(({ path }) => String(path[0]))
      return data({ fields, refusal: null }, { status: 422 })
    }
    const stored = await storeSettings(db, scope, typed.data)
    if (!stored.ok) return data({ fields: noFields, refusal: stored.refusal.code }, { status: 409 })
    throw redirect('/notifications?stored=1')
  }
  const id = form.get('id')
  const one = z.uuid().safeParse(id)
  if (id !== null && !one.success) throw data(null, { status: 404 })
  await markInboxRead(db, scope, one.success ? [one.data] : 'all')
  return data({ fields: noFields, refusal: null })
}
