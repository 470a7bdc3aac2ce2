import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCarry, checkReport, countReport, type ReportGroup } from './count-report.ts'
import { guardReport } from './guard-report.ts'
import { makeReceiptCode, readReceiptCode, receiptCodeLength, receiptSigns } from './receipt-code.ts'
import { reportDims, reportFormCodes, reportMeasures } from './report-cell.ts'
import { firstLayouts, formsOfPeriod, reportForms } from './report-forms.ts'
import { checkReportSigning, periodOfDay, type ReportPeriod, reportDue } from './report-period.ts'

test.each(reportFormCodes)(
  'form %s: columns in order, formulas over its own columns, words that its source knows',
  (code) => {
    const { cells, checks } = reportForms[code]
    expect(cells.map(({ n }) => n)).toEqual(cells.map((_, at) => `c${at + 1}`))
    for (const cell of cells) {
      expect(cell.head.vi).not.toBe('')
      if (cell.is !== 'count') continue
      expect(reportMeasures[cell.source], cell.n).toContain(cell.measure)
      for (const dim of Object.keys(cell.where)) expect(reportDims[cell.source], `${cell.n} ${dim}`).toContain(dim)
    }
    for (const { total, parts } of checks)
      for (const n of [total, ...parts]) expect(cells.map((cell) => cell.n)).toContain(n)
  },
)

test.each<[string, number]>([
  ['01-tcd', 29],
  ['02-tcd', 17],
  ['01-xld', 22],
  ['02-xld', 26],
  ['03-xld', 27],
  ['04-xld', 20],
  ['01-kqgq', 26],
  ['02-kqgq', 19],
  ['03-kqgq', 31],
  ['05-kqth', 19],
])('form %s has the %i columns that the sheet gives', (code, columns) => {
  expect(reportForms[code as '01-tcd'].cells).toHaveLength(columns)
})

test('what the sheet does not confirm is marked so, and a column nothing is known for is never nought', () => {
  expect(reportFormCodes.filter((code) => !reportForms[code].isConfirmed)).toEqual([
    ...['03-kqgq', '04-kqgq', 'party', '01-tcd-2025', '02-xld-2025', '03-gqkn', '04-gqtc', '05-kqth', '06-qlkntc'],
  ])
  const forms = countReport([], ['a'])
  expect(forms.find(({ code }) => code === '02-xld')?.total['c18']).toBeNull()
  expect(checkReport(forms).map(({ code, form, formula }) => [code, form, formula])).toEqual([
    ['COLUMN_UNKNOWN', '02-tcd', 'c17'],
    ['COLUMN_UNKNOWN', '02-xld', 'c18'],
    ['COLUMN_UNKNOWN', '04-kqgq', 'c20'],
    ['COLUMN_UNKNOWN', '06-qlkntc', 'c1'],
  ])
})

const paper = (
  more: Readonly<Record<string, string>>,
  papers = 1,
  matters = papers,
  organizationId = 'a',
): ReportGroup => ({
  ...{ source: 'papers', organizationId, sums: { papers, matters } },
  dims: {
    ...{
      kind: 'complaint',
      reception: 'no',
      came: 'within',
      processed: 'yes',
      eligible: 'yes',
      competence: 'own',
      handling: 'propose-accept',
    },
    ...{ field: 'admin-land', instance: 'first', settled: 'no', answered: 'no', party: 'no', ...more },
  },
})
const totalOf = (groups: readonly ReportGroup[], form: string, n: string) =>
  countReport(groups, ['a', 'b']).find(({ code }) => code === form)?.total[n]

test.each<[string, ReportGroup[], string, string, number]>([
  ['a complaint of one’s own', [paper({})], '01-xld', 'c15', 1],
  [
    'a paper sent back with its reason stands with the guided',
    [paper({ competence: 'other', handling: 'return' })],
    '01-xld',
    'c19',
    1,
  ],
  ['a paper carried over', [paper({ came: 'before', processed: 'no', eligible: 'no' })], '01-xld', 'c2', 1],
  ['three papers of one matter', [paper({}, 3, 1)], '01-xld', 'c7', 1],
  ['a denunciation by its matters', [paper({ kind: 'denunciation', field: 'corruption' }, 2, 1)], '03-xld', 'c14', 1],
  [
    'money in million đồng',
    [
      {
        source: 'cases',
        organizationId: 'a',
        dims: { kind: 'complaint', settling: 'yes', ended: 'decided' },
        sums: { cases: 1, due: { 'money-to-state': 2_500_000 } },
      },
    ],
    '01-kqgq',
    'c7',
    2.5,
  ],
])('%s', (_name, groups, form, n, expected) => {
  expect(totalOf(groups, form, n)).toBe(expected)
})

