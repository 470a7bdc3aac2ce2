import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlanAct } from './plan-command.ts'
import { usualPlanRules } from './plan-rules.ts'
import { type PlanEvent, type PlanState, planEvents, planStates, planTransition } from './plan-states.ts'
import { type PlanFacts, type PlanGround, stepPlan } from './step-plan.ts'
import type { TaskFacts } from './task.ts'

const [owner, board, committee, inspector] = ['owner', 'board', 'committee', 'inspector'] as const
const task: TaskFacts = {
  taskId: 't1',
  state: 'done',
  progress: 100,
  dueOn: '2026-12-20',
  baselineDueOn: '2026-12-20',
  dependsOn: [],
  ownerUserId: owner,
}
const whole: PlanFacts = {
  state: 'draft',
  content: {
    ...{ legalBasis: 'QĐ 12', situation: '', areaMember: '', secretary: '', supportingUnit: '', resources: '' },
    ...{ reporting: '', startsOn: '2026-12-01', endsOn: '2027-05-31' },
    weaknesses: [{ signCode: 'C5', evidence: 'BC 12', cause: 'people', causeNote: '' }],
    goals: [{ signCode: 'C5', measure: 'Vụ việc quá hạn', baseline: 5, target: 0, unit: 'vụ', dueOn: '2027-03-31' }],
  },
  signs: [{ code: 'C5', colour: 'red', evidence: 'BC 12', observedOn: '2026-11-05' }],
  tasks: [task],
  workers: [owner],
  appraisal: null,
  review: null,
  endsOn: '2027-05-31',
}
const ground: PlanGround = {
  actorUserId: committee,
  today: '2026-12-08',
  rules: usualPlanRules,
  organizationStands: true,
  bodyStands: true,
  isListed: true,
  standsAbove: true,
  byInspection: false,
  cleared: 'yes',
}
const paper = { number: '20-QĐ/TU', decidedOn: '2026-12-08', body: 'Ban Thường vụ', reason: 'Đủ điều kiện.' }
const said = { isPositive: true, reference: '8-BC/BTC', statement: 'Đồng ý.' }
const acts: Readonly<Record<PlanEvent, PlanAct>> = {
  revise: { event: 'revise', content: whole.content },
  submit: { event: 'submit' },
  appraise: { event: 'appraise', ...said },
  return: { event: 'return', reason: 'Thiếu mục tiêu.' },
  approve: { event: 'approve', ...paper, reviewOn: '2027-03-01' },
  start: { event: 'start' },
  extend: { event: 'extend', ...paper, endsOn: '2027-08-31' },
  complete: { event: 'complete', source: '9-BC/ĐU' },
  'report-review': { event: 'report-review', ...said },
  accept: { event: 'accept', ...paper },
  fail: { event: 'fail', ...paper, reviewOn: '2027-03-01' },
  end: { event: 'end', reason: 'Sáp nhập.' },
}
const opinion = { userId: board, isPositive: true, reference: '8-BC/BTC', byInspection: false }
const codesOf = (plan: PlanFacts, act: PlanAct, given: Partial<PlanGround> = {}) => {
  const judged = stepPlan(plan, act, { ...ground, ...given })
  if (judged.ok) return judged.value.to
  return judged.refusal.code === 'NO_SUCH_STEP'
    ? 'NO_SUCH_STEP'
    : judged.refusal.findings.map(({ code, condition }) => [code, condition].filter(Boolean).join(' ')).join(', ')
}

