import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../calendar/index.ts'
import { tasksToInherit } from './inherit-tasks.ts'
import type { PlanContent } from './plan.ts'
import type { PlanAct } from './plan-command.ts'
import { usualPlanRules } from './plan-rules.ts'
import { endedPlanStates, planEvents } from './plan-states.ts'
import { type PlanFacts, type PlanGround, stepPlan } from './step-plan.ts'
import { stepTask, type TaskAct } from './step-task.ts'
import { isTaskOpen, type TaskFacts } from './task.ts'

const day = '2026-12-01'
const content: PlanContent = {
  ...{
    legalBasis: 'Quyết định',
    situation: '',
    areaMember: '',
    secretary: '',
    supportingUnit: '',
    resources: '',
    reporting: '',
  },
  weaknesses: [{ signCode: 'C5', evidence: 'Báo cáo', cause: 'method', causeNote: '' }],
  goals: [{ signCode: 'C5', measure: 'Vụ việc', baseline: 5, target: 0, unit: 'vụ', dueOn: '2027-03-01' }],
  ...{ startsOn: day, endsOn: '2027-06-01' },
}
const task: TaskFacts = {
  ...{
    taskId: 't',
    state: 'open',
    progress: 0,
    dueOn: '2027-01-15',
    baselineDueOn: null,
    dependsOn: [],
    ownerUserId: null,
  },
}
const draft: PlanFacts = {
  ...{
    state: 'draft',
    content,
    tasks: [task],
    workers: ['author'],
    appraisal: null,
    review: null,
    endsOn: content.endsOn,
  },
  signs: [{ code: 'C5', colour: 'red', evidence: 'Báo cáo', observedOn: '2026-11-01' }],
}

/** The people of the play: who writes, who else may work, the board, the committee, the inspector. */
const people = ['author', 'helper', 'board', 'committee', 'inspector'] as const
const moves = fc.array(
  fc.record({
    /** Any event by anybody, or the usual next one by whom it behoves, so that plans get to their end often enough. */
    isUsual: fc.boolean(),
    event: fc.constantFrom(...planEvents),
    who: fc.constantFrom(...people),
    isPositive: fc.boolean(),
    cleared: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
    /** Days that pass before the act. */
    later: fc.nat(40),
    finishes: fc.boolean(),
    stands: fc.integer({ min: 0, max: 9 }).map((one) => one > 0),
  }),
  { minLength: 6, maxLength: 24 },
)

type Move = { readonly event: PlanAct['event']; readonly who: (typeof people)[number] }
function usual({ state, appraisal, review }: PlanFacts): Move {
  if (state === 'draft') return { event: 'submit', who: 'author' }
  if (state === 'appraisal') {
    return appraisal?.isPositive ? { event: 'approve', who: 'committee' } : { event: 'appraise', who: 'board' }
  }
  if (state === 'approved') return { event: 'start', who: 'author' }
  if (state === 'completed') {
    return review?.isPositive ? { event: 'accept', who: 'committee' } : { event: 'report-review', who: 'inspector' }
  }
  return { event: 'complete', who: 'helper' }
}

function actOf(event: PlanAct['event'], today: string, isPositive: boolean): PlanAct {
  const paper = { number: '1-QĐ', decidedOn: today, body: 'Ban Thường vụ', reason: 'Theo báo cáo.' }
  const opinion = { isPositive, reference: '1-BC', statement: 'Ý kiến.' }
  switch (event) {
    case 'revise':
      return { event, content }
    case 'appraise':
    case 'report-review':
      return { event, ...opinion }
    case 'approve':
    case 'fail':
      return { event, ...paper, reviewOn: addDays(today, 60) }
    case 'extend':
      return { event, ...paper, endsOn: '2027-09-01' }
    case 'accept':
      return { event, ...paper }
    case 'complete':
      return { event, source: '1-BC' }
    case 'return':
    case 'end':
      return { event, reason: 'Lý do.' }
    default:
      return { event }
  }
}

