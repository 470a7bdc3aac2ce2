import { keyPermissions } from '@nq15/domain/access'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const gateRow = z.object({
  keyId: z.string(),
  name: z.string(),
  makerId: z.string(),
  organizationId: z.string(),
  permissions: z.array(z.enum(keyPermissions)),
  networks: z.array(z.string()),
  perMinute: z.number(),
  secretHash: z.string(),
  formerHash: z.string().nullable(),
  ended: z.enum(['revoked', 'expired']).nullable(),
  usedLately: z.boolean(),
})
/** A key as the gate needs it; `formerHash` only while the former secret goes on. */
export type KeyAtGate = z.infer<typeof gateRow>

/** A key by its id, for the gate before anybody is known; null when there is none. */
export async function findKeyAtGate(tx: Tx, keyId: string): Promise<KeyAtGate | null> {
  if (!isId(keyId)) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select id::text as "keyId", name, user_id::text as "makerId", organization_id::text as "organizationId", permissions, networks,
        per_minute as "perMinute", secret_hash as "secretHash", case when former_until > now() then former_hash end as "formerHash",
        case when revoked_at is not null then 'revoked' when expires_on <= app.today() then 'expired' end as ended,
        coalesce(last_used_at > now() - interval '1 minute', false) as "usedLately"
      from access_key where id = ${keyId}::uuid`
  return rows[0] === undefined ? null : gateRow.parse(rows[0])
}

const listRow = z.object({
  keyId: z.string(),
  name: z.string(),
  makerName: z.string(),
  isOwn: z.boolean(),
  organizationName: z.string(),
  permissions: z.array(z.enum(keyPermissions)),
  networks: z.array(z.string()),
  perMinute: z.number(),
  hint: z.string(),
  expiresOn: z.string(),
  lastUsedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  revokedByName: z.string().nullable(),
  formerUntil: z.date().nullable(),
  version: z.number(),
})
/** A key as its maker and the administrator see it; never its secret. Times in UTC. */
export type KeyRow = z.infer<typeof listRow>

/** One's own keys, and for who keeps accounts everybody's; standing ones first. */
export async function listKeys(tx: Tx, { actor }: Scope): Promise<KeyRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select k.id::text as "keyId", k.name, a.display_name as "makerName", k.user_id = ${actor.userId}::uuid as "isOwn",
        coalesce((select v.name from organization_version v where v.organization_id = k.organization_id order by v.valid_from desc limit 1), '…') as "organizationName",
        k.permissions, k.networks, k.per_minute as "perMinute", k.hint, to_char(k.expires_on, 'YYYY-MM-DD') as "expiresOn",
        k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt", k.revoked_by_name as "revokedByName", k.former_until as "formerUntil", k.version
      from access_key k join access_account a on a.user_id = k.user_id
     order by k.revoked_at is not null, k.created_at desc, k.id limit 500`
  return rows.map((row) => listRow.parse(row))
}
