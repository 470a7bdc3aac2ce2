import { type AnyRole, emergencyRoles, type HeldRight, roleSchema, rowClasses, serviceRoles } from '@nq15/domain/access'
import { type InheritingLink, type Side, type StandingPeriod, sides } from '@nq15/domain/organizations'
import { type LegalDay, searchText } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const anyRole = z.union([roleSchema, z.enum(serviceRoles), z.enum(emergencyRoles)])

/** An account as a picker shows it. */
export type FoundAccount = {
  readonly userId: string
  readonly name: string
  readonly username: string
  readonly closed: boolean
}

const literal = (text: string) => text.replace(/[\\%_]/gu, '\\$&')

/** Accounts by words of the name, without diacritics, or the beginning of the sign-in name; for who may ask about others. */
export async function searchAccounts(tx: Tx, _scope: Scope, text: string, atMost = 20): Promise<FoundAccount[]> {
  const wanted = searchText(text.slice(0, 100))
  if (wanted === '') return []
  const words = wanted.split(' ').map((word) => `%${literal(word)}%`)
  return tx.$queryRaw<FoundAccount[]>`
    select user_id::text as "userId", name, username, closed
      from app.search_accounts(${words}::text[], ${`${literal(text.trim().toLowerCase())}%`}, ${atMost}::int)`
}

const place = z.object({
  table: z.string(),
  class: z.enum(rowClasses),
  organizationId: z.string().nullable(),
  memberId: z.string().nullable(),
  userId: z.string().nullable(),
  hasOtherPolicies: z.boolean(),
})

/** Where a record stands and whose own it is; never what it holds. */
export type RecordPlace = Readonly<z.infer<typeof place>>

/**
 * The place of a record named by its table and id; null when there is none, or the caller may not know of it: with
 * `access:explain` any record of the organizations asked about, else only what he sees himself.
 */
export async function findPlace(
  tx: Tx,
  scope: Scope,
  { table, recordId }: { table: string; recordId: string },
): Promise<RecordPlace | null> {
  if (!/^[a-z_]{1,63}$/u.test(table) || !z.guid().safeParse(recordId).success) return null
  const rows =
    scope.permission === 'access:explain'
      ? await tx.$queryRaw<unknown[]>`
          select table_name as "table", class, organization_id::text as "organizationId", member_id::text as "memberId", user_id::text as "userId",
              has_other_policies as "hasOtherPolicies" from app.find_any_place(${table}, ${recordId}::uuid)`
      : await tx.$queryRaw<unknown[]>`
          select table_name as "table", class, organization_id::text as "organizationId", member_id::text as "memberId", user_id::text as "userId",
              has_other_policies as "hasOtherPolicies" from app.find_place(${table}, ${recordId}::uuid)`
  // A class that is not explained (petitions) is as if it were not there: not even that it exists is told.
  const found = place.safeParse(rows[0])
  return found.success ? found.data : null
}

const grant = z.object({
  id: z.string(),
  role: anyRole,
  organizationId: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string(),
  reason: z.string().nullable(),
  grantedByName: z.string().nullable(),
  grantedAt: z.string(),
})
const opening = z.object({
  id: z.string(),
  organizationId: z.string(),
  openedAt: z.string(),
  endsAt: z.string(),
  reason: z.string(),
  caseNumber: z.string(),
  inForce: z.boolean(),
})
const held = z.object({
  userId: z.string(),
  name: z.string(),
  username: z.string(),
  closedOn: z.string().nullable(),
  memberId: z.string().nullable(),
  isAnybody: z.boolean(),
  grants: z.array(grant),
  openings: z.array(opening),
})

/** What an account holds and has held, as far as the caller may know it. */
export type AccountRights = Readonly<z.infer<typeof held>>

/** What an account holds and has held; null when there is no such account or the caller may not ask about it. */
export async function readAccountRights(
  tx: Tx,
  _scope: Scope,
  { userId, organizationId }: { userId: string; organizationId: string | null },
): Promise<AccountRights | null> {
  if (!z.guid().safeParse(userId).success) return null
  const [row] = await tx.$queryRaw<{ held: unknown }[]>`
    select app.grants_of_account(${userId}::uuid, ${organizationId}::uuid) as held`
  return row?.held ? held.parse(row.held) : null
}

