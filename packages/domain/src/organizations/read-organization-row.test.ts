import { expect, test } from 'vitest'
import {
  type KnownOrganization,
  organizationMessagesEn,
  organizationMessagesVi,
  organizationRowCodes,
  readOrganizationRow,
} from './index.ts'

const parent: KnownOrganization = {
  organizationId: 'commune',
  kind: 'grassroots-committee-org',
  parentId: 'city',
  validFrom: '2025-07-01',
  validTo: '9999-12-31',
}
const cell: KnownOrganization = { ...parent, organizationId: 'cell-7', kind: 'cell', parentId: 'commune' }
const known = new Map([
  ['00004', parent],
  ['C7', cell],
  ['C8', { ...cell, parentId: 'another' }],
  ['90', { ...parent, validTo: '2026-06-30' }],
])
const knownOn = (code: string, day: string) => {
  const found = known.get(code)
  return found && found.validFrom <= day && day < found.validTo ? found : undefined
}
const flawless = {
  code: 'C1',
  name: 'Chi bộ số 1',
  kind: 'Chi bộ',
  sector: 'Cơ quan',
  parentCode: '00004',
  validFrom: '01/07/2025',
}

test.each([
  [{}, { kind: 'cell', sector: 'agency', parentId: 'commune', validTo: '9999-12-31', existingId: null }],
  [{ kind: 'CHI BO TRUC THUOC' }, { kind: 'subordinate-cell' }],
  [
    { kind: 'subordinate-org', sector: '' },
    { kind: 'subordinate-org', sector: null },
  ],
  [{ code: 'C7' }, { existingId: 'cell-7' }],
  [{ validTo: '2026-01-01' }, { validTo: '2026-01-01' }],
  [{ name: '  Chi  bộ số 1 '.normalize('NFD') }, { name: 'Chi bộ số 1' }],
])('the flawless row with %j is read as %j', (change, expected) => {
  expect(readOrganizationRow({ ...flawless, ...change }, knownOn)).toMatchObject({ ok: true, value: expected })
})

test.each([
  [{ code: '' }, 'MISSING_VALUE', 'code'],
  [{ code: 'C 1' }, 'CODE_MALFORMED', 'code'],
  [{ code: 'C_1%' }, 'CODE_MALFORMED', 'code'],
  [{ code: 'C8' }, 'CODE_TAKEN', 'code'],
  [{ name: 'x'.repeat(201) }, 'NAME_TOO_LONG', 'name'],
  [{ kind: 'Chi đoàn' }, 'UNKNOWN_KIND', 'kind'],
  [{ sector: 'Du lịch' }, 'UNKNOWN_SECTOR', 'sector'],
  [{ parentCode: '00005' }, 'UNKNOWN_PARENT', 'parentCode'],
  [{ validFrom: '30/06/2025' }, 'UNKNOWN_PARENT', 'parentCode'],
  [{ parentCode: 'C7' }, 'PARENT_KIND', 'parentCode'],
  [{ validFrom: '31/06/2025' }, 'DAY_MALFORMED', 'validFrom'],
  [{ validTo: '01/07/2025' }, 'ENDS_BEFORE_IT_BEGINS', 'validTo'],
  [{ parentCode: '90' }, 'CHILD_OUTLIVES_PARENT', 'validTo'],
])('%j is refused by %s at %s, and by nothing else', (change, code, column) => {
  const read = readOrganizationRow({ ...flawless, ...change }, knownOn)
  expect(!read.ok && read.refusal.reasons.map((reason) => [reason.code, reason.column])).toEqual([[code, column]])
})

test('an empty row gives all its reasons in the order of the columns', () => {
  const read = readOrganizationRow({}, knownOn)
  expect(!read.ok && read.refusal.reasons.map(({ column }) => column)).toEqual([
    'code',
    'name',
    'kind',
    'parentCode',
    'validFrom',
  ])
})

test('every code has a text in both languages with the same facts', () => {
  const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).sort()
  expect(Object.keys(organizationMessagesVi.refusals)).toEqual(expect.arrayContaining([...organizationRowCodes]))
  for (const [code, text] of Object.entries(organizationMessagesEn.refusals)) {
    const other = Object.entries(organizationMessagesVi.refusals).find(([key]) => key === code)?.[1] ?? ''
    expect([code, facts(other)]).toEqual([code, facts(text)])
  }
})
