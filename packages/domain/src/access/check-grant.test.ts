import { expect, test } from 'vitest'
import { checkGrant, type DatedGrant, standAloneRoles } from './check-grant.ts'
import { rowRights } from './row-class.ts'
import { roles } from './schema.ts'

const wanted: DatedGrant = {
  role: 'org-secretary',
  organizationId: 'cell-7',
  validFrom: '2026-01-01',
  validTo: '9999-12-31',
}
const held = (change: Partial<DatedGrant>): DatedGrant => ({ ...wanted, role: 'cell-teller', ...change })

test.each([
  { because: 'nothing held', before: [], change: {}, code: null },
  { because: 'another role in the same cell', before: [held({})], change: {}, code: null },
  {
    because: 'the same role in another cell',
    before: [held({ role: 'org-secretary', organizationId: 'cell-8' })],
    change: {},
    code: null,
  },
  { because: 'the same role, same cell', before: [held({ role: 'org-secretary' })], change: {}, code: 'grant-twice' },
  {
    because: 'the same role, ended the day before',
    before: [held({ role: 'org-secretary', validFrom: '2025-01-01', validTo: '2026-01-01' })],
    change: {},
    code: null,
  },
  {
    because: 'the same role, ending one day later',
    before: [held({ role: 'org-secretary', validFrom: '2025-01-01', validTo: '2026-01-02' })],
    change: {},
    code: 'grant-twice',
  },
  {
    because: 'the administrator wants content',
    before: [held({ role: 'system-admin', organizationId: null })],
    change: {},
    code: 'roles-kept-apart',
  },
  {
    because: 'a secretary wants administration',
    before: [held({ role: 'org-secretary' })],
    change: { role: 'system-admin' as const },
    code: 'roles-kept-apart',
  },
  {
    because: 'a former administrator',
    before: [held({ role: 'system-admin', validFrom: '2025-01-01', validTo: '2026-01-01' })],
    change: {},
    code: null,
  },
  { because: 'no organization', before: [], change: { organizationId: null }, code: 'grant-needs-organization' },
  {
    because: 'an administrator of everything',
    before: [],
    change: { role: 'system-admin' as const, organizationId: null },
    code: null,
  },
  { because: 'no day at all', before: [], change: { validTo: '2026-01-01' }, code: 'grant-period-empty' },
])('$because → $code', ({ before, change, code }) => {
  const checked = checkGrant(before, { ...wanted, ...change })
  expect(checked.ok ? null : checked.refusal.code).toBe(code)
})

test('roles that stand alone are those that open no record', () => {
  const opensNothing = roles.filter((role) => {
    const { tree, person, petition } = rowRights[role]
    return tree.length + person.length + petition.length === 0
  })
  expect(opensNothing.filter((role) => role !== 'member')).toEqual(standAloneRoles)
})
