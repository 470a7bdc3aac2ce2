import { describe, expect, test } from 'vitest'
import { contrast } from './contrast.ts'
import { type Token, tokens } from './tokens.ts'

type Pair = readonly [front: Token, ground: Token, light: number, dark: number]

/** The table of the visual principles, section 3: text pairs, to one decimal. */
const textPairs: readonly Pair[] = [
  ['ink', 'surface', 16.3, 14.0],
  ['ink', 'page', 15.0, 15.5],
  ['ink2', 'surface', 8.4, 9.7],
  ['ink2', 'sunken', 7.2, 8.3],
  ['ink3', 'surface', 6.0, 6.9],
  ['ink3', 'page', 5.5, 7.6],
  ['ink3', 'sunken', 5.1, 5.9],
  ['accent', 'surface', 8.4, 8.5],
  ['accent', 'accentSoft', 7.1, 6.5],
  ['onAccent', 'accent', 8.4, 9.1],
  ['onAccent', 'accentHover', 10.9, 11.4],
  ['ok', 'surface', 6.9, 8.9],
  ['ok', 'okSoft', 6.0, 7.4],
  ['watch', 'surface', 7.6, 9.2],
  ['watch', 'watchSoft', 6.7, 7.8],
  ['red', 'surface', 7.8, 7.9],
  ['red', 'redSoft', 6.7, 6.8],
  ['none', 'surface', 6.4, 7.5],
  ['none', 'noneSoft', 5.7, 6.7],
  ['onTile0', 'tile0', 14.9, 11.9],
  ['onTile1', 'tile1', 12.7, 7.3],
  ['onTile2', 'tile2', 6.3, 4.8],
  ['onTile3', 'tile3', 9.0, 6.5],
]

/** Text pairs the parts use beyond that table. */
const furtherTextPairs: ReadonlyArray<readonly [Token, Token]> = [
  ['ink', 'accentSoft'],
  ['ink2', 'page'],
  ['ink2', 'accentSoft'],
  ['ink', 'watchSoft'],
  ['ink', 'redSoft'],
  ['ink2', 'redSoft'],
  ['ink2', 'watchSoft'],
  ['accent', 'page'],
  ['accent', 'watchSoft'],
  ['accent', 'redSoft'],
  ['accent', 'sunken'],
  ['red', 'page'],
  ['watch', 'page'],
  ['none', 'sunken'],
  ['ink3', 'accentSoft'],
  ['onBar1', 'bar1'],
  ['onBar2', 'bar2'],
  ['onBar3', 'bar3'],
]

/** Edges and marks: 3 is enough. */
const markPairs: readonly Pair[] = [
  ['lineStrong', 'surface', 4.1, 4.7],
  ['lineStrong', 'page', 3.8, 5.2],
  ['watchMark', 'surface', 4.4, 9.2],
]

const schemes = ['light', 'dark'] as const

describe.each(schemes)('%s', (scheme) => {
  const measured = (front: Token, ground: Token) => contrast(tokens[scheme][front], tokens[scheme][ground])

  test.each([...textPairs, ...markPairs])('%s on %s is as the principles print it', (front, ground, light, dark) => {
    expect(measured(front, ground)).toBeCloseTo(scheme === 'light' ? light : dark, 0.5)
  })

  test.each([...textPairs.map(([front, ground]) => [front, ground] as const), ...furtherTextPairs])(
    '%s on %s reads (4.5)',
    (front, ground) => {
      expect(measured(front, ground)).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each(markPairs)('%s on %s is seen (3)', (front, ground) => {
    expect(measured(front, ground)).toBeGreaterThanOrEqual(3)
  })
})

test('black on white is 21, a colour on itself is 1', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
  expect(contrast('#1D4F82', '#1D4F82')).toBe(1)
})
