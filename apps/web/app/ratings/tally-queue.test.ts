import { describe, expect, test } from 'vitest'
import {
  countFields,
  nextToSend,
  parseQueue,
  pendingOf,
  type Queue,
  type QueueEvent,
  queueReducer,
} from './tally-queue.ts'

const at = '2026-12-08T13:14:32.000Z'
const type = (requestId: string, row: string, patch: Record<string, string | null>, version = 3): QueueEvent => ({
  type: 'type',
  requestId,
  row,
  patch,
  version,
  typedAt: at,
})
const after = (...events: QueueEvent[]): Queue => events.reduce(queueReducer, [])
const theirs = { version: 7, values: { t: '12', ht: '0' }, who: 'Trần Quang Thịnh', at }

describe('typing', () => {
  test('cells of one row typed before the line is free go together', () => {
    const queue = after(type('a', 'votes/5', { xs: '3' }), type('b', 'votes/5', { t: '11' }))
    expect(queue).toMatchObject([{ requestId: 'a', patch: { xs: '3', t: '11' } }])
  })

  test('nothing is put into a save that was sent: its answer may be lost while the server has acted on it', () => {
    const queue = after(
      type('a', 'votes/5', { xs: '3' }),
      { type: 'send', requestId: 'a', batch: '1' },
      { type: 'lost', requestId: 'a' },
      type('b', 'votes/5', { t: '11' }),
    )
    expect(queue).toMatchObject([
      { requestId: 'a', patch: { xs: '3' }, state: 'waiting' },
      { requestId: 'b', patch: { t: '11' }, state: 'waiting' },
    ])
    expect(nextToSend(queue).map(({ requestId }) => requestId)).toEqual(['a'])
  })

  test('a text that is no number is kept, not sent, and goes when the field is typed again', () => {
    const held = after({ ...type('a', 'votes/5', { xs: '2,5' }), type: 'hold', code: 'NOT_INTEGER' } as QueueEvent)
    expect(pendingOf(held, 'votes/5')).toEqual({ xs: '2,5' })
    expect(nextToSend(held)).toEqual([])
    expect(queueReducer(held, type('b', 'votes/5', { xs: '2' }))).toMatchObject([
      { patch: { xs: '2' }, state: 'waiting' },
    ])
  })
})

describe('sending', () => {
  test('one save at a time, and the next of the row carries the version the first has made', () => {
    const sending = after(
      type('a', 'votes/5', { xs: '3' }),
      { type: 'send', requestId: 'a', batch: '1' },
      type('b', 'votes/5', { t: '1' }),
    )
    expect(nextToSend(sending)).toEqual([])
    const saved = queueReducer(sending, { type: 'saved', requestId: 'a', version: 4 })
    expect(nextToSend(saved)).toMatchObject([{ requestId: 'b', version: 4 }])
  })

  test('a version made by one row is none of another row’s business', () => {
    const queue = after(type('a', 'votes/5', { xs: '3' }), type('b', 'record', { valid: '21' }, 9), {
      type: 'saved',
      requestId: 'a',
      version: 4,
    })
    expect(queue).toMatchObject([{ row: 'record', version: 9 }])
  })

  test('the line drops: everything typed waits here and is counted by field', () => {
    const queue = after(
      type('a', 'votes/5', { xs: '3', t: '11' }),
      { type: 'send', requestId: 'a', batch: '1' },
      type('b', 'record', { valid: '21' }),
      {
        type: 'lost',
        requestId: 'a',
      },
    )
    expect(countFields(queue, ['waiting', 'sending'])).toBe(3)
  })
})

describe('several rows at once', () => {
  test('what waited in many rows goes in one submission, each row with its oldest save', () => {
    const queue = after(
      type('a', 'votes/5', { xs: '3' }),
      { type: 'send', requestId: 'a', batch: '1' },
      type('b', 'votes/5', { t: '1' }),
      type('c', 'votes/6', { xs: '2' }),
      { type: 'saved', requestId: 'a', version: 4 },
    )
    expect(nextToSend(queue).map(({ requestId }) => requestId)).toEqual(['b', 'c'])
  })

  test('a submission whose answer was lost goes out again just as it was, before anything typed since', () => {
    const queue = after(
      type('a', 'votes/5', { xs: '3' }),
      type('b', 'votes/6', { xs: '2' }),
      { type: 'send', requestId: 'a', batch: '1' },
      { type: 'send', requestId: 'b', batch: '1' },
      type('c', 'votes/7', { xs: '1' }),
      { type: 'lost', requestId: 'a' },
      { type: 'lost', requestId: 'b' },
    )
    expect(nextToSend(queue).map(({ requestId, batch }) => [requestId, batch])).toEqual([
      ['a', '1'],
      ['b', '1'],
    ])
  })
})

describe('somebody else saved first', () => {
  const conflict = after(
    type('a', 'votes/5', { t: '11' }),
    { type: 'send', requestId: 'a', batch: '1' },
    type('b', 'votes/5', { ht: '6' }),
    { type: 'conflict', requestId: 'a', theirs },
  )

  test('both versions are kept, with what was typed behind it', () => {
    expect(conflict).toMatchObject([{ requestId: 'a', state: 'conflict', patch: { t: '11', ht: '6' }, theirs }])
    expect(nextToSend(conflict)).toEqual([])
  })

  test('other rows go on', () => {
    expect(nextToSend(queueReducer(conflict, type('c', 'votes/6', { t: '1' })))).toMatchObject([{ requestId: 'c' }])
  })

  test('keeping mine sends it again as a new act upon their version', () => {
    const kept = queueReducer(conflict, { type: 'keep-mine', requestId: 'a', newRequestId: 'c' })
    expect(nextToSend(kept)).toMatchObject([{ requestId: 'c', version: 7, patch: { t: '11', ht: '6' } }])
  })

  test('taking theirs forgets mine and nothing else', () => {
    expect(queueReducer(conflict, { type: 'drop', requestId: 'a' })).toEqual([])
  })

  test('the same number typed by both is no conflict', () => {
    const same = after(
      type('a', 'votes/5', { t: '12' }),
      { type: 'send', requestId: 'a', batch: '1' },
      { type: 'conflict', requestId: 'a', theirs },
    )
    expect(same).toEqual([])
  })
})

describe('after the browser was closed', () => {
  test('what was being sent waits again, before what was typed since', () => {
    const old = after(type('a', 'votes/5', { xs: '3' }), { type: 'send', requestId: 'a', batch: '1' })
    const queue = after(type('b', 'record', { valid: '21' }), {
      type: 'restore',
      queue: parseQueue(JSON.stringify(old)),
    })
    expect(queue.map(({ requestId, state }) => [requestId, state])).toEqual([
      ['a', 'waiting'],
      ['b', 'waiting'],
    ])
  })

  test.each([null, '', '{', '{}', '[1, null, {"row": 3}]'])('%j is no queue', (text) => {
    expect(parseQueue(text)).toEqual([])
  })
})
