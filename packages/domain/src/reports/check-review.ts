import { type CrossCheck, type CrossCheckInput, crossCheck } from './cross-check.ts'
import type { ReviewFinding } from './review-content.ts'
import { reviewTables } from './review-tables.ts'

/** Counts by column; a column that is not there is not known. */
export type ReviewCounts = Readonly<Record<string, number | null>>

/** Where some counts stand: the unit or the totals, the year or the whole period, who says so. */
export type ReviewPlace = Pick<ReviewFinding, 'table' | 'unit' | 'year' | 'source'> & { readonly cutOff: string }

/** Checks one line of a table by CK1–CK4; what is not known is not checked. */
export function checkReviewLine(counts: ReviewCounts, place: ReviewPlace): readonly ReviewFinding[] {
  const asked = askedOf(counts, place)
  return asked.flatMap(({ input, columns, left }) => {
    const answer = crossCheck(input)
    const difference = differenceOf(answer, left)
    return answer.ok && difference === 0 ? [] : [findingOf(place, { check: answer.check, columns, difference })]
  })
}

type Asked = { readonly input: CrossCheckInput; readonly columns: readonly string[]; readonly left?: number }

/** CK2 reckons what must be on the list, and the count that stands there is compared with it; others say their difference. */
const differenceOf = (answer: CrossCheck, left: number | undefined) =>
  Number(answer['listedAtEnd'] ?? answer['difference'] ?? 0) - (left ?? 0)

function askedOf(counts: ReviewCounts, { table, cutOff }: ReviewPlace): readonly Asked[] {
  const known = (...keys: readonly string[]) => keys.every((key) => typeof counts[key] === 'number')
  const of = (key: string) => counts[key] ?? 0
  switch (table) {
    case 'T1': {
      if (!known('start', 'added', 'takenOff', 'end')) return []
      const [start, added, takenOff, merged, end] = ['start', 'added', 'takenOff', 'merged', 'end'].map(of)
      const input = { table: 'T1' as const, start, added, takenOff: takenOff ?? 0, merged: merged ?? 0, end: end ?? 0 }
      return [{ input, columns: ['start', 'added', 'takenOff', 'merged', 'end'] }]
    }
    case 'T2': {
      if (!known('start', 'new', 'takenOff', 'listed')) return []
      const input = {
        ...{ table: 'T2' as const, start: of('start'), new: of('new'), reopened: of('reopened') },
        ...{ takenOff: of('takenOff'), cutOff },
      }
      return [{ input, columns: ['start', 'new', 'reopened', 'takenOff', 'listed'], left: of('listed') }]
    }
    case 'T3':
      return [
        ...(known('visits', 'regular', 'leaders')
          ? [asked('T3', 'visits', { visits: of('visits'), regular: of('regular'), leaders: of('leaders') })]
          : []),
        ...(known('cases', 'first', 'repeated')
          ? [asked('T3', 'cases', { cases: of('cases'), first: of('first'), repeated: of('repeated') })]
          : []),
        ...(known('competence', 'settled', 'open')
          ? [asked('T3', 'competence', { inCompetence: of('competence'), settled: of('settled'), open: of('open') })]
          : []),
        ...(known('petitions', 'processed')
          ? [
              {
                input: {
                  ...{ table: 'T3' as const, petitionsReceived: of('petitions'), petitionsProcessed: of('processed') },
                },
                columns: ['petitions', 'processed'],
                // More was processed than came: the check itself names no difference.
                left: Math.max(0, of('processed') - of('petitions')),
              },
            ]
          : []),
      ]
    case 'T4':
      return known('members', 'memberReprimand', 'memberWarning', 'memberRemoval', 'memberExpulsion')
        ? [
            asked('T4', 'members', {
              disciplined: of('members'),
              forms: {
                ...{ reprimand: of('memberReprimand'), warning: of('memberWarning') },
                ...{ 'removal-from-post': of('memberRemoval'), expulsion: of('memberExpulsion') },
              },
            }),
          ]
        : []
    default:
      return []
  }
}

type Sums = Omit<Extract<CrossCheckInput, { table: 'T3' | 'T4' }>, 'table'>

function asked(table: 'T3' | 'T4', total: string, input: Sums): Asked {
  const sum = reviewTables[table].sums.find((one) => one.total === total)
  return { input: { table, ...input } as CrossCheckInput, columns: [total, ...(sum?.parts ?? [])] }
}

/** CK8: what stood at the end of one period against the start of the next, of the same unit and source. */
export function checkReviewCarry(
  place: ReviewPlace,
  { before, now, columns }: { readonly before: number; readonly now: number; readonly columns: readonly string[] },
): readonly ReviewFinding[] {
  const table: 'T1' = 'T1'
  const answer = crossCheck({ table, lastPeriodEnd: before, thisPeriodStart: now })
  return answer.ok ? [] : [findingOf(place, { check: answer.check, columns, difference: before - now })]
}

/** CK5: a register that some units have not reported to makes the total incomplete, never smaller. */
export function checkReviewUnits(
  place: ReviewPlace,
  units: { readonly reporting: number; readonly all: number },
): readonly ReviewFinding[] {
  const answer = crossCheck({ unitsReporting: units.reporting, unitsTotal: units.all, sum: 0 })
  const difference = units.all - units.reporting
  return answer.ok ? [] : [{ ...findingOf(place, { check: answer.check, columns: [], difference }), weight: 'WARN' }]
}

/** CK7: columns in which two sources of one figure and day contradict each other; both are printed. */
export const conflictsOf = (
  reported: ReviewCounts,
  counted: ReviewCounts,
  days: { readonly source: string; readonly cutOff: string },
): readonly string[] =>
  Object.entries(reported).flatMap(([column, value]) => {
    const own = counted[column]
    if (typeof value !== 'number' || typeof own !== 'number') return []
    const sources = [
      { value, source: days.source, cutOff: days.cutOff },
      { value: own, source: 'NQ15', cutOff: days.cutOff },
    ]
    return crossCheck({ figure: column, sources })['conflict'] === true ? [column] : []
  })

const findingOf = (
  { table, unit, year, source }: ReviewPlace,
  {
    check,
    columns,
    difference,
  }: { readonly check: string; readonly columns: readonly string[]; readonly difference: number },
): ReviewFinding => ({
  ...{ check, weight: 'BLOCK', table, unit, year, source, columns: [...columns], difference },
})