/** Grants and openings of an account as the explanation takes them. */
export function rightsOf({ grants, openings }: AccountRights): HeldRight[] {
  return [
    ...grants.map(({ id, role, organizationId, validFrom, validTo }) => ({
      id,
      role,
      organizationId,
      validFrom,
      validTo,
    })),
    ...openings.map(({ id, organizationId, openedAt, endsAt, inForce }) => ({
      id,
      role: 'break-glass' as const satisfies AnyRole,
      organizationId,
      validFrom: openedAt.slice(0, 10),
      validTo: endsAt.slice(0, 10),
      inForce,
    })),
  ]
}

/** The tree around some organizations: every period and inheriting link of them and of all that ever stood above. */
export type WaysUp = {
  readonly periods: readonly (StandingPeriod & {
    readonly side: Side
    readonly code: string
    readonly name: string
  })[]
  readonly links: readonly InheritingLink[]
  readonly onlyRootId: string | null
}

const ways = z.object({
  periods: z.array(
    z.object({
      organizationId: z.string(),
      parentId: z.string().nullable(),
      side: z.enum(sides),
      code: z.string(),
      name: z.string(),
      validFrom: z.string(),
      validTo: z.string(),
    }),
  ),
  links: z.array(z.object({ predecessorId: z.string(), successorId: z.string(), decisionNumber: z.string() })),
  onlyRootId: z.string().nullable(),
})

/** The ways up from some organizations, whatever the day, and who alone is on top of the Party's side on the day. */
export async function readWaysUp(
  tx: Tx,
  _scope: Scope,
  { organizationIds, day }: { organizationIds: readonly string[]; day: LegalDay },
): Promise<WaysUp> {
  const [row] = await tx.$queryRaw<{ ways: unknown }[]>`
    with recursive met as (
      select unnest(${[...organizationIds]}::uuid[]) as id
      union
      select up.id from met cross join lateral (
        select v.parent_id as id from organization_version v where v.organization_id = met.id and v.parent_id is not null
        union all
        select l.successor_id from succession_link l where l.predecessor_id = met.id and l.inherits_records) up
    ), root as (
      select min(organization_id::text) as id, count(distinct organization_id) as roots,
          bool_or(valid_from <= ${day}::date and ${day}::date < valid_to) as stands
        from organization_version where parent_id is null and side = 'party'
    )
    select jsonb_build_object(
      'periods', coalesce((select jsonb_agg(jsonb_build_object('organizationId', v.organization_id, 'parentId', v.parent_id, 'side', v.side,
          'code', v.code, 'name', v.name, 'validFrom', to_char(v.valid_from, 'YYYY-MM-DD'), 'validTo', to_char(v.valid_to, 'YYYY-MM-DD')) order by v.valid_from)
        from met join organization_version v on v.organization_id = met.id), '[]'),
      'links', coalesce((select jsonb_agg(jsonb_build_object('predecessorId', l.predecessor_id, 'successorId', l.successor_id,
          'decisionNumber', s.decision_number))
        from met join succession_link l on l.predecessor_id = met.id and l.inherits_records join succession s on s.id = l.succession_id), '[]'),
      'onlyRootId', (select case when roots = 1 and stands then id end from root)) as ways`
  return ways.parse(row?.ways)
}

/** The database's own answer of this moment for an account and a class of rows of an organization; null when the caller may not ask. */
export async function readDatabaseAnswer(
  tx: Tx,
  _scope: Scope,
  asked: { userId: string; class: string; organizationId: string | null },
): Promise<boolean | null> {
  const [row] = await tx.$queryRaw<{ reads: boolean | null }[]>`
    select app.account_reads(${asked.userId}::uuid, ${asked.class}, ${asked.organizationId}::uuid) as reads`
  return row?.reads ?? null
}
