import { expect, test } from 'vitest'
import { checkDelegation, mayBeDelegated, type OriginalGrant, type WantedDelegation } from './check-delegation.ts'
import { roles } from './schema.ts'

const original: OriginalGrant = {
  userId: 'binh',
  role: 'grassroots-committee',
  organizationId: 'commune',
  validFrom: '2026-01-01',
  validTo: '2027-01-01',
  delegatedFrom: null,
}
const wanted: WantedDelegation = {
  toUserId: 'cuong',
  organizationId: 'commune',
  validFrom: '2026-12-01',
  validTo: '2026-12-11',
  reason: 'đi học tập trung',
}
const given = {
  today: '2026-11-24',
  maximumDays: 10,
  reaches: (above: string, below: string) => above === 'commune' && below === 'cell-7',
}

test.each<{
  because: string
  original?: Partial<OriginalGrant>
  wanted?: Partial<WantedDelegation>
  code: string | null
}>([
  { because: 'flawless', code: null },
  { because: 'a smaller organization', wanted: { organizationId: 'cell-7' }, code: null },
  {
    because: 'an organization elsewhere',
    wanted: { organizationId: 'cell-8' },
    code: 'delegation-outside-organization',
  },
  { because: 'everything', wanted: { organizationId: null }, code: 'delegation-outside-organization' },
  { because: 'a larger organization', original: { organizationId: 'cell-7' }, code: 'delegation-outside-organization' },
  { because: 'delegated itself', original: { delegatedFrom: 'g-1' }, code: 'delegation-of-delegated' },
  { because: 'one’s own file', original: { role: 'member' }, code: 'delegation-role' },
  {
    because: 'the keeping of accounts',
    original: { role: 'system-admin', organizationId: null },
    code: 'delegation-role',
  },
  { because: 'to himself', wanted: { toUserId: 'binh' }, code: 'delegation-to-self' },
  { because: 'no reason', wanted: { reason: ' ' }, code: 'delegation-needs-reason' },
  { because: 'from today', wanted: { validFrom: '2026-11-24', validTo: '2026-11-25' }, code: null },
  {
    because: 'from yesterday',
    wanted: { validFrom: '2026-11-23', validTo: '2026-11-25' },
    code: 'delegation-in-the-past',
  },
  { because: 'no day', wanted: { validTo: '2026-12-01' }, code: 'grant-period-empty' },
  { because: 'to the last day of the grant', wanted: { validFrom: '2026-12-25', validTo: '2027-01-01' }, code: null },
  {
    because: 'a day beyond the grant',
    wanted: { validFrom: '2026-12-25', validTo: '2027-01-02' },
    code: 'delegation-outside-period',
  },
  { because: 'a day before the grant', original: { validFrom: '2026-12-02' }, code: 'delegation-outside-period' },
  { because: 'one day more than may be', wanted: { validTo: '2026-12-12' }, code: 'delegation-too-long' },
])('$because → $code', ({ original: changed = {}, wanted: asked = {}, code }) => {
  const checked = checkDelegation({ ...original, ...changed }, { ...wanted, ...asked }, given)
  expect(checked.ok ? null : checked.refusal.code).toBe(code)
})

test('the roles that nobody passes on', () => {
  const kept = roles.filter((role) => !mayBeDelegated(role))
  expect(kept).toEqual(['member', 'system-admin', 'privacy-auditor', 'identity-custodian'])
})
