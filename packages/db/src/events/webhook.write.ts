import { z } from 'zod'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** Puts a host on the list, or back on it; false when it stands there already. */
export async function addWebhookHost(
  tx: Tx,
  { actor }: Scope,
  { host, port, note }: { host: string; port: number; note: string },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    insert into webhook_host (id, host, port, note, added_by_name) values (${newId()}::uuid, ${host}, ${port}, ${note}, ${actor.name})
    on conflict (host) do update set port = excluded.port, note = excluded.note, added_by_name = excluded.added_by_name, removed_at = null
      where webhook_host.removed_at is not null`
  return changed === 1
}

/** Takes a host off the list; tellings to it stop at once. False when it does not stand there. */
export async function removeWebhookHost(
  tx: Tx,
  _scope: Scope,
  { hostId, at }: { hostId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.webhookHost.updateMany({ where: { id: hostId, removedAt: null }, data: { removedAt: at } })
  return count === 1
}

/** A new target of the actor's; its secret comes sealed. */
export async function insertWebhookTarget(
  tx: Tx,
  { actor }: Scope,
  target: { id: string; organizationId: string; url: string; eventTypes: readonly string[]; sealedSecret: string },
): Promise<void> {
  await tx.webhookTarget.createMany({ data: [{ ...target, eventTypes: [...target.eventTypes], userId: actor.userId }] })
}

/** Pauses one's own target or lets it go on; false when it is not there or changed. */
export async function setWebhookState(
  tx: Tx,
  { actor }: Scope,
  { targetId, version, state }: { targetId: string; version: number; state: 'active' | 'paused' },
): Promise<boolean> {
  const { count } = await tx.webhookTarget.updateMany({
    where: { id: targetId, version, userId: actor.userId },
    data: { state, failures: 0, version: { increment: 1 } },
  })
  return count === 1
}

/** Queues the tellings of some events, one for each target that wants them and whose maker sees the organization. */
export async function queueWebhooks(tx: Tx, _scope: Scope, eventIds: readonly string[]): Promise<number> {
  const [row] = await tx.$queryRaw<{ made: number }[]>`select app.queue_webhooks(${[...eventIds]}::uuid[]) as made`
  return row?.made ?? 0
}

const waiting = z.object({
  deliveryId: z.string(),
  targetId: z.string(),
  url: z.string(),
  sealedSecret: z.string(),
  body: z.record(z.string(), z.unknown()),
  attempts: z.number(),
})
/** A telling that may go out now. */
export type WaitingDelivery = z.infer<typeof waiting>

/** Takes up tellings that are due; one left by a process that died is taken up again after two minutes. */
export async function claimDeliveries(tx: Tx, _scope: Scope, limit: number): Promise<WaitingDelivery[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    update webhook_delivery d set state = 'sending', attempts = d.attempts + 1, not_before = clock_timestamp() + interval '2 minutes'
      from webhook_target t
     where t.id = d.target_id and t.state = 'active'
       and d.id in (select w.id from webhook_delivery w join webhook_target a on a.id = w.target_id and a.state = 'active'
         where w.state in ('waiting', 'sending') and w.not_before <= clock_timestamp() order by w.not_before limit ${limit} for update of w skip locked)
    returning d.id::text as "deliveryId", t.id::text as "targetId", t.url, t.sealed_secret as "sealedSecret", d.body, d.attempts`
  return rows.map((row) => waiting.parse(row))
}

/** Ends one try: taken, to be tried again after `retryMs`, or given up. A target that fails on and on is paused. */
export async function endDelivery(
  tx: Tx,
  _scope: Scope,
  {
    deliveryId,
    targetId,
    taken,
    outcome,
    retryMs,
    pauseAfter,
  }: {
    deliveryId: string
    targetId: string
    taken: boolean
    outcome: string
    retryMs: number | null
    pauseAfter: number
  },
): Promise<void> {
  await tx.$executeRaw`
    update webhook_delivery set state = ${taken ? 'sent' : retryMs === null ? 'failed' : 'waiting'}, outcome = ${outcome},
        sent_at = ${taken ? new Date() : null}::timestamptz,
        not_before = clock_timestamp() + make_interval(secs => ${(retryMs ?? 0) / 1_000}::double precision)
     where id = ${deliveryId}::uuid`
  await tx.$executeRaw`
    update webhook_target set failures = case when ${taken} then 0 else failures + 1 end,
        state = case when not ${taken} and failures + 1 >= ${pauseAfter} then 'paused' else state end
     where id = ${targetId}::uuid`
}

/** Removes tellings that ended before a moment. Answers how many. */
export async function deleteOldDeliveries(tx: Tx, _scope: Scope, before: Date): Promise<number> {
  return tx.$executeRaw`delete from webhook_delivery where state in ('sent', 'failed') and created_at < ${before}::timestamptz`
}
