import { hkdfSync } from 'node:crypto'
import { draftHours } from '@nq15/domain/ratings'
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { webEnv } from '../env.server.ts'
import { readPreferences } from '../ui/preferences.ts'
import type { DraftKeyAnswer } from './draft-store.ts'
import { signedInForScript } from './workspace.server.ts'

const asked = z.object({
  /** What is being written, as the page names it: the key opens the draft of this place and no other. */
  place: z.string().regex(/^[a-z0-9/-]{1,200}$/),
  /** The moment under which an earlier draft was sealed. */
  issuedAt: z.iso.datetime().optional(),
})

/**
 * The key for the drafts of one account at one place, made anew from the server's secret for each question and kept nowhere: a
 * draft that lies in a browser is opened only by its own account, signed in, within 24 hours. None on a shared machine.
 */
export async function draftKeyAction(args: ActionFunctionArgs): Promise<Response> {
  const person = await signedInForScript(args)
  if (!person) return say({ state: 'signed-out' }, 401)
  const parsed = asked.safeParse(await args.request.json().catch(() => null))
  if (!parsed.success) return say({ state: 'refused' }, 422)
  if (readPreferences(args.request.headers.get('cookie')).device === 'shared') return say({ state: 'shared' }, 200)
  const now = Date.now()
  const { place, issuedAt = new Date(now).toISOString() } = parsed.data
  const age = now - Date.parse(issuedAt)
  if (age < 0 || age > draftHours * 3_600_000) return say({ state: 'too-old' }, 200)
  const { userId } = person.actor
  const key = hkdfSync('sha256', webEnv().secret, 'nq15 drafts', `${userId}\n${place}\n${issuedAt}`, 32)
  return say({ state: 'key', key: Buffer.from(key).toString('base64'), issuedAt }, 200)
}

const say = (answer: DraftKeyAnswer, status: number) =>
  Response.json(answer, { status, headers: { 'Cache-Control': 'no-store' } })
