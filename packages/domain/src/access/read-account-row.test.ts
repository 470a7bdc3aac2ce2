import { expect, test } from 'vitest'
import { type AccountTexts, readAccountRow } from './read-account-row.ts'

const flawless: AccountTexts = {
  username: 'tdp5.bithu',
  displayName: 'Nguyễn Văn  An',
  role: 'Bí thư chi bộ',
  organizationCode: '01.001.005',
  validFrom: '01/12/2026',
  validTo: '31/12/2026',
}
const given = {
  day: '2026-11-24',
  organizationOn: (code: string, day: string) => (code === '01.001.005' && day >= '2026-01-01' ? 'cell-5' : undefined),
}

test('a flawless row; the end is the last day, blanks are today and open', () => {
  expect(readAccountRow(flawless, given)).toMatchObject({
    ok: true,
    value: {
      username: 'tdp5.bithu',
      displayName: 'Nguyễn Văn An',
      role: 'org-secretary',
      organizationId: 'cell-5',
      validFrom: '2026-12-01',
      validTo: '2027-01-01',
    },
  })
  expect(readAccountRow({ ...flawless, validFrom: '', validTo: '' }, given)).toMatchObject({
    value: { validFrom: '2026-11-24', validTo: '9999-12-31', cardNumber: null, reason: null },
  })
})

test.each<{ because: string; change: AccountTexts; reasons: readonly (readonly [string, string])[] }>([
  { because: 'a role by its code', change: { role: 'org-secretary' }, reasons: [] },
  { because: 'a role without marks', change: { role: 'bi thu chi bo' }, reasons: [] },
  { because: 'a role of one day', change: { validTo: '01/12/2026' }, reasons: [] },
  {
    because: 'an end before the beginning',
    change: { validTo: '30/11/2026' },
    reasons: [['ENDS_BEFORE_IT_BEGINS', 'validTo']],
  },
  { because: 'a day that is none', change: { validFrom: '31/02/2026' }, reasons: [['DAY_MALFORMED', 'validFrom']] },
  { because: 'a name with marks', change: { username: 'bí thư' }, reasons: [['USERNAME_MALFORMED', 'username']] },
  {
    because: 'nothing',
    change: { username: '', displayName: '', role: '' },
    reasons: [
      ['MISSING_VALUE', 'username'],
      ['MISSING_VALUE', 'displayName'],
      ['MISSING_VALUE', 'role'],
    ],
  },
  { because: 'a role that is none', change: { role: 'Vua' }, reasons: [['UNKNOWN_ROLE', 'role']] },
  {
    because: 'a role without its organization',
    change: { organizationCode: '' },
    reasons: [['ORGANIZATION_MISSING', 'organizationCode']],
  },
  {
    because: 'an organization that is none',
    change: { organizationCode: '99' },
    reasons: [['UNKNOWN_ORGANIZATION', 'organizationCode']],
  },
  {
    because: 'an organization not yet founded',
    change: { validFrom: '31/12/2025' },
    reasons: [['UNKNOWN_ORGANIZATION', 'organizationCode']],
  },
  {
    because: 'an administrator of one organization',
    change: { role: 'Quản trị hệ thống' },
    reasons: [['ORGANIZATION_NOT_WANTED', 'organizationCode']],
  },
  { because: 'an administrator', change: { role: 'Quản trị hệ thống', organizationCode: '' }, reasons: [] },
  { because: 'a service', change: { role: 'service-operator' }, reasons: [['UNKNOWN_ROLE', 'role']] },
])('$because → $reasons', ({ change, reasons }) => {
  const read = readAccountRow({ ...flawless, ...change }, given)
  expect(read.ok ? [] : read.refusal.reasons.map(({ code, column }) => [code, column])).toEqual(reasons)
})
