import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import drawIcon from './draw-icon.ts'

const drawn = (shapes: Parameters<typeof drawIcon>[3], props = {}) =>
  renderToStaticMarkup(createElement(drawIcon('outline', 'x', 'X', shapes), props)).replace(/<svg[^>]*>|<\/svg>/gu, '')

test.each([
  {
    of: 'strokes: one path',
    shapes: [
      ['path', { d: 'M9 14l-4 -4', key: 'a' }],
      ['path', { d: 'M5 10h11', key: 'b' }],
    ],
    expected: '<path d="M9 14l-4 -4M5 10h11"></path>',
  },
  {
    of: 'a dot that is filled stays one',
    shapes: [
      ['path', { d: 'M3 3h6', key: 'a' }],
      ['path', { d: 'M5 5v.01', fill: 'currentColor', key: 'b' }],
      ['circle', { cx: '4', cy: '4', r: '2', key: 'c' }],
    ],
    expected:
      '<path d="M3 3h6"></path><path d="M5 5v.01" fill="currentColor"></path><circle cx="4" cy="4" r="2"></circle>',
  },
] as const)('$of', ({ shapes, expected }) => {
  expect(drawn(shapes)).toBe(expected)
})

test('what is filled is not joined, its parts may lie over each other, and has no stroke', () => {
  const shapes = [
    ['path', { d: 'M3 3h6v6z', key: 'a' }],
    ['path', { d: 'M4 4h2v2z', key: 'b' }],
  ] as const
  const svg = renderToStaticMarkup(createElement(drawIcon('filled', 'x', 'X', shapes)))
  expect(svg).toBe(
    '<svg fill="currentColor" viewBox="0 0 24 24" width="24" height="24"><path d="M3 3h6v6z"></path><path d="M4 4h2v2z"></path></svg>',
  )
})

test('what the caller says reaches the element', () => {
  const svg = renderToStaticMarkup(
    createElement(drawIcon('outline', 'x', 'X', []), { size: 16, stroke: 1.8, className: 'mark', 'aria-hidden': true }),
  )
  expect(svg).toContain('width="16"')
  expect(svg).toContain('stroke-width="1.8"')
  expect(svg).toContain('class="mark"')
  expect(svg).toContain('aria-hidden="true"')
})
