import { type Role, roleSchema, type ServiceRole, serviceRoles } from '@nq15/domain/access'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** An account as its page shows it. */
export type AccountFile = {
  readonly userId: string
  readonly username: string
  readonly displayName: string
  readonly hasMember: boolean
  readonly isDemo: boolean
  readonly isClosed: boolean
  /** Closed at once, whatever the day of leaving says. */
  readonly isDisabled: boolean
  readonly closesOn: LegalDay | null
  readonly closeReason: string | null
  readonly mustChangePassword: boolean
  readonly hasPassword: boolean
  readonly hasSecondFactor: boolean
  readonly firstSignIn: Date | null
  readonly lastSignIn: Date | null
  readonly createdAt: Date
}

/** A grant with everything its line tells: where, when, by whom and why given, by whom and why ended, from or to whom delegated. */
export type GrantLine = {
  readonly id: string
  readonly userId: string
  readonly holderName: string
  readonly role: Role | ServiceRole
  readonly organizationId: string | null
  readonly organizationName: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
  readonly grantedBy: string | null
  readonly grantedAt: Date
  readonly reason: string | null
  readonly endedBy: string | null
  readonly endedAt: Date | null
  readonly endReason: string | null
  readonly delegatedFrom: string | null
  /** Whose grant it was delegated from. */
  readonly delegatedBy: string | null
}

const file = z.object({
  userId: z.string(),
  username: z.string(),
  displayName: z.string(),
  hasMember: z.boolean(),
  isDemo: z.boolean(),
  isClosed: z.boolean(),
  isDisabled: z.boolean(),
  closesOn: z.string().nullable(),
  closeReason: z.string().nullable(),
  mustChangePassword: z.boolean(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  firstSignIn: z.date().nullable(),
  lastSignIn: z.date().nullable(),
  createdAt: z.date(),
})

/** One account; null when there is none. For the keeper of accounts, or for the account itself. */
export async function findAccountFile(tx: Tx, _scope: Scope, userId: string): Promise<AccountFile | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    select a.user_id::text as "userId", u.username, a.display_name as "displayName", a.member_id is not null as "hasMember",
        a.is_demo as "isDemo", (a.disabled_at is not null or coalesce(a.closes_on <= app.today(), false)) as "isClosed",
        a.disabled_at is not null as "isDisabled", to_char(a.closes_on, 'YYYY-MM-DD') as "closesOn", a.close_reason as "closeReason",
        a.must_change_password as "mustChangePassword",
        exists (select from auth.account c where c.user_id = a.user_id and c.password is not null) as "hasPassword",
        u.two_factor_enabled as "hasSecondFactor", s.first_at as "firstSignIn", s.last_at as "lastSignIn", a.created_at as "createdAt"
      from access_account a join auth."user" u on u.id = a.user_id left join access_sign_in s on s.user_id = a.user_id
     where a.user_id = ${userId}::uuid`
  return rows[0] ? file.parse(rows[0]) : null
}

const line = z.object({
  id: z.string(),
  userId: z.string(),
  holderName: z.string(),
  role: z.union([roleSchema, z.enum(serviceRoles)]),
  organizationId: z.string().nullable(),
  organizationName: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string(),
  grantedBy: z.string().nullable(),
  grantedAt: z.date(),
  reason: z.string().nullable(),
  endedBy: z.string().nullable(),
  endedAt: z.date().nullable(),
  endReason: z.string().nullable(),
  delegatedFrom: z.string().nullable(),
  delegatedBy: z.string().nullable(),
})

/** Every grant an account ever held and every one delegated from its own, newest first. */
export async function listGrantLines(tx: Tx, _scope: Scope, userId: string): Promise<GrantLine[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select g.id::text, g.user_id::text as "userId", h.display_name as "holderName", g.role, g.organization_id::text as "organizationId",
        (select v.name from organization_version v where v.organization_id = g.organization_id
          order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) as "organizationName",
        to_char(g.valid_from, 'YYYY-MM-DD') as "validFrom", to_char(g.valid_to, 'YYYY-MM-DD') as "validTo",
        coalesce(b.display_name, bs.name) as "grantedBy", g.created_at as "grantedAt", g.reason,
        coalesce(e.display_name, es.name) as "endedBy", g.ended_at as "endedAt", g.end_reason as "endReason",
        g.delegated_from::text as "delegatedFrom", d.display_name as "delegatedBy"
      from access_grant g join access_account h on h.user_id = g.user_id
      left join access_account b on b.user_id = g.granted_by left join access_service bs on bs.id = g.granted_by
      left join access_account e on e.user_id = g.ended_by left join access_service es on es.id = g.ended_by
      left join access_grant o on o.id = g.delegated_from left join access_account d on d.user_id = o.user_id
     where g.user_id = ${userId}::uuid or o.user_id = ${userId}::uuid
     order by g.valid_from desc, g.id desc`
  return rows.map((row) => line.parse(row))
}

/** What is still open in the hands of an account: counts by kind, organization and year, never a person. */
export type OpenMatter = {
  readonly kind: string
  readonly organizationName: string | null
  readonly year: number | null
  readonly count: number
}

/** Lists what an account that leaves has to hand over; for the keeper of accounts, who sees counts only. */
export async function listOpenMatters(tx: Tx, _scope: Scope, userId: string): Promise<OpenMatter[]> {
  return tx.$queryRaw<OpenMatter[]>`
    select m.kind, m.year, m.count,
        (select v.name from organization_version v where v.organization_id = m.organization_id
          order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) as "organizationName"
      from app.open_matters(${userId}::uuid) m order by m.kind, m.year desc nulls last, 4`
}
