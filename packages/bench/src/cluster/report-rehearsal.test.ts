import { expect, test } from 'vitest'
import { type Found, reportRehearsal } from './report-rehearsal.ts'

const well: Found = {
  spans: [{ what: 'web', from: 0, to: 10_000 }],
  services: [
    { name: 'pages', outcomes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => ({ at: at * 1_000, ok: at !== 2 })) },
  ],
  tally: { cells: 3, took: [1, 2, 3] },
  proof: { acknowledged: 9, present: 9, lost: 0, doubled: 0 },
  jobs: { events: 4, waiting: 0, again: 1, expected: 4, notices: 4, doubled: 0 },
  page: { events: 4, breaks: 1, missed: 0, tablesRead: 2, ages: [1.26] },
}

test('a rehearsal that went well is told in tables and finds nothing', () => {
  const lines: string[] = []
  expect(reportRehearsal((line) => lines.push(line), well)).toEqual([])
  expect(lines.join('\n')).toContain('| web | 3.0 / 2.0 |')
  expect(lines.join('\n')).toContain('| 3 | 3 | 9 | 9 | 0 | 0 |')
  expect(lines.join('\n')).toContain('| 4 | 1 | 0 | 2 | 1 | 1.3 |')
})

test.each([
  ['a row is missing', { proof: { ...well.proof, lost: 1 } }, 'an acknowledged row was lost or acted twice'],
  ['a row acted twice', { proof: { ...well.proof, doubled: 1 } }, 'an acknowledged row was lost or acted twice'],
  ['an event waits', { jobs: { ...well.jobs, waiting: 1 } }, 'a job did not run exactly once'],
  ['a notice came twice', { jobs: { ...well.jobs, notices: 5, doubled: 1 } }, 'a job did not run exactly once'],
  ['nobody was to be told', { jobs: { ...well.jobs, expected: 0, notices: 0 } }, 'a job did not run exactly once'],
  ['an event was not told', { page: { ...well.page, missed: 1 } }, 'an open page missed an event'],
  ['nothing was to be told', { page: { ...well.page, events: 0 } }, 'an open page missed an event'],
  ['only the primary was read', { page: { ...well.page, ages: [] } }, 'nothing was read at a replica'],
])('%s: the run fails', (_, change, fault) => {
  expect(reportRehearsal(() => undefined, { ...well, ...change })).toEqual([fault])
})
