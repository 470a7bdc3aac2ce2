import { createHmac } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import { listWebhookHosts } from '@nq15/db/events/webhook.read'
import { claimDeliveries, deleteOldDeliveries, endDelivery, type WaitingDelivery } from '@nq15/db/events/webhook.write'
import type { Scope } from '@nq15/db/scope'
import { isForbiddenAddress, readWebhookUrl, webhookPauseAfter, webhookRetryMs } from '@nq15/domain/events'
import type { Auth } from '../access/auth.ts'
import { openText } from '../access/sealed-text.ts'
import { type ClockJob, defineClockJob } from './define-job.ts'

/** Finds the addresses of a host; the network's own unless a test has another. */
export type Resolve = (host: string) => Promise<readonly string[]>

/** What a telling may reach: hosts that are ours, the addresses of this machine, and how names are looked up. */
export type WebhookLimits = {
  readonly ownHosts: readonly string[]
  readonly ownAddresses: readonly string[]
  /** Addresses that are never called, whatever the lists say. */
  readonly forbids: (address: string) => boolean
  readonly resolve: Resolve
  readonly timeoutMs: number
}

/** Whether a host is ours by name, whatever its letters' case. */
export const isOwnHost = (host: string, ownHosts: readonly string[]): boolean => {
  const plain = host.toLowerCase().replace(/\.$/, '')
  return plain === 'localhost' || plain.endsWith('.localhost') || ownHosts.includes(plain)
}

/** The limits of this process: its own names from its addresses, its machine's interfaces, the system's resolver. */
export function webhookLimits(ownUrls: readonly string[]): WebhookLimits {
  const ownAddresses = Object.values(networkInterfaces()).flatMap((some) => (some ?? []).map(({ address }) => address))
  return {
    ownHosts: ownUrls.flatMap((url) =>
      URL.canParse(url) ? [new URL(url).hostname.replace(/^\[|\]$/g, '').toLowerCase()] : [],
    ),
    ownAddresses,
    forbids: isForbiddenAddress,
    resolve: async (host) => (isIP(host) ? [host] : (await lookup(host, { all: true })).map(({ address }) => address)),
    timeoutMs: 10_000,
  }
}

/** The signature of a body at a moment: HMAC-SHA256 over `<seconds>.<body>`, so that an old telling cannot be sent again. */
export const signWebhook = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

/**
 * Tells one target. The name is looked up once, every address it has must be allowed, and the connection goes to the very
 * address that was judged: a name that changes between the look and the call reaches nothing else. Redirects are not followed.
 * Answers a code word, `TAKEN` for an answer of 200 to 299.
 */
export async function tellTarget(
  {
    url,
    secret,
    body,
    seconds,
  }: { readonly url: string; readonly secret: string; readonly body: string; readonly seconds: number },
  limits: WebhookLimits,
): Promise<string> {
  const read = readWebhookUrl(url)
  if (!read.ok) return read.refusal.code
  const { host, isSecure } = read.value
  if (isOwnHost(host, limits.ownHosts)) return 'OWN_HOST'
  const addresses = await limits.resolve(host).catch(() => [])
  const [address] = addresses
  if (address === undefined) return 'NOT_RESOLVED'
  if (addresses.some((one) => limits.forbids(one) || limits.ownAddresses.includes(one))) return 'INNER_ADDRESS'
  const pinned: LookupFunction = (_name, options, done) =>
    options.all ? done(null, [{ address, family: isIP(address) }]) : done(null, address, isIP(address))
  return new Promise((resolve) => {
    const call = (isSecure ? httpsRequest : httpRequest)(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: pinned,
        timeout: limits.timeoutMs,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'NQ15',
          'x-nq15-signature': signWebhook(secret, seconds, body),
        },
      },
      (answer) => {
        // What they answer is of no interest and may be large.
        answer.destroy()
        const status = answer.statusCode ?? 0
        resolve(status >= 200 && status < 300 ? 'TAKEN' : `HTTP-${status}`)
      },
    )
    const late = setTimeout(() => call.destroy(new Error('late')), limits.timeoutMs)
    call.on('timeout', () => call.destroy(new Error('late')))
    call.on('close', () => clearTimeout(late))
    call.on('error', () => resolve('NO_ANSWER'))
    call.end(body)
  })
}

/** Sends what is due, outside every transaction; answers how many were taken. */
export async function sendWebhooks(
  auth: Auth,
  scope: Scope,
  { limits, now, signal }: { readonly limits: WebhookLimits; readonly now: () => Date; readonly signal: AbortSignal },
): Promise<{ readonly taken: number; readonly failed: number }> {
  const counts = { taken: 0, failed: 0 }
  const { db } = auth
  while (!signal.aborted) {
    const { due, listed } = await db.asActor(scope, async (tx) => ({
      due: await claimDeliveries(tx, scope, 20),
      listed: await listWebhookHosts(tx, scope),
    }))
    if (due.length === 0) return counts
    await Promise.all(
      due.map(async (delivery) => {
        const outcome = await tell(auth, delivery, { limits, now, listed })
        const taken = outcome === 'TAKEN'
        counts[taken ? 'taken' : 'failed'] += 1
        const { deliveryId, targetId, attempts } = delivery
        const retryMs = taken ? null : webhookRetryMs(attempts)
        const end = { deliveryId, targetId, taken, outcome, retryMs, pauseAfter: webhookPauseAfter }
        await db.asActor(scope, (tx) => endDelivery(tx, scope, end))
      }),
    )
  }
  return counts
}

async function tell(
  auth: Auth,
  { url, sealedSecret, body }: WaitingDelivery,
  {
    limits,
    now,
    listed,
  }: { limits: WebhookLimits; now: () => Date; listed: readonly { host: string; port: number }[] },
): Promise<string> {
  const read = readWebhookUrl(url)
  if (!read.ok || !listed.some(({ host, port }) => host === read.value.host && port === read.value.port))
    return 'HOST_NOT_LISTED'
  const secret = await openText(auth, sealedSecret)
  if (secret === null) return 'SECRET_LOST'
  return tellTarget({ url, secret, body: JSON.stringify(body), seconds: Math.floor(now().getTime() / 1_000) }, limits)
}

/** The jobs of webhooks, for a process that knows its own names and the secret. */
export function webhookJobs(auth: Auth, ownUrls: readonly string[]): ClockJob[] {
  const limits = webhookLimits(ownUrls)
  const of = { service: 'events', permission: 'event:serve' } as const
  return [
    defineClockJob({
      ...of,
      name: 'events.send-webhooks',
      schedule: { everySeconds: 5 },
      run: ({ scope, now, signal }) => sendWebhooks(auth, scope, { limits, now, signal }),
    }),
    defineClockJob({
      ...of,
      name: 'events.forget-webhooks',
      schedule: { cron: '40 2 * * *' },
      run: async ({ db, scope, now }) => ({
        forgotten: await db.asActor(scope, (tx) =>
          deleteOldDeliveries(tx, scope, new Date(now().getTime() - 30 * 86_400_000)),
        ),
      }),
    }),
  ]
}
