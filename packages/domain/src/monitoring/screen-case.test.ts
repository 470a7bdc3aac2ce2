import { describe, expect, test } from 'vitest'
import { type SignalStatus, signalStatuses } from './indicator.ts'
import { indicatorCatalogues } from './rules/index.ts'
import { saySource } from './say-source.ts'
import { answerScreenCase, screenCaseSchema } from './screen-case.ts'

const catalogue = indicatorCatalogues[0]
if (!catalogue) throw new Error('no catalogue')
const ask = (kind: string, input: unknown) => {
  const answer = answerScreenCase(screenCaseSchema.parse({ id: 'x', kind, input }), catalogue)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.value
}
const statusOf = (indicator: string, inputs: unknown) => ask('indicator', { indicator, inputs })

// Each row: on, just below and just above a threshold. The levels are those of the catalogue.
const rows: readonly [string, string, SignalStatus][] = [
  ['A1', '{"meetingsHeld6m":6,"meetingsDue6m":6}', 'green'],
  ['A1', '{"meetingsHeld6m":5,"meetingsDue6m":6}', 'yellow'],
  ['A1', '{"meetingsHeld6m":4,"meetingsDue6m":6}', 'red'],
  ['A1', '{"meetingsHeld6m":0,"meetingsDue6m":0}', 'not-applicable'],
  ['A1', '{"meetingsHeld6m":0}', 'no-data'],
  ['A2', '{"membersPresent":17,"membersDue":20,"membersExempt":0}', 'yellow'],
  ['A2', '{"membersPresent":86,"membersDue":100,"membersExempt":0}', 'green'],
  ['A2', '{"membersPresent":20,"membersDue":30,"membersExempt":0}', 'yellow'],
  ['A2', '{"membersPresent":19,"membersDue":30,"membersExempt":0}', 'red'],
  ['A2', '{"membersPresent":3,"membersDue":8,"membersExempt":4}', 'suppressed'],
  ['A2', '{"membersPresent":3,"membersDue":8,"membersExempt":3}', 'red'],
  ['A2', '{"membersPresent":0,"membersDue":8,"membersExempt":8}', 'not-applicable'],
  ['A2', '{"membersPresent":0,"membersDue":8,"membersExempt":9}', 'no-data'],
  ['A3', '{"absentNoReason":0,"membersDue":20}', 'green'],
  ['A3', '{"absentNoReason":1,"membersDue":20}', 'yellow'],
  ['A4', '{"meetingScore":[70,70,70]}', 'green'],
  ['A4', '{"meetingScore":[70,70,69.99]}', 'yellow'],
  ['A4', '{"meetingScore":[50,50,49.99]}', 'red'],
  ['A4', '{"meetingScore":[50,null]}', 'no-data'],
  ['A5', '{"filledSeats":5,"seats":5,"secretaryVacantDays":60}', 'green'],
  ['A5', '{"filledSeats":5,"seats":5,"secretaryVacantDays":61}', 'red'],
  ['A5', '{"filledSeats":4,"seats":5,"secretaryVacantDays":0}', 'yellow'],
  ['A6', '{"cellsWithoutYoung":3,"cells":10}', 'green'],
  ['A6', '{"cellsWithoutYoung":4,"cells":10}', 'yellow'],
  ['A7', '{"admitted12m":3,"members":100}', 'green'],
  ['A7', '{"admitted12m":2,"members":100}', 'yellow'],
  ['A7', '{"admitted12m":0,"members":4}', 'suppressed'],
  ['A8', '{"members":4}', 'yellow'],
  ['A8', '{"members":5}', 'green'],
  ['A8', '{"members":80}', 'green'],
  ['A8', '{"members":81}', 'yellow'],
  ['A9', '{"resolutionTasksOnTime":7,"resolutionTasksDue":10}', 'green'],
  ['A9', '{"resolutionTasksOnTime":6,"resolutionTasksDue":10}', 'red'],
  ['A10', '{"reportsOnTime":8,"reportsDue":10}', 'green'],
  ['A10', '{"reportsOnTime":7,"reportsDue":10}', 'yellow'],
  ['B1', '{"grade":"not-completed"}', 'red'],
  ['B1', '{"grade":"completed"}', 'green'],
  ['B1', '{"grade":"not-rated"}', 'no-data'],
  ['B2', '{"points":70}', 'green'],
  ['B2', '{"points":69.999}', 'yellow'],
  ['B2', '{"points":50}', 'yellow'],
  ['B2', '{"points":49.999}', 'red'],
  ['B3', '{"failedSubOrgs":7,"ratedSubOrgs":21}', 'green'],
  ['B3', '{"failedSubOrgs":8,"ratedSubOrgs":23}', 'red'],
  ['B4', '{"failedMembers":5,"ratedMembers":10}', 'green'],
  ['B4', '{"failedMembers":6,"ratedMembers":10}', 'red'],
  ['B5', '{"governmentLowest":true}', 'red'],
  ['B6', '{"lowestMassOrgs":1}', 'green'],
  ['B6', '{"lowestMassOrgs":2}', 'red'],
  ['B7', '{"disunityConcluded":false}', 'green'],
  ['B8', '{"collectiveDisciplined":0,"collectiveMembersWarnedOrWorse":1}', 'red'],
  ['B9', '{"disciplinedMembers12m":3,"members":1000,"cityMedian":1}', 'green'],
  ['B9', '{"disciplinedMembers12m":4,"members":1000,"cityMedian":1}', 'yellow'],
  ['B10', '{"tasksDone":7,"tasksAssigned":10}', 'green'],
  ['B10', '{"tasksDone":5,"tasksAssigned":10}', 'yellow'],
  ['B10', '{"tasksDone":4,"tasksAssigned":10}', 'red'],
  ['B11', '{"tasksLate":2,"tasksAssigned":10}', 'green'],
  ['B11', '{"tasksLate":3,"tasksAssigned":10}', 'red'],
  ['B12', '{"consecutiveFailYears":1}', 'green'],
  ['B12', '{"consecutiveFailYears":2}', 'red'],
  ['C1', '{"petitions":15,"residents":10000,"ownMean4q":10}', 'green'],
  ['C1', '{"petitions":16,"residents":10000,"ownMean4q":10}', 'yellow'],
  ['C1', '{"petitions":16,"residents":10000}', 'no-data'],
  ['C2', '{"largeGroups":1,"sameMatterGroupsQuarter":1}', 'yellow'],
  ['C2', '{"largeGroups":2,"sameMatterGroupsQuarter":2}', 'red'],
  ['C3', '{"repeatCases":3,"cases":10}', 'info'],
  ['C4', '{"petitionsFirstLodgedAbove":2,"petitions":10}', 'green'],
  ['C4', '{"petitionsFirstLodgedAbove":3,"petitions":10}', 'yellow'],
  ['C5', '{"openPastLimit":1,"openCases":20}', 'green'],
  ['C5', '{"openPastLimit":3,"openCases":20}', 'yellow'],
  ['C5', '{"openPastLimit":4,"openCases":20}', 'red'],
  ['C5', '{"openPastLimit":0,"openCases":0}', 'not-applicable'],
  ['C6', '{"settledInCompetence":9,"casesInCompetence":10}', 'info'],
  ['C7', '{"receptionDaysHeld":1,"receptionDaysDue":2}', 'yellow'],
  ['C8', '{"noticesInTime":95,"itemsReceived":100}', 'green'],
  ['C8', '{"noticesInTime":94,"itemsReceived":100}', 'yellow'],
  ['C9', '{"decisionsUnexecuted":1,"decisionsInForce":10}', 'green'],
  ['C9', '{"decisionsUnexecuted":2,"decisionsInForce":10}', 'yellow'],
  ['D1', '{"householdsOutstanding":5,"householdsAffected":100,"daysToMilestone":10}', 'green'],
  ['D1', '{"householdsOutstanding":6,"householdsAffected":100,"daysToMilestone":90}', 'yellow'],
  ['D1', '{"householdsOutstanding":6,"householdsAffected":100,"daysToMilestone":91}', 'green'],
  ['D1', '{"householdsOutstanding":6,"householdsAffected":100}', 'info'],
  ['D1', '{"householdsOutstanding":2,"householdsAffected":4,"daysToMilestone":9}', 'suppressed'],
  ['D2', '{"gravesOutstanding":1,"gravesTotal":3,"daysToMilestone":90}', 'yellow'],
  ['D3', '{"plotsReady":9,"plotsNeeded":10,"recoveryStarted":true}', 'yellow'],
  ['D3', '{"plotsReady":9,"plotsNeeded":10,"recoveryStarted":false}', 'green'],
  ['D3', '{"plotsReady":0,"plotsNeeded":0,"recoveryStarted":true}', 'not-applicable'],
  ['D4', '{"commitmentsPastDueUnkept":1}', 'red'],
  ['D5', '{"paidOn":["2026-03-31"],"approvedOn":["2026-03-01"]}', 'green'],
  ['D5', '{"paidOn":["2026-04-01"],"approvedOn":["2026-03-01"]}', 'yellow'],
  ['D5', '{"paidOn":[null],"approvedOn":["2026-03-01"],"on":"2026-05-01"}', 'yellow'],
  ['D6', '{"eventsSamePlaceMatter24m":1}', 'green'],
  ['D6', '{"eventsSamePlaceMatter24m":2}', 'red'],
  ['D7', '{"daysToEnforcement":59,"D1":"yellow"}', 'red'],
  ['D7', '{"daysToEnforcement":60,"D1":"yellow"}', 'green'],
  ['D7', '{"daysToEnforcement":-5,"D1":"yellow"}', 'red'],
  ['D7', '{"daysToEnforcement":5,"D1":"green"}', 'green'],
  ['C11', '{"ihanoiReceived":20,"ihanoiDone":15}', 'info'],
  ['D8', '{"dialoguesHeld":1,"dialoguesPlanned":2}', 'yellow'],
]
test.each(rows)('%s of %s is %s', (indicator, inputs, status) => {
  expect(statusOf(indicator, JSON.parse(inputs))['status']).toBe(status)
})