test('a formula that does not hold is found where it does not, and what was left open before is compared', () => {
  const forms = countReport([paper({ competence: 'other', handling: 'forward' })], ['a'])
  // A complaint is guided or urged, never forwarded: the form has no column for it.
  expect(checkReport(forms).filter(({ code }) => code === 'DOES_NOT_ADD_UP')).toMatchObject([
    { form: '02-xld', formula: 'c23 = c24 + c25', found: 1, expected: 0, organizationId: null },
    { form: '02-xld', formula: 'c23 = c24 + c25', organizationId: 'a' },
  ])
  expect(checkCarry(forms, 0)).toEqual([])
  expect(checkCarry(forms, 3)).toMatchObject([{ code: 'CARRY_DIFFERS' }])
  const since = countReport([paper({ came: 'before' }, 2)], ['a'], firstLayouts, formsOfPeriod('2026-03-14'))
  expect(checkCarry(since, 2)).toEqual([])
  expect(checkCarry(since, 3)).toMatchObject([{ code: 'CARRY_DIFFERS', form: '02-xld-2025' }])
})

test.each<[ReportPeriod, string, string, string]>([
  ['month', '2028-02-10', '2028-02-01', '2028-02-29'],
  ['month', '2026-12-15', '2026-12-01', '2026-12-31'],
  // Over before 30/9/2025: by the calendar.
  ['quarter', '2025-06-30', '2025-04-01', '2025-06-30'],
  ['half', '2025-06-30', '2025-01-01', '2025-06-30'],
  ['year', '2024-12-31', '2024-01-01', '2024-12-31'],
  // From the 15th to the 14th, across the new year.
  ['quarter', '2025-12-14', '2025-09-15', '2025-12-14'],
  ['quarter', '2025-12-15', '2025-12-15', '2026-03-14'],
  ['quarter', '2026-01-01', '2025-12-15', '2026-03-14'],
  ['quarter', '2026-03-14', '2025-12-15', '2026-03-14'],
  ['quarter', '2026-03-15', '2026-03-15', '2026-06-14'],
  ['quarter', '2026-06-15', '2026-06-15', '2026-09-14'],
  ['quarter', '2026-09-15', '2026-09-15', '2026-12-14'],
  ['half', '2026-06-14', '2025-12-15', '2026-06-14'],
  ['half', '2026-06-15', '2025-12-15', '2026-06-14'],
  ['half', '2025-12-15', '2025-12-15', '2026-06-14'],
  ['nine-months', '2026-09-14', '2025-12-15', '2026-09-14'],
  ['nine-months', '2025-12-31', '2025-12-15', '2026-09-14'],
  ['year', '2026-12-14', '2025-12-15', '2026-12-14'],
  ['year', '2026-12-15', '2026-12-15', '2027-12-14'],
  // The day lies before the circular, the period closes after it.
  ['quarter', '2025-09-20', '2025-09-15', '2025-12-14'],
  ['year', '2025-03-01', '2024-12-15', '2025-12-14'],
])('the %s of %s', (kind, day, first, last) => {
  expect(periodOfDay(kind, day)).toEqual({ first, last })
})

test.each<[string, string, boolean]>([
  ['over on the day before the circular', '2025-09-29', false],
  ['over on its first day', '2025-09-30', true],
  ['the fourth quarter of 2025, which straddles it', '2025-12-14', true],
  ['the third quarter of 2025', '2025-09-14', false],
  ['a year before', '2024-12-31', false],
])('forms of a period %s', (_name, last, isNew) => {
  const codes = formsOfPeriod(last)
  expect([codes.includes('03-gqkn'), codes.includes('01-kqgq'), codes.includes('party')]).toEqual([isNew, !isNew, true])
  expect(codes).toHaveLength(isNew ? 7 : 11)
})

test.each<[string, string, string, [string, string, string] | null]>([
  ['the first quarter', '2025-12-15', '2026-03-14', ['quarter', '2026-03-17', '2026-03-20']],
  [
    'the second, due on a Wednesday and a Saturday',
    '2026-03-15',
    '2026-06-14',
    ['quarter', '2026-06-17', '2026-06-20'],
  ],
  ['six months', '2025-12-15', '2026-06-14', ['half', '2026-06-17', '2026-06-20']],
  ['nine months', '2025-12-15', '2026-09-14', ['nine-months', '2026-09-17', '2026-09-20']],
  ['the year', '2025-12-15', '2026-12-14', ['year', '2026-12-17', '2026-12-20']],
  ['the quarter that straddles 30/9/2025', '2025-09-15', '2025-12-14', ['quarter', '2025-12-17', '2025-12-20']],
  ['a day short', '2025-12-16', '2026-03-14', null],
  ['a month', '2026-12-01', '2026-12-31', null],
  ['a quarter before the circular', '2025-04-01', '2025-06-30', null],
])('sent by: %s', (_name, first, last, expected) => {
  const due = reportDue({ first, last })
  expect(due && [due.period, due.toCity, due.toInspectorate]).toEqual(expected)
  if (due) expect(due.basis).toBe('Điều 7 Thông tư số 06/2025/TT-TTCP')
})

