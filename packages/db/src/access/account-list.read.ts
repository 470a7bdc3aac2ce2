import { type Role, roleSchema } from '@nq15/domain/access'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Where an account stands: open, open and never signed in, or closed. */
export const accountStates = ['open', 'never', 'closed'] as const
export type AccountState = (typeof accountStates)[number]

/** What the list is narrowed to; blanks and nulls narrow nothing. `organizationId` means it and everything below. */
export type AccountQuery = {
  readonly text: string
  readonly role: Role | null
  readonly organizationId: string | null
  readonly state: AccountState | null
  readonly offset: number
  readonly limit: number
}

/** A role on a line of the list: in force today, or to come when `from` is later. */
export type ListedGrant = {
  readonly role: Role
  readonly organizationName: string | null
  readonly from: LegalDay
  readonly to: LegalDay
  readonly isDelegated: boolean
}

/** One line of the list of accounts: no password, no member. */
export type ListedAccount = {
  readonly userId: string
  readonly username: string
  readonly displayName: string
  readonly isClosed: boolean
  readonly closesOn: LegalDay | null
  readonly isDemo: boolean
  readonly hasSecondFactor: boolean
  readonly lastSignIn: Date | null
  readonly grants: readonly ListedGrant[]
}

/** A page of accounts with how many each state has under the same search. */
export type AccountList = {
  readonly total: number
  readonly counts: Readonly<Record<AccountState | 'all', number>>
  readonly rows: readonly ListedAccount[]
}

const account = z.object({
  userId: z.string(),
  username: z.string(),
  displayName: z.string(),
  isClosed: z.boolean(),
  closesOn: z.string().nullable(),
  isDemo: z.boolean(),
  hasSecondFactor: z.boolean(),
  lastSignIn: z.date().nullable(),
})
const grant = z.object({
  userId: z.string(),
  role: roleSchema,
  organizationName: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  isDelegated: z.boolean(),
})

/** Searches accounts by name without diacritics or by username; for the keeper of accounts. */
export async function searchAccounts(tx: Tx, _scope: Scope, query: AccountQuery): Promise<AccountList> {
  const { role, organizationId, state, offset, limit } = query
  const text = query.text.replace(/[\\%_]/gu, (sign) => `\\${sign}`)
  const rows = await tx.$queryRaw<{ line: unknown; counts: Record<string, number> }[]>`
    with found as materialized (
      select a.user_id, u.username, a.display_name, a.is_demo, u.two_factor_enabled, s.last_at, a.closes_on,
          (a.disabled_at is not null or coalesce(a.closes_on <= app.today(), false)) as is_closed
        from access_account a join auth."user" u on u.id = a.user_id left join access_sign_in s on s.user_id = a.user_id
       where (${text} = '' or app.search_text(a.display_name) like '%' || app.search_text(${text}) || '%'
           or u.username like '%' || lower(${text}) || '%')
         and (${role}::text is null or exists (select from access_grant g where g.user_id = a.user_id and g.role = ${role}
           and g.valid_from < g.valid_to and app.today() < g.valid_to))
         and (${organizationId}::uuid is null or exists (select from access_grant g
           join app.organization_reach r on r.organization_id = g.organization_id and r.above_id = ${organizationId}::uuid
             and r.valid_from <= app.today() and app.today() < r.valid_to
           where g.user_id = a.user_id and g.valid_from < g.valid_to and app.today() < g.valid_to))
    ), counted as (
      select jsonb_build_object('all', count(*), 'open', count(*) filter (where not is_closed),
        'never', count(*) filter (where not is_closed and last_at is null), 'closed', count(*) filter (where is_closed)) as counts from found
    ), shown as (
      select * from found where case ${state}::text when 'open' then not is_closed when 'never' then not is_closed and last_at is null
          when 'closed' then is_closed else true end
       order by username limit ${limit} offset ${offset}
    )
    select c.counts, case when p.user_id is null then null else jsonb_build_object('userId', p.user_id, 'username', p.username,
        'displayName', p.display_name, 'isClosed', p.is_closed, 'closesOn', p.closes_on, 'isDemo', p.is_demo,
        'hasSecondFactor', p.two_factor_enabled, 'lastSignIn', extract(epoch from p.last_at) * 1000) end as line
      from counted c left join shown p on true order by p.username`
  const counts = z
    .object({ all: z.number(), open: z.number(), never: z.number(), closed: z.number() })
    .parse(rows[0]?.counts)
  const lines = rows.flatMap(({ line }) => (line === null ? [] : [account.parse(withDate(line))]))
  const grants = await tx.$queryRaw<unknown[]>`
    select g.user_id::text as "userId", g.role, to_char(g.valid_from, 'YYYY-MM-DD') as "from", to_char(g.valid_to, 'YYYY-MM-DD') as "to",
        g.delegated_from is not null as "isDelegated",
        (select v.name from organization_version v where v.organization_id = g.organization_id
          order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) as "organizationName"
      from access_grant g
     where g.user_id = any (${lines.map(({ userId }) => userId)}::uuid[]) and g.valid_from < g.valid_to and app.today() < g.valid_to
     order by g.valid_from, g.id`
  const held = grants.map((row) => grant.parse(row))
  return {
    total: state === null ? counts.all : counts[state],
    counts,
    rows: lines.map((line) => ({
      ...line,
      grants: held.filter(({ userId }) => userId === line.userId).map(({ userId: _, ...rest }) => rest),
    })),
  }
}

const dated = z.looseObject({ lastSignIn: z.number().nullable() })

function withDate(line: unknown): object {
  const { lastSignIn, ...rest } = dated.parse(line)
  return { ...rest, lastSignIn: lastSignIn === null ? null : new Date(lastSignIn) }
}
