import { expect, test } from 'vitest'
import { type DatedGrant, standAloneRoles } from './check-grant.ts'
import { roles } from './schema.ts'
import {
  dutiesOf,
  findSeparationConflicts,
  type SeparationRuleId,
  separationRuleIds,
  separationRules,
} from './separation-rules.ts'

// commune above cell-7 and cell-8
const reaches = (above: string, below: string) => above === 'commune' && below.startsWith('cell')
const grant = (role: DatedGrant['role'], organizationId: string | null, days = ['2026-01-01', '9999-12-31']) =>
  ({ role, organizationId, validFrom: days[0] ?? '', validTo: days[1] ?? '' }) satisfies DatedGrant

const secretary = grant('org-secretary', 'cell-7', ['2026-01-01', '2026-07-01'])

test.each<{ because: string; other: DatedGrant; rule: SeparationRuleId | null; severity?: 'refuse' | 'warn' }>([
  {
    because: 'he decides where he proposes',
    other: grant('grassroots-committee', 'cell-7'),
    rule: 'proposer-decider',
    severity: 'warn',
  },
  {
    because: 'he decides above what he proposes',
    other: grant('grassroots-committee', 'commune'),
    rule: 'proposer-decider',
    severity: 'warn',
  },
  { because: 'he decides next door', other: grant('grassroots-committee', 'cell-8'), rule: null },
  {
    because: 'he decides from the day his secretaryship ends',
    other: grant('grassroots-committee', 'commune', ['2026-07-01', '9999-12-31']),
    rule: null,
  },
  {
    because: 'he decides one day earlier',
    other: grant('grassroots-committee', 'commune', ['2026-06-30', '9999-12-31']),
    rule: 'proposer-decider',
  },
  {
    because: 'he reviews his own plan',
    other: grant('inspection-commission', 'commune'),
    rule: 'owner-reviewer',
    severity: 'warn',
  },
  {
    because: 'he enters and counts again',
    other: grant('cell-teller', 'cell-7'),
    rule: 'entered-verified',
    severity: 'warn',
  },
  { because: 'he counts again elsewhere', other: grant('cell-teller', 'cell-8'), rule: null },
  { because: 'he leads two cells', other: grant('org-secretary', 'cell-8'), rule: null },
  {
    because: 'he keeps the accounts',
    other: grant('system-admin', null),
    rule: 'administrator-content',
    severity: 'refuse',
  },
  { because: 'he reads the trail', other: grant('privacy-auditor', null), rule: 'auditor-audited', severity: 'refuse' },
  {
    because: 'he settles and keeps identities',
    other: grant('identity-custodian', null),
    rule: 'custodian-settler',
    severity: 'refuse',
  },
  { because: 'he has a role that proposes nothing more', other: grant('city-office', 'commune'), rule: null },
])('a secretary of cell 7: $because → $rule', ({ other, rule, severity }) => {
  const there = findSeparationConflicts([secretary, other], reaches)
  const back = findSeparationConflicts([other, secretary], reaches)
  expect(there.map((conflict) => conflict.rule.id)).toEqual(rule ? [rule] : [])
  expect(back.map((conflict) => conflict.rule.id)).toEqual(rule ? [rule] : [])
  if (severity) expect(there[0]?.rule.severity).toBe(severity)
})

test('the days of a conflict are those on which both are in force', () => {
  const [conflict] = findSeparationConflicts(
    [secretary, grant('cell-teller', 'cell-7', ['2026-03-01', '2026-04-01'])],
    reaches,
  )
  expect(conflict).toMatchObject({ from: '2026-03-01', to: '2026-04-01' })
})

test('whoever stands alone may not be combined with any other role, as the rule of grants says', () => {
  for (const alone of standAloneRoles) {
    for (const role of roles.filter((one) => one !== alone)) {
      const [conflict] = findSeparationConflicts([grant(alone, null), grant(role, 'cell-7')], reaches)
      expect([alone, role, conflict?.rule.severity]).toEqual([alone, role, 'refuse'])
    }
  }
})

test('every rule can be broken by roles that exist, and every name is used', () => {
  const held = (duty: string) => roles.filter((role) => dutiesOf[role].some((one) => one === duty))
  for (const { duties } of separationRules) expect(duties.map((duty) => held(duty).length > 0)).toEqual([true, true])
  expect(new Set(separationRules.map(({ id }) => id))).toEqual(new Set(separationRuleIds))
})
