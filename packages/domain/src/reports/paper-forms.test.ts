import { expect, test } from 'vitest'
import { checkAlphabet } from '../shared/index.ts'
import { inheritOptions, layoutOptionsSchema } from './layout-options.ts'
import { reportsMessagesEn } from './messages.en.ts'
import { reportsMessagesVi } from './messages.vi.ts'
import { formsOf, generationOfYear, paperFieldNames, paperForms } from './paper-forms.ts'
import { nextNumber } from './paper-number.ts'
import { readCheckCode, showCheckCode } from './public-check.ts'
import { mayBecome, paperStates, paperTextsSchema } from './register-paper.ts'

test('all 23 papers of the round stand in the list, each with words and with fields that have a label', () => {
  expect([...new Set(paperForms.map(({ number }) => number))]).toEqual(Array.from({ length: 23 }, (_, at) => at + 1))
  for (const { code, fields } of paperForms) {
    expect(reportsMessagesVi.forms[code], code).toBeTruthy()
    expect(reportsMessagesEn.forms[code], code).toBeTruthy()
    for (const { name } of fields) expect(paperFieldNames, `${code} ${name}`).toContain(name)
  }
  const used = new Set(paperForms.flatMap(({ fields }) => fields.map(({ name }) => name)))
  expect(paperFieldNames.filter((name) => !used.has(name))).toEqual([])
})

test.each([
  [2017, 'G0'],
  [2018, 'G1'],
  [2019, 'G1b'],
  [2022, 'G1b'],
  [2023, 'G2'],
  [2024, 'G2'],
  [2025, 'G3'],
  [2026, 'G3'],
] as const)('a year %i is judged and printed by %s', (year, generation) => {
  expect(generationOfYear(year)).toBe(generation)
})

test('the forms of 43-HD exist since it does: no quarterly paper and no points before 2025', () => {
  expect(formsOf('member', 2024).some(({ code }) => code === 'quarterly')).toBe(false)
  expect(formsOf('member', 2026).some(({ code }) => code === 'quarterly')).toBe(true)
  expect(formsOf('member', 2017).some(({ code }) => code === 'self-review')).toBe(false)
})

test('ballots and forms of the centre carry no number', () => {
  const unnumbered = paperForms.filter(({ symbol }) => symbol === null).map(({ code }) => code)
  expect(unnumbered).toEqual([
    'self-review',
    'quarterly',
    'quarterly-summary',
    'residence-comment',
    'ballot',
    'excellent-ballot',
    'file-supplement',
  ])
})

test.each<[string, number[], number]>([
  ['the first of a term', [], 1],
  ['after the highest, whatever their order', [3, 7, 5], 8],
  ['a withdrawn number is not given again', [1, 2, 4], 5],
])('the next number: %s', (_name, given, next) => {
  expect(nextNumber(given)).toBe(next)
})

test('only a kept number is registered or withdrawn, only a registered paper is replaced', () => {
  const allowed = paperStates.flatMap((from) =>
    paperStates.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`),
  )
  expect(allowed).toEqual(['reserved → registered', 'reserved → withdrawn', 'registered → replaced'])
})

test('a code survives being printed and typed; what is none is told before anything is asked', () => {
  const code = checkAlphabet.slice(0, 20)
  expect(showCheckCode(code)).toBe('23456-789AB-CDEFG-HJKMN')
  expect(readCheckCode(showCheckCode(code).toLowerCase())).toBe(code)
  for (const wrong of ['', 'ABC', `${code}A`, code.replace('2', '0'), `${code.slice(1)}İ`])
    expect(readCheckCode(wrong)).toBeNull()
})

test('options: what is left out follows the rules of the day; names are never inherited', () => {
  expect(layoutOptionsSchema.parse({ lineSpacing: '', spelling: '', copyTo: '' })).toEqual({})
  expect(layoutOptionsSchema.parse({ lineSpacing: '19', copyTo: 'Các chi bộ\n\nLưu Đảng ủy' })).toEqual({
    lineSpacing: 19,
    copyTo: ['Các chi bộ', 'Lưu Đảng ủy'],
  })
  expect(layoutOptionsSchema.safeParse({ lineSpacing: '17' }).success).toBe(false)
  expect(layoutOptionsSchema.safeParse({ orgSymbol: '<b>' }).success).toBe(false)
  const above = { lineSpacing: 20, issuingName: 'Đảng ủy phường', orgSymbol: 'ĐU', spelling: 'UỶ' } as const
  expect(inheritOptions({ spelling: 'ỦY' }, above)).toEqual({ lineSpacing: 20, spelling: 'ỦY' })
})

test('texts keep their paragraphs, lose their trailing blanks, and an unknown field is refused', () => {
  expect(paperTextsSchema.parse({ purpose: ' Một.  \nHai. ', groups: '  ' })).toEqual({ purpose: 'Một.\nHai.' })
  expect(paperTextsSchema.safeParse({ stranger: 'x' }).success).toBe(false)
})
