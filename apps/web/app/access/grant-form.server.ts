import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type Role, roleSchema, standAloneRoles } from '@nq15/domain/access'
import { addDays, openEnd, readDay } from '@nq15/domain/calendar'
import { type LegalDay, textField } from '@nq15/domain/shared'
import { findOrganizationsMeant } from '@nq15/use-cases/access/read-accounts'
import { z } from 'zod'

/** A day as people type it, `dd/MM/yyyy`; blank stays blank. */
export const typedDay = z
  .string()
  .max(20)
  .transform((typed, context): LegalDay | '' => {
    if (typed.trim() === '') return ''
    const read = readDay(typed)
    if (read.ok) return read.value
    context.addIssue({ code: 'custom', message: 'no day' })
    return z.NEVER
  })

/** The fields of a role in a form; the end is the last day, blank means open. */
export const grantFields = {
  role: z.union([z.literal(''), roleSchema]),
  organization: textField.pipe(z.string().max(200)),
  from: typedDay,
  last: typedDay,
  reason: textField.pipe(z.string().max(500)),
}

/** What a form asks for as a use case wants it, or the field that is wrong and why; null for a blank. */
export type ReadGrant =
  | {
      readonly ok: true
      readonly role: Role
      readonly organizationId: string | null
      readonly validFrom?: LegalDay
      readonly validTo: LegalDay
    }
  | {
      readonly ok: false
      readonly field: 'role' | 'organization' | 'last'
      readonly refusal:
        | null
        | { readonly code: 'unknown-organization' }
        | { readonly code: 'grant-needs-organization'; readonly role: string }
        | { readonly code: 'many-organizations'; readonly codes: string }
        | { readonly code: 'grant-period-empty'; readonly from: LegalDay; readonly to: LegalDay }
    }

/** Reads the role of a form: the organization is meant by its code or its whole name, and stand-alone roles have none. */
export async function readGrantForm(
  db: Database,
  scope: Scope,
  form: { readonly role: Role | ''; readonly organization: string; readonly from: string; readonly last: string },
): Promise<ReadGrant> {
  const { role, organization, from, last } = form
  if (role === '') return { ok: false, field: 'role', refusal: null }
  const validTo = last === '' ? openEnd : addDays(last, 1)
  if (from !== '' && validTo <= from) {
    return { ok: false, field: 'last', refusal: { code: 'grant-period-empty', from, to: last } }
  }
  const days = { ...(from === '' ? {} : { validFrom: from }), validTo }
  if (standAloneRoles.includes(role)) return { ok: true, role, organizationId: null, ...days }
  if (organization === '')
    return { ok: false, field: 'organization', refusal: { code: 'grant-needs-organization', role } }
  const meant = await findOrganizationsMeant(db, scope, organization)
  const [only, ...others] = meant
  if (!only) return { ok: false, field: 'organization', refusal: { code: 'unknown-organization' } }
  if (others.length > 0) {
    const codes = meant.map(({ code }) => code).join(', ')
    return { ok: false, field: 'organization', refusal: { code: 'many-organizations', codes } }
  }
  return { ok: true, role, organizationId: only.organizationId, ...days }
}
