import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarVn } from './calendar-vn.ts'
import { countTerm } from './count-term.ts'
import { addDays } from './legal-day.ts'
import type { Term } from './term.ts'

const due = (term: Term) => {
  const answer = countTerm(term)
  return answer.ok ? [answer.value.rawDue, answer.value.due] : answer.refusal.code
}

// Worked by hand from the calendar of 2026–2027; each row varies one thing.
describe('working days', () => {
  test.each<[string, Omit<Term, 'unit'>, string]>([
    ['an ordinary week', { from: '2026-03-02', quantity: 5, roll: 'next_wd' }, '2026-03-09'],
    ['one day', { from: '2026-03-02', quantity: 1, roll: 'next_wd' }, '2026-03-03'],
    ['started on a Saturday', { from: '2026-03-07', quantity: 1, roll: 'next_wd' }, '2026-03-09'],
    ['over Tết 2026 (16–20/02)', { from: '2026-02-13', quantity: 1, roll: 'next_wd' }, '2026-02-23'],
    ['a worked Saturday counts (22/8/2026)', { from: '2026-08-21', quantity: 1, roll: 'next_wd' }, '2026-08-22'],
    ['over the swapped 31/8 and Quốc khánh', { from: '2026-08-28', quantity: 1, roll: 'next_wd' }, '2026-09-03'],
    ['over 24/11/2026', { from: '2026-11-23', quantity: 1, roll: 'next_wd' }, '2026-11-25'],
    [
      'an extension is added before the roll',
      { from: '2026-03-02', quantity: 5, extensions: [2], roll: 'next_wd' },
      '2026-03-11',
    ],
    ['backwards', { from: '2026-03-09', quantity: 5, roll: 'pre' }, '2026-03-02'],
    ['backwards over a weekend', { from: '2026-03-09', quantity: 1, roll: 'pre' }, '2026-03-06'],
  ])('%s', (_, term, day) => {
    expect(due({ ...term, unit: 'WD' })).toEqual([day, day])
  })
})

