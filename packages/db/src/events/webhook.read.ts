import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const host = z.object({
  hostId: z.string(),
  host: z.string(),
  port: z.number(),
  note: z.string(),
  addedByName: z.string(),
})
/** A host that webhooks may go to. */
export type WebhookHostRow = z.infer<typeof host>

/** The hosts of the administrator's list that stand. */
export async function listWebhookHosts(tx: Tx, _scope: Scope): Promise<WebhookHostRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select id::text as "hostId", host, port, note, added_by_name as "addedByName" from webhook_host where removed_at is null order by host, port`
  return rows.map((row) => host.parse(row))
}

const target = z.object({
  targetId: z.string(),
  url: z.string(),
  organizationName: z.string(),
  eventTypes: z.array(z.string()),
  state: z.enum(['active', 'paused']),
  failures: z.number(),
  waiting: z.number(),
  sent: z.number(),
  lastOutcome: z.string().nullable(),
  version: z.number(),
})
/** A target as its maker sees it; never its secret. */
export type WebhookTargetRow = z.infer<typeof target>

/** One's own targets, with how their tellings went. */
export async function listWebhookTargets(tx: Tx, { actor }: Scope): Promise<WebhookTargetRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select t.id::text as "targetId", t.url, t.event_types as "eventTypes", t.state, t.failures, t.version,
        coalesce((select v.name from organization_version v where v.organization_id = t.organization_id order by v.valid_from desc limit 1), '…') as "organizationName",
        (select count(*)::int from webhook_delivery d where d.target_id = t.id and d.state in ('waiting', 'sending')) as waiting,
        (select count(*)::int from webhook_delivery d where d.target_id = t.id and d.state = 'sent') as sent,
        (select d.outcome from webhook_delivery d where d.target_id = t.id and d.outcome is not null order by d.created_at desc limit 1) as "lastOutcome"
      from webhook_target t where t.user_id = ${actor.userId}::uuid order by t.created_at desc, t.id limit 100`
  return rows.map((row) => target.parse(row))
}