const period = {
  first: '2026-10-01',
  last: '2026-10-31',
  today: '2026-11-27',
  reason: '',
  findings: [],
  hash: 'h',
  standingHash: null,
}
test.each<[string, Partial<Parameters<typeof checkReportSigning>[0]>, string | null]>([
  ['a period that is over', {}, null],
  ['its last day today', { last: '2026-11-27' }, 'PERIOD_NOT_OVER'],
  ['backwards', { first: '2026-11-01' }, 'PERIOD_BACKWARDS'],
  ['the same again', { standingHash: 'h' }, 'NOTHING_CHANGED'],
  ['changed, without a reason', { standingHash: 'x' }, 'REASON_REQUIRED'],
  ['changed, with a reason', { standingHash: 'x', reason: 'Bổ sung' }, null],
])('signing: %s', (_name, more, code) => {
  const checked = checkReportSigning({ ...period, ...more })
  expect(checked.ok ? null : checked.refusal.code).toBe(code)
})

test('for those above a count of 1 to 4 is hidden and cannot be reckoned back from its sum', () => {
  const forms = countReport(
    [paper({}, 3), paper({ kind: 'feedback' }, 20), paper({}, 30, 30, 'b'), paper({ kind: 'denunciation' }, 9, 9, 'b')],
    ['a', 'b'],
  )
  const [line] = guardReport(forms).find(({ code }) => code === '01-xld')?.lines ?? []
  // Three complaints of 23 papers: neither they nor the twenty beside them are told; the total of the unit is.
  expect(line?.values).toMatchObject({ c1: 23, c8: 'few', c10: 'hidden', c9: 0 })
  const total = guardReport(forms).find(({ code }) => code === '01-xld')?.total
  expect(total).toMatchObject({ c1: 62 })
})

test('whatever is counted: in no sum of a guarded report exactly one cell is hidden', () => {
  const kinds = ['complaint', 'denunciation', 'feedback']
  const anyGroup = fc
    .record({
      kind: fc.constantFrom(...kinds),
      papers: fc.integer({ min: 1, max: 12 }),
      org: fc.constantFrom('a', 'b', 'c'),
      field: fc.constantFrom('admin-land', 'judicial', 'other'),
    })
    .map(({ kind, papers, org, field }) => paper({ kind, field }, papers, papers, org))
  fc.assert(
    fc.property(fc.array(anyGroup, { maxLength: 12 }), (groups) => {
      const counted = countReport(groups, ['a', 'b', 'c'])
      const shown = guardReport(counted)
      for (const [at, form] of shown.entries()) {
        const { checks, cells } = reportForms[form.code]
        const rows = [...form.lines.map(({ values }) => values), form.total]
        const real = [...(counted[at]?.lines.map(({ values }) => values) ?? []), counted[at]?.total ?? {}]
        const isShown = (row: Readonly<Record<string, unknown>>, n: string) =>
          typeof row[n] === 'number' || row[n] === null
        for (const [row, values] of rows.entries())
          for (const { total, parts } of checks.filter(({ is }) => is === 'sum')) {
            const hidden = [total, ...parts].filter((n) => !isShown(values, n))
            const others = parts.some((n) => isShown(values, n) && Number(real[row]?.[n]) > 0)
            if (hidden.length === 1 && others) return false
          }
        for (const cell of cells) {
          const counts = cell.is === 'count' && cell.source !== 'sessions' && cell.isTotal !== true
          if (counts && rows.some(({ [cell.n]: said }) => typeof said === 'number' && said > 0 && said < 5))
            return false
        }
      }
      return true
    }),
    { numRuns: 150 },
  )
})

test('a code of 26 signs is read as typed, and nothing else is', () => {
  const code = makeReceiptCode(Array.from({ length: receiptCodeLength }, (_, at) => at % receiptSigns))
  expect(Math.log2(receiptSigns) * receiptCodeLength).toBeGreaterThan(128)
  expect(readReceiptCode(` ${code.slice(0, 6).toLowerCase()} - ${code.slice(6)}`)).toBe(code)
  for (const typed of ['', code.slice(1), `${code}2`, code.replace('2', '0')]) expect(readReceiptCode(typed)).toBeNull()
})