describe('calendar days', () => {
  test.each<[string, Omit<Term, 'unit'>, string, string]>([
    ['ends on a working day', { from: '2026-03-02', quantity: 30, roll: 'next_wd' }, '2026-04-01', '2026-04-01'],
    ['ends on a Saturday', { from: '2026-03-05', quantity: 30, roll: 'next_wd' }, '2026-04-04', '2026-04-06'],
    ['ends on a worked Saturday', { from: '2026-07-23', quantity: 30, roll: 'next_wd' }, '2026-08-22', '2026-08-22'],
    ['ends on the swapped 31/8', { from: '2026-08-01', quantity: 30, roll: 'next_wd' }, '2026-08-31', '2026-09-03'],
    [
      'ends on the swapped 31/8, red line',
      { from: '2026-08-01', quantity: 30, roll: 'none' },
      '2026-08-31',
      '2026-08-31',
    ],
    [
      'takes effect the day after, not rolled',
      { from: '2026-08-01', quantity: 30, roll: 'after' },
      '2026-08-31',
      '2026-09-01',
    ],
    ['counted back onto a Sunday', { from: '2026-03-13', quantity: 5, roll: 'pre' }, '2026-03-08', '2026-03-06'],
    ['extended', { from: '2026-03-02', quantity: 30, extensions: [30], roll: 'next_wd' }, '2026-05-01', '2026-05-04'],
    [
      'suspended: raw + (resume − suspend)',
      { from: '2026-09-03', quantity: 30, suspensions: [['2026-09-18', '2026-10-12']], roll: 'next_wd' },
      '2026-10-27',
      '2026-10-27',
    ],
    [
      'suspended and resumed the same day',
      { from: '2026-09-03', quantity: 30, suspensions: [['2026-09-18', '2026-09-18']], roll: 'none' },
      '2026-10-03',
      '2026-10-03',
    ],
    [
      'suspended on its last day',
      { from: '2026-09-03', quantity: 30, suspensions: [['2026-10-03', '2026-10-13']], roll: 'none' },
      '2026-10-13',
      '2026-10-13',
    ],
    [
      'suspended on its first day',
      { from: '2026-09-03', quantity: 30, suspensions: [['2026-09-03', '2026-09-10']], roll: 'none' },
      '2026-10-10',
      '2026-10-10',
    ],
  ])('%s', (_, term, raw, legal) => {
    expect(due({ ...term, unit: 'CD' })).toEqual([raw, legal])
  })

  test('an open suspension has no due day and keeps what is left', () => {
    const answer = countTerm({
      from: '2026-09-03',
      quantity: 30,
      unit: 'CD',
      roll: 'next_wd',
      suspensions: [['2026-09-18', null]],
    })
    expect(answer).toMatchObject({ ok: true, value: { due: null, rawDue: null, remaining: 15 } })
  })

  test('the switches of rule 12 move the day by one each', () => {
    const term: Term = {
      from: '2026-09-03',
      quantity: 30,
      unit: 'CD',
      roll: 'none',
      suspensions: [['2026-09-18', '2026-10-12']],
    }
    const settings = { rollToWorkingDay: true, suspensionDayUsed: true, resumeDayCounted: false, officeHours: [] }
    const with_ = (changed: object) => countTerm(term, calendarVn, { ...settings, ...changed })
    expect(with_({})).toMatchObject({ value: { rawDue: '2026-10-27' } })
    expect(with_({ suspensionDayUsed: false })).toMatchObject({ value: { rawDue: '2026-10-28' } })
    expect(with_({ resumeDayCounted: true })).toMatchObject({ value: { rawDue: '2026-10-26' } })
  })

  test('rolling can be switched off', () => {
    const settings = { rollToWorkingDay: false, suspensionDayUsed: true, resumeDayCounted: false, officeHours: [] }
    const answer = countTerm({ from: '2026-03-05', quantity: 30, unit: 'CD', roll: 'next_wd' }, calendarVn, settings)
    expect(answer).toMatchObject({ value: { due: '2026-04-04' } })
  })
})

describe('hours', () => {
  test.each<[string, Omit<Term, 'roll'>, string]>([
    ['within the morning', { from: '2026-03-02T08:00', quantity: 3, unit: 'WH' }, '2026-03-02T11:00'],
    ['used up exactly at closing', { from: '2026-03-02T08:00', quantity: 4, unit: 'WH' }, '2026-03-02T12:00'],
    ['over noon', { from: '2026-03-02T11:00', quantity: 2, unit: 'WH' }, '2026-03-02T14:00'],
    ['eight hours, a whole day', { from: '2026-03-02T08:00', quantity: 8, unit: 'WH' }, '2026-03-02T17:00'],
    ['from the lunch break', { from: '2026-03-02T12:30', quantity: 1, unit: 'WH' }, '2026-03-02T14:00'],
    ['after closing', { from: '2026-03-02T17:00', quantity: 1, unit: 'WH' }, '2026-03-03T09:00'],
    ['over a weekend', { from: '2026-03-06T16:30', quantity: 1, unit: 'WH' }, '2026-03-09T08:30'],
    ['a worked Saturday has office hours', { from: '2026-08-21T16:30', quantity: 1, unit: 'WH' }, '2026-08-22T08:30'],
    [
      'hours of the clock run through the night',
      { from: '2026-03-06T16:30', quantity: 72, unit: 'H' },
      '2026-03-09T16:30',
    ],
  ])('%s', (_, term, at) => {
    expect(due({ ...term, roll: 'none' })).toEqual([at, at])
  })
  test('an hour before', () => {
    expect(due({ from: '2026-03-02T00:30', quantity: 1, unit: 'H', roll: 'pre' })).toEqual([
      '2026-03-01T23:30',
      '2026-03-01T23:30',
    ])
  })
})