test('over any sequence of steps no plan closes against the rule, and what ended stays ended', () => {
  let accepted = 0
  fc.assert(
    fc.property(moves, (sequence) => {
      let plan = draft
      let today = day
      let approver: string | null = null
      for (const { isUsual, isPositive, cleared, later, finishes, stands, ...any } of sequence) {
        const { event, who } = isUsual ? usual(plan) : any
        today = addDays(today, later)
        if (finishes) plan = { ...plan, tasks: plan.tasks.map((one) => ({ ...one, state: 'done', progress: 100 })) }
        const ground: PlanGround = {
          ...{
            actorUserId: who,
            today,
            rules: usualPlanRules,
            organizationStands: stands,
            bodyStands: true,
            isListed: true,
          },
          ...{ standsAbove: who !== 'author' && who !== 'helper', byInspection: who === 'inspector', cleared },
        }
        const before = plan
        const judged = stepPlan(plan, actOf(event, today, isPositive), ground)
        if (!judged.ok) continue
        const { to, change, isWork } = judged.value
        expect(endedPlanStates).not.toContain(before.state)
        if (event === 'approve') {
          approver = who
          expect(before.appraisal).toMatchObject({ isPositive: true })
          expect([...before.workers, before.appraisal?.userId]).not.toContain(who)
        }
        if (event === 'complete' && before.tasks.some(isTaskOpen)) expect(today > before.endsOn).toBe(true)
        if (to === 'accepted') {
          accepted += 1
          // R1 or a positive conclusion of an inspection; R5 a reviewer who neither worked on it nor decides.
          expect(before.review?.isPositive).toBe(true)
          expect(cleared === 'yes' || before.review?.byInspection === true).toBe(true)
          expect([...before.workers, who]).not.toContain(before.review?.userId)
          expect(approver).not.toBeNull()
        }
        if (to === 'failed') expect(before.review).not.toBeNull()
        const {
          content: said = plan.content,
          appraisal = plan.appraisal,
          review = plan.review,
          endsOn = plan.endsOn,
        } = change
        plan = { ...plan, state: to, content: said, appraisal, review, endsOn }
        if (isWork && !plan.workers.includes(who)) plan = { ...plan, workers: [...plan.workers, who] }
      }
    }),
    { numRuns: 400 },
  )
  expect(accepted).toBeGreaterThan(5)
})

type Kept = TaskFacts & { readonly movedToId: string | null; readonly origin: string }
const upheavals = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('task' as const),
      at: fc.nat(11),
      event: fc.constantFrom('report', 'wait', 'resume', 'close', 'move', 'give'),
    }),
    fc.record({ kind: fc.constant('merger' as const), from: fc.nat(3), to: fc.nat(3) }),
  ),
  { minLength: 4, maxLength: 30 },
)

test('over any sequence of work, transfers and mergers no task is lost and none goes on twice', () => {
  fc.assert(
    fc.property(upheavals, (sequence) => {
      // Four organizations with a plan of three tasks each; a merger ends one plan and hands what is open to another.
      let made = 0
      const plans = [0, 1, 2, 3].map((at) =>
        [0, 1, 2].map((of): Kept => ({ ...task, taskId: `p${at}t${of}`, origin: `p${at}t${of}`, movedToId: null })),
      )
      const standing = new Set([0, 1, 2, 3])
      const settled = new Set<string>()
      for (const step of sequence) {
        if (step.kind === 'merger') {
          const { from, to } = step
          if (from === to || !standing.has(from) || !standing.has(to)) continue
          const passed = tasksToInherit(plans[from] ?? [], day)
          for (const { heirDueOn, ...one } of passed) {
            made += 1
            plans[to]?.push({ ...one, taskId: `m${made}`, dueOn: heirDueOn, state: 'open', movedToId: null })
            plans[from] = (plans[from] ?? []).map((kept) =>
              kept.taskId === one.taskId ? { ...kept, movedToId: `m${made}` } : kept,
            )
          }
          standing.delete(from)
          expect(tasksToInherit(plans[from] ?? [], day)).toEqual([])
          continue
        }
        const living = [...standing].flatMap((at) => (plans[at] ?? []).map((one) => ({ at, one })))
        const picked = living[step.at % Math.max(1, living.length)]
        if (!picked) continue
        const acts: Record<typeof step.event, TaskAct> = {
          report: { event: 'report', progress: 100, evidence: '1-BC', note: '' },
          wait: { event: 'wait', waitingFor: 'Thanh tra', reason: 'Chờ.' },
          resume: { event: 'resume', reason: 'Có trả lời.' },
          close: { event: 'close', reason: 'Không còn cần.' },
          move: { event: 'move', dueOn: '2027-02-20', reason: 'Chậm.' },
          give: { event: 'give', ownerName: 'Lan', ownerPost: '', reason: 'Đổi người.' },
        }
        const judged = stepTask(picked.one, acts[step.event], {
          ...{ today: day, actorUserId: 'author', planState: 'in-progress', planEndsOn: '2027-06-01' },
          ...{ tasks: [], waitingSince: null, reporters: [] },
        })
        if (!judged.ok) continue
        const { state = picked.one.state, dueOn = picked.one.dueOn } = judged.value
        if (state === 'done' || state === 'closed') settled.add(picked.one.origin)
        plans[picked.at] = (plans[picked.at] ?? []).map((one) =>
          one.taskId === picked.one.taskId ? { ...one, state, dueOn } : one,
        )
      }
      const open = [...standing].flatMap((at) => (plans[at] ?? []).filter(isTaskOpen).map(({ origin }) => origin))
      const all = [0, 1, 2, 3].flatMap((at) => [0, 1, 2].map((of) => `p${at}t${of}`))
      expect(open.toSorted()).toEqual(all.filter((origin) => !settled.has(origin)).toSorted())
    }),
    { numRuns: 300 },
  )
})
