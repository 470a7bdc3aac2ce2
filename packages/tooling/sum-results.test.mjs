import { expect, test } from 'vitest'
import { countResults } from './sum-results.mjs'

const file = (...statuses) => ({
  name: '/a/rate.test.ts',
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, n) => ({ status, fullName: `row ${n + 1}` })),
})
const report = (...files) => ({ success: files.every(({ status }) => status === 'passed'), testResults: files })
const browser = ({ expected = 2, unexpected = 0, flaky = 0, skipped = 0, errors = [], specs = [] }) => ({
  stats: { expected, unexpected, flaky, skipped },
  errors,
  suites: [{ specs: [], suites: [{ specs }] }],
})

const steps = [
  { kind: 'check', name: 'types', status: 0 },
  { kind: 'tests', name: 'units', status: 0 },
  { kind: 'tests', name: 'browser', status: 0 },
]
const flawless = {
  steps,
  suites: { units: { expected: ['domain'], reports: { domain: report(file('passed', 'passed')) } } },
  browser: browser({}),
}
const failing = (name) => steps.map((step) => (step.name === name ? { ...step, status: 1 } : step))
const units = (expected, reports) => ({ units: { expected, reports } })

test('everything passes: two rows, two browser tests, one check', () => {
  expect(countResults(flawless)).toEqual({ passed: 5, failed: 0, skipped: 0, faults: [] })
})

test.each([
  ['a check', { steps: failing('types') }, 4, 1, 'types'],
  [
    'a row',
    { steps: failing('units'), suites: units(['domain'], { domain: report(file('passed', 'failed')) }) },
    4,
    1,
    'units domain: row 2',
  ],
  [
    'a row although the step says nothing',
    { suites: units(['domain'], { domain: report(file('passed', 'failed')) }) },
    4,
    1,
    'units domain: row 2',
  ],
  [
    'a file that does not load',
    { suites: units(['domain'], { domain: report({ ...file(), status: 'failed' }) }) },
    3,
    1,
    'units domain: rate.test.ts could not run',
  ],
  [
    'a package without a report',
    { suites: units(['domain', 'db'], flawless.suites.units.reports) },
    5,
    1,
    'units db: no report',
  ],
  [
    'a package without a test',
    { suites: units(['domain'], { domain: { success: true, testResults: [] } }) },
    3,
    1,
    'units domain: no test ran',
  ],
  ['no package at all', { suites: units([], {}) }, 3, 1, 'units: nothing ran'],
  [
    'an error outside the tests',
    { suites: units(['domain'], { domain: { ...report(file('passed')), success: false } }) },
    4,
    1,
    'units domain: the runner reports a fault outside its tests',
  ],
  [
    'a step whose reports show nothing',
    { steps: failing('units') },
    5,
    1,
    'units: ended with code 1, no report names a fault',
  ],
  ['no browser report', { browser: null }, 3, 1, 'browser: no report'],
  ['no browser test', { browser: browser({ expected: 0 }) }, 3, 1, 'browser: no test ran'],
  [
    'a browser test',
    { browser: browser({ expected: 1, unexpected: 1, specs: [{ title: 'decides', ok: false, tests: [] }] }) },
    4,
    1,
    'browser: decides',
  ],
  [
    'a browser test that passed at the second try',
    {
      browser: browser({
        expected: 1,
        flaky: 1,
        specs: [{ title: 'decides', ok: true, tests: [{ status: 'flaky' }] }],
      }),
    },
    4,
    1,
    'browser: decides',
  ],
  [
    'a browser that did not start',
    { browser: browser({ errors: [{ message: 'no server\nat …' }] }) },
    5,
    1,
    'browser: no server',
  ],
])('%s that failed is counted and named', (_name, change, passed, failed, fault) => {
  expect(countResults({ ...flawless, ...change })).toEqual({ passed, failed, skipped: 0, faults: [fault] })
})

test('a skipped row is neither passed nor failed, and is told', () => {
  const suites = units(['domain'], { domain: report(file('passed', 'skipped', 'pending')) })
  expect(countResults({ ...flawless, suites })).toMatchObject({ passed: 4, failed: 0, skipped: 2 })
})