describe('refusals, the first that applies', () => {
  const good: Term = { from: '2026-09-03', quantity: 30, unit: 'CD', roll: 'next_wd' }
  test.each<[string, Partial<Term>, string]>([
    ['a day that does not exist', { from: '2026-02-29' }, 'BAD_DATE'],
    ['a suspension that is no day', { suspensions: [['2026-09-31', null]] }, 'BAD_DATE'],
    ['hours without a time', { unit: 'WH' }, 'NEED_TIME'],
    ['a time that does not exist', { unit: 'WH', from: '2026-09-03T24:00' }, 'BAD_DATE'],
    [
      'overlapping suspensions',
      {
        suspensions: [
          ['2026-09-10', '2026-09-20'],
          ['2026-09-19', '2026-09-25'],
        ],
      },
      'SUSPENSION_OVERLAP',
    ],
    [
      'out of order',
      {
        suspensions: [
          ['2026-09-20', '2026-09-25'],
          ['2026-09-10', '2026-09-12'],
        ],
      },
      'SUSPENSION_OVERLAP',
    ],
    [
      'after an open one',
      {
        suspensions: [
          ['2026-09-10', null],
          ['2026-09-19', '2026-09-25'],
        ],
      },
      'SUSPENSION_OVERLAP',
    ],
    ['before the start', { suspensions: [['2026-09-02', '2026-09-10']] }, 'SUSPENSION_OUTSIDE_TERM'],
    ['after the raw day', { suspensions: [['2026-10-04', '2026-10-10']] }, 'SUSPENSION_OUTSIDE_TERM'],
    ['resumed before it began', { suspensions: [['2026-09-10', '2026-09-09']] }, 'SUSPENSION_ORDER'],
    ['outside before order', { suspensions: [['2026-09-02', '2026-09-01']] }, 'SUSPENSION_OUTSIDE_TERM'],
    ['working days before the calendar', { unit: 'WD', from: '2023-12-20' }, 'CALENDAR_RANGE'],
    ['a roll after the calendar', { from: '2028-12-20' }, 'CALENDAR_RANGE'],
  ])('%s', (_, changed, code) => {
    expect(due({ ...good, ...changed })).toBe(code)
  })
  test('a second suspension may lie where the first moved the raw day', () => {
    expect(
      due({
        ...good,
        roll: 'none',
        suspensions: [
          ['2026-09-18', '2026-10-12'],
          ['2026-10-20', '2026-10-22'],
        ],
      }),
    ).toEqual(['2026-10-29', '2026-10-29'])
  })
  test('a calendar-day red line needs no calendar', () => {
    expect(due({ from: '2030-01-01', quantity: 45, unit: 'CD', roll: 'none' })).toEqual(['2030-02-15', '2030-02-15'])
  })
})

test('every day of the count is explained: skipped days by name, the roll at the end', () => {
  const answer = countTerm({ from: '2026-08-28', quantity: 3, unit: 'CD', roll: 'next_wd' })
  expect(
    answer.ok && answer.value.steps.map(({ day, counted, why, name }) => [day.slice(5), counted, why, name]),
  ).toEqual([
    ['08-28', false, 'start', null],
    ['08-29', true, 'counted', null],
    ['08-30', true, 'counted', null],
    ['08-31', true, 'counted', 'Nghỉ hoán đổi dịp Quốc khánh'],
    ['09-01', false, 'holiday', 'Quốc khánh (ngày liền kề)'],
    ['09-02', false, 'holiday', 'Quốc khánh'],
    ['09-03', false, 'rolled', null],
  ])
})

test('an answer that rests on a provisional year says so', () => {
  expect(countTerm({ from: '2026-12-25', quantity: 2, unit: 'WD', roll: 'next_wd' })).toMatchObject({
    value: { provisional: false },
  })
  expect(countTerm({ from: '2026-12-25', quantity: 5, unit: 'WD', roll: 'next_wd' })).toMatchObject({
    value: { provisional: true },
  })
})

