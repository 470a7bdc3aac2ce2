import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyContent, type InspectionAct } from './inspection-command.ts'
import { inspectionRulesOn, parameterOf, parametersOn, termOf } from './inspection-rules.ts'
import {
  type InspectionEvent,
  type InspectionState,
  inspectionEvents,
  inspectionStates,
  inspectionTransition,
} from './inspection-states.ts'
import { judgeConflict, type UnitTie } from './judge-conflict.ts'
import { isRemedyLate, type RemedyAct, type RemedyFacts, remedyReminders, stepRemedy } from './remedy.ts'
import { type InspectionFacts, type InspectionGround, stepInspection } from './step-inspection.ts'

const [inspector, committee, secretary] = ['inspector', 'committee', 'secretary'] as const
const content = { ...emptyContent, purpose: 'a', content: 'b', method: 'c', milestones: 'd', outline: 'e', sign: 'f' }
const whole: InspectionFacts = {
  ...{ kind: 'sign-inspection', state: 'planned', content, programmeId: null, planId: null, workers: [inspector] },
  ...{ decidedOn: '2026-12-01', dueOn: '2027-02-01', extendedFrom: null, result: 'violation' },
  term: { ruleCode: 'inspection-21', days: 60, extensionDays: 30, source: 'x', endsOn: '2027-01-30' },
  ...{ hasSelfReport: true, hasMinutes: true, hasReport: true },
  team: [{ isLead: true }, { isLead: false }],
  remedies: [{ state: 'done' }],
  proceedings: { all: 1, open: 0 },
}
const ground: InspectionGround = { actorUserId: committee, today: '2026-12-08', bodyStands: true, standsAbove: true }
const paper = { number: '5-QĐ/UBKT', decidedOn: '2026-12-08', body: 'Ủy ban Kiểm tra' }
const remedy = { title: 'a', output: 'b', ownerName: 'c', ownerPost: '', dueOn: '2027-01-15' }
const found = { strengths: '', shortcomings: 'x', causes: '', signCodes: [] }
const conclude = { event: 'conclude', ...paper, result: 'violation', ...found, remedies: [remedy] } as const
const acts: Readonly<Record<InspectionEvent, InspectionAct>> = {
  decide: { event: 'decide', ...paper },
  revise: { event: 'revise', content },
  prepare: { event: 'prepare' },
  announce: { event: 'announce', announcedOn: '2026-12-05' },
  'self-report': { event: 'self-report', reference: 'a', statement: 'b' },
  minute: { event: 'minute', heldOn: '2026-12-07', attendance: 'a', statement: 'b' },
  report: { event: 'report', reference: 'a', statement: 'b' },
  extend: { event: 'extend', ...paper, endsOn: '2027-02-20', reason: 'a' },
  conclude: { ...conclude },
  'open-discipline': { event: 'open-discipline', reason: 'a' },
  follow: { event: 'follow' },
  close: { event: 'close', reason: 'a' },
}
const judge = (facts: InspectionFacts, act: InspectionAct, given: Partial<InspectionGround> = {}) => {
  const judged = stepInspection(facts, act, { ...ground, ...given })
  if (judged.ok) return judged.value.to
  return judged.refusal.code === 'NO_SUCH_STEP'
    ? 'NO_SUCH_STEP'
    : judged.refusal.findings.map(({ code, condition }) => [code, condition].filter(Boolean).join(' ')).join(', ')
}

describe('the whole table: every event in every state leads where it is written or is refused by name', () => {
  const ways: Readonly<Record<InspectionState, Partial<Record<InspectionEvent, InspectionState>>>> = {
    planned: { decide: 'decided', revise: 'planned' },
    decided: { revise: 'decided', prepare: 'preparing', extend: 'decided' },
    preparing: { revise: 'preparing', announce: 'conducting', 'self-report': 'preparing', extend: 'preparing' },
    conducting: {
      ...{ 'self-report': 'conducting', minute: 'conducting', report: 'conducting', extend: 'conducting' },
      conclude: 'concluded',
    },
    concluded: { 'open-discipline': 'discipline-review', follow: 'remedying' },
    'discipline-review': { follow: 'remedying' },
    remedying: { close: 'closed' },
    closed: {},
  }
  test.each(inspectionStates)('from %s', (state) => {
    for (const event of inspectionEvents) {
      expect(judge({ ...whole, state }, acts[event]), `${state} ${event}`).toBe(ways[state][event] ?? 'NO_SUCH_STEP')
      expect(inspectionTransition(state, event)?.cites ?? 'weak-units:').toMatch(/^weak-units:/u)
    }
  })
})

