import { levels } from './schema.ts'
import type { Tally, TallyField } from './tally.ts'

/** One field that the two persons entered differently; `null` where one left it out. */
export type EntryDifference = {
  readonly field: TallyField | 'round'
  readonly first: number | null
  readonly second: number | null
}

/** Lays a blind second entry of the same count record beside the first and names each field that differs, in screen order. */
export function compareEntries(first: Tally, second: Tally): EntryDifference[] {
  const [one, two] = [fieldsOf(first), fieldsOf(second)]
  return [...new Set([...one.keys(), ...two.keys()])].flatMap((field) => {
    const [a = null, b = null] = [one.get(field), two.get(field)]
    return a === b ? [] : [{ field, first: a, second: b }]
  })
}

function fieldsOf({ perLevel, candidates = [], seats, ...heads }: Tally) {
  const { round, eligible, present, issued, collected, valid, invalid } = heads
  return new Map<EntryDifference['field'], number>([
    ['round', round],
    ['eligible', eligible],
    ['present', present],
    ['issued', issued],
    ['collected', collected],
    ['valid', valid],
    ['invalid', invalid],
    ...(perLevel ? levels.map((level) => [`perLevel.${level}`, perLevel[level]] as const) : []),
    ...candidates.map(({ key, votes }) => [`candidates.${key}`, votes] as const),
    ...(seats === undefined ? [] : [['seats', seats] as const]),
  ])
}
