import { expect, test } from 'vitest'
import { caseFactsSchema } from './case-facts.ts'
import { type CaseKind, type CaseState, caseStates } from './case-states.ts'
import { exchangeFields, exchangeRules, exchangeSteps, recordOfCase } from './exchange.ts'
import {
  checkDifferenceAnswer,
  type ForeignRow,
  foreignReason,
  reconcileExchange,
  type ToldRow,
} from './reconcile-exchange.ts'

const facts = caseFactsSchema.parse({ instance: 'first', acceptedOn: '2026-12-03', acceptedNumber: '3/TB' })
const decided = { ...facts, decidedOn: '2026-12-25', outcome: 'founded' as const, team: 'CHIM YẾN' }
const matter = { year: 2026, number: 4, lastOn: '2026-12-25' }

test('a record has the fields of the rule and no other, and each rule names where it stands and how well that is known', () => {
  const record = recordOfCase({ ...matter, kind: 'complaint', state: 'decided', facts: decided }, '00008')
  expect(Object.keys(record).sort()).toEqual([...exchangeFields].sort())
  expect(record).toEqual({
    ...{ unit: '00008', number: '2026-0004', kind: 'complaint', step: 'settled', acceptedOn: '2026-12-03' },
    ...{ decidedOn: '2026-12-25', outcome: 'founded', updatedOn: '2026-12-25' },
  })
  for (const { source } of Object.values(exchangeRules)) expect(['S', 'M']).toContain(source.confidence)
})

test.each<[CaseKind, string]>([
  ['complaint', 'founded'],
  ['feedback', 'founded'],
  ['denunciation', ''],
])('the outcome of a %s leaves as “%s”', (kind, outcome) => {
  expect(recordOfCase({ ...matter, kind, state: 'sent', facts: decided }, '1').outcome).toBe(outcome)
})

test.each<[CaseState, string]>([
  ['accepted', 'handled'],
  ['notified', 'settling'],
  ['verifying', 'settling'],
  ['suspended', 'settling'],
  ['decided', 'settled'],
  ['concluded', 'settled'],
  ['answered', 'settled'],
  ['sent', 'settled'],
  ['handled', 'settled'],
  ['published', 'settled'],
  ['effective', 'settled'],
  ['enforcing', 'enforcing'],
  ['second-instance', 'settled'],
  ['court', 'settled'],
  ['terminated', 'settled'],
  ['done', 'settled'],
])('a matter that is %s is told as %s', (state, step) => {
  expect(recordOfCase({ ...matter, kind: 'complaint', state, facts }, '1').step).toBe(step)
})
test('a matter done after enforcement is told as enforced; every state has a step', () => {
  const enforced = { ...facts, executionNumber: '9/QĐ' }
  expect(recordOfCase({ ...matter, kind: 'complaint', state: 'done', facts: enforced }, '1').step).toBe('enforcing')
  for (const state of caseStates)
    expect(exchangeSteps).toContain(recordOfCase({ ...matter, kind: 'complaint', state, facts }, '1').step)
})

const told: ToldRow = { caseId: 'c', number: '2026-0004', step: 'settled', updatedOn: '2026-12-25' }
const there: ForeignRow = {
  ...{
    foreignNumber: 'QG-7',
    number: '2026-0004',
    step: 'settled',
    updatedOn: '2026-12-25',
    isTaken: true,
    reason: '',
  },
}
test.each<[string, readonly ToldRow[], readonly ForeignRow[], readonly string[]]>([
  ['both sides agree', [told], [there], []],
  ['the other side has no such matter', [told], [], ['missing-there 2026-0004']],
  ['we have no such matter', [], [there], ['missing-here 2026-0004']],
  ['theirs bears no number of ours', [], [{ ...there, number: '' }], ['missing-here ']],
  ['another step', [told], [{ ...there, step: 'settling' }], ['state-differs 2026-0004']],
  ['another day', [told], [{ ...there, updatedOn: '2026-12-24' }], ['time-differs 2026-0004']],
  [
    'not taken weighs more than another step',
    [told],
    [{ ...there, step: 'settling', isTaken: false }],
    ['not-taken 2026-0004'],
  ],
  [
    'another step and day is said once',
    [told],
    [{ ...there, step: 'settling', updatedOn: '2026-12-24' }],
    ['state-differs 2026-0004'],
  ],
])('%s', (_name, ours, theirs, expected) => {
  expect(reconcileExchange(ours, theirs).map(({ kind, number }) => `${kind} ${number}`)).toEqual(expected)
})

test('what the other side writes is kept unless it may tell who sent the paper', () => {
  expect(foreignReason(' Thiếu lĩnh vực ')).toBe('Thiếu lĩnh vực')
  expect(foreignReason('Người tố cáo: Lê Thị C không có địa chỉ')).toBe('(…)')
})

test.each([
  ['c', 'send-again', '', null],
  [null, 'send-again', '', 'NOTHING_TO_SEND'],
  ['c', 'explained', '', 'REASON_REQUIRED'],
  ['c', 'ask-there', '12/CV', null],
  [null, 'corrected-here', 'Của phường khác', null],
  ['c', 'explained', 'Người tố cáo: Lê Thị C', 'NAMES_A_PERSON'],
  ['c', 'send-again', 'gọi 0912 345 678', 'NAMES_A_PERSON'],
] as const)('a difference of matter %s answered %s with “%s” is refused as %s', (caseId, answer, reason, code) => {
  const checked = checkDifferenceAnswer({ caseId }, { answer, reason })
  expect(checked.ok ? null : checked.refusal.code).toBe(code)
})
