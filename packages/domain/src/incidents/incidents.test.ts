import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type IncidentAct, incidentActSchema } from './case-command.ts'
import {
  type IncidentEvent,
  type IncidentState,
  incidentEvents,
  incidentStates,
  incidentTransition,
} from './case-states.ts'
import {
  type CommitmentAct,
  type CommitmentFacts,
  type CommitmentState,
  commitmentStates,
  isMissedOn,
  judgeNewCommitment,
  openCommitments,
  overdueCommitments,
  stepCommitment,
} from './commitment.ts'
import { findPersonMarks, textsOf } from './find-person-marks.ts'
import { type IncidentFacts, judgeNewIncident, stepIncident } from './step-case.ts'

const today = '2026-12-08'
const paper = { number: '5-QĐ/ĐU', decidedOn: today, body: 'Ban Thường vụ Đảng ủy' }
const done = { milestoneId: '11111111-1111-4111-8111-111111111111', doneOn: '2026-12-01' }
const whole: IncidentFacts = {
  ...{ state: 'detected', level: 'commune', firstSeenOn: '2026-03-01', openCommitments: 0, proposedBy: 'an' },
  milestones: [done],
}
const acts: Readonly<Record<IncidentEvent, IncidentAct>> = {
  receive: { event: 'receive', note: '' },
  classify: {
    ...{ event: 'classify', matter: 'land', priority: 'A', cause: 'policy' },
    ...{ households: '31-100', participants: '11-30' },
  },
  assign: { event: 'assign', ...paper, leader: 'Bí thư Đảng ủy', leadBody: 'Đảng ủy', cooperating: '' },
  start: { event: 'start', plan: 'Đối thoại, chi trả.' },
  calm: { event: 'calm', reason: 'a' },
  stir: { event: 'stir', reason: 'a' },
  settle: { event: 'settle', ...paper, reason: 'a' },
  'propose-removal': { event: 'propose-removal', reason: 'a' },
  remove: { event: 'remove', ...paper, reason: 'a' },
  reopen: { event: 'reopen', reason: 'a' },
  drop: { event: 'drop', ...paper, reason: 'a' },
  'set-level': { event: 'set-level', ...paper, level: 'city', reason: 'a' },
  describe: {
    ...{ event: 'describe', legalPosition: '', informationLead: '' },
    ...{ households: 'unknown', participants: 'unknown' },
  },
  'add-milestone': { event: 'add-milestone', title: 'a', dueOn: '2026-12-20' },
  'finish-milestone': { event: 'finish-milestone', milestoneId: done.milestoneId, doneOn: today },
  record: { event: 'record', kind: 'gathering', onDay: '2026-11-01', size: '11-30', count: 1, note: 'a' },
}
const judge = (facts: Partial<IncidentFacts>, act: IncidentAct, ground: Partial<{ bodyStands: boolean }> = {}) => {
  const judged = stepIncident({ ...whole, ...facts }, act, { actorUserId: 'binh', today, bodyStands: true, ...ground })
  if (judged.ok) return judged.value.to
  return judged.refusal.code === 'NO_SUCH_STEP'
    ? 'NO_SUCH_STEP'
    : judged.refusal.findings.map(({ code, condition }) => [code, condition].filter(Boolean).join(' ')).join(', ')
}

describe('the whole table: every event in every state leads where it is written or is refused by name', () => {
  const follow = { 'set-level': 0, describe: 0, record: 0 } as const
  const plan = { ...follow, 'add-milestone': 0, 'finish-milestone': 0 } as const
  // 0 stands for: it stays where it is.
  const ways: Readonly<Record<IncidentState, Partial<Record<IncidentEvent, IncidentState | 0>>>> = {
    detected: { receive: 'received', drop: 'out-of-scope', ...follow },
    received: { classify: 'classified', drop: 'out-of-scope', ...follow },
    classified: { assign: 'assigned', drop: 'out-of-scope', ...follow },
    assigned: { start: 'in-progress', ...plan },
    'in-progress': { calm: 'calm', settle: 'settled', ...plan },
    calm: { stir: 'in-progress', settle: 'settled', ...plan },
    settled: { 'propose-removal': 'removal-pending', reopen: 'reopened', ...follow },
    'removal-pending': { remove: 'removed', reopen: 'reopened', ...follow },
    removed: { reopen: 'reopened', record: 0 },
    reopened: { assign: 'assigned', ...follow, 'add-milestone': 0 },
    'out-of-scope': {},
  }
  test.each(incidentStates.flatMap((state) => incidentEvents.map((event) => [state, event] as const)))(
    '%s: %s',
    (state, event) => {
      const open = { milestoneId: done.milestoneId, doneOn: null }
      const facts = { state, milestones: [event === 'finish-milestone' ? open : done] }
      const way = ways[state][event]
      expect(judge(facts, acts[event])).toBe(way === undefined ? 'NO_SUCH_STEP' : way === 0 ? state : way)
      expect(incidentActSchema.safeParse(acts[event]).success).toBe(true)
    },
  )
})

