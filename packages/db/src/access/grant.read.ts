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
