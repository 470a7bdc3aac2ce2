import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDefinition, compareLayouts } from './check-definition.ts'
import { countReport, type ReportGroup } from './count-report.ts'
import { guardReport } from './guard-report.ts'
import { type ReportSource, reportDims } from './report-cell.ts'
import {
  definitionOf,
  editableReportForms,
  layoutOf,
  type ReportDefinition,
  reportDefinitionSchema,
  withColumn,
  withoutColumn,
} from './report-definition.ts'
import { firstLayouts, formsOfPeriod } from './report-forms.ts'
import { layoutsOfSigned, printedLayouts, signedReportSchema } from './report-period.ts'
import { reportWords } from './report-words.ts'

const standing = firstLayouts.party
const first = definitionOf(standing)
const sessions = { source: 'sessions', measure: 'sessions', where: { host: ['head'] } } as const
const added = { head: { vi: 'Cột mới', en: 'New column' }, counter: { ...sessions, where: { host: ['regular'] } } }
const addedColumn = reportDefinitionSchema.shape.columns.element.parse(added)
const changed = withColumn(first, addedColumn, 99)

test('only forms whose columns are not confirmed are edited, and what stands in code is their first edition', () => {
  expect(editableReportForms).toEqual([
    ...['03-kqgq', '04-kqgq', 'party', '01-tcd-2025', '02-xld-2025', '03-gqkn', '04-gqtc', '05-kqth', '06-qlkntc'],
  ])
  for (const code of editableReportForms) {
    const layout = firstLayouts[code]
    expect(layoutOf(code, reportDefinitionSchema.parse(definitionOf(layout)), 1), code).toEqual(layout)
    expect(checkDefinition(definitionOf(layout), layout)).toEqual([{ code: 'NOTHING_CHANGED', at: '' }])
  }
})

test('the words of a source are those of its dimensions, and every filter of the forms in code is among them', () => {
  for (const source of Object.keys(reportDims) as ReportSource[])
    expect(Object.keys(reportWords[source]).sort()).toEqual([...reportDims[source]].sort())
  for (const layout of Object.values(firstLayouts))
    expect(reportDefinitionSchema.safeParse(definitionOf(layout)).success, layout.code).toBe(true)
})

test.each<[string, Partial<ReportDefinition>, [string, string][]]>([
  ['one column more', {}, []],
  ['a title in one language only', { title: { vi: 'Báo cáo', en: '' } }, [['TITLE_MISSING', '']]],
  ['no column', { columns: [], formulas: [] }, [['COLUMNS_NONE', '']]],
  [
    'a head left out and a head twice',
    { columns: [addedColumn, { ...addedColumn, head: { vi: '', en: '' } }, addedColumn], formulas: [] },
    [
      ['HEAD_MISSING', 'c2'],
      ['HEAD_TWICE', 'c3'],
    ],
  ],
  [
    'formulas: words, a column that is not there, itself, twice',
    {
      formulas: [
        ...(['c3 bằng c4', 'c3=c4+c40', 'c3=c3+c4', 'c3=c4', ' C3 = c4'] as const).map((text) => ({
          text,
          weight: 'BLOCK' as const,
        })),
      ],
    },
    [
      ['FORMULA_UNREADABLE', 'c3 bằng c4'],
      ['FORMULA_UNKNOWN_COLUMN', 'c3=c4+c40'],
      ['FORMULA_OF_ITSELF', 'c3=c3+c4'],
      ['FORMULA_TWICE', ' C3 = c4'],
    ],
  ],
  [
    'money added to persons, and a formula over what no register holds',
    {
      columns: [
        addedColumn,
        { head: { vi: 'Tiền', en: 'Money' }, counter: { source: 'due', measure: 'money-to-state', where: {} } },
        { head: { vi: 'Chưa có', en: 'Not yet' }, counter: { source: 'missing' } },
      ],
      formulas: [
        { text: 'c1=c2', weight: 'WATCH' },
        { text: 'c3<=c1', weight: 'WATCH' },
      ],
    },
    [
      ['FORMULA_MIXES_UNITS', 'c1=c2'],
      ['FORMULA_MIXES_UNITS', 'c3<=c1'],
      ['FORMULA_OVER_MISSING', 'c3<=c1'],
    ],
  ],
])('a draft: %s', (_name, more, expected) => {
  expect(checkDefinition({ ...changed, ...more }, standing).map(({ code, at }) => [code, at])).toEqual(expected)
})

test.each<[string, unknown]>([
  ['a register that is none', { source: 'members', measure: 'papers', where: {} }],
  ['a measure of another register', { source: 'papers', measure: 'people', where: {} }],
  ['a filter of another register', { source: 'sessions', measure: 'sessions', where: { kind: ['complaint'] } }],
  ['a word that is none', { source: 'sessions', measure: 'sessions', where: { host: ["x') or ('1'='1"] } }],
  ['an empty choice', { source: 'sessions', measure: 'sessions', where: { host: [] } }],
  ['a name of every object', { source: 'sessions', measure: 'sessions', where: { constructor: ['x'] } }],
  ['a number of its own', { source: 'missing', value: 7 }],
])('the list of counters is closed: %s', (_name, counter) => {
  const columns = [{ head: { vi: 'a', en: 'a' }, counter }]
  expect(reportDefinitionSchema.safeParse({ ...first, columns }).success).toBe(false)
})

