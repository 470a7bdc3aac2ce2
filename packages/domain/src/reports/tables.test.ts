import { expect, test } from 'vitest'
import { percentOf } from './compute-block.ts'
import { levelWords } from './level-words.ts'
import { ratingTables } from './rating-tables.ts'
import { finding } from './reconcile-table.ts'
import { sayHead, sayLine, sayTableFinding, sayValue } from './say-table.ts'
import { changesSince, checkSignOff } from './sign-tables.ts'
import { tableCodes } from './table-definition.ts'
import { tableMessagesEn } from './table-messages.en.ts'
import { tableMessagesVi } from './table-messages.vi.ts'

test.each([
  [1, 3, 33.3],
  [2, 3, 66.7],
  [1, 8, 12.5],
  [1, 2000, 0.1],
  [1, 2001, 0],
  [0, 5, 0],
  [5, 5, 100],
  [3, 0, null],
  [null, 5, null],
])('%s of %s is %s percent', (part, whole, percent) => {
  expect(percentOf(part, whole)).toBe(percent)
})

test.each(tableCodes)('%s: every formula names columns of its own block, every head has both languages', (code) => {
  for (const { columns, total } of ratingTables[code].blocks) {
    const keys = columns.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    if (total !== null) expect(keys).toContain(total)
    for (const column of columns) {
      const named =
        column.is === 'sum'
          ? column.of
          : column.is === 'share'
            ? [column.of, column.over]
            : column.is === 'change'
              ? [column.of, column.from]
              : column.is === 'within'
                ? [column.of]
                : []
      expect(keys).toEqual(expect.arrayContaining([...named]))
      for (const locale of ['vi', 'en'] as const) expect(sayHead(column, { ruleSetCode: 'G3', locale })).not.toBe('')
    }
  }
})

test('both languages say the same things', () => {
  expect(Object.keys(tableMessagesVi.lines).sort()).toEqual(Object.keys(tableMessagesEn.lines).sort())
})

test.each([
  ['G0', 'organizations', 'XS', 'TSVM'],
  ['G0', 'persons', 'KHT', 'VPTC, KHTNV'],
  ['G1b', 'organizations', 'XS', 'HTXSNV'],
  ['G3', 'persons', 'KHT', 'KHTNV'],
] as const)('a year of %s names the level of %s %s "%s"', (code, unit, level, word) => {
  expect(levelWords(code, unit)[level].vi).toBe(word)
})

test.each([
  [1234, 'persons', '1.234'],
  [12.5, 'percent', '12,5'],
  ['under-5', 'persons', 'dưới 5'],
  ['withheld', 'percent', 'ẩn'],
  [null, 'percent', '–'],
  [0, 'persons', '0'],
] as const)('%s of %s reads "%s"', (value, unit, text) => {
  expect(sayValue(value, { unit }, 'vi')).toBe(text)
})

test('a line is called by its code, a finding says both numbers with line and column', () => {
  expect(sayLine({ key: 'DB_CO_SO/agency', name: '' }, 'type-and-sector', 'vi')).toBe('Đảng bộ cơ sở: Cơ quan')
  expect(sayLine({ key: 'x', name: 'Đảng bộ phường Hoa Ban' }, 'organization', 'vi')).toBe('Đảng bộ phường Hoa Ban')
  const found = finding({
    code: 'LINES_NE_TOTAL',
    weight: 'BLOCK',
    table: 'B3',
    block: 'by-organization',
    column: 'XS',
    found: 12,
    expected: 13,
  })
  expect(sayTableFinding(found, { ruleSetCode: 'G3', locale: 'vi' })).toBe(
    'Cột “HTXSNV”: các dòng cộng lại là 12, dòng tổng ghi 13.',
  )
})

const flawless = { asOf: '2026-12-31', today: '2026-12-31', reason: null, findings: [], hash: 'a', standing: null }
const blocked = finding({ code: 'LINES_NE_TOTAL', weight: 'BLOCK', table: 'B3' })
const warned = finding({ code: 'UNDECIDED', weight: 'WARN', table: 'B3' })
test.each([
  ['everything adds up', {}, null],
  ['a warning is signed with it', { findings: [warned] }, null],
  ['something does not add up', { findings: [warned, blocked] }, 'DOES_NOT_ADD_UP'],
  ['a day to come', { asOf: '2027-01-01' }, 'DAY_IN_FUTURE'],
  ['signed already, the same', { standing: { asOf: '2026-12-31', hash: 'a' } }, 'NOTHING_CHANGED'],
  ['signed already, changed, no reason', { standing: { asOf: '2026-12-31', hash: 'b' } }, 'REASON_REQUIRED'],
  [
    'signed already, changed, with a reason',
    { standing: { asOf: '2026-12-31', hash: 'b' }, reason: 'đính chính' },
    null,
  ],
  ['signed for a later day', { standing: { asOf: '2027-01-05', hash: 'b' }, reason: 'x' }, 'SIGNED_BEFORE_THIS_DAY'],
])('%s', (_what, changes, code) => {
  const answer = checkSignOff({ ...flawless, ...changes })
  expect(answer.ok ? null : answer.refusal.code).toBe(code)
})

test('what changed since signing is named number by number; a line that went away counted, one that came counts', () => {
  const line = (key: string, XS: number) => ({ key, name: key, organizationId: null, values: { XS } })
  const table = (lines: ReturnType<typeof line>[], XS: number) => [
    { code: 'B6' as const, blocks: [{ key: 'by-organization', lines, total: { XS } }] },
  ]
  const changes = changesSince(table([line('a', 3), line('b', 2)], 5), table([line('a', 3), line('c', 4)], 7))
  expect(changes.map(({ line: at, was, is }) => [at?.key ?? null, was, is])).toEqual([
    ['b', 2, null],
    ['c', null, 4],
    [null, 5, 7],
  ])
})
