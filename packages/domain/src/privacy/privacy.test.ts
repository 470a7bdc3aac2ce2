import { expect, test } from 'vitest'
import { calendarVn } from '../calendar/index.ts'
import { stepBreach } from './breach-steps.ts'
import { breachDueAt, dueOfTerm } from './clock.ts'
import { mayAnswer } from './may-answer.ts'
import { compareWithDatabase, registerLines } from './register.ts'
import { codeOfMember, organizationsWithNames } from './see-names.ts'

test.each([
  ['an ordinary objection', '2026-11-24', 'WD', 15, '2026-12-15'],
  ['over Tết', '2026-02-06', 'WD', 15, '2026-03-06'],
  ['in days, ending on a Sunday', '2026-03-01', 'CD', 14, '2026-03-16'],
] as const)('%s received on %s is answered in %s %i until %s', (_, from, unit, quantity, due) => {
  expect(dueOfTerm({ quantity, unit }, from, calendarVn)).toMatchObject({ ok: true, value: { dueOn: due } })
})

test('outside the calendar no clock is guessed', () => {
  expect(dueOfTerm({ quantity: 15, unit: 'WD' }, '2028-12-20', calendarVn)).toEqual({
    ok: false,
    refusal: { code: 'CALENDAR_RANGE' },
  })
})

test('72 hours run through nights and days off', () => {
  expect(breachDueAt(new Date('2026-11-27T10:30:00Z'), 72).toISOString()).toBe('2026-11-30T10:30:00.000Z')
})

const around = {
  answeringUserId: 'office',
  filedBy: 'secretary',
  enteredBy: 'teller',
  answeringMemberId: 'm1',
  memberId: 'm2',
}
test.each([
  ['another person answers', {}, true],
  ['who filed it does not', { filedBy: 'office' }, 'FILED_IT_HIMSELF'],
  ['who entered it does not', { enteredBy: 'office' }, 'ENTERED_IT_HIMSELF'],
  ['whom it concerns does not', { memberId: 'm1' }, 'CONCERNS_HIMSELF'],
  ['nobody entered it', { enteredBy: null }, true],
  ['an organization objects', { memberId: null, answeringMemberId: null }, true],
])('%s', (_, changed, expected) => {
  const answer = mayAnswer({ ...around, ...changed })
  expect(answer.ok ? true : answer.refusal.code).toBe(expected)
})

const breach = { state: 'assessed', mustNotify: true, notified: false, noticedBy: 'office' } as const
test.each([
  ['is assessed first', { state: 'noticed', mustNotify: null }, 'assess', 'office', 'assessed'],
  ['is not assessed twice', {}, 'assess', 'office', 'STEP_NOT_NOW'],
  ['is not notified before it is assessed', { state: 'noticed', mustNotify: null }, 'notify', 'office', 'STEP_NOT_NOW'],
  ['is notified when that is due', {}, 'notify', 'office', 'notified'],
  ['is not notified when that is not due', { mustNotify: false }, 'notify', 'office', 'STEP_NOT_NOW'],
  ['is not closed while a notice is due', {}, 'close', 'other', 'NOTICE_MISSING'],
  ['is closed by another', { state: 'notified', notified: true }, 'close', 'other', 'closed'],
  ['is not closed by who reported it', { state: 'notified', notified: true }, 'close', 'office', 'REPORTED_IT_HIMSELF'],
  ['is closed without a notice when none is due', { mustNotify: false }, 'close', 'other', 'closed'],
  ['is not closed twice', { state: 'closed', notified: true }, 'close', 'other', 'STEP_NOT_NOW'],
] as const)('a breach %s', (_, changed, step, userId, expected) => {
  const answer = stepBreach({ ...breach, ...changed }, step, userId)
  expect(answer.ok ? answer.value : answer.refusal.code).toBe(expected)
})

test.each([
  ['a cell', 'subordinate-cell', ['x']],
  ['a grassroots committee', 'grassroots-committee-org', ['x']],
  ['an organization directly under the city', 'direct-org', []],
  ['the city', 'city-org', []],
  ['an organization without a type today', null, []],
] as const)('a grant over %s opens names of %j', (_, orgType, expected) => {
  expect(organizationsWithNames([{ role: 'inspection-commission', organizationId: 'x', orgType }])).toEqual(expected)
})

test('an emergency opening carries its reason and shows names', () => {
  expect(organizationsWithNames([{ role: 'break-glass', organizationId: 'x', orgType: 'city-org' }])).toEqual(['x'])
})

test.each([
  [{ cardNumber: '01.234567', fileNumber: '12' }, '01.234567'],
  [{ cardNumber: null, fileNumber: '12' }, 'HS 12'],
  [{ cardNumber: null, fileNumber: null }, '–'],
])('%j is shown as %s', (member, code) => {
  expect(codeOfMember(member)).toBe(code)
})

test('a field without an entry and an entry without a field are both named', () => {
  const stored = registerLines().map(({ table, field }) => ({ table, field }))
  const [, ...fewer] = stored
  expect(compareWithDatabase(stored)).toEqual({ withoutEntry: [], withoutField: [] })
  expect(compareWithDatabase([...stored, { table: 'member', field: 'religion' }]).withoutEntry).toEqual([
    'member.religion',
  ])
  expect(compareWithDatabase(fewer).withoutField).toEqual([`${stored[0]?.table}.${stored[0]?.field}`])
})

test('no attribute the product leaves out is described (privacy N5)', () => {
  const left = /religio|ethnic|health|family|political_view|belief/
  expect(registerLines().filter(({ field }) => left.test(field))).toEqual([])
})

test('what names a member is never less than sensitive', () => {
  const naming = registerLines().filter(
    ({ table, field }) =>
      ['full_name', 'card_number', 'birth_date'].includes(field) && /^(member|rating_case)$/.test(table),
  )
  expect(naming.length).toBeGreaterThanOrEqual(5)
  for (const line of naming) expect(line.sensitivity).toBe('sensitive')
})
