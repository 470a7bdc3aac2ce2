import { z } from 'zod'
import { type LegalDay, legalDayField, textField } from '../shared/index.ts'
import type { ReviewWords } from './review-tables.ts'

/** What is done early so that no case arises (weak units, section 1.3, task 2). */
export const measureKinds = ['livelihood', 'infrastructure', 'legal-education', 'environment'] as const
export type MeasureKind = (typeof measureKinds)[number]

export const measureWords: Readonly<Record<MeasureKind, ReviewWords>> = {
  livelihood: { vi: 'Sinh kế, đời sống', en: 'Livelihood' },
  infrastructure: { vi: 'Hạ tầng', en: 'Infrastructure' },
  'legal-education': { vi: 'Tuyên truyền, giáo dục pháp luật', en: 'Legal education' },
  environment: { vi: 'Môi trường', en: 'Environment' },
}

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))
const maybe = (longest: number) => textField.pipe(z.string().max(longest))

/** A measure with its area, day and where it stands written; money in million đồng where a sum was set. */
export const newMeasureSchema = z.object({
  organizationId: z.uuid(),
  kind: z.enum(measureKinds),
  title: text(300),
  place: maybe(200),
  budgetLine: maybe(200),
  budget: z.union([
    z.literal('').transform(() => null),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
    z.null(),
  ]),
  source: text(300),
  dueOn: legalDayField,
})
export type NewMeasure = z.infer<typeof newMeasureSchema>

/** How a measure ended, and in which words. */
export const endMeasureSchema = z.object({
  outcome: z.enum(['done', 'dropped']),
  endedOn: legalDayField,
  word: text(1000),
})
export type EndMeasure = z.infer<typeof endMeasureSchema>

/** Where a measure stands on a day: the day set is itself in time, a measure done after it was late. */
export function measureState(
  {
    dueOn,
    endedOn,
    outcome,
  }: { readonly dueOn: LegalDay; readonly endedOn: LegalDay | null; readonly outcome: string | null },
  day: LegalDay,
): 'open' | 'overdue' | 'done' | 'done-late' | 'dropped' {
  if (endedOn !== null && endedOn <= day) {
    if (outcome === 'dropped') return 'dropped'
    return endedOn > dueOn ? 'done-late' : 'done'
  }
  return dueOn < day ? 'overdue' : 'open'
}
