import { z } from 'zod'
import { percentOf } from './compute-block.ts'

const count = z.number().int().min(0)

/** The figures of a report as they are checked against each other: one shape for each line of the tables T1–T4 and for any figure. */
export const crossCheckInputSchema = z.union([
  z
    .strictObject({
      table: z.literal('T1'),
      start: count.optional(),
      added: count.optional(),
      /** Where only the sum of both was published. */
      'start+added': count.optional(),
      takenOff: count,
      merged: count.default(0),
      end: count,
      remark: z.string().optional(),
    })
    .refine(
      (given) => given['start+added'] !== undefined || (given.start !== undefined && given.added !== undefined),
      'needs start and added, or start+added',
    ),
  z.strictObject({ table: z.literal('T1'), lastPeriodEnd: count, thisPeriodStart: count }),
  z.strictObject({
    table: z.literal('T2'),
    start: count,
    new: count,
    reopened: count.default(0),
    takenOff: count,
    cutOff: z.string().optional(),
  }),
  z.strictObject({ table: z.literal('T3'), inCompetence: count, settled: count, open: count }),
  z.strictObject({ table: z.literal('T3'), cases: count, first: count, repeated: count }),
  z.strictObject({
    table: z.literal('T3'),
    visits: count,
    regular: count,
    leaders: count,
    people: count.optional(),
    regularPeople: count.optional(),
    leadersPeople: count.optional(),
  }),
  z.strictObject({
    table: z.literal('T3'),
    petitionsReceived: count,
    petitionsProcessed: count,
    cases: count.optional(),
  }),
  z.strictObject({
    table: z.literal('T4'),
    disciplined: count,
    forms: z.strictObject({
      reprimand: count.default(0),
      warning: count.default(0),
      'removal-from-post': count.default(0),
      expulsion: count.default(0),
    }),
  }),
  z.strictObject({ unitsReporting: count, unitsTotal: count, sum: count }),
  z.strictObject({
    figure: z.string(),
    sources: z
      .array(
        z.union([
          z.number(),
          z.string(),
          z.strictObject({
            value: z.union([z.number(), z.string()]),
            source: z.string().optional(),
            cutOff: z.string().optional(),
          }),
        ]),
      )
      .min(1),
  }),
])
export type CrossCheckInput = z.infer<typeof crossCheckInputSchema>

/** Which rule was asked, whether it holds, and the figures that say so. A difference is left side less right side of the rule. */
export type CrossCheck = { readonly ok: boolean; readonly check: `CK${number}` } & Readonly<Record<string, unknown>>

/**
 * Checks figures of a report against each other by CK1–CK9 (weak units §12, confidence design). Nothing is averaged, guessed or
 * taken as zero: what does not add up is named with its signed difference, and a remark does not explain it.
 */
export function crossCheck(input: CrossCheckInput): CrossCheck {
  if ('takenOff' in input && 'end' in input) return checkOrganizations(input)
  if ('lastPeriodEnd' in input) {
    const ok = input.lastPeriodEnd === input.thisPeriodStart
    return { ok, check: 'CK8', difference: input.lastPeriodEnd - input.thisPeriodStart, snapshotsShown: ok ? 1 : 2 }
  }
  if ('cutOff' in input || 'new' in input) return checkCases(input)
  if ('inCompetence' in input) {
    const { inCompetence, settled, open } = input
    const difference = inCompetence - settled - open
    return { ok: difference === 0, check: 'CK3', rate: share(settled, inCompetence), difference }
  }
  if ('first' in input) {
    const difference = input.cases - input.first - input.repeated
    return { ok: difference === 0, check: 'CK3', repeatShare: share(input.repeated, input.cases), difference }
  }
  if ('visits' in input) return checkVisits(input)
  if ('petitionsReceived' in input) {
    const { petitionsReceived, petitionsProcessed } = input
    return {
      ok: petitionsProcessed <= petitionsReceived,
      check: 'CK3',
      processedShare: share(petitionsProcessed, petitionsReceived),
      // One petition may hold several cases and several petitions one case (CK9).
      derivedCasesFromPetitions: false,
    }
  }
  if ('forms' in input) {
    const sum = Object.values(input.forms).reduce((total, one) => total + one, 0)
    const difference = sum - input.disciplined
    return { ok: difference === 0, check: 'CK4', sum, difference, namesLine: 'T4 discipline by form, members' }
  }
  if ('unitsTotal' in input) {
    const { unitsReporting, unitsTotal, sum } = input
    const whole = unitsReporting === unitsTotal
    const shown = whole ? String(sum) : `${sum} (incomplete: ${unitsReporting} of ${unitsTotal})`
    return { ok: whole, check: 'CK5', shown, missingAsZero: false }
  }
  return checkSources(input)
}

const share = (part: number, whole: number): number | '–' => percentOf(part, whole) ?? '–'

function checkOrganizations(input: Extract<CrossCheckInput, { end: number }>): CrossCheck {
  const before = input['start+added'] ?? (input.start ?? 0) + (input.added ?? 0)
  const difference = before - input.takenOff - input.merged - input.end
  const ok = difference === 0
  const percentConsolidated = share(input.takenOff, before)
  return { ok, check: 'CK1', difference, signOff: ok ? 'open' : 'blocked', percentConsolidated }
}

function checkCases(input: Extract<CrossCheckInput, { new: number }>): CrossCheck {
  const { start, new: added, reopened, takenOff, cutOff } = input
  const listedAtEnd = start + added + reopened - takenOff
  return {
    ok: listedAtEnd >= 0 && cutOff !== undefined,
    check: 'CK2',
    percentTakenOff: share(takenOff, start + added),
    listedAtEnd,
    cutOffShown: cutOff !== undefined,
    ...(cutOff === undefined ? {} : { cutOff }),
  }
}

function checkVisits(input: Extract<CrossCheckInput, { visits: number }>): CrossCheck {
  const { visits, regular, leaders, people, regularPeople, leadersPeople } = input
  const difference = visits - regular - leaders
  const peopleDifference =
    people === undefined || regularPeople === undefined || leadersPeople === undefined
      ? null
      : people - regularPeople - leadersPeople
  return {
    ok: difference === 0 && (peopleDifference === null || peopleDifference === 0),
    check: 'CK3',
    leaderShare: share(leaders, visits),
    difference,
    ...(peopleDifference === null ? {} : { peopleDifference }),
  }
}

function checkSources({ sources }: Extract<CrossCheckInput, { figure: string }>): CrossCheck {
  const figures = sources.map((one) => (typeof one === 'object' ? one : { value: one }))
  // The same day, or no day said, and another value: two sources contradict each other. Another day is another figure.
  const conflict = figures.some((one) =>
    figures.some((other) => one.value !== other.value && (one.cutOff ?? '') === (other.cutOff ?? '')),
  )
  const named = figures.filter((one) => one.source !== undefined || one.cutOff !== undefined)
  return {
    ok: named.every(({ cutOff }) => cutOff !== undefined),
    check: 'CK7',
    shown: figures.map(({ value, source, cutOff }) =>
      [String(value), [source, cutOff].filter(Boolean).join(', ')].filter(Boolean).join(' · '),
    ),
    average: null,
    sourcesShown: figures.length,
    stored: figures.length,
    default: figures[0]?.value ?? null,
    conflict,
    conflictShown: conflict,
  }
}
