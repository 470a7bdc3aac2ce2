import { eventCatalogue, reminderKinds } from '@nq15/domain/events'
import { clockJobs, personJobs } from '@nq15/use-cases/events/job-registry'
import { expect, test } from 'vitest'
import { jobName } from './job-names.ts'
import en from './messages.en.json'
import vi from './messages.vi.json'
import { placeOfEvent } from './place-of-event.ts'

const textAt = (texts: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), texts)

const types = Object.keys(eventCatalogue)

test.each(types)('%s has a sentence and a name in both languages', (type) => {
  for (const texts of [vi, en]) {
    expect(textAt(texts.kinds, type)).toBeTypeOf('string')
    expect(textAt(texts['kind-names'], type)).toBeTypeOf('string')
  }
})

test.each(Object.keys(reminderKinds))('the reminder %s has a sentence in both languages', (kind) => {
  for (const texts of [vi, en]) expect(textAt(texts.reminders, kind)).toBeTypeOf('string')
})

test('every job of a person has a name; names of jobs are told apart', () => {
  for (const { name } of personJobs) expect(jobName(name)).toBe(name)
  const names = [...personJobs, ...clockJobs].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

const organizationId = '01900000-0000-7000-8000-0000000000aa'
test.each([
  { type: 'ratings.file-returned', payload: { year: 2026 }, place: `/ratings/2026/cells/${organizationId}` },
  { type: 'ratings.campaign-opened', payload: { year: 2026 }, place: '/ratings/2026' },
  { type: 'ratings.campaign-opened', payload: {}, place: '/ratings' },
  { type: 'events.run-ended', payload: {}, place: '/jobs' },
  { type: 'organizations.succession-decided', payload: {}, place: `/organizations/${organizationId}` },
])('$type $payload opens $place', ({ type, payload, place }) => {
  expect(placeOfEvent({ type, organizationId, recordId: null, payload })).toBe(place)
})