describe('the whole table: every event in every state leads where it is written or is refused by name', () => {
  const full = { ...whole, appraisal: opinion, review: opinion }
  const ways: Readonly<Record<PlanState, Partial<Record<PlanEvent, string>>>> = {
    draft: { revise: 'draft', submit: 'appraisal' },
    appraisal: { appraise: 'appraisal', return: 'draft', approve: 'approved' },
    approved: { start: 'in-progress' },
    'in-progress': { extend: 'extended', complete: 'completed' },
    extended: { complete: 'completed' },
    completed: { 'report-review': 'completed', accept: 'accepted', fail: 'failed' },
    accepted: {},
    failed: {},
    ended: {},
  }
  test.each(planStates)('from %s', (state) => {
    for (const event of planEvents) {
      const isEnd = event === 'end' && !['accepted', 'failed', 'ended'].includes(state)
      const expected = isEnd ? 'ended' : (ways[state][event] ?? 'NO_SUCH_STEP')
      expect(codesOf({ ...full, state }, acts[event], { organizationStands: !isEnd }), `${state} ${event}`).toBe(
        expected,
      )
      expect(planTransition(state, event)?.cites ?? 'weak-units:').toMatch(/^weak-units:/u)
    }
  })
})

describe('what is refused, with the rule', () => {
  const completed: PlanFacts = { ...whole, state: 'completed', review: opinion }
  const appraised: PlanFacts = { ...whole, state: 'appraisal', appraisal: opinion }
  const running: PlanFacts = { ...whole, state: 'in-progress' }
  const late = { decidedOn: '2027-06-01', today: '2027-06-01' }
  const rows: readonly [string, PlanFacts, PlanAct, Partial<PlanGround>, string][] = [
    [
      'K2 the owner appraises',
      { ...whole, state: 'appraisal' },
      acts.appraise,
      { actorUserId: owner },
      'ACTOR_WORKED_ON_PLAN',
    ],
    [
      'K2 somebody below appraises',
      { ...whole, state: 'appraisal' },
      acts.appraise,
      { standsAbove: false },
      'ACTOR_OF_ORGANIZATION',
    ],
    ['K2 the owner approves', appraised, acts.approve, { actorUserId: owner }, 'ACTOR_WORKED_ON_PLAN'],
    ['K2 the appraiser approves', appraised, acts.approve, { actorUserId: board }, 'DECIDER_APPRAISED'],
    ['not appraised', { ...appraised, appraisal: null }, acts.approve, {}, 'APPRAISAL_MISSING'],
    [
      'appraised against',
      { ...appraised, appraisal: { ...opinion, isPositive: false } },
      acts.approve,
      {},
      'APPRAISAL_NOT_POSITIVE',
    ],
    [
      'K1 first review after 90 days',
      appraised,
      { event: 'approve', ...paper, reviewOn: '2027-03-09' },
      {},
      'REVIEW_DAY_TOO_LATE',
    ],
    ['a dissolved organization', whole, acts.submit, { organizationStands: false }, 'ORGANIZATION_ENDED'],
    ['a standing organization ends no plan', whole, acts.end, {}, 'ORGANIZATION_STANDS'],
    ['not on the list', whole, acts.submit, { isListed: false }, 'NOT_LISTED'],
    [
      'no goal for a red sign',
      { ...whole, content: { ...whole.content, goals: [] } },
      acts.submit,
      {},
      'SIGN_WITHOUT_GOAL C5',
    ],
    [
      'an end before the beginning',
      whole,
      { event: 'revise', content: { ...whole.content, endsOn: '2026-11-30' } },
      {},
      'END_NOT_AHEAD',
    ],
    ['no task', { ...whole, tasks: [] }, acts.submit, {}, 'TASK_MISSING'],
    [
      'K1 longer than a year',
      { ...whole, content: { ...whole.content, endsOn: '2027-12-02' } },
      acts.submit,
      {},
      'PLAN_TOO_LONG',
    ],
    ['tasks in a circle', { ...whole, tasks: [{ ...task, dependsOn: ['t1'] }] }, acts.submit, {}, 'TASKS_IN_A_CIRCLE'],
    [
      'K1 extended by more than six months',
      running,
      { event: 'extend', ...paper, endsOn: '2027-12-01' },
      {},
      'EXTENSION_TOO_LONG',
    ],
    [
      'K1 extended after its end',
      running,
      { event: 'extend', ...paper, ...{ decidedOn: late.decidedOn }, endsOn: '2027-08-31' },
      { today: late.today },
      'PLAN_IS_OVER',
    ],
    [
      'a task open while there is time',
      { ...running, tasks: [{ ...task, state: 'open', progress: 40 }] },
      acts.complete,
      {},
      'TASK_OPEN',
    ],
    [
      'R5 the owner reviews',
      { ...completed, review: null },
      acts['report-review'],
      { actorUserId: owner },
      'ACTOR_WORKED_ON_PLAN',
    ],
    ['no review', { ...completed, review: null }, acts.accept, {}, 'REVIEW_MISSING'],
    ['the reviewer concludes', completed, acts.accept, { actorUserId: board }, 'DECIDER_REVIEWED'],
    ['R1 signs still red', completed, acts.accept, { cleared: 'no' }, 'SIGNS_NOT_CLEARED'],
    ['R1 no data is not cleared', completed, acts.accept, { cleared: 'unknown' }, 'SIGNS_NOT_CLEARED'],
  ]
  test.each(rows)('%s', (_name, plan, act, given, expected) => {
    expect(codesOf(plan, act, given)).toBe(expected)
  })

  test('all findings come at once', () => {
    expect(
      codesOf({ ...whole, tasks: [], content: { ...whole.content, goals: [], weaknesses: [] } }, acts.submit),
    ).toBe('SIGN_WITHOUT_CAUSE C5, SIGN_WITHOUT_GOAL C5, TASK_MISSING')
  })

  test('an inspection that concludes stands for cleared signs; when the time is over, open tasks go to the review', () => {
    const inspected = { ...completed, review: { ...opinion, userId: inspector, byInspection: true } }
    expect(codesOf(inspected, acts.accept, { cleared: 'no' })).toBe('accepted')
    const open = { ...running, tasks: [{ ...task, state: 'open' as const }] }
    expect(codesOf(open, acts.complete, { today: '2027-06-01' })).toBe('completed')
  })
})