describe('what is refused, with the rule', () => {
  const at = (state: InspectionState, rest: Partial<InspectionFacts> = {}): InspectionFacts => ({
    ...whole,
    state,
    ...rest,
  })
  const rows: readonly [string, InspectionFacts, InspectionAct, Partial<InspectionGround>, string][] = [
    ['who prepared decides', whole, acts.decide, { actorUserId: inspector }, 'ACTOR_CONDUCTS'],
    ['who conducts concludes', at('conducting'), conclude, { actorUserId: inspector }, 'ACTOR_CONDUCTS'],
    ['the inspected unit decides', whole, acts.decide, { standsAbove: false }, 'ACTOR_OF_ORGANIZATION'],
    ['an abolished body', whole, acts.decide, { bodyStands: false }, 'BODY_ABOLISHED'],
    [
      '9.2 programme inspection outside a programme',
      at('planned', { kind: 'programme-inspection' }),
      acts.decide,
      {},
      'PROGRAMME_MISSING',
    ],
    ['9.2 no recorded sign', at('planned', { content: emptyContent }), acts.decide, {}, 'SIGN_MISSING'],
    [
      '9.3 no team, no plan, no outline: all at once',
      at('decided', { team: [], content: { ...emptyContent, sign: 'f' } }),
      acts.prepare,
      {},
      'LEAD_MISSING, TEAM_MISSING, PLAN_INCOMPLETE purpose, PLAN_INCOMPLETE content, PLAN_INCOMPLETE method, PLAN_INCOMPLETE milestones, OUTLINE_MISSING',
    ],
    [
      '9.3 concluded without report, self-report, minutes',
      at('conducting', { hasReport: false, hasSelfReport: false, hasMinutes: false }),
      conclude,
      {},
      'REPORT_MISSING, SELF_REPORT_MISSING, MINUTES_MISSING',
    ],
    ['9.4 no limit is set: nothing to extend', at('conducting', { dueOn: null }), acts.extend, {}, 'NO_TERM'],
    ['9.4 extended twice', at('conducting', { extendedFrom: '2027-01-01' }), acts.extend, {}, 'EXTENDED_ALREADY'],
    [
      '9.4 extended after its end',
      at('conducting', { dueOn: '2026-12-07' }),
      { event: 'extend', ...paper, endsOn: '2026-12-20', reason: 'a' },
      {},
      'TERM_IS_OVER',
    ],
    [
      '9.4 longer than the limit of an extension',
      at('conducting'),
      { event: 'extend', ...paper, endsOn: '2027-03-04', reason: 'a' },
      {},
      'EXTENSION_TOO_LONG 30',
    ],
    [
      'remedies without a shortcoming',
      at('conducting'),
      { ...conclude, result: 'no-violation' },
      {},
      'REMEDY_WITHOUT_SHORTCOMING',
    ],
    [
      'a remedy due on the day of the conclusion',
      at('conducting'),
      { ...conclude, remedies: [{ ...remedy, dueOn: '2026-12-08' }] },
      {},
      'REMEDY_DUE_IN_PAST',
    ],
    [
      '9.2 supervision brings no discipline',
      at('concluded', { kind: 'thematic-supervision' }),
      acts['open-discipline'],
      {},
      'SUPERVISION_NO_DISCIPLINE',
    ],
    ['no violation found', at('concluded', { result: 'shortcomings' }), acts['open-discipline'], {}, 'NO_VIOLATION'],
    [
      'an undecided proceeding',
      at('discipline-review', { proceedings: { all: 2, open: 1 } }),
      acts.follow,
      {},
      'DISCIPLINE_OPEN',
    ],
    [
      'a remedy that waits to be seen',
      at('remedying', { remedies: [{ state: 'reported' }] }),
      acts.close,
      {},
      'REMEDY_OPEN',
    ],
  ]
  test.each(rows)('%s', (_name, facts, act, given, expected) => {
    expect(judge(facts, act, given)).toBe(expected)
  })

  test('standing supervision needs no team and no self-report: its paper is a reminder note', () => {
    const standing = at('conducting', {
      kind: 'regular-supervision',
      hasSelfReport: false,
      hasMinutes: false,
      team: [],
    })
    expect(judge(standing, conclude)).toBe('concluded')
    expect(judge({ ...standing, state: 'decided', content: emptyContent }, acts.prepare)).toBe('preparing')
  })
})

describe('rules by date, and what no text states stays empty', () => {
  test.each([
    ['2021-07-27', undefined],
    ['2021-07-28', 'inspection-22'],
    ['2025-05-30', 'inspection-296'],
    ['2026-04-11', 'inspection-21'],
  ])('%s: %s', (day, code) => expect(inspectionRulesOn(day)?.code).toBe(code))

  test('a limit that nobody set is none; one that was set holds from its day on', () => {
    const set = [
      { name: 'limit:sign-inspection', value: 60, validFrom: '2026-06-01', source: '7-QĐ/TU' } as const,
      { name: 'limit:sign-inspection', value: 45, validFrom: '2027-01-01', source: '9-QĐ/TU' } as const,
    ]
    expect(parameterOf(parametersOn(set, '2026-05-31'), 'limit:sign-inspection')).toBeNull()
    const term = (decidedOn: string) => termOf('sign-inspection', { decidedOn, values: parametersOn(set, decidedOn) })
    expect(term('2026-05-31')).toMatchObject({ days: null, endsOn: null, ruleCode: 'inspection-21' })
    expect(term('2026-12-08')).toMatchObject({ days: 60, endsOn: '2027-02-06', source: '7-QĐ/TU' })
    expect(term('2027-01-04')).toMatchObject({ days: 45 })
    expect(parametersOn([], '2026-12-08').find(({ name }) => name === 'conflict-years')).toMatchObject({
      value: 3,
      confidence: 'design',
    })
  })
})