test('every indicator of the catalogue is tried, but the rule of small numbers', () => {
  const tried = new Set(rows.map(([id]) => id))
  expect(catalogue.indicators.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([
    'C10',
    'X1',
    'X2',
    'X3',
    'X4',
  ])
  expect(catalogue.indicators).toHaveLength(45)
})

test('a value is not rounded, and hidden where it is suppressed', () => {
  expect(statusOf('A2', { membersPresent: 1, membersDue: 7, membersExempt: 1 })['value']).toBe(100 / 6)
  expect(statusOf('A2', { membersPresent: 1, membersDue: 4, membersExempt: 0 })['value']).toBeNull()
})

test('a red answer is one sentence: numbers, threshold, what would clear it', () => {
  expect(statusOf('A2', { membersPresent: 18, membersDue: 30, membersExempt: 0 })['sentence']).toMatch(
    /^Tỷ lệ dự sinh hoạt .*là 60 % \(có mặt 18; số đảng viên của chi bộ 30; được miễn sinh hoạt 0\), đỏ vì dưới 66,67 %; hết dấu hiệu khi trên 85 % \(có mặt: 26\)\.$/,
  )
})

describe('blocks (E6)', () => {
  test.each<[SignalStatus[], string, number | null]>([
    [['green', 'red', 'no-data'], 'red', 1],
    [['red', 'red', 'red', 'red'], 'red', 3],
    [['yellow', 'no-data'], 'yellow', 0],
    [['green', 'no-data'], 'no-data', 0],
    [['green', 'suppressed', 'not-applicable'], 'green', 0],
    [['no-data', 'not-applicable'], 'no-data', null],
    [['not-applicable', 'suppressed'], 'not-applicable', null],
  ])('%j: %s, level %s', (statuses, colour, level) => {
    const named = Object.fromEntries(statuses.map((status, at) => [`A${at + 1}`, status]))
    expect(ask('block', { block: 'A', statuses: named })).toMatchObject({ colour, level })
  })
})

describe('committees (E7)', () => {
  test.each<[number, number, number, SignalStatus]>([
    [0, 9, 0, 'green'],
    [1, 9, 0, 'yellow'],
    [1, 2, 0, 'yellow'],
    [2, 3, 0, 'red'],
    [2, 3, 20, 'red'],
    [0, 0, 3, 'no-data'],
  ])('%s red, %s green, %s without data: %s', (red, green, missing, status) => {
    const cells = [...Array(red).fill('red'), ...Array(green).fill('green'), ...Array(missing).fill('no-data')]
    expect(ask('block', { committeeCells: { A1: cells } })).toMatchObject({ indicator: 'A1', status })
  })
})

test.each([
  [{ C: 1, D: 2 }, 2],
  [{ C: 3, D: null }, 3],
  [{ C: null, D: null }, null],
])('area %j has watch level %s (E9)', (area, level) => {
  expect(ask('block', { area })).toMatchObject({ watchLevel: level })
})

describe('contradictions', () => {
  test.each([
    [{ rule: 'X1', grade: 'excellent', reds: ['A1', 'C2'], noData: ['A2'] }, true],
    [{ rule: 'X1', grade: 'excellent', reds: ['A1'], noData: ['A2', 'A3'] }, false],
    [{ rule: 'X1', grade: 'completed', reds: ['A1', 'C2'], noData: [] }, false],
    [{ rule: 'X1', grade: 'good', reds: ['A1', 'A1'], noData: [] }, false],
    [{ rule: 'X2', monthsOnList: 13, planProgress: 100 }, true],
    [{ rule: 'X2', monthsOnList: 12, planProgress: 100 }, false],
    [{ rule: 'X2', monthsOnList: 13, planProgress: 99 }, false],
    [{ rule: 'X3', caseState: 'settled', settledOn: '2026-03-01', largeGroupOn: '2026-03-02' }, true],
    [{ rule: 'X3', caseState: 'settled', settledOn: '2026-03-01', largeGroupOn: '2026-03-01' }, false],
    [{ rule: 'X3', caseState: 'calm', settledOn: '2026-03-01', largeGroupOn: '2026-03-02' }, false],
    [{ rule: 'X4', assignments: [{ role: 'main', from: '2026-01-01', to: null }], on: '2026-03-31' }, false],
    [{ rule: 'X4', assignments: [{ role: 'supporting', from: '2026-01-01' }], on: '2026-03-31' }, true],
    [{ rule: 'X4', assignments: [{ role: 'main', from: '2026-04-01' }], on: '2026-03-31' }, true],
  ])('%j: raised %s, and the grade stands', (input, raised) => {
    expect(ask('contradiction', input)).toMatchObject({
      raised,
      gradeChanged: false,
      needs: raised ? 'explanation' : null,
    })
  })
})

test('an unknown indicator and the rule of small numbers are no cases', () => {
  for (const [indicator, code] of [
    ['A99', 'UNKNOWN_INDICATOR'],
    ['C10', 'NO_INDICATOR'],
  ] as const) {
    const one = screenCaseSchema.parse({ id: 1, kind: 'indicator', input: { indicator, inputs: {} } })
    expect(answerScreenCase(one, catalogue)).toEqual({ ok: false, refusal: { code, indicator } })
  }
})

test('every status has been said', () => {
  expect(new Set(rows.map(([, , status]) => status))).toEqual(new Set(signalStatuses))
})

test('what an indicator rests on is said in Vietnamese, and a city’s own words stay behind it', () => {
  const english = catalogue.indicators.filter(
    ({ source }) => /[a-z]{4,}/u.test(saySource(source, 'vi')) && saySource(source, 'vi') === source,
  )
  expect(english.map(({ id, source }) => `${id} ${source}`)).toEqual([])
  expect(saySource('proposal; 70 % borrowed from QĐ 377-QĐ/TW [W17]; theo 12-QĐ/TU', 'vi')).toBe(
    'đề xuất của sản phẩm; mức 70 % mượn từ QĐ 377-QĐ/TW; theo 12-QĐ/TU',
  )
  expect(saySource('proposal', 'en')).toBe('proposal')
})
