import { describe, expect, test } from 'vitest'
import { checkDraft, type DraftSending, daysOutsideLaw, legalEndOf } from './timetable.ts'

describe('the law days of a rating year', () => {
  test.each([
    { year: 2026, code: 'finished', lastDay: '2026-12-30', provision: 'mục 4.1', why: 'before 31/12' },
    {
      year: 2026,
      code: 'schoolsFinished',
      lastDay: '2026-12-30',
      provision: 'mục 4.1',
      why: 'schools with all others',
    },
    { year: 2026, code: 'specialUnitsFinished', lastDay: '2027-01-14', provision: 'mục 4.1', why: 'before 15/1' },
    { year: 2026, code: 'filesToCentral', lastDay: '2027-01-31', provision: 'mục 4.2', why: 'before 1/2' },
    {
      year: 2027,
      code: 'centralReport',
      lastDay: '2028-02-29',
      provision: 'mục 4.3',
      why: 'before 1/3 of a leap year',
    },
  ] as const)('$code of $year ends on $lastDay: $why', ({ year, code, lastDay, provision }) => {
    expect(legalEndOf(year, code)).toMatchObject({ lastDay, source: { document: '43-HD/BTCTW', provision } })
  })

  test('a year before the guidance has none', () => {
    expect(legalEndOf(2024, 'finished')).toBeNull()
  })

  test.each([
    { year: 2026, cellDueOn: '2026-12-10', committeeDueOn: '2026-12-30', outside: [] },
    { year: 2026, cellDueOn: '2026-12-10', committeeDueOn: '2026-12-31', outside: ['committeeDueOn'] },
    { year: 2026, cellDueOn: '2026-12-31', committeeDueOn: '2027-01-10', outside: ['cellDueOn', 'committeeDueOn'] },
    { year: 2024, cellDueOn: '2025-01-10', committeeDueOn: '2025-01-20', outside: [] },
  ])('$year, cells $cellDueOn, committee $committeeDueOn: outside $outside', ({ year, outside, ...days }) => {
    expect(daysOutsideLaw(year, days).map(({ field }) => field)).toEqual(outside)
  })
})

describe('the draft report before its meeting', () => {
  const inTime: DraftSending = {
    heldOn: '2026-12-08',
    draftWhat: 'Dự thảo báo cáo kiểm điểm của chi ủy',
    draftSentTo: 'toàn thể đảng viên chi bộ',
    draftSentOn: '2026-12-02',
    draftLateReason: '',
  }
  test.each([
    { because: 'Thursday, Friday, Monday lie between', given: {}, fault: null },
    {
      because: 'a Thursday leaves Friday and Monday',
      given: { draftSentOn: '2026-12-03' },
      fault: { code: 'DRAFT_TOO_LATE', workingDays: 2, required: 3, explained: false },
    },
    {
      because: 'sent on the day itself',
      given: { draftSentOn: '2026-12-08' },
      fault: { code: 'DRAFT_TOO_LATE', workingDays: 0 },
    },
    {
      because: 'sent after the meeting',
      given: { draftSentOn: '2026-12-09' },
      fault: { code: 'DRAFT_TOO_LATE', workingDays: 0 },
    },
    {
      because: 'a reason stands beside it and stays seen',
      given: { draftSentOn: '2026-12-07', draftLateReason: 'Mưa bão' },
      fault: { code: 'DRAFT_TOO_LATE', explained: true },
    },
    {
      because: 'no day of sending',
      given: { draftSentOn: null },
      fault: { code: 'DRAFT_NOT_RECORDED', explained: false },
    },
    { because: 'nobody named', given: { draftSentTo: ' ' }, fault: { code: 'DRAFT_NOT_RECORDED' } },
    { because: 'what was sent is not said', given: { draftWhat: '' }, fault: { code: 'DRAFT_NOT_RECORDED' } },
    { because: 'no meeting yet', given: { heldOn: null, draftSentOn: null }, fault: null },
    {
      because: 'the New Year of 1/1/2027 is no working day',
      given: { heldOn: '2027-01-05', draftSentOn: '2026-12-30' },
      fault: { code: 'DRAFT_TOO_LATE', workingDays: 2 },
    },
  ])('$because', ({ given, fault }) => {
    const found = checkDraft({ ...inTime, ...given }, { year: 2026 })
    if (fault === null) expect(found).toBeNull()
    else expect(found).toMatchObject(fault)
  })

  test('a year before the guidance asks for no draft', () => {
    expect(checkDraft({ ...inTime, draftSentOn: null }, { year: 2024 })).toBeNull()
  })
})
