import { type DatedGrant, type OriginalGrant, roleSchema, serviceRoles } from '@nq15/domain/access'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

const anyRole = z.union([roleSchema, z.enum(serviceRoles)])

/** A stored grant: its id beside its role and days. */
export type GrantRow = DatedGrant & { readonly id: string }

/** Every grant an account ever held, oldest first. */
export async function listGrants(tx: Tx, _scope: Scope, userId: string): Promise<GrantRow[]> {
  const rows = await tx.accessGrant.findMany({
    where: { userId },
    select: { id: true, role: true, organizationId: true, validFrom: true, validTo: true },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ role, validFrom, validTo, ...rest }) => ({
    ...rest,
    role: anyRole.parse(role),
    validFrom: dayOf(validFrom),
    validTo: dayOf(validTo),
  }))
}

/** Whose a grant is; null when there is none. */
export async function findGrantHolder(tx: Tx, _scope: Scope, id: string): Promise<string | null> {
  const grant = await tx.accessGrant.findUnique({ where: { id }, select: { userId: true } })
  return grant?.userId ?? null
}

/** A grant as a delegation starts from it, locked until the transaction ends; null when there is none. */
export async function lockGrant(tx: Tx, _scope: Scope, id: string): Promise<(GrantRow & OriginalGrant) | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    select id::text, user_id::text as "userId", role, organization_id::text as "organizationId", delegated_from::text as "delegatedFrom",
        to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(valid_to, 'YYYY-MM-DD') as "validTo"
      from access_grant where id = ${id}::uuid for update`
  return rows[0] ? lockedGrant.parse(rows[0]) : null
}

/** Who gave and who received a delegation; null when the grant is none. */
export async function findDelegationEnds(
  tx: Tx,
  _scope: Scope,
  id: string,
): Promise<{ readonly from: string; readonly to: string } | null> {
  const [row] = await tx.$queryRaw<{ from: string; to: string }[]>`
    select o.user_id::text as "from", g.user_id::text as "to" from access_grant g join access_grant o on o.id = g.delegated_from
     where g.id = ${id}::uuid`
  return row ?? null
}

const lockedGrant = z.object({
  id: z.string(),
  userId: z.string(),
  role: anyRole,
  organizationId: z.string().nullable(),
  delegatedFrom: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string(),
})

/** The party organization that bears a code on a day; null when none does. Names and codes are a directory for everybody. */
export async function findOrganizationIdByCode(tx: Tx, code: string, day: LegalDay): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ organization_id: string }[]>`
    select organization_id::text from organization_version
     where side = 'party' and code = ${code} and valid_from <= ${day}::date and ${day}::date < valid_to`
  return row?.organization_id ?? null
}

/** Today as a legal day in Hà Nội, by the database's clock, which all processes share. */
export async function readToday(tx: Tx): Promise<LegalDay> {
  const [row] = await tx.$queryRaw<{ day: string }[]>`select app.today()::text as day`
  if (!row) throw new Error('the database answered no day')
  return row.day
}

/** An organization as a form of the keeper of accounts means it. */
export type MeantOrganization = { readonly organizationId: string; readonly code: string; readonly name: string }

/** The organizations alive today that carry a code, or else a whole name without diacritics; the Party's first. At most ten. */
export async function findMeantOrganizations(tx: Tx, typed: string): Promise<MeantOrganization[]> {
  return tx.$queryRaw<MeantOrganization[]>`
    with alive as (
      select organization_id, code, name, side, code = ${typed} as by_code from organization_version
       where (code = ${typed} or search_name = app.search_text(${typed})) and valid_from <= app.today() and app.today() < valid_to
    )
    select organization_id::text as "organizationId", code, name from alive
     where by_code or not exists (select from alive where by_code)
     order by side = 'party' desc, code limit 10`
}

/** An organization and those directly below it today, by code: where a grant may be delegated. */
export async function listPlacesOf(tx: Tx, organizationId: string): Promise<MeantOrganization[]> {
  return tx.$queryRaw<MeantOrganization[]>`
    select organization_id::text as "organizationId", code, name from organization_version
     where (organization_id = ${organizationId}::uuid or parent_id = ${organizationId}::uuid)
       and valid_from <= app.today() and app.today() < valid_to
     order by organization_id = ${organizationId}::uuid desc, code limit 400`
}

/** An account that works beside another: with a role in force in the same organization, above it or below it. */
export type Colleague = {
  readonly username: string
  readonly displayName: string
  readonly organizationName: string | null
}

/** Who could stand in for the holder of a role in an organization, nearest names first; at most 200. */
export async function listColleagues(tx: Tx, _scope: Scope, organizationId: string): Promise<Colleague[]> {
  return tx.$queryRaw<Colleague[]>`
    with near as (
      select organization_id as id from app.organization_reach
       where above_id = ${organizationId}::uuid and valid_from <= app.today() and app.today() < valid_to
      union select above_id from app.organization_reach
       where organization_id = ${organizationId}::uuid and valid_from <= app.today() and app.today() < valid_to
    )
    select distinct on (a.display_name, u.username) u.username, a.display_name as "displayName",
        (select v.name from organization_version v where v.organization_id = g.organization_id
          order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) as "organizationName"
      from access_grant g join near n on n.id = g.organization_id join access_account a on a.user_id = g.user_id
      join auth."user" u on u.id = a.user_id
     where g.valid_from <= app.today() and app.today() < g.valid_to and g.role <> 'member' and a.disabled_at is null
       and a.closes_on is null and a.user_id is distinct from app.actor_id()
     order by a.display_name, u.username, g.id limit 200`
}
