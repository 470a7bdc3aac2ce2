import { z } from 'zod'
import { thresholdSchema, type VotingThreshold } from './rule-options.ts'
import { type Level, levels } from './schema.ts'

// Counts are not refused here when negative or broken: the check says so at the field.
const count = z.number()
const votesSchema = z.strictObject({ XS: count, T: count, HT: count, KHT: count })

export const tallySchema = z.object({
  round: z.union([z.literal(1), z.literal(2)]),
  eligible: count,
  present: count,
  issued: count,
  collected: count,
  valid: count,
  invalid: count,
  perLevel: votesSchema.optional(),
  candidates: z.array(z.object({ key: z.string(), votes: count })).optional(),
  seats: count.optional(),
})
/** One ballot as its count record gives it: counts only, never a voter. Round 1 marks levels, round 2 names. */
export type Tally = z.infer<typeof tallySchema>

export const ballotCaseSchema = tallySchema.extend({
  id: z.union([z.string(), z.number()]),
  threshold: thresholdSchema,
})

/** The errors of a count record, with the code the screen shows. All are reported together; a negative count stands alone. */
export const tallyErrorScreenCodes = {
  NEGATIVE_COUNT: 'P-01',
  NOT_INTEGER: 'P-02',
  PRESENT_OVER_ELIGIBLE: 'P-03',
  ISSUED_OVER_PRESENT: 'P-04',
  COLLECTED_OVER_ISSUED: 'P-05',
  VALID_INVALID_NE_COLLECTED: 'P-06',
  LEVEL_SUM_NE_VALID: 'P-07',
  CANDIDATE_OVER_VALID: 'P-08',
  NAMES_OVER_VALID_X_SEATS: 'P-09',
} as const
export type TallyErrorCode = keyof typeof tallyErrorScreenCodes

/** What a sound count record still warns of, with the code the screen shows. */
export const tallyWarningScreenCodes = { QUORUM_UNDER_2_3: 'C-01', NO_MAJORITY: 'C-02', TIE_AT_LIMIT: 'C-03' } as const
export type TallyWarningCode = keyof typeof tallyWarningScreenCodes

/** A field of the count record; votes are `perLevel.XS` … and `candidates.<key>`. */
export type TallyField =
  | Exclude<keyof Tally, 'round' | 'perLevel' | 'candidates'>
  | `perLevel.${Level}`
  | `candidates.${string}`

export type TallyNote<Code extends string> = {
  readonly code: Code
  readonly screenCode: string
  /** Every field that may be wrong. */
  readonly fields: readonly TallyField[]
  /** The numbers the sentence needs, by name. */
  readonly numbers: Readonly<Record<string, number>>
}

export type TallyResult = {
  readonly ok: boolean
  readonly level: Level | null
  /** Round 2: the names that carry, best first. */
  readonly chosen: readonly string[] | null
  readonly errors: readonly TallyNote<TallyErrorCode>[]
  readonly warnings: readonly TallyNote<TallyWarningCode>[]
}

const heads = ['eligible', 'present', 'issued', 'collected', 'valid', 'invalid'] as const

/**
 * Checks the arithmetic of a count record and, when it is sound, says which level or names carry the vote. An error stops
 * the tally; a tie for the last seat leaves that seat to people.
 */
export function checkTally(tally: Tally, threshold: VotingThreshold): TallyResult {
  const errors = errorsOf(tally)
  if (errors.length > 0) return { ok: false, level: null, chosen: null, errors, warnings: [] }

  const quorum =
    tally.present * 3 < tally.eligible * 2
      ? [warning('QUORUM_UNDER_2_3', ['present', 'eligible'], { present: tally.present, eligible: tally.eligible })]
      : []
  const { warnings, ...result } = tally.round === 1 ? levelOf(tally, threshold) : namesOf(tally, threshold)
  return { ok: true, ...result, errors, warnings: [...quorum, ...warnings] }
}

