import { randomBytes } from 'node:crypto'
import type { Database } from '@nq15/db/client'
import { listWebhookHosts } from '@nq15/db/events/webhook.read'
import { addWebhookHost, insertWebhookTarget, removeWebhookHost, setWebhookState } from '@nq15/db/events/webhook.write'
import { newId } from '@nq15/db/ids'
import { isId, isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { readWebhookUrl, type webhookHostSchema, type webhookTargetSchema } from '@nq15/domain/events'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { z } from 'zod'
import type { Auth } from '../access/auth.ts'
import { sealText } from '../access/sealed-text.ts'
import { actOnce } from '../ratings/act-once.ts'
import { isOwnHost } from './send-webhooks.ts'

export type WebhookRefusal = {
  readonly code:
    | 'NOT_FOUND'
    | 'CHANGED_MEANWHILE'
    | 'HOST_STANDS'
    | 'HOST_NOT_LISTED'
    | 'OWN_HOST'
    | 'CREDENTIALS_IN_URL'
    | 'INNER_ADDRESS'
    | 'BAD_URL'
    | 'SECRET_WAS_SHOWN'
}
type Once = { readonly requestId: string }

/** Puts a host on the list of those that webhooks may go to; for who keeps accounts. Our own hosts never stand there. */
export async function allowWebhookHost(
  db: Database,
  scope: Scope,
  { requestId, ownHosts, ...form }: z.infer<typeof webhookHostSchema> & Once & { readonly ownHosts: readonly string[] },
): Promise<Result<{ readonly allowed: true }, WebhookRefusal>> {
  const act = { requestId, useCase: 'events.allow-webhook-host', permissions: ['account:admin'] } as const
  return actOnce<Result<{ readonly allowed: true }, WebhookRefusal>>(db, scope, act, async (tx) => {
    if (isOwnHost(form.host, ownHosts)) return refuse({ code: 'OWN_HOST' })
    return (await addWebhookHost(tx, scope, form)) ? ok({ allowed: true }) : refuse({ code: 'HOST_STANDS' })
  })
}

/** Takes a host off the list; for who keeps accounts. */
export async function forbidWebhookHost(
  db: Database,
  scope: Scope,
  { requestId, hostId, now }: Once & { readonly hostId: string; readonly now: Date },
): Promise<Result<{ readonly forbidden: true }, WebhookRefusal>> {
  const act = { requestId, useCase: 'events.forbid-webhook-host', permissions: ['account:admin'] } as const
  return actOnce<Result<{ readonly forbidden: true }, WebhookRefusal>>(db, scope, act, async (tx) => {
    const isGone = isId(hostId) && (await removeWebhookHost(tx, scope, { hostId, at: now }))
    return isGone ? ok({ forbidden: true }) : refuse({ code: 'NOT_FOUND' })
  })
}

/** Makes a target within one's reach, at a listed host; its secret is answered this one time. For `key:make`. */
export async function makeWebhook(
  auth: Auth,
  scope: Scope,
  {
    requestId,
    ownHosts,
    ...form
  }: z.infer<typeof webhookTargetSchema> & Once & { readonly ownHosts: readonly string[] },
): Promise<Result<{ readonly targetId: string; readonly secret: string }, WebhookRefusal>> {
  const secret = `nq15whs_${randomBytes(32).toString('base64url')}`
  const sealedSecret = await sealText(auth, secret)
  let fresh = false
  const act = { requestId, useCase: 'events.make-webhook', permissions: ['key:make'] } as const
  const made = await actOnce<Result<{ readonly targetId: string }, WebhookRefusal>>(auth.db, scope, act, async (tx) => {
    const read = readWebhookUrl(form.url)
    if (!read.ok) return read
    const { host, port } = read.value
    if (isOwnHost(host, ownHosts)) return refuse({ code: 'OWN_HOST' })
    const listed = await listWebhookHosts(tx, scope)
    if (!listed.some((one) => one.host === host && one.port === port)) return refuse({ code: 'HOST_NOT_LISTED' })
    if (!(await isWithin(tx, scope, form.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const targetId = newId()
    await insertWebhookTarget(tx, scope, { ...form, id: targetId, sealedSecret })
    fresh = true
    return ok({ targetId })
  })
  if (!made.ok) return made
  return fresh ? ok({ ...made.value, secret }) : refuse({ code: 'SECRET_WAS_SHOWN' })
}

/** Pauses one's own target, or lets it go on. For `key:make`. */
export async function switchWebhook(
  db: Database,
  scope: Scope,
  {
    requestId,
    ...of
  }: Once & { readonly targetId: string; readonly version: number; readonly state: 'active' | 'paused' },
): Promise<Result<{ readonly state: string }, WebhookRefusal>> {
  const act = { requestId, useCase: 'events.switch-webhook', permissions: ['key:make'] } as const
  return actOnce<Result<{ readonly state: string }, WebhookRefusal>>(db, scope, act, async (tx) => {
    if (!isId(of.targetId)) return refuse({ code: 'NOT_FOUND' })
    return (await setWebhookState(tx, scope, of)) ? ok({ state: of.state }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
