import { expect, test } from 'vitest'
import { exampleMemberTexts } from './example.ts'
import { cardBeginnings, memberMessagesEn, memberMessagesVi, readCardNumber, readMemberRow } from './index.ts'

const given = {
  day: '2026-11-23',
  cellOn: (code: string) => (code === 'C7' ? { organizationId: 'cell-7', validFrom: '2025-07-01' } : undefined),
}
const read = (change: Record<string, string>) => readMemberRow(exampleMemberTexts(change), given)

test.each([
  [
    {},
    {
      cardNumber: '01.123456',
      kind: 'full',
      admittedOn: '2010-02-03',
      cellId: 'cell-7',
      status: null,
      leads: false,
      post: null,
    },
  ],
  [{ cardNumber: '01123456' }, { cardNumber: '01.123456' }],
  [{ admittedOn: '2010-02-03' }, { admittedOn: '2010-02-03' }],
  [{ fullOn: '' }, { kind: 'probationary', fullOn: null }],
  [
    { fullOn: '', cardNumber: '', fileNumber: '0102030405' },
    { cardNumber: null, fileNumber: '0102030405' },
  ],
  [{ kind: 'Chính thức' }, { kind: 'full' }],
  [
    { status: 'Mien cong tac va sinh hoat dang', statusFrom: '1/1/2026' },
    { status: { status: 'exempt', from: '2026-01-01', to: '9999-12-31' } },
  ],
  [
    { post: 'Bí thư', leads: 'Có' },
    { post: 'secretary', leads: true },
  ],
  [{ workGroup: 'outside-political-system' }, { workGroup: 'outside-political-system' }],
  [{ cellFrom: '23/11/2026' }, { cellFrom: '2026-11-23' }],
  [
    { cardNumber: '0123 4567 8901', formerCard: '01123456' },
    { cardNumber: '012345678901', formerCard: '01.123456' },
  ],
])('the flawless row with %j is read as %j, without warning', (change, expected) => {
  expect(read(change)).toMatchObject({ ok: true, value: { ...expected, warnings: [] } })
})

test.each([
  [{ cardNumber: '' }, 'MISSING_VALUE', 'cardNumber'],
  [{ cardNumber: '1123456' }, 'CARD_ZERO_LOST', 'cardNumber'],
  [{ cardNumber: '01.12345' }, 'CARD_MALFORMED', 'cardNumber'],
  [{ cardNumber: '', fullOn: '' }, 'CARD_OR_FILE_NUMBER_MISSING', 'cardNumber'],
  [{ fileNumber: 'số 5' }, 'FILE_NUMBER_MALFORMED', 'fileNumber'],
  [{ fullName: ' ' }, 'MISSING_VALUE', 'fullName'],
  [{ fullName: '=1+1' }, 'NAME_MALFORMED', 'fullName'],
  [{ bornOn: '31/02/1980' }, 'DAY_MALFORMED', 'bornOn'],
  [{ admittedOn: '' }, 'MISSING_VALUE', 'admittedOn'],
  [{ admittedOn: '19/05/1980' }, 'ADMITTED_BEFORE_BIRTH', 'admittedOn'],
  [{ fullOn: '02/02/2010' }, 'FULL_BEFORE_ADMITTED', 'fullOn'],
  [{ fullOn: '24/11/2026' }, 'DAY_IN_FUTURE', 'fullOn'],
  [{ kind: 'Chính thức', fullOn: '' }, 'FULL_WITHOUT_DAY', 'fullOn'],
  [{ kind: 'Dự bị' }, 'PROBATIONARY_WITH_FULL_DAY', 'fullOn'],
  [{ kind: 'Cảm tình' }, 'UNKNOWN_KIND', 'kind'],
  [{ status: 'Nghỉ' }, 'UNKNOWN_STATUS', 'status'],
  [{ status: 'exempt', statusFrom: '02/02/2010' }, 'STATUS_BEFORE_ADMITTED', 'statusFrom'],
  [{ cellCode: 'C8' }, 'UNKNOWN_CELL', 'cellCode'],
  [{ cellCode: '' }, 'MISSING_VALUE', 'cellCode'],
  [{ cellFrom: '30/06/2025' }, 'CELL_BEFORE_IT_EXISTED', 'cellFrom'],
  [{ admittedOn: '02/07/2025', fullOn: '02/07/2026' }, 'CELL_BEFORE_ADMITTED', 'cellFrom'],
  [{ post: 'Tổ trưởng' }, 'UNKNOWN_POST', 'post'],
  [{ workGroup: '' }, 'MISSING_VALUE', 'workGroup'],
  [{ workGroup: 'khác' }, 'UNKNOWN_WORK_GROUP', 'workGroup'],
  [{ leads: 'x' }, 'UNKNOWN_YES_NO', 'leads'],
  [{ formerCard: '01.000001' }, 'FORMER_CARD_WITHOUT_NEW', 'formerCard'],
  [{ cardNumber: '012345678901', formerCard: '012345678902' }, 'FORMER_CARD_NOT_OLD', 'formerCard'],
  [{ cardNumber: '012345678901', formerCard: '01' }, 'CARD_MALFORMED', 'formerCard'],
])('%j is refused by %s at %s, and by nothing else', (change, code, column) => {
  const row = read(change)
  expect(!row.ok && row.refusal.reasons.map((reason) => [reason.code, reason.column])).toEqual([[code, column]])
})

