import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  endedWatchStates,
  type RemovalFacts,
  relapseEntry,
  stepWatchEntry,
  usualWatchRules,
  type WatchAct,
  type WatchFacts,
  type WatchGround,
  watchEvents,
  watchStates,
  watchTransition,
} from './index.ts'

const sign = {
  code: 'C5',
  evidence: 'Báo cáo 12-BC/ĐU',
  observedOn: '2026-10-05',
  colour: 'red',
  signalId: null,
} as const
const entry: WatchFacts = {
  state: 'under-appraisal',
  levelCode: null,
  severity: null,
  signs: [sign],
  proposers: ['board'],
  heardOn: '2026-10-20',
  submittedLevel: 'needs-attention',
  listedOn: null,
  reviewOn: null,
  plan: null,
  review: null,
  afterWatchUntil: null,
}
const ground: WatchGround = {
  actorUserId: 'committee',
  today: '2026-11-10',
  rules: usualWatchRules,
  bodyStands: true,
  newBodyManages: false,
  successionFits: true,
  openRed: null,
}
const decision = {
  number: '12-QĐ/TU',
  decidedOn: '2026-11-05',
  body: 'Ban Thường vụ Thành ủy',
  reason: 'Có biểu hiện yếu kém.',
  reviewOn: '2027-02-05',
}
const { reviewOn: _, ...ending } = decision
const listing: WatchAct = { event: 'list', levelCode: 'needs-attention', severity: 1, ...decision }
const plan = { reference: '3-KH/ĐU', source: 'Sổ kế hoạch', ownerUserId: 'secretary', completedOn: null }
const review = { reviewerUserId: 'reviewer', isPositive: true, reference: '9-BC/BTC' }
const met = { holds: 'yes', source: 'Sổ theo dõi quý' } as const
const facts: RemovalFacts = { R1: met, R2: met, R3: met, R4: met }
const removal: WatchAct = { event: 'remove', facts, ...ending }
const reviewed: WatchFacts = {
  ...entry,
  state: 'awaiting-review',
  levelCode: 'needs-attention',
  severity: 2,
  listedOn: '2026-01-05',
  review,
}

type Case = {
  because: string
  entry?: Partial<WatchFacts>
  act?: WatchAct
  ground?: Partial<WatchGround>
  found: string[]
}

describe('a listing decision, one thing changed each', () => {
  const cases: Case[] = [
    { because: 'flawless', found: [] },
    {
      because: 'decided by the person who proposed (SD1)',
      ground: { actorUserId: 'board' },
      found: ['DECIDER_IS_PROPOSER'],
    },
    { because: 'the organization was not heard', entry: { heardOn: null }, found: ['ORGANIZATION_NOT_HEARD'] },
    { because: 'nothing was submitted', entry: { submittedLevel: null }, found: ['NOT_SUBMITTED'] },
    { because: 'a level the list does not have', act: { ...listing, levelCode: 'x-x' }, found: ['UNKNOWN_LEVEL'] },
    { because: 'dated tomorrow', act: { ...listing, decidedOn: '2026-11-11' }, found: ['DECIDED_IN_FUTURE'] },
    {
      because: 'dated before the sign',
      act: { ...listing, decidedOn: '2026-10-04', reviewOn: '2026-12-01' },
      found: ['DECIDED_BEFORE_SIGN'],
    },
    { because: 'reviewed three months later to the day', act: { ...listing, reviewOn: '2027-02-05' }, found: [] },
    {
      because: 'reviewed a day after three months',
      act: { ...listing, reviewOn: '2027-02-06' },
      found: ['REVIEW_DAY_TOO_LATE'],
    },
    {
      because: 'reviewed on the day of the decision',
      act: { ...listing, reviewOn: '2026-11-05' },
      found: ['REVIEW_DAY_NOT_AHEAD'],
    },
    { because: 'the deciding body was abolished', ground: { bodyStands: false }, found: ['DECIDER_ABOLISHED'] },
    {
      because: 'all faults at once',
      entry: { heardOn: null, submittedLevel: null },
      ground: { actorUserId: 'board' },
      found: ['DECIDER_IS_PROPOSER', 'ORGANIZATION_NOT_HEARD', 'NOT_SUBMITTED'],
    },
  ]
  test.each(cases)('$because', ({ entry: change, act = listing, ground: at, found }) => {
    const judged = stepWatchEntry({ ...entry, ...change }, act, { ...ground, ...at })
    expect(
      judged.ok
        ? []
        : 'findings' in judged.refusal
          ? judged.refusal.findings.map(({ code }) => code)
          : judged.refusal.code,
    ).toEqual(found)
  })
})

