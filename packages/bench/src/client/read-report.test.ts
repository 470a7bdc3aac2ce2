import { expect, test } from 'vitest'
import { lookOf, type Report, tellLooks } from './read-report.ts'

const report: Report = {
  categories: {
    performance: {
      score: 0.914,
      auditRefs: [
        { id: 'largest-contentful-paint', weight: 25 },
        { id: 'uses-text-compression', weight: 0 },
        { id: 'diagnostics', weight: 0 },
      ],
    },
    seo: { score: null, auditRefs: [{ id: 'meta-description', weight: 1 }] },
  },
  audits: {
    'largest-contentful-paint': { title: 'Largest paint', score: 0.95, numericValue: 1_234.5 },
    'uses-text-compression': { title: 'Compress', score: 0.5, displayValue: '12 KB' },
    diagnostics: { title: 'Not told', score: 0 },
    'meta-description': { title: 'No description', score: 0 },
    'network-requests': {
      title: '',
      score: null,
      details: {
        items: [
          { resourceType: 'Document', transferSize: 2_048 },
          { resourceType: 'Script', transferSize: 1_024 },
          { resourceType: 'Fetch', transferSize: 512 },
        ],
      },
    },
  },
}

test('a report becomes kilobytes, milliseconds, scores of a hundred and what is to be mended', () => {
  const look = lookOf(report, { page: 'sign-in', form: 'desk', visit: 'first' })
  expect(look.bytes).toEqual({ Document: 2, Script: 1, Stylesheet: 0, Font: 0, other: 0.5 })
  expect(look.times['largest-contentful-paint']).toBe(1_234.5)
  expect(look.scores).toEqual({ performance: 91, accessibility: null, 'best-practices': null, seo: null })
  expect(look.findings).toEqual(['Compress (12 KB)', 'No description'])
})

test('each finding is told once with the pages it stands on', () => {
  const told = tellLooks([
    lookOf(report, { page: 'sign-in', form: 'desk', visit: 'first' }),
    lookOf(report, { page: 'board', form: 'phone', visit: 'first' }),
  ])
  expect(told).toContain('- No description: sign-in (desk), board (phone)')
  expect(told.join('\n')).toContain('| sign-in | first | 2.0 | 1.0 | 0.0 | 0.0 | 0.5 | 3.5 |')
})