test('formulas follow their columns when one is put in or taken out', () => {
  const texts = ({ formulas }: ReportDefinition) => formulas.map(({ text }) => text)
  expect(texts(first)).toEqual(['c3=c6+c7+c8+c9+c10+c11', 'c15<=c14', 'c17<=c16'])
  expect(texts(withColumn(first, addedColumn, 4))).toEqual(['c3=c7+c8+c9+c10+c11+c12', 'c16<=c15', 'c18<=c17'])
  expect(texts(withoutColumn(first, 1))).toEqual(['c2=c5+c6+c7+c8+c9+c10', 'c14<=c13', 'c16<=c15'])
  expect(texts(withoutColumn(first, 7))).toEqual(['c14<=c13', 'c16<=c15'])
  const back = fc.property(fc.integer({ min: 1, max: 18 }), (place) => {
    expect(withoutColumn(withColumn(first, addedColumn, place), place)).toEqual(first)
  })
  fc.assert(back, { seed: 1, numRuns: 30 })
})

test('an edition is compared with the one it replaces', () => {
  const [head, ...others] = first.columns
  if (!head) throw new Error('the form has columns')
  const renamed = { ...head, head: { vi: 'Số kỳ bí thư tiếp', en: 'Sessions' } }
  const next = { ...first, title: { ...first.title, vi: 'Tên mới' }, columns: [renamed, ...others, addedColumn] }
  const dropped = withoutColumn(next, 17)
  expect(compareLayouts(standing, layoutOf('party', dropped, 2))).toEqual([
    { code: 'TITLE', before: first.title.vi, after: 'Tên mới' },
    { code: 'RENAMED', before: `c1 ${head.head.vi}`, after: 'c1 Số kỳ bí thư tiếp' },
    { code: 'ADDED', before: '', after: 'c17 Cột mới' },
    { code: 'REMOVED', before: 'c17 Đã giải quyết trong kỳ', after: '' },
    { code: 'FORMULA_REMOVED', before: 'c17 ≤ c16', after: '' },
  ])
})

test('a report signed before layouts were frozen was made with the first editions; later ones carry their own', () => {
  const signed = {
    ...{ version: '2026-11-27', first: '2026-10-01', last: '2026-10-31', span: 'own', units: [], forms: [] },
    organization: { id: 'a', name: 'A' },
  }
  // The sets of 2021 and 2024: no other was there when layouts were not frozen yet.
  expect(layoutsOfSigned(signedReportSchema.parse(signed))).toEqual(
    printedLayouts(firstLayouts, formsOfPeriod('2025-09-29')),
  )
  const layouts = printedLayouts({ ...firstLayouts, party: layoutOf('party', changed, 2) })
  const frozen = signedReportSchema.parse(JSON.parse(JSON.stringify({ ...signed, layouts })))
  expect(layoutsOfSigned(frozen).find(({ code }) => code === 'party')).toMatchObject({ edition: 2 })
  expect(
    layoutsOfSigned(frozen)
      .find(({ code }) => code === 'party')
      ?.cells.at(-1),
  ).toEqual({
    ...{ n: 'c18', is: 'count', head: added.head },
  })
})

test('no edition shows those above a small count: totals stay those of the first, and beside a hidden count nothing is shown', () => {
  const group = (outcome: string, visits: number, organizationId: string): ReportGroup => ({
    ...{ source: 'visits', organizationId, sums: { visits, people: visits, matters: visits } },
    dims: { host: 'head', party: 'yes', large: 'no', again: 'no', kind: 'complaint', reply: 'none', outcome },
  })
  const groups = [
    group('assigned', 3, 'a'),
    group('guided', 20, 'a'),
    group('assigned', 30, 'b'),
    group('refused', 9, 'b'),
  ]
  const visit = (vi: string, outcome: 'assigned' | 'guided') => ({
    head: { vi, en: vi },
    counter: { source: 'visits' as const, measure: 'visits' as const, where: { party: ['yes'], outcome: [outcome] } },
  })
  // No formula says that the two make the whole: the product does not rely on one.
  const definition = {
    ...first,
    formulas: [],
    columns: [
      {
        head: { vi: 'Lượt', en: 'Comings' },
        counter: { source: 'visits' as const, measure: 'visits' as const, where: { party: ['yes'] } },
      },
      visit('Giao', 'assigned'),
      visit('Hướng dẫn', 'guided'),
    ],
  }
  const layouts = { ...firstLayouts, party: layoutOf('party', definition, 2) }
  expect(layouts.party.cells.map(({ isTotal = false }) => isTotal)).toEqual([true, false, false])
  const shown = guardReport(countReport(groups, ['a', 'b'], layouts), layouts).find(({ code }) => code === 'party')
  expect(shown?.lines[0]?.values).toEqual({ c1: 23, c2: 'few', c3: 'hidden' })
  expect(shown?.total['c2']).not.toBe(33)
})