test.each<[string, Partial<IncidentFacts>, IncidentAct, string]>([
  ['a plan without milestones does not start', { state: 'assigned', milestones: [] }, acts.start, 'MILESTONE_MISSING'],
  [
    'settled is not taken off while a promise or a milestone stands',
    { state: 'settled', openCommitments: 2, milestones: [{ milestoneId: 'x', doneOn: null }] },
    acts['propose-removal'],
    'MILESTONE_OPEN 1, COMMITMENT_OPEN 2',
  ],
  ['who proposed does not decide', { state: 'removal-pending', proposedBy: 'binh' }, acts.remove, 'PROPOSER_DECIDES'],
  [
    'a decision of tomorrow',
    { state: 'calm' },
    { ...acts.settle, decidedOn: '2026-12-09' } as IncidentAct,
    'DAY_AHEAD',
  ],
  ['the same level', { level: 'city' }, acts['set-level'], 'LEVEL_UNCHANGED'],
  ['no district any more', {}, { ...acts['set-level'], level: 'district' } as IncidentAct, 'LEVEL_RETIRED'],
  ['a district’s case waits for its hand-over', { level: 'district' }, acts.receive, 'HAND_OVER_NEEDED'],
  ['and is handed over', { level: 'district' }, acts['set-level'], 'detected'],
  [
    'nothing happened before it was seen, nor tomorrow',
    { firstSeenOn: '2026-12-09' },
    { ...acts.record, onDay: '2026-12-09' } as IncidentAct,
    'DAY_AHEAD',
  ],
  [
    'before the day it was seen',
    {},
    { ...acts.record, onDay: '2026-02-28' } as IncidentAct,
    'DAY_BEFORE_FIRST_SEEN 2026-03-01',
  ],
  [
    'a text that names somebody',
    { state: 'calm' },
    { ...acts.stir, reason: 'Bà Hoa gọi 0912 345 678' } as IncidentAct,
    'NAMES_A_PERSON number, NAMES_A_PERSON name',
  ],
  [
    'a milestone twice',
    { state: 'calm' },
    { event: 'finish-milestone', milestoneId: done.milestoneId, doneOn: '2026-12-09' },
    'MILESTONE_DONE, DAY_AHEAD',
  ],
])('%s', (_, facts, act, expected) => {
  expect(judge(facts, act)).toBe(expected)
})

test('a committee that no longer exists decides nothing', () => {
  expect(judge({}, acts.receive, { bodyStands: false })).toBe('BODY_ABOLISHED')
})

test('no way through the table takes a case off the list without "settled" and a second person before it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...incidentEvents), { maxLength: 40 }), (events) => {
      let state: IncidentState = 'detected'
      const been: IncidentState[] = [state]
      for (const event of events) {
        const row = incidentTransition(state, event)
        if (!row || row.to === 'same') continue
        state = row.to
        been.push(state)
      }
      for (const [at, one] of been.entries())
        if (one === 'removed') expect(been.slice(at - 2, at)).toEqual(['settled', 'removal-pending'])
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['Đền bù đất ở thôn Đông, khoảng 40 hộ', []],
  ['Kết luận số 12-KL/ĐU ngày 20/10/2026', []],
  ['Đoàn của ông Bình, 0912345678', ['number', 'name']],
  ['Gửi thư tới a.b@c.vn', ['mail']],
  ['Tài khoản facebook: hoa.pham', ['account']],
  ['Xe 29A-123.45 chở đất', ['plate']],
])('what points to a person: %s', (text, expected) => {
  expect(findPersonMarks([text])).toEqual(expected)
})

test.each([
  ['the id of a record, though it holds nine digits', '01a21e79-6ff9-74b8-8500-f123456789ab', []],
  ['a number typed beside something else', 'thẻ f123456789ab', ['number']],
] as const)('in a command, %s', (_, text, expected) => {
  expect(findPersonMarks(textsOf({ organizationId: text, more: [{ deep: text }] }))).toEqual(expected)
})