describe('leaving the list (section 6.3)', () => {
  const cases: Case[] = [
    { because: 'all conditions held', found: [] },
    {
      because: 'R1 not held',
      act: { ...removal, facts: { ...facts, R1: { holds: 'no', source: 'x' } } } as WatchAct,
      found: ['CONDITION_UNMET R1'],
    },
    {
      because: 'R2 unknown',
      act: { ...removal, facts: { ...facts, R2: { holds: 'unknown', source: '' } } } as WatchAct,
      found: ['CONDITION_UNKNOWN R2'],
    },
    {
      because: 'R4 without a source',
      act: { ...removal, facts: { ...facts, R4: { holds: 'yes', source: ' ' } } } as WatchAct,
      found: ['CONDITION_UNKNOWN R4'],
    },
    { because: 'no review', entry: { review: null }, found: ['REVIEW_MISSING'] },
    {
      because: 'the review advises against',
      entry: { review: { ...review, isPositive: false } },
      found: ['REVIEW_NOT_POSITIVE'],
    },
    { because: 'decided by the reviewer (SD5)', ground: { actorUserId: 'reviewer' }, found: ['REVIEWER_OWNS_PLAN'] },
  ]
  test.each(cases)('$because', ({ entry: change, act = removal, ground: at, found }) => {
    const judged = stepWatchEntry({ ...reviewed, ...change }, act, { ...ground, ...at })
    const said = judged.ok
      ? []
      : 'findings' in judged.refusal
        ? judged.refusal.findings.map(({ code, condition }) => [code, condition].filter(Boolean).join(' '))
        : judged.refusal.code
    expect(said).toEqual(found)
  })
  test('begins twelve months of after-watch on the same day', () => {
    const judged = stepWatchEntry(reviewed, removal, ground)
    expect(judged.ok && judged.value).toMatchObject({ to: 'after-watch', change: { afterWatchUntil: '2027-11-05' } })
  })
})