/* An oracle that shares no code: a list of all days of the years with a mark, and counting by index in it. */
const dayNumber = (day: string) => Math.round((Date.parse(day) - Date.UTC(2024, 0, 1)) / 86_400_000)
const kindOf = new Map(calendarVn.days.map(({ day, kind }) => [day, kind]))
const all = Array.from({ length: 1_827 }, (_, at) => {
  const date = new Date(Date.UTC(2024, 0, 1 + at))
  const day = date.toISOString().slice(0, 10)
  const kind = kindOf.get(day)
  return { day, working: kind === undefined ? date.getUTCDay() % 6 !== 0 : kind === 'swapped-work' }
})
const anyDay = fc.integer({ min: 0, max: 1_300 }).map((at) => all[at]?.day ?? '')

test('working and calendar terms agree with counting in a list of days', () => {
  const cases = fc.record({
    from: anyDay,
    quantity: fc.integer({ min: 1, max: 120 }),
    unit: fc.constantFrom('CD' as const, 'WD' as const),
  })
  fc.assert(
    fc.property(cases, ({ from, quantity, unit }) => {
      const later = all.slice(dayNumber(from) + 1)
      const raw = (unit === 'CD' ? later : later.filter(({ working }) => working))[quantity - 1]?.day ?? ''
      const legal = all.slice(dayNumber(raw)).find(({ working }) => working)?.day
      expect(due({ from, quantity, unit, roll: 'next_wd' })).toEqual([raw, legal])
    }),
    { numRuns: 300 },
  )
})

test('suspended terms agree with a list of days without the suspended ones', () => {
  const cases = fc.record({
    from: anyDay,
    quantity: fc.integer({ min: 5, max: 60 }),
    unit: fc.constantFrom('CD' as const, 'WD' as const),
    after: fc.integer({ min: 0, max: 4 }),
    length: fc.integer({ min: 0, max: 40 }),
  })
  fc.assert(
    fc.property(cases, ({ from, quantity, unit, after, length }) => {
      const [suspended, resumed] = [addDays(from, after), addDays(from, after + length)]
      const later = all.slice(dayNumber(from) + 1).filter(({ day }) => day <= suspended || day > resumed)
      const raw = (unit === 'CD' ? later : later.filter(({ working }) => working))[quantity - 1]?.day ?? ''
      // Used up on the day of suspension itself: it waits for the resumption.
      const ends = raw === suspended ? resumed : raw
      const answer = due({ from, quantity, unit, roll: 'none', suspensions: [[suspended, resumed]] })
      expect(answer).toEqual([ends, ends])
    }),
    { numRuns: 300 },
  )
})

test('counting back is the mirror of counting on, when both ends are working days', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 80 }), (from, quantity) => {
      const forward = countTerm({ from, quantity, unit: 'WD', roll: 'next_wd' })
      if (!forward.ok || !all[dayNumber(from)]?.working) return
      expect(due({ from: forward.value.due ?? '', quantity, unit: 'WD', roll: 'pre' })).toEqual([from, from])
    }),
    { numRuns: 200 },
  )
})

test('working hours: n days of eight hours are n working days, at the same time', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 481, max: 1_019 }), (from, days, minute) => {
      if (!all[dayNumber(from)]?.working || (minute >= 720 && minute <= 780)) return
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      const whole = countTerm({ from, quantity: days, unit: 'WD', roll: 'next_wd' })
      if (!whole.ok) throw new Error(from)
      expect(due({ from: `${from}T${time}`, quantity: days * 8, unit: 'WH', roll: 'none' })).toEqual([
        `${whole.value.due}T${time}`,
        `${whole.value.due}T${time}`,
      ])
    }),
    { numRuns: 200 },
  )
})
