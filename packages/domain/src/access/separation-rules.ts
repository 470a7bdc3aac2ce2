import type { LegalDay, LegalSource } from '../shared/index.ts'
import type { DatedGrant } from './check-grant.ts'
import type { Role, ServiceRole } from './schema.ts'

/** What a person does to a record or for the system, as far as two of them may exclude each other. */
export const duties = [
  'propose',
  'decide',
  'own',
  'review',
  'enter',
  'verify',
  'keep-identities',
  'settle',
  'administer',
  'audit',
  'handle-content',
] as const
export type Duty = (typeof duties)[number]

/** The duties of each role (vocabulary, section 12; weak units, section 14). Services have none: their own code bounds them. */
export const dutiesOf: Readonly<Record<Role, readonly Duty[]> & Partial<Record<ServiceRole, readonly Duty[]>>> = {
  member: ['handle-content'],
  'org-secretary': ['propose', 'own', 'enter', 'settle', 'handle-content'],
  'cell-teller': ['verify', 'handle-content'],
  'grassroots-office': ['own', 'handle-content'],
  'grassroots-committee': ['decide', 'settle', 'handle-content'],
  'organization-board': ['review', 'handle-content'],
  'standing-committee': ['decide', 'settle', 'handle-content'],
  'city-office': ['handle-content'],
  'area-member': ['propose', 'handle-content'],
  'inspection-commission': ['review', 'handle-content'],
  receptionist: ['propose', 'handle-content'],
  'unit-head': ['decide', 'settle', 'handle-content'],
  'system-admin': ['administer'],
  'privacy-auditor': ['audit'],
  'identity-custodian': ['keep-identities'],
  'service-events': [],
}

/** The rules by name; each has a sentence in the room's messages. */
export const separationRuleIds = [
  'proposer-decider',
  'owner-reviewer',
  'entered-verified',
  'custodian-settler',
  'administrator-content',
  'auditor-audited',
  'keepers-apart',
] as const
export type SeparationRuleId = (typeof separationRuleIds)[number]

/**
 * Two duties that one person should not have. `refuse`: never in one account. `warn`: allowed for a stated reason, since
 * persons do hold both posts (a cell secretary who sits on the committee); the record itself still wants two persons.
 * `same-branch`: only where one of the organizations is the other or lies above it.
 */
export type SeparationRule = {
  readonly id: SeparationRuleId
  readonly duties: readonly [Duty, Duty]
  readonly severity: 'refuse' | 'warn'
  readonly where: 'same-branch' | 'anywhere'
  readonly source: LegalSource
}

const convention = (provision: string): LegalSource => ({
  document: 'Tách nhiệm vụ, quy ước của sản phẩm',
  provision,
  confidence: 'design',
})

/** Forbidden overlaps of duties, heaviest first. */
export const separationRules: readonly SeparationRule[] = [
  {
    id: 'administrator-content',
    duties: ['administer', 'handle-content'],
    severity: 'refuse',
    where: 'anywhere',
    source: convention('privacy:L5'),
  },
  {
    id: 'auditor-audited',
    duties: ['audit', 'handle-content'],
    severity: 'refuse',
    where: 'anywhere',
    source: convention('privacy:L5'),
  },
  {
    id: 'custodian-settler',
    duties: ['keep-identities', 'settle'],
    severity: 'refuse',
    where: 'anywhere',
    source: convention('privacy:I13'),
  },
  {
    id: 'keepers-apart',
    duties: ['administer', 'audit'],
    severity: 'refuse',
    where: 'anywhere',
    source: convention('privacy:L5'),
  },
  {
    id: 'keepers-apart',
    duties: ['keep-identities', 'administer'],
    severity: 'refuse',
    where: 'anywhere',
    source: convention('privacy:L5'),
  },
  {
    id: 'keepers-apart',
    duties: ['keep-identities', 'audit'],
    severity: 'refuse',
    where: 'anywhere',
    source: convention('privacy:L5'),
  },
  {
    id: 'keepers-apart',
    duties: ['keep-identities', 'handle-content'],
    severity: 'refuse',
    where: 'anywhere',
    source: convention('privacy:L5'),
  },
  {
    id: 'proposer-decider',
    duties: ['propose', 'decide'],
    severity: 'warn',
    where: 'same-branch',
    source: convention('weak-units:SD1'),
  },
  {
    id: 'owner-reviewer',
    duties: ['own', 'review'],
    severity: 'warn',
    where: 'same-branch',
    source: convention('weak-units:SD2'),
  },
  {
    id: 'entered-verified',
    duties: ['enter', 'verify'],
    severity: 'warn',
    where: 'same-branch',
    source: convention('weak-units:SD4'),
  },
]

/** Two grants of one account whose duties exclude each other, and the days `[from, to)` on which both are in force. */
export type SeparationConflict<Held extends DatedGrant = DatedGrant> = {
  readonly rule: SeparationRule
  readonly grants: readonly [Held, Held]
  readonly from: LegalDay
  readonly to: LegalDay
}

/** Whether an organization is another one or lies above it; a grant without organization reaches everything. */
export type Reaches = (aboveId: string, organizationId: string) => boolean

/**
 * Every pair of grants of ONE account that breaks a rule, heaviest rule first, each pair once with its first rule. Grants of
 * different accounts must not be mixed. The tree comes in as `reaches`, on the day the caller judges.
 */
export function findSeparationConflicts<Held extends DatedGrant>(
  grants: readonly Held[],
  reaches: Reaches,
): SeparationConflict<Held>[] {
  const conflicts = grants.flatMap((one, index) =>
    grants.slice(index + 1).flatMap((other) => {
      const from = [one.validFrom, other.validFrom].sort()[1] ?? ''
      const to = [one.validTo, other.validTo].sort()[0] ?? ''
      if (from >= to) return []
      const rule = separationRules.find((candidate) => breaks(candidate, one, other) && meets(candidate, one, other))
      return rule ? [{ rule, grants: [one, other] as const, from, to }] : []
    }),
  )
  const weight = ({ rule }: SeparationConflict<Held>) => separationRules.indexOf(rule)
  return conflicts.sort((left, right) => weight(left) - weight(right))

  function meets(rule: SeparationRule, one: Held, other: Held): boolean {
    const [a, b] = [one.organizationId, other.organizationId]
    return rule.where === 'anywhere' || a === null || b === null || a === b || reaches(a, b) || reaches(b, a)
  }
}

function breaks({ duties: [first, second] }: SeparationRule, one: DatedGrant, other: DatedGrant): boolean {
  const has = (grant: DatedGrant, duty: Duty) => (dutiesOf[grant.role] ?? []).includes(duty)
  return one.role !== other.role && ((has(one, first) && has(other, second)) || (has(one, second) && has(other, first)))
}