test.each([
  ['district', '2025-06-30', []],
  ['district', '2025-07-01', ['LEVEL_RETIRED']],
  ['commune', '2026-12-09', ['DAY_AHEAD']],
] as const)('a new case at level %s first seen on %s', (level, firstSeenOn, expected) => {
  expect(judgeNewIncident({ level, firstSeenOn }, today).map(({ code }) => code)).toEqual(expected)
})

describe('public commitments', () => {
  const promise: CommitmentFacts & { isReplaced: boolean } = {
    ...{ commitmentId: 'a', state: 'made', announcedOn: '2026-10-01', dueOn: '2026-12-01', keptOn: null },
    ...{ replacesId: null, isReplaced: false },
  }
  const later = {
    ...{ text: 'a', audience: 'thôn Đông', announcedBy: 'UBND xã', announcedOn: '2026-12-02', dueOn: '2026-12-31' },
    channel: 'dialogue' as const,
  }
  const keep = (keptOn: string): CommitmentAct => ({ event: 'keep', keptOn, evidence: 'Biên bản' })
  const explain: CommitmentAct = { event: 'explain', explanation: 'Chờ vốn' }
  const replace: CommitmentAct = { event: 'replace', commitment: later }
  const step = (facts: Partial<typeof promise>, act: CommitmentAct) => {
    const judged = stepCommitment({ ...promise, ...facts }, act, today)
    return judged.ok ? judged.value : judged.refusal.findings.map(({ code }) => code).join(', ')
  }
  const no = 'NO_SUCH_COMMITMENT_STEP'
  const ways: Readonly<Record<CommitmentState, readonly [CommitmentState | string, string, string]>> = {
    made: ['kept-late', no, 'made'],
    kept: [no, no, no],
    missed: ['kept-late', 'explained', 'missed'],
    explained: ['kept-late', no, 'explained'],
    'kept-late': [no, no, no],
  }
  test.each(commitmentStates)('%s: kept after its day, explained, replaced', (state) => {
    expect([keep('2026-12-02'), explain, replace].map((act) => step({ state }, act))).toEqual(ways[state])
  })
  test.each<[string, Partial<typeof promise>, CommitmentAct, string]>([
    ['kept on its day is in time', {}, keep('2026-12-01'), 'kept'],
    ['evidence that came late of what was kept in time', { state: 'missed' }, keep('2026-11-30'), 'kept'],
    ['kept tomorrow', {}, keep('2026-12-09'), 'KEPT_AHEAD'],
    ['kept before it was made', {}, keep('2026-09-30'), 'KEPT_BEFORE_ANNOUNCED'],
    ['replaced twice', { isReplaced: true }, replace, 'REPLACED_ALREADY'],
    [
      'a new date that is no later',
      {},
      { event: 'replace', commitment: { ...later, announcedOn: '2026-11-01', dueOn: '2026-12-01' } },
      'NEW_DAY_NOT_LATER',
    ],
  ])('%s', (_, facts, act, expected) => {
    expect(step(facts, act)).toBe(expected)
  })
  test('the due day itself is in time; a new one is judged by its days and its words', () => {
    expect([isMissedOn(promise, '2026-12-01'), isMissedOn(promise, '2026-12-02')]).toEqual([false, true])
    const said = { ...later, announcedOn: '2026-12-09', dueOn: '2026-12-08', audience: 'ông Năm' }
    expect(judgeNewCommitment(said, today).map(({ code }) => code)).toEqual([
      ...['NAMES_A_PERSON', 'ANNOUNCED_AHEAD', 'DUE_BEFORE_ANNOUNCED'],
    ])
  })
  test.each([
    ['on the due day', '2026-12-01', []],
    ['the day after', '2026-12-02', ['a']],
    ['its successor announced and missed too', '2027-01-01', ['a', 'b']],
    ['its successor kept, late', '2027-01-10', []],
  ])('overdue %s', (_, asOf, expected) => {
    const next = { ...promise, commitmentId: 'b', replacesId: 'a', announcedOn: '2026-12-02', dueOn: '2026-12-31' }
    const both = [promise, { ...next, keptOn: '2027-01-10' }]
    expect(overdueCommitments(both, asOf).map(({ commitmentId }) => commitmentId)).toEqual(expected)
    expect(openCommitments([promise, next]).map(({ commitmentId }) => commitmentId)).toEqual(['a', 'b'])
    expect(openCommitments(both)).toEqual([])
  })
})
