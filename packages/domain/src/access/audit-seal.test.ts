import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchHash, eventText, firstPreviousHash, leafHash, merkleRoot, type SealedEvent } from './audit-seal.ts'
import { checkBatch, type StoredBatch } from './check-batch.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

const event: SealedEvent = {
  id: '01900000-0000-7000-8000-0000000000aa',
  at: '2026-11-23T16:00:00.123456Z',
  actorId: null,
  onBehalfOf: null,
  requestId: 'r-1',
  action: 'update',
  recordTable: 'member',
  recordId: '01900000-0000-7000-8000-0000000000bb',
  organizationId: '01900000-0000-7000-8000-0000000000cc',
  detail: { changed: ['status', 'version'], b: 1, a: { d: null, c: true } },
}

test('the text of a row is fixed for ever: offline programs compute the same', () => {
  expect(eventText(event)).toBe(
    'nq15-leaf-1\n["01900000-0000-7000-8000-0000000000aa","2026-11-23T16:00:00.123456Z",null,null,"r-1","update","member",' +
      '"01900000-0000-7000-8000-0000000000bb","01900000-0000-7000-8000-0000000000cc"]\n' +
      '{"a":{"c":true,"d":null},"b":1,"changed":["status","version"]}',
  )
})

const fields = Object.keys(event) as (keyof SealedEvent)[]
test.each(fields)('a changed %s changes the leaf', (field) => {
  expect(leafHash({ ...event, [field]: 'other' }, hash)).not.toBe(leafHash(event, hash))
})

test('the order of keys in the detail does not count', () => {
  const turned = { ...event, detail: { a: { c: true, d: null }, changed: ['status', 'version'], b: 1 } }
  expect(leafHash(turned, hash)).toBe(leafHash(event, hash))
})

test('a tree of three: the odd leaf moves up', () => {
  const node = (left: string, right: string) => hash(`nq15-node-1\n${left}\n${right}`)
  expect(merkleRoot(['a', 'b', 'c'], hash)).toBe(node(node('a', 'b'), 'c'))
})

test('a batch needs a row', () => {
  expect(() => merkleRoot([], hash)).toThrow('no root')
})

test('any change, swap or loss of a leaf changes the root', () => {
  const leaves = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 40 })
  fc.assert(
    fc.property(leaves, fc.nat(), (all, pick) => {
      const i = pick % all.length
      const j = (i + 1) % all.length
      const root = merkleRoot(all, hash)
      const swapped = all.with(i, all[j] ?? '').with(j, all[i] ?? '')
      expect(merkleRoot(all.with(i, `${all[i]}x`), hash)).not.toBe(root)
      expect(merkleRoot(swapped, hash)).not.toBe(root)
      expect(merkleRoot(all.toSpliced(i, 1), hash)).not.toBe(root)
    }),
  )
})

const rows = ['01', '02', '03'].map((n) => ({ ...event, id: `01900000-0000-7000-8000-0000000000${n}` }))
const leaves = rows.map((row, position) => ({
  position,
  eventId: row.id,
  leafHash: leafHash(row, hash),
  event: row as SealedEvent | null,
}))
const unsealed = {
  seq: 1,
  sealedAt: '2026-11-23T16:01:00.000Z',
  eventCount: 3,
  merkleRoot: merkleRoot(
    leaves.map((leaf) => leaf.leafHash),
    hash,
  ),
  previousHash: firstPreviousHash,
}
const whole: StoredBatch = { ...unsealed, hash: batchHash(unsealed, hash), leaves }
const second = { ...unsealed, seq: 2, previousHash: whole.hash }
const [one, two, three] = leaves as [(typeof leaves)[0], (typeof leaves)[0], (typeof leaves)[0]]

test.each<{ because: string; batch: StoredBatch; before: { seq: number; hash: string } | null; broken: object | null }>(
  [
    { because: 'whole', batch: whole, before: null, broken: null },
    {
      because: 'whole after the first',
      batch: { ...second, hash: batchHash(second, hash), leaves },
      before: whole,
      broken: null,
    },
    {
      because: 'a changed row',
      batch: { ...whole, leaves: [one, { ...two, event: { ...event, id: two.eventId, action: 'read' } }, three] },
      before: null,
      broken: { code: 'row-changed', seq: 1, position: 1, eventId: two.eventId },
    },
    {
      because: 'a deleted row',
      batch: { ...whole, leaves: [one, two, { ...three, event: null }] },
      before: null,
      broken: { code: 'row-deleted', seq: 1, position: 2, eventId: three.eventId },
    },
    {
      because: 'a changed leaf',
      batch: { ...whole, leaves: [one, { ...two, leafHash: hash('x') }, three] },
      before: null,
      broken: { code: 'leaves-changed', seq: 1, eventId: null },
    },
    {
      because: 'a deleted leaf',
      batch: { ...whole, leaves: [one, two] },
      before: null,
      broken: { code: 'leaves-changed', seq: 1, eventId: null },
    },
    {
      because: 'no leaves at all',
      batch: { ...whole, leaves: [] },
      before: null,
      broken: { code: 'leaves-changed', seq: 1, eventId: null },
    },
    {
      because: 'a changed day of sealing',
      batch: { ...whole, sealedAt: '2026-11-23T16:02:00.000Z' },
      before: null,
      broken: { code: 'batch-changed', seq: 1, eventId: null },
    },
    {
      because: 'another batch before',
      batch: { ...second, hash: batchHash(second, hash), leaves },
      before: { seq: 1, hash: hash('x') },
      broken: { code: 'chain-broken', seq: 2, eventId: null },
    },
    {
      because: 'a batch left out',
      batch: { ...second, hash: batchHash(second, hash), leaves },
      before: null,
      broken: { code: 'batch-missing', seq: 1, eventId: null },
    },
  ],
)('$because', ({ batch, before, broken }) => {
  expect(checkBatch(batch, before, hash)).toEqual(broken)
})
