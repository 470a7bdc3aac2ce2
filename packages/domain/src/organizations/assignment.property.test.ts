import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween } from '../calendar/index.ts'
import { type AssignmentPeriod, checkAssign, checkEnd, checkHandOver, checkTakeBack, mainFaults } from './index.ts'

const life = { from: '2025-07-01', to: '2027-07-01' }
const names = ['An', 'Bình', 'Cường', 'Dung'] as const
const orders = fc.array(
  fc.record({
    order: fc.constantFrom('assign', 'hand-over', 'end', 'take-back'),
    kind: fc.constantFrom('main', 'supporting'),
    holderName: fc.constantFrom(...names),
    after: fc.integer({ min: -30, max: 760 }),
    decided: fc.integer({ min: -5, max: 2 }),
    at: fc.nat(8),
    today: fc.nat(700),
  }),
  { minLength: 3, maxLength: 25 },
)

test('over any sequence of assignments and hand-overs no day after the first is without a main member, and none has two', () => {
  fc.assert(
    fc.property(orders, (sequence) => {
      let periods: readonly AssignmentPeriod[] = []
      const change = (assignmentId: string, validTo: string) =>
        periods.map((one) => (one.assignmentId === assignmentId ? { ...one, validTo } : one))
      for (const [at, { order, kind, holderName, after, decided, at: pick, today }] of sequence.entries()) {
        const on = addDays(life.from, after)
        const decidedOn = addDays(on, decided)
        const current = periods[pick % Math.max(1, periods.length)]
        const next: AssignmentPeriod = { assignmentId: `a${at}`, kind, holderName, validFrom: on, validTo: life.to }
        if (order === 'assign' && checkAssign({ kind, validFrom: on, decidedOn }, { life, periods }).ok) {
          periods = [...periods, next]
        }
        if (!current) continue
        if (order === 'hand-over' && checkHandOver({ on, decidedOn, holderName }, { life, current }).ok) {
          periods = [...change(current.assignmentId, on), { ...next, kind: current.kind }]
        }
        if (order === 'end' && checkEnd(current, on).ok) periods = change(current.assignmentId, on)
        // Taking back a planned one reopens the one before it, as the use case does.
        if (order === 'take-back' && checkTakeBack(current, addDays(life.from, today)).ok) {
          const before = periods.find(({ kind: of, validTo }) => of === current.kind && validTo === current.validFrom)
          periods = change(current.assignmentId, current.validFrom)
          if (before) periods = change(before.assignmentId, current.validTo)
        }
        expect(mainFaults(periods, life)).toEqual([])
        const mains = periods.filter((one) => one.kind === 'main' && one.validFrom < one.validTo)
        const first = mains.map(({ validFrom }) => validFrom).toSorted()[0]
        const covered = mains.reduce((sum, { validFrom, validTo }) => sum + daysBetween(validFrom, validTo), 0)
        expect(covered).toBe(first === undefined ? 0 : daysBetween(first, life.to))
      }
    }),
    { numRuns: 300 },
  )
})
