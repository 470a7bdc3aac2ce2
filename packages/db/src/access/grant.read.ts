import { type DatedGrant, roleSchema, serviceRoles } from '@nq15/domain/access'
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
