import { expect, test } from 'vitest'
import { readReplicaSettings, withLoginOf } from './replica-settings.ts'

const primary = 'postgresql://app:a@db/nq15'
const replica = 'postgresql://app:a@standby/nq15'

test.each([
  ['none given', {}, null],
  ['an empty one', { DATABASE_REPLICA_URL: '' }, null],
  ['a replica', { DATABASE_REPLICA_URL: replica }, { url: replica, mostBehindMs: 30_000 }],
  [
    'how far behind it may be',
    { DATABASE_REPLICA_URL: replica, NQ15_REPLICA_MOST_BEHIND: '5' },
    { url: replica, mostBehindMs: 5_000 },
  ],
])('%s', (_, given, value) =>
  expect(readReplicaSettings({ DATABASE_URL: primary, ...given })).toEqual({ ok: true, value }),
)

const word = 'secret-word'
test.each([
  ['DATABASE_REPLICA_URL', 'mysql://x'],
  ['DATABASE_REPLICA_URL', `postgresql://owner:${word}@standby/nq15`],
  ['NQ15_REPLICA_MOST_BEHIND', '0'],
  ['NQ15_REPLICA_MOST_BEHIND', '601'],
  ['NQ15_REPLICA_MOST_BEHIND', 'soon'],
])('%s = %s is refused by name, without its value', (name, value) => {
  const read = readReplicaSettings({ DATABASE_URL: primary, [name]: value })
  expect(read).toMatchObject({ ok: false, faults: [{ name }] })
  expect(JSON.stringify(read)).not.toContain(word)
})

test('a login that was made is named at the replica too', () =>
  expect(withLoginOf('postgresql://owner:o@standby:5001/nq15', 'postgresql://made:p@db/nq15')).toBe(
    'postgresql://made:p@standby:5001/nq15',
  ))
