import { describe, expect, test } from 'vitest'
import { writeExact } from '../shared/index.ts'
import { evaluateFormula, NoValue } from './evaluate-formula.ts'
import { type Formula, readFormula } from './formula.ts'

function read(text: string): Formula {
  const answer = readFormula(text)
  if (!answer.ok) throw new Error(`${text}: ${answer.refusal.at} ${answer.refusal.found}`)
  return answer.value
}
const written = (text: string, inputs = {}) => {
  const value = evaluateFormula(read(text), inputs)
  return typeof value === 'object' && 'num' in value ? writeExact(value) : value
}

test.each([
  ['1+2*3', '7'],
  ['(1+2)*3', '9'],
  ['7-2-1', '4'],
  ['-a+2', '-1'],
  ['100*a/7', '300/7'],
  ['0.1+0.2=0.3', true],
  ['a>1 and a<2 or a=3', true],
  ['not a=3', false],
  ["'x' in ('x','y')", true],
  ['mean(l)', '7/3'],
  ['median(l)', '2'],
  ['median(late-early)', '30'],
])('%s is %s', (text, answer) => {
  const inputs = { a: 3, l: [1, 2, 4], late: ['2026-03-31', '2026-02-10'], early: ['2026-03-01', '2026-01-11'] }
  expect(written(text, inputs)).toBe(answer)
})

describe('no text but a formula is read', () => {
  test.each([
    ['', 0],
    ['value<', 6],
    ['value<5)', 7],
    ['a b', 2],
    ['value;drop', 5],
    ['process.exit(1)', 7],
    ['constructor("x")', 12],
    ['max(1,2)', 0],
    ['value=>5', 6],
    [`${'('.repeat(40)}1${')'.repeat(40)}`, 24],
    ['1+'.repeat(200), 300],
  ])('%s', (text, at) => {
    expect(readFormula(text)).toMatchObject({ ok: false, refusal: { code: 'FORMULA_MALFORMED', at } })
  })
})

test.each([
  ['a/b', { a: 1 }, 'missing'],
  ['a/b', { a: 1, b: 0 }, 'zero'],
  ['a/b', { a: 1, b: -1 }, 'unfit'],
  ['mean(l)', { l: [] }, 'zero'],
  ['mean(l)', { l: [1, null] }, 'missing'],
  ['a+b', { a: 1, b: 'x' }, 'unfit'],
  ['a and b', { a: false }, 'missing'],
  ['a', { a: Number.NaN }, 'unfit'],
])('%s of %j has no value: %s', (text, inputs, why) => {
  try {
    evaluateFormula(read(text), inputs)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(NoValue)
    expect((error as NoValue).why).toBe(why)
  }
})
