import { listFeeds } from '@nq15/db/petitions/feed.read'
import { receptionCalendar } from '@nq15/documents/petitions'
import { headTypes } from '@nq15/domain/petitions'
import { endFeed, makeFeed, readFeed } from '@nq15/use-cases/petitions/keep-feed'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { webEnv } from '../env.server.ts'
import { appResources } from '../server/database.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { petitionGate, refusedAnswer, unitName, wrongAnswer } from './gate.server.ts'
import messages from './messages.vi.json'

/** The addresses of the unit's calendar of reception days; none of them is shown again. */
export async function feedsLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const feeds = await gate.db.asReader(gate.scope, (tx) => listFeeds(tx, gate.scope))
  return {
    unit: await unitName(gate),
    feeds: feeds.map(({ madeAt, revokedAt, ...feed }) => ({
      ...feed,
      madeAt: madeAt.toISOString(),
      revokedAt: revokedAt?.toISOString() ?? null,
    })),
    mayWork: gate.acting.work !== null,
    requestId: crypto.randomUUID(),
  }
}

/** Makes an address, shown in this answer alone, or revokes one. */
export async function feedsAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'petition:work')
  const { db, organizationId } = await petitionGate(args)
  const form = await args.request.formData()
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  if (form.get('event') === 'revoke') {
    const feedId = z.uuid().safeParse(form.get('feedId')).data
    if (!requestId || !feedId) return wrongAnswer([], {})
    const ended = await endFeed(db, scope, { requestId, feedId })
    if (!ended.ok) return refusedAnswer(args.request, ended.refusal, {})
    throw redirect('/reception/calendar?done=end-feed')
  }
  const label = String(form.get('label') ?? '')
    .normalize('NFC')
    .trim()
    .slice(0, 120)
  const head = headTypes.find((one) => one === form.get('head')) ?? null
  if (!requestId || label === '') return wrongAnswer(['label'], { label, head: head ?? '' })
  const made = await makeFeed(db, scope, { requestId, organizationId, head, label })
  if (!made.ok) return refusedAnswer(args.request, made.refusal, {})
  const { token } = made.value
  const address = token === null ? 'twice' : new URL(`/reception/feed/${token}.ics`, webEnv().publicUrl).href
  return data({ address }, { headers: { 'cache-control': 'no-store' } })
}

const heads: Readonly<Record<string, string>> = messages.options.head

/**
 * The calendar behind a secret address, for a program that has no session: days, heads and places, and nothing else. An address that
 * was never made and one that was revoked are answered alike.
 */
export async function feedLoader({ params }: LoaderFunctionArgs): Promise<Response> {
  const days = await readFeed(appResources().db, params['token'] ?? '')
  if (days === null) throw data(null, { status: 404 })
  const unit = days.find(({ unitName }) => unitName !== '')?.unitName ?? ''
  const text = receptionCalendar({
    name: `Tiếp công dân, ${unit}`,
    days: days
      .filter(({ uid }) => uid !== '')
      .map(({ uid, head, heldOn, place, beginsAt, publishedOn }) => ({
        ...{ uid, place, beginsAt, publishedOn, day: heldOn },
        title: `${heads[head] ?? head} tiếp công dân${beginsAt === null ? '' : ' trực tuyến'}`,
      })),
  })
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  })
}
