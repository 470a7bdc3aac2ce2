import { z } from 'zod'
import { textField } from '../shared/index.ts'

/** What must hold before an organization leaves the list (weak units, section 6.3); R5 and R6 are the review and the decision. */
export const removalConditions = ['R1', 'R2', 'R3', 'R4'] as const
export type RemovalCondition = (typeof removalConditions)[number]

/** A condition as it is stated where the product has no figure of its own: held or not, and on which paper. */
export const statedConditionSchema = z.strictObject({
  holds: z.enum(['yes', 'no', 'unknown']),
  source: textField.pipe(z.string().max(300)),
})

/** The four conditions of a removal, each with its source. */
export const removalFactsSchema = z.strictObject({
  R1: statedConditionSchema,
  R2: statedConditionSchema,
  R3: statedConditionSchema,
  R4: statedConditionSchema,
})
export type RemovalFacts = Readonly<z.infer<typeof removalFactsSchema>>

/** The colour of one sign in one full quarter, newest first; null where nothing was screened. */
export type QuarterColour = 'red' | 'yellow' | 'green' | 'info' | 'no-data' | 'not-applicable' | 'suppressed' | null

/**
 * R1 by figures: each red sign of the listing without red in so many full quarters in a row, the newest first. No data and
 * suppressed figures do not count as cleared; null when nothing was screened at all.
 */
export function areSignsCleared(
  signs: readonly { readonly code: string; readonly quarters: readonly QuarterColour[] }[],
  clearQuarters: number,
): 'yes' | 'no' | 'unknown' {
  const answers = signs.map(({ quarters }) => {
    const looked = quarters.slice(0, clearQuarters)
    if (looked.includes('red')) return 'no'
    const cleared: readonly QuarterColour[] = ['yellow', 'green', 'info', 'not-applicable']
    return looked.length === clearQuarters && looked.every((colour) => cleared.includes(colour)) ? 'yes' : 'unknown'
  })
  if (answers.includes('no')) return 'no'
  return answers.includes('unknown') || answers.length === 0 ? 'unknown' : 'yes'
}

/** A condition that stands against the removal: it does not hold, or nobody can say. */
export type UnmetCondition = { readonly condition: RemovalCondition; readonly because: 'unmet' | 'unknown' }

/** Every condition that stands against a removal; a condition without a source counts as unknown. */
export const unmetConditions = (facts: RemovalFacts): readonly UnmetCondition[] =>
  removalConditions.flatMap((condition): UnmetCondition[] => {
    const { holds, source } = facts[condition]
    if (holds === 'no') return [{ condition, because: 'unmet' }]
    return holds === 'unknown' || source.trim() === '' ? [{ condition, because: 'unknown' }] : []
  })