function errorsOf(tally: Tally): TallyNote<TallyErrorCode>[] {
  const entries = numbersOf(tally)
  const negative = entries.filter(({ value }) => value < 0)
  if (negative.length > 0)
    return [
      error(
        'NEGATIVE_COUNT',
        negative.map(({ field }) => field),
        { n: first(negative) },
      ),
    ]

  const broken = entries.filter(({ value }) => !Number.isSafeInteger(value))
  const { eligible, present, issued, collected, valid, invalid, seats } = tally
  const errors =
    broken.length > 0
      ? [
          error(
            'NOT_INTEGER',
            broken.map(({ field }) => field),
            { n: first(broken) },
          ),
        ]
      : []
  if (present > eligible) errors.push(error('PRESENT_OVER_ELIGIBLE', ['present', 'eligible'], { present, eligible }))
  if (issued > present) errors.push(error('ISSUED_OVER_PRESENT', ['issued', 'present'], { issued, present }))
  if (collected > issued) errors.push(error('COLLECTED_OVER_ISSUED', ['collected', 'issued'], { collected, issued }))
  if (valid + invalid !== collected) {
    const numbers = { valid, invalid, collected, sum: valid + invalid }
    errors.push(error('VALID_INVALID_NE_COLLECTED', ['valid', 'invalid', 'collected'], numbers))
  }

  if (tally.round === 1 && tally.perLevel) {
    const { XS, T, HT, KHT } = tally.perLevel
    const sum = XS + T + HT + KHT
    const fields = levels.map((level): TallyField => `perLevel.${level}`)
    const numbers = { XS, T, HT, KHT, sum, valid, difference: Math.abs(sum - valid) }
    if (sum !== valid) errors.push(error('LEVEL_SUM_NE_VALID', fields, numbers))
  }
  if (tally.round === 2) {
    const candidates = tally.candidates ?? []
    const over = candidates.filter(({ votes }) => votes > valid)
    const names = candidates.reduce((total, { votes }) => total + votes, 0)
    if (over.length > 0) {
      const votes = over[0]?.votes ?? 0
      errors.push(
        error(
          'CANDIDATE_OVER_VALID',
          over.map(({ key }) => `candidates.${key}` as const),
          { votes, valid },
        ),
      )
    }
    if (seats !== undefined && names > valid * seats) {
      const fields = [
        ...candidates.map(({ key }): TallyField => `candidates.${key}`),
        'valid' as const,
        'seats' as const,
      ]
      errors.push(error('NAMES_OVER_VALID_X_SEATS', fields, { names, valid, seats, most: valid * seats }))
    }
  }
  return errors
}

type Entry = { readonly field: TallyField; readonly value: number }

function numbersOf(tally: Tally): Entry[] {
  const { perLevel, candidates = [], seats } = tally
  return [
    ...heads.map((field) => ({ field, value: tally[field] })),
    ...(perLevel ? levels.map((level) => ({ field: `perLevel.${level}` as const, value: perLevel[level] })) : []),
    ...candidates.map(({ key, votes }) => ({ field: `candidates.${key}` as const, value: votes })),
    ...(seats === undefined ? [] : [{ field: 'seats' as const, value: seats }]),
  ]
}

/** Whether so many votes carry: more than (or at least) num/den of the base, in whole numbers. */
export function carries(votes: number, tally: Tally, { num, den, strict, base }: VotingThreshold): boolean {
  const whole = {
    ELIGIBLE: 'eligible',
    PRESENT: 'present',
    ISSUED: 'issued',
    COLLECTED: 'collected',
    VALID: 'valid',
  } as const
  const [part, needed] = [votes * den, tally[whole[base]] * num]
  // Without a base nobody was asked, and no votes carry nothing.
  return votes > 0 && (strict ? part > needed : part >= needed)
}

function levelOf(tally: Tally, threshold: VotingThreshold) {
  const { perLevel } = tally
  if (!perLevel) return { level: null, chosen: null, warnings: [] }

  const carried = levels.filter((level) => carries(perLevel[level], tally, threshold))
  const most = Math.max(...carried.map((level) => perLevel[level]))
  const [level = null, another] = carried.filter((one) => perLevel[one] === most)
  if (level && !another) return { level, chosen: null, warnings: [] }
  const fields = levels.map((one): TallyField => `perLevel.${one}`)
  return { level: null, chosen: null, warnings: [warning('NO_MAJORITY', fields, { ...perLevel })] }
}

function namesOf(tally: Tally, threshold: VotingThreshold) {
  const carried = (tally.candidates ?? [])
    .filter(({ votes }) => carries(votes, tally, threshold))
    .toSorted((a, b) => b.votes - a.votes)
  const seats = tally.seats ?? carried.length
  const lastIn = carried[seats - 1]
  const firstOut = carried[seats]
  const tied =
    lastIn && firstOut && lastIn.votes === firstOut.votes ? carried.filter(({ votes }) => votes === lastIn.votes) : []
  const chosen = carried.slice(0, seats).filter((candidate) => !tied.includes(candidate))
  return {
    level: null,
    chosen: chosen.map(({ key }) => key),
    warnings: [
      // A seat for which nobody has the votes stays open, also where others are filled.
      ...((tally.candidates ?? []).length > 0 && carried.length < Math.max(1, seats)
        ? [warning('NO_MAJORITY', [], {})]
        : []),
      ...(tied.length > 0
        ? [
            warning(
              'TIE_AT_LIMIT',
              tied.map(({ key }) => `candidates.${key}` as const),
              {
                tied: tied.length,
                votes: lastIn?.votes ?? 0,
                seats,
                open: seats - chosen.length,
              },
            ),
          ]
        : []),
    ],
  }
}

const first = (entries: readonly Entry[]): number => entries[0]?.value ?? 0

const error = (
  code: TallyErrorCode,
  fields: readonly TallyField[],
  numbers: Record<string, number>,
): TallyNote<TallyErrorCode> => ({ code, screenCode: tallyErrorScreenCodes[code], fields, numbers })

const warning = (
  code: TallyWarningCode,
  fields: readonly TallyField[],
  numbers: Record<string, number>,
): TallyNote<TallyWarningCode> => ({ code, screenCode: tallyWarningScreenCodes[code], fields, numbers })
