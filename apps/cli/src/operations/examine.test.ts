import { expect, test } from 'vitest'
import { examine, type Place } from './examine.ts'

const now = new Date('2026-12-08T03:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const run = (hours: number) => ({ at: ago(hours).toISOString(), folder: '/b', head: '0', rows: 1, objects: 0 })
const database = {
  server: '16.4',
  encoding: 'UTF8',
  clock: now,
  bytes: 5e9,
  unguarded: [],
  missingYears: [],
  oldestUnsealedAt: null,
  failedJobs: 0,
  oldestWaitingAt: null,
}
const well: Place = {
  node: '22.11.0',
  folder: { mode: 0o40700, freeBytes: 50e9 },
  keyFile: { mode: 0o100600 },
  host: '127.0.0.1',
  embedded: false,
  publicUrl: 'https://xeploai.hanoi.example',
  mail: true,
  web: true,
  monitor: true,
  runs: { backup: run(20), proof: run(100) },
  database,
}

test('a server in order has nothing but good findings', () => {
  expect(examine(well, now).filter(({ state }) => state !== 'ok')).toEqual([])
})

test.each<[string, Partial<Place>, string, 'warn' | 'fail']>([
  ['a Node nobody tries', { node: '18.20.0' }, 'Node', 'fail'],
  ['an odd Node between two that are tried', { node: '20.11.0' }, 'Node', 'fail'],
  ['a data folder others read', { folder: { mode: 0o40755, freeBytes: 50e9 } }, 'data folder', 'warn'],
  ['a disk that fills', { folder: { mode: 0o40700, freeBytes: 3e9 } }, 'free disk', 'warn'],
  ['a disk that is full', { folder: { mode: 0o40700, freeBytes: 5e8 } }, 'free disk', 'fail'],
  ['keys others read', { keyFile: { mode: 0o100644 } }, 'key file', 'fail'],
  ['an open address without TLS', { host: '0.0.0.0', publicUrl: null }, 'address', 'fail'],
  ['a silent monitor', { monitor: false }, 'programs', 'warn'],
  ['no mail', { mail: false }, 'mail', 'warn'],
  ['the engine for trials', { embedded: true }, 'embedded database', 'warn'],
  ['no database', { database: { fault: 'connection refused' } }, 'database', 'fail'],
  ['another encoding', { database: { ...database, encoding: 'LATIN1' } }, 'encoding', 'fail'],
  ['clocks a little apart', { database: { ...database, clock: ago(20 / 3600) } }, 'clocks', 'warn'],
  ['clocks far apart', { database: { ...database, clock: ago(1) } }, 'clocks', 'fail'],
  ['a table without its wall', { database: { ...database, unguarded: ['member'] } }, 'second wall', 'fail'],
  [
    'a year without its partition',
    { database: { ...database, missingYears: ['rating_history 2027'] } },
    'years',
    'warn',
  ],
  ['a trail nobody seals', { database: { ...database, oldestUnsealedAt: ago(30) } }, 'trail', 'warn'],
  ['events that wait', { database: { ...database, oldestWaitingAt: ago(3) } }, 'events', 'warn'],
  ['jobs that failed', { database: { ...database, failedJobs: 2 } }, 'jobs', 'warn'],
  ['no backup', { runs: { proof: run(100) } }, 'backup', 'fail'],
  ['an old backup', { runs: { backup: run(30), proof: run(100) } }, 'backup', 'fail'],
  ['a backup nobody tried', { runs: { backup: run(20) } }, 'restore', 'warn'],
  ['a proof of last month', { runs: { backup: run(20), proof: run(24 * 10) } }, 'restore', 'warn'],
])('%s is found, and only that', (_name, change, what, state) => {
  const bad = examine({ ...well, ...change }, now).filter((one) => one.state !== 'ok')
  expect(bad.map((one) => [one.what, one.state])).toEqual([[what, state]])
})
