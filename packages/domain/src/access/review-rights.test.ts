import { expect, test } from 'vitest'
import { type ReviewedGrant, reviewRights } from './review-rights.ts'

const days = { today: '2026-11-24', endsBefore: '2026-12-24', unusedSince: '2026-08-26' }
const flawless: ReviewedGrant = {
  grantId: 'g',
  userId: 'u',
  role: 'grassroots-office',
  organizationId: 'ward',
  validFrom: '2026-01-01',
  validTo: '9999-12-31',
  closed: false,
  lastUsedOn: '2026-11-20',
}
const rows: readonly (readonly [string, Partial<ReviewedGrant>, readonly string[]])[] = [
  ['nothing to say', {}, []],
  ['ends on the last day of the window', { validTo: '2026-12-24' }, ['ends-soon']],
  ['ends a day later', { validTo: '2026-12-25' }, []],
  ['has not begun', { validFrom: '2026-11-25', validTo: '2026-12-01' }, []],
  ['used on the first day that counts', { lastUsedOn: '2026-08-26' }, []],
  ['used a day before', { lastUsedOn: '2026-08-25' }, ['unused']],
  ['never used, held long', { lastUsedOn: null }, ['unused']],
  ['never used, held since the window began', { lastUsedOn: null, validFrom: '2026-08-26' }, ['unused']],
  ['never used, held a day less', { lastUsedOn: null, validFrom: '2026-08-27' }, []],
  ['a closed account', { closed: true }, ['closed-account']],
  ['an emergency opening', { role: 'break-glass', validTo: '2026-11-25', lastUsedOn: null }, ['emergency']],
]
test.each(rows)('%s', (_, changes, codes) => {
  const [line] = reviewRights([{ ...flawless, ...changes }], days, () => false)
  expect(line?.findings.map(({ code }) => code)).toEqual(codes)
})

test('what a role reads', () => {
  const readsOf = (role: ReviewedGrant['role']) =>
    reviewRights([{ ...flawless, role }], days, () => false).flatMap(({ reads }) => reads)
  expect(readsOf('grassroots-office')).toEqual(['tree', 'person'])
  expect(readsOf('organization-board')).toEqual(['tree'])
  expect(readsOf('system-admin')).toEqual([])
})

test('proposer and decider of one branch overlap, of two branches not; two accounts never', () => {
  const decider = { ...flawless, grantId: 'd', role: 'grassroots-committee' as const }
  const proposer = { ...flawless, grantId: 'p', role: 'org-secretary' as const, organizationId: 'cell' }
  const below = (above: string, organizationId: string) => above === 'ward' && organizationId === 'cell'
  expect(reviewRights([decider, proposer], days, below).map(({ findings }) => findings)).toEqual([
    [{ code: 'duties-overlap', rule: 'proposer-decider', otherGrantId: 'p' }],
    [{ code: 'duties-overlap', rule: 'proposer-decider', otherGrantId: 'd' }],
  ])
  expect(reviewRights([decider, proposer], days, () => false).flatMap(({ findings }) => findings)).toEqual([])
  expect(
    reviewRights([decider, { ...proposer, userId: 'v' }], days, below).flatMap(({ findings }) => findings),
  ).toEqual([])
})
