import type { LegalDay } from '../shared/index.ts'
import { opensClass } from './explain-access.ts'
import type { AnyRole, Role } from './schema.ts'
import { roles } from './schema.ts'
import { findSeparationConflicts, type Reaches, type SeparationRuleId } from './separation-rules.ts'

/** A grant that reaches an organization or lies inside it, with what is known of its holder's use. */
export type ReviewedGrant = {
  readonly grantId: string
  readonly userId: string
  readonly role: AnyRole
  readonly organizationId: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
  readonly closed: boolean
  /** The last day the holder did anything at all, or was signed in; null when never. */
  readonly lastUsedOn: LegalDay | null
}

/** What a reviewer should look at: ends soon, kept by a closed account, not used, or two duties that exclude each other. */
export type ReviewFinding =
  | { readonly code: 'ends-soon'; readonly on: LegalDay }
  | { readonly code: 'closed-account' }
  | { readonly code: 'unused'; readonly since: LegalDay | null }
  | { readonly code: 'emergency' }
  | { readonly code: 'duties-overlap'; readonly rule: SeparationRuleId; readonly otherGrantId: string }

/** One line of the review: the grant, the classes its role reads, and the findings. */
export type ReviewedLine<Grant extends ReviewedGrant = ReviewedGrant> = {
  readonly grant: Grant
  readonly reads: readonly ('tree' | 'person')[]
  readonly findings: readonly ReviewFinding[]
}

/** Days of the review: grants that end within so many, use that lies so many back. */
export type ReviewDays = { readonly today: LegalDay; readonly endsBefore: LegalDay; readonly unusedSince: LegalDay }

const isRole = (role: AnyRole): role is Role => roles.some((one) => one === role)

/** Judges the grants of a review one by one and, account by account, against each other. */
export function reviewRights<Grant extends ReviewedGrant>(
  grants: readonly Grant[],
  { today, endsBefore, unusedSince }: ReviewDays,
  reaches: Reaches,
): ReviewedLine<Grant>[] {
  const ofUser = new Map<string, Grant[]>()
  for (const grant of grants) ofUser.set(grant.userId, [...(ofUser.get(grant.userId) ?? []), grant])
  const overlaps = new Map<string, ReviewFinding[]>()
  const note = (grantId: string, finding: ReviewFinding) =>
    overlaps.set(grantId, [...(overlaps.get(grantId) ?? []), finding])
  for (const held of ofUser.values()) {
    const dated = held.flatMap((grant) => (isRole(grant.role) ? [{ ...grant, role: grant.role }] : []))
    for (const {
      rule,
      grants: [one, other],
    } of findSeparationConflicts(dated, reaches)) {
      note(one.grantId, { code: 'duties-overlap', rule: rule.id, otherGrantId: other.grantId })
      note(other.grantId, { code: 'duties-overlap', rule: rule.id, otherGrantId: one.grantId })
    }
  }
  return grants.map((grant) => {
    const { role, validFrom, validTo, closed, lastUsedOn } = grant
    // Who holds a role for less than the time it may lie unused has not had the chance.
    const isUnused = validFrom <= unusedSince && (lastUsedOn === null || lastUsedOn < unusedSince)
    return {
      grant,
      reads: (['tree', 'person'] as const).filter((kind) => opensClass(role, kind)),
      findings: [
        ...(role === 'break-glass' ? [{ code: 'emergency' } as const] : []),
        ...(closed ? [{ code: 'closed-account' } as const] : []),
        ...(overlaps.get(grant.grantId) ?? []),
        ...(validFrom <= today && validTo <= endsBefore && role !== 'break-glass'
          ? [{ code: 'ends-soon', on: validTo } as const]
          : []),
        ...(isUnused && role !== 'break-glass' ? [{ code: 'unused', since: lastUsedOn } as const] : []),
      ],
    }
  })
}
