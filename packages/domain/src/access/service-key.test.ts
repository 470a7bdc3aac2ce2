import { expect, test } from 'vitest'
import { checkKey, networkSchema } from './index.ts'

test.each([
  { typed: '10.1.2.3', allowed: true },
  { typed: ' 10.1.2.0/24 ', allowed: true },
  { typed: '10.0.0.0/8', allowed: true },
  { typed: 'fd00::/16', allowed: true },
  { typed: '0.0.0.0/0', allowed: false },
  { typed: '::/0', allowed: false },
  { typed: '10.0.0.0/7', allowed: false },
  { typed: '10.0.0.256', allowed: false },
  { typed: '10.0.0.0/33', allowed: false },
  { typed: 'example.org', allowed: false },
  { typed: '', allowed: false },
])('a key may be bound to "$typed": $allowed', ({ typed, allowed }) => {
  expect(networkSchema.safeParse(typed).success).toBe(allowed)
})

const today = '2026-12-08'
test.each([
  { because: 'what the maker holds', permissions: ['watch:read'], expiresOn: '2027-12-09', found: [] },
  {
    because: 'more than the maker holds',
    permissions: ['watch:read', 'monitoring:enter'],
    expiresOn: '2027-01-01',
    found: ['MORE_THAN_MAKER'],
  },
  { because: 'a day too long', permissions: ['watch:read'], expiresOn: '2027-12-10', found: ['EXPIRES_TOO_LATE'] },
  { because: 'ended today', permissions: ['watch:read'], expiresOn: today, found: ['EXPIRES_IN_PAST'] },
] as const)('a key with $because', ({ permissions, expiresOn, found }) => {
  const checked = checkKey({ permissions: [...permissions], expiresOn }, { held: ['watch:read'], today })
  expect(checked.ok ? [] : checked.refusal.findings.map(({ code }) => code)).toEqual(found)
})
