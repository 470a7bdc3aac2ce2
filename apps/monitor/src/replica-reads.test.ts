import type { Database } from '@nq15/db/client'
import { expect, test } from 'vitest'
import { databaseOf } from './replica-reads.ts'

const [db, copy] = ['primary', 'copy'].map((name) => ({ name })) as unknown as [Database, Database]
const replica = { readThrough: () => copy, close: async () => undefined }

test.each([
  ['totals.plans', replica, copy],
  ['reviews.signed', replica, copy],
  // Read into the trail, carries the version of a form, or writes.
  ['audit.status', replica, db],
  ['forecast.board', replica, db],
  ['watch.decide', replica, db],
  ['toString', replica, db],
  ['totals.plans', null, db],
  ['totals.plans', undefined, db],
] as const)('%s', (path, at, expected) => expect(databaseOf(path, { db, replica: at })).toBe(expected))
