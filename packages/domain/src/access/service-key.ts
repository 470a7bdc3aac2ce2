import { z } from 'zod'
import { addDays } from '../calendar/index.ts'
import { type LegalDay, legalDayField, ok, type Result, refuse, textField } from '../shared/index.ts'
import { type KeyPermission, keyPermissions } from './policy.ts'

const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const ipv4 = new RegExp(`^${octet}(\\.${octet}){3}(/([0-9]|[12]\\d|3[0-2]))?$`)
const ipv6 = /^[0-9a-f:]{2,39}(\/(\d{1,2}|1[01]\d|12[0-8]))?$/
/** Blocks that would let anybody in: a key is bound to somewhere. */
const everywhere = /\/[0-7]$/

/** One network a key may come from: an address or a CIDR block, never everywhere. */
export const networkSchema = z
  .string()
  .transform((typed) => typed.trim().toLowerCase())
  .refine((text) => (ipv4.test(text) || (text.includes(':') && ipv6.test(text))) && !everywhere.test(text), {
    message: 'BAD_NETWORK',
  })

/** A new key, as the form sends it. */
export const makeKeySchema = z.strictObject({
  name: textField.pipe(z.string().min(1).max(80)),
  organizationId: z.uuid(),
  permissions: z.array(z.enum(keyPermissions)).min(1),
  networks: z.array(networkSchema).min(1).max(20),
  perMinute: z.int().min(1).max(600),
  expiresOn: legalDayField,
})
export type MakeKey = Readonly<z.infer<typeof makeKeySchema>>

/** Longest life of a key in days; then it is made anew, by somebody who still may. */
export const keyLifeDays = 366

/** Hours for which the former secret goes on after a rotation. */
export const rotationHours = 24

export type KeyFinding =
  | { readonly code: 'MORE_THAN_MAKER'; readonly permission: KeyPermission }
  | { readonly code: 'EXPIRES_TOO_LATE' | 'EXPIRES_IN_PAST' }

/** A key is never more than its maker: `held` are the permissions he holds over its organization today. All findings at once. */
export function checkKey(
  { permissions, expiresOn }: Pick<MakeKey, 'permissions' | 'expiresOn'>,
  { held, today }: { readonly held: readonly KeyPermission[]; readonly today: LegalDay },
): Result<true, { readonly code: 'KEY_REFUSED'; readonly findings: readonly KeyFinding[] }> {
  const findings: KeyFinding[] = permissions
    .filter((permission) => !held.includes(permission))
    .map((permission) => ({ code: 'MORE_THAN_MAKER', permission }))
  if (expiresOn <= today) findings.push({ code: 'EXPIRES_IN_PAST' })
  if (expiresOn > addDays(today, keyLifeDays)) findings.push({ code: 'EXPIRES_TOO_LATE' })
  return findings.length === 0 ? ok(true) : refuse({ code: 'KEY_REFUSED', findings })
}