describe('nobody inspects his own or former unit', () => {
  const tie = (from: string, to: string): UnitTie => ({
    kind: 'membership',
    organizationName: 'Chi bộ 1',
    title: '',
    from,
    to,
  })
  const asked = { day: '2026-12-08', years: 3, hasFile: true, statement: '' }
  test.each([
    ['belongs to it today', tie('2020-01-01', '9999-12-31'), 'OWN_UNIT'],
    ['left it yesterday', tie('2020-01-01', '2026-12-08'), 'FORMER_UNIT'],
    ['left it the day after three years ago', tie('2015-01-01', '2023-12-09'), 'FORMER_UNIT'],
    ['left it three years ago', tie('2015-01-01', '2023-12-08'), undefined],
    ['will join it', tie('2027-01-01', '9999-12-31'), undefined],
  ])('%s', (_name, given, code) => {
    const findings = judgeConflict({ ...asked, ties: [given] })
    expect(findings.map((one) => one.code)).toEqual(code === undefined ? [] : [code])
    expect(findings[0]?.tie ?? given).toEqual(given)
  })
  test('without a file a written statement is needed', () => {
    expect(judgeConflict({ ...asked, hasFile: false, ties: [] })).toEqual([{ code: 'NO_FILE', tie: null }])
    expect(judgeConflict({ ...asked, hasFile: false, statement: 'Cam kết 3-CK', ties: [] })).toEqual([])
  })
})

describe('remedies', () => {
  const open: RemedyFacts = { state: 'open', dueOn: '2026-12-18', reportedBy: null }
  const reported: RemedyFacts = { ...open, state: 'reported', reportedBy: secretary }
  const of = (facts: RemedyFacts, act: RemedyAct, given: object = {}) => {
    const judged = stepRemedy(facts, act, {
      ...{ today: '2026-12-08', actorUserId: inspector, isFollowed: true, hasFile: false, ...given },
    })
    return judged.ok
      ? (judged.value.state ?? judged.value.dueOn)
      : judged.refusal.findings.map(({ code }) => code).join(', ')
  }
  const report: RemedyAct = { event: 'report', evidence: '12-BC/ĐU', note: '' }
  const accept: RemedyAct = { event: 'accept', reason: 'a' }
  const rows: readonly [string, string | undefined][] = [
    [of(open, report) ?? '', 'reported'],
    [of(open, { ...report, evidence: '' }) ?? '', 'EVIDENCE_MISSING'],
    [of(open, { ...report, evidence: '' }, { hasFile: true }) ?? '', 'reported'],
    [of(open, accept) ?? '', 'REMEDY_NOT_REPORTED'],
    [of(reported, accept) ?? '', 'done'],
    [of(reported, accept, { actorUserId: secretary }) ?? '', 'ACTOR_REPORTED'],
    [of(reported, { event: 'return', reason: 'a' }) ?? '', 'open'],
    [of(open, { event: 'move', dueOn: '2026-12-07', reason: 'a' }) ?? '', 'DUE_IN_PAST'],
    [of(open, { event: 'move', dueOn: '2026-12-28', reason: 'a' }) ?? '', '2026-12-28'],
    [of({ ...open, state: 'done' }, report) ?? '', 'REMEDY_ENDED'],
    [of(open, report, { isFollowed: false }) ?? '', 'NOT_FOLLOWED'],
  ]
  test.each(rows)('%s', (said, expected) => expect(said).toBe(expected))

  test('late by its day; what waits to be seen is not late; reminders follow the working calendar', () => {
    expect([
      isRemedyLate(open, '2026-12-18'),
      isRemedyLate(open, '2026-12-19'),
      isRemedyLate(reported, '2027-01-01'),
    ]).toEqual([false, true, false])
    expect(remedyReminders('2026-12-18', '2026-12-08').map(({ remindOn }) => remindOn)).toEqual([
      ...['2026-12-15', '2026-12-18', '2026-12-21', '2026-12-25'],
    ])
  })
})

test('over random sequences nobody decides on what he worked on, and nothing follows a close', () => {
  const move = fc.record({
    event: fc.constantFrom(...inspectionEvents),
    actorUserId: fc.constantFrom(inspector, committee, secretary),
  })
  fc.assert(
    fc.property(fc.array(move, { minLength: 5, maxLength: 30 }), (moves) => {
      let facts: InspectionFacts = { ...whole }
      for (const { event, actorUserId } of moves) {
        const judged = stepInspection(facts, acts[event], { ...ground, actorUserId })
        if (!judged.ok) continue
        expect(facts.state).not.toBe('closed')
        if (event === 'decide' || event === 'conclude' || event === 'extend')
          expect(facts.workers).not.toContain(actorUserId)
        facts = {
          ...facts,
          state: judged.value.to,
          workers: judged.value.isWork ? [...facts.workers, actorUserId] : facts.workers,
        }
      }
    }),
    { numRuns: 60 },
  )
})
