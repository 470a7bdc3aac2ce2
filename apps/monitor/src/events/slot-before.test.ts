import { expect, test } from 'vitest'
import { slotBefore } from './slot-before.ts'

test.each([
  {
    because: 'on the second itself',
    schedule: { everySeconds: 20 },
    now: '2026-11-24T10:00:20.000Z',
    slot: '2026-11-24T10:00:20.000Z',
  },
  {
    because: 'just before',
    schedule: { everySeconds: 20 },
    now: '2026-11-24T10:00:19.999Z',
    slot: '2026-11-24T10:00:00.000Z',
  },
  {
    because: '7:00 in Hà Nội is midnight in UTC',
    schedule: { cron: '0 7 * * *' },
    now: '2026-11-24T00:00:00.000Z',
    slot: '2026-11-24T00:00:00.000Z',
  },
  {
    because: 'a moment earlier it was yesterday’s',
    schedule: { cron: '0 7 * * *' },
    now: '2026-11-23T23:59:59.999Z',
    slot: '2026-11-23T00:00:00.000Z',
  },
  {
    because: 'hours later it is still today’s',
    schedule: { cron: '0 7 * * *' },
    now: '2026-11-24T12:00:00.000Z',
    slot: '2026-11-24T00:00:00.000Z',
  },
  {
    because: 'every hour at five past',
    schedule: { cron: '5 * * * *' },
    now: '2026-11-24T10:04:59.000Z',
    slot: '2026-11-24T09:05:00.000Z',
  },
])('$because', ({ schedule, now, slot }) => {
  expect(slotBefore(schedule, new Date(now)).toISOString()).toBe(slot)
})
