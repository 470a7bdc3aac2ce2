import { expect, test } from 'vitest'
import { fillTemplate } from './fill-template.ts'
import { longestSilence, type Outcome, toldGap, untilServed } from './service-gap.ts'

const series = (text: string): Outcome[] =>
  [...text].flatMap((mark, index) => (mark === ' ' ? [] : [{ at: index * 1_000, ok: mark === '+' }]))

test.each([
  ['++++++', 2, 6, 'no failure', 1],
  ['++--++', 2, 6, '2.0', 2],
  ['+++-+-+', 2, 7, '2.0', 2],
  ['++----', 2, 6, 'never', 4],
  // Nothing failed, but nobody was answered either.
  ['++   +', 2, 6, 'no failure', 3],
  // What failed before the kill or after the next one is not its doing.
  ['-+++-', 1, 4, 'no failure', 1],
])('“%s” killed at %i, next at %i: served again after %s s, silent for %i s', (text, from, to, told, silent) => {
  const span = { from: from * 1_000, to: to * 1_000 }
  expect(toldGap(untilServed(series(text), span))).toBe(told)
  expect(longestSilence(series(text), span)).toBe(silent)
})

const [one, two] = ['ONE', 'TWO'].map((name) => `$\{${name}}`) as [string, string]
test('a template is filled whole or not at all', () => {
  expect(fillTemplate(`a ${one} b ${one}, ${two}`, { ONE: '1', TWO: '$&' })).toBe('a 1 b 1, $&')
  expect(() => fillTemplate(`${one} ${two}`, { ONE: '1' })).toThrow('no value for TWO')
  expect(() => fillTemplate(one, { ONE: '1', TWO: '2' })).toThrow('nobody asks for TWO')
})