test('over random sequences no plan closes against the rule', () => {
  const people = fc.constantFrom(owner, board, committee, inspector)
  const moves = fc.array(
    fc.record({
      event: fc.constantFrom(...planEvents),
      actorUserId: people,
      cleared: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
      byInspection: fc.boolean(),
      isPositive: fc.boolean(),
      isOpen: fc.boolean(),
    }),
    { minLength: 5, maxLength: 40 },
  )
  fc.assert(
    fc.property(moves, fc.constantFrom<PlanState>('draft', 'appraisal', 'completed'), (taken, from) => {
      let plan: PlanFacts = { ...whole, state: from, appraisal: from === 'draft' ? null : opinion }
      let [extended, ended] = [0, false]
      for (const { event, isPositive, isOpen, ...given } of taken) {
        const act = 'isPositive' in acts[event] ? { ...acts[event], isPositive } : acts[event]
        plan = { ...plan, tasks: [{ ...task, state: isOpen ? 'open' : 'done' }] }
        const judged = stepPlan(plan, act as PlanAct, { ...ground, ...given })
        if (!judged.ok) continue
        expect(ended, 'nothing follows an end').toBe(false)
        if (event === 'extend') extended += 1
        if (judged.value.to === 'accepted') {
          expect(plan.review?.isPositive).toBe(true)
          expect(given.cleared === 'yes' || plan.review?.byInspection === true).toBe(true)
          expect([owner, plan.review?.userId]).not.toContain(given.actorUserId)
        }
        if (judged.value.to === 'approved') expect([owner, plan.appraisal?.userId]).not.toContain(given.actorUserId)
        ended = ['accepted', 'failed', 'ended'].includes(judged.value.to)
        const { appraisal = plan.appraisal, review = plan.review, endsOn = plan.endsOn } = judged.value.change
        plan = { ...plan, state: judged.value.to, appraisal, review, endsOn }
      }
      expect(extended).toBeLessThan(2)
    }),
  )
})