test.each([
  [{ bornOn: '03/02/1992' }, []],
  [{ bornOn: '04/02/1992' }, ['ADMITTED_UNDER_18']],
  [{ bornOn: '03/02/1950' }, []],
  [{ bornOn: '02/02/1950' }, ['ADMITTED_OVER_60']],
  [{ fullOn: '02/02/2011' }, ['PROBATION_UNDER_12_MONTHS']],
  [{ cellFrom: '' }, ['CELL_DAY_ASSUMED']],
  [{ status: 'exempt' }, ['STATUS_DAY_ASSUMED']],
  [{ bornOn: '' }, []],
])('%j is kept with the warnings %j', (change, codes) => {
  const row = read(change)
  expect(row.ok && row.value.warnings.map(({ code }) => code)).toEqual(codes)
})

test('a row with many faults tells them all, in the order of the columns', () => {
  const row = readMemberRow({ cardNumber: '1', bornOn: 'x', fullOn: '1/1/2030', cellCode: '?' }, given)
  expect(!row.ok && row.refusal.reasons.map(({ code }) => code)).toEqual([
    'CARD_MALFORMED',
    'MISSING_VALUE',
    'DAY_MALFORMED',
    'MISSING_VALUE',
    'DAY_IN_FUTURE',
    'UNKNOWN_CELL',
    'MISSING_VALUE',
  ])
})

test.each([
  ['01.123456', '01.123456'],
  [' 01 123456 ', '01.123456'],
  ['01-123456', '01.123456'],
  ['012345678901', '012345678901'],
  ['0123 4567 8901', '012345678901'],
  ['01.2345678901', '012345678901'],
  ['12345678901', 'CARD_ZERO_LOST'],
  ['0123456789012', 'CARD_MALFORMED'],
  ['01234567890a', 'CARD_MALFORMED'],
  ['011234567', 'CARD_MALFORMED'],
  ['1.123456', 'CARD_ZERO_LOST'],
  ['01.12345a', 'CARD_MALFORMED'],
  ['', 'CARD_MALFORMED'],
])('the card number %j is %s', (text, expected) => {
  const card = readCardNumber(text)
  expect(card.ok ? card.value : card.refusal.code).toBe(expected)
})

test.each([
  ['01.12', ['01.12', '0112', '01.12']],
  ['0112', ['0112', '01.12']],
  ['01 123456', ['01 123456', '01123456', '01.123456']],
  ['0123 4567 8901', ['0123 4567 8901', '012345678901']],
  ['Nguyễn', ['Nguyễn']],
])('%j is searched for among cards as %j', (text, expected) => {
  expect(cardBeginnings(text)).toEqual([...new Set(expected)])
})

test('every code has a text in both languages with the same facts', () => {
  const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).sort()
  for (const [code, text] of Object.entries(memberMessagesEn.refusals)) {
    const other = Object.entries(memberMessagesVi.refusals).find(([key]) => key === code)?.[1] ?? ''
    expect([code, facts(other)]).toEqual([code, facts(text)])
  }
})
