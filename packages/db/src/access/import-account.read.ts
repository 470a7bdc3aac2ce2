import { type DatedGrant, roleSchema } from '@nq15/domain/access'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** An account that an import's row may mean. */
export type KnownAccount = {
  readonly userId: string
  readonly username: string
  readonly displayName: string
  readonly memberId: string | null
  readonly isClosed: boolean
}

/** The accounts of some usernames. */
export async function listAccountsNamed(tx: Tx, _scope: Scope, usernames: readonly string[]): Promise<KnownAccount[]> {
  return tx.$queryRaw<KnownAccount[]>`
    select a.user_id::text as "userId", u.username, a.display_name as "displayName", a.member_id::text as "memberId",
        (a.disabled_at is not null or a.closes_on is not null) as "isClosed"
      from access_account a join auth."user" u on u.id = a.user_id where u.username = any (${[...usernames]}::text[])`
}

/** What a card number says about a name: whose own file it would open. */
export type CardHolder = {
  readonly card: string
  readonly name: string
  readonly memberId: string
  readonly sameName: boolean
  readonly hasAccount: boolean
}

/** The members of some cards; the keeper of accounts learns whether card and name belong together, and reads no member. */
export async function listCardHolders(
  tx: Tx,
  _scope: Scope,
  wanted: readonly { readonly card: string; readonly name: string }[],
): Promise<CardHolder[]> {
  if (wanted.length === 0) return []
  const [cards, names] = [wanted.map(({ card }) => card), wanted.map(({ name }) => name)]
  return tx.$queryRaw<CardHolder[]>`
    select card, name, member_id::text as "memberId", same_name as "sameName", has_account as "hasAccount"
      from app.members_of_cards(${cards}::text[], ${names}::text[])`
}

/** An account of an import with its first role's organization, as a sheet of first passwords names it. */
export type ImportedLine = {
  readonly userId: string
  readonly username: string
  readonly displayName: string
  readonly organizationName: string | null
}

/** Accounts of an import whose first password was not given out yet, by username. */
export async function listWithoutPassword(
  tx: Tx,
  _scope: Scope,
  { runId, limit }: { readonly runId: string; readonly limit: number },
): Promise<ImportedLine[]> {
  return tx.$queryRaw<ImportedLine[]>`
    select a.user_id::text as "userId", u.username, a.display_name as "displayName",
        (select v.name from access_grant g join organization_version v on v.organization_id = g.organization_id
          where g.user_id = a.user_id order by g.id, (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1)
          as "organizationName"
      from access_account a join auth."user" u on u.id = a.user_id join auth.account c on c.user_id = a.user_id
     where a.import_run_id = ${runId}::uuid and c.provider_id = 'credential' and c.password is null
     order by u.username limit ${limit}`
}

const count = z.object({ made: z.number(), waiting: z.number() })

/** How many accounts an import made, and how many of them wait for their first password. */
export async function countImported(tx: Tx, _scope: Scope, runId: string): Promise<{ made: number; waiting: number }> {
  const rows = await tx.$queryRaw<unknown[]>`
    select count(*)::int as made, (count(*) filter (where c.password is null))::int as waiting
      from access_account a join auth.account c on c.user_id = a.user_id and c.provider_id = 'credential'
     where a.import_run_id = ${runId}::uuid`
  return count.parse(rows[0])
}

/** Grants of some accounts that are in force or to come, as an import weighs new ones beside them. */
export async function listGrantsOf(
  tx: Tx,
  _scope: Scope,
  userIds: readonly string[],
): Promise<(DatedGrant & { readonly userId: string })[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select user_id::text as "userId", role, organization_id::text as "organizationId",
        to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo"
      from access_grant where user_id = any (${[...userIds]}::uuid[]) and valid_from < valid_to and app.today() < valid_to`
  return z.array(heldGrant).parse(rows)
}

const heldGrant = z.object({
  userId: z.string(),
  role: roleSchema,
  organizationId: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string(),
})