const steps: {
  because: string
  from: Partial<WatchFacts>
  act: WatchAct
  ground?: Partial<WatchGround>
  to: string
}[] = [
  {
    because: 'a level with effect "consolidation" waits for a plan',
    from: {},
    act: { ...listing, levelCode: 'needs-consolidation' },
    to: 'needs-consolidation',
  },
  {
    because: 'a higher level is a new decision',
    from: { state: 'needs-attention', levelCode: 'needs-attention', listedOn: '2026-10-10' },
    act: { ...listing, event: 'raise', levelCode: 'needs-consolidation' } as WatchAct,
    to: 'needs-consolidation',
  },
  {
    because: 'the same level is no raise',
    from: { state: 'needs-attention', levelCode: 'needs-attention' },
    act: { ...listing, event: 'raise' } as WatchAct,
    to: 'NOT_A_HIGHER_LEVEL',
  },
  {
    because: 'a plan is handed in',
    from: { state: 'needs-consolidation', levelCode: 'needs-consolidation' },
    act: { event: 'submit-plan', reference: '3-KH', source: 's' },
    to: 'plan-pending',
  },
  {
    because: 'its owner does not approve it (SD2)',
    from: { state: 'plan-pending', plan: { ...plan, ownerUserId: 'committee' } },
    act: { event: 'approve-plan', ...decision },
    to: 'APPROVER_OWNS_PLAN',
  },
  {
    because: 'another approves it',
    from: { state: 'plan-pending', plan },
    act: { event: 'approve-plan', ...decision },
    to: 'consolidating',
  },
  {
    because: 'returned, it stands as before',
    from: { state: 'plan-pending', plan, levelCode: 'needs-attention' },
    act: { event: 'return-plan', reason: 'Thiếu mốc.' },
    to: 'needs-attention',
  },
  {
    because: 'a review before its day wants a completed plan',
    from: { state: 'consolidating', plan, reviewOn: '2026-12-01' },
    act: { event: 'open-review', reason: 'x' },
    to: 'NOT_DUE_FOR_REVIEW',
  },
  {
    because: 'on the review day it is opened',
    from: { state: 'consolidating', plan, reviewOn: '2026-11-10' },
    act: { event: 'open-review', reason: 'x' },
    to: 'awaiting-review',
  },
  {
    because: 'without a plan not passed leads back to the level',
    from: { ...reviewed },
    act: { event: 'not-passed', ...decision },
    to: 'needs-attention',
  },
  {
    because: 'with a plan it leads back to it',
    from: { ...reviewed, plan },
    act: { event: 'not-passed', ...decision },
    to: 'consolidating',
  },
  {
    because: 'after-watch ends on its day, not before',
    from: { state: 'after-watch', afterWatchUntil: '2026-11-11' },
    act: { event: 'end-after-watch', noRedSource: 's', reason: 'x' },
    to: 'AFTER_WATCH_RUNS',
  },
  {
    because: 'after-watch does not end with a red sign',
    from: { state: 'after-watch', afterWatchUntil: '2026-11-10' },
    act: { event: 'end-after-watch', noRedSource: 's', reason: 'x' },
    ground: { openRed: ['C5'] },
    to: 'RED_SIGN_OPEN',
  },
  {
    because: 'after-watch ends',
    from: { state: 'after-watch', afterWatchUntil: '2026-11-10' },
    act: { event: 'end-after-watch', noRedSource: 's', reason: 'x' },
    to: 'closed',
  },
  {
    because: 'a relapse is of a sign of the former decision',
    from: { state: 'after-watch' },
    act: { event: 'relapse', signCode: 'A1', ...decision },
    to: 'RED_SIGN_UNCONFIRMED',
  },
  {
    because: 'the former sign is back',
    from: { state: 'after-watch' },
    act: { event: 'relapse', signCode: 'C5', ...decision },
    ground: { openRed: ['C5'] },
    to: 'relapsed',
  },
  {
    because: 'merged without an act of the register',
    from: {},
    act: { event: 'merge', successionId: '01900000-0000-7000-8000-000000000001', reason: 'x' },
    ground: { successionFits: false },
    to: 'SUCCESSION_MISSING',
  },
  {
    because: 'an abolished body is handed over',
    from: { state: 'consolidating' },
    act: {
      event: 'hand-over',
      toBodyId: '01900000-0000-7000-8000-000000000001',
      number: '1-QĐ',
      decidedOn: '2026-11-01',
      reason: 'x',
    },
    ground: { bodyStands: false, newBodyManages: true },
    to: 'consolidating',
  },
]
test.each(steps)('$because', ({ from, act, ground: at, to }) => {
  const judged = stepWatchEntry({ ...entry, ...from }, act, { ...ground, ...at })
  expect(
    judged.ok ? judged.value.to : 'findings' in judged.refusal ? judged.refusal.findings[0]?.code : judged.refusal.code,
  ).toBe(to)
})

test.each([
  { former: { levelCode: 'needs-attention', severity: 1 }, opens: { levelCode: 'needs-consolidation', severity: 2 } },
  {
    former: { levelCode: 'needs-consolidation', severity: 3 },
    opens: { levelCode: 'needs-consolidation', severity: 3 },
  },
])('a relapse after $former.levelCode at $former.severity', ({ former, opens }) => {
  expect(relapseEntry(former, usualWatchRules)).toEqual(opens)
})

test('no event leads out of an ended state, and every other state has a way on', () => {
  for (const state of watchStates) {
    const ways = watchEvents.filter((event) => watchTransition(state, event))
    expect(ways.length > 0, state).toBe(!endedWatchStates.includes(state))
  }
})

test('whoever proposed never gets a decision through, whatever the state and the act', () => {
  const acts: WatchAct[] = [
    listing,
    { ...listing, event: 'raise' } as WatchAct,
    { event: 'dismiss', ...ending },
    removal,
    { event: 'approve-plan', ...decision },
    { event: 'not-passed', ...decision },
    { event: 'relapse', signCode: 'C5', ...decision },
  ]
  fc.assert(
    fc.property(fc.constantFrom(...watchStates), fc.constantFrom(...acts), fc.boolean(), (state, act, heard) => {
      const facts: WatchFacts = {
        ...entry,
        state,
        levelCode: 'needs-attention',
        plan,
        review,
        heardOn: heard ? '2026-10-20' : null,
        proposers: ['x', 'committee'],
      }
      return !stepWatchEntry(facts, act, ground).ok
    }),
  )
})
