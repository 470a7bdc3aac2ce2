import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import { reportedColumns, reviewTableCodes, reviewTables } from './review-tables.ts'

const year = z.coerce.number().int().min(2016).max(2100)
const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))

/** Which years a review covers: one for the annual report, several for a sơ kết, ten at the most. */
export const reviewYearsSchema = z
  .object({ firstYear: year, lastYear: year })
  .refine(({ firstYear, lastYear }) => firstYear <= lastYear && lastYear - firstYear < 10, { path: ['lastYear'] })

/** Sections of the report in their order (weak units, section 12); facts are put before the person who writes each. */
export const reviewSections = [
  ...(['situation', 'leadership', 'organization', 'consolidation', 'cases', 'reception'] as const),
  ...(['inspection', 'accountability', 'information', 'software'] as const),
  ...(['limits', 'lessons', 'forecast', 'tasks'] as const),
] as const
export type ReviewSection = (typeof reviewSections)[number]

/** The words of one section. */
export const reviewWordsSchema = z.object({
  section: z.enum(reviewSections),
  words: z
    .string()
    .transform((typed) => typed.normalize('NFC').trim())
    .pipe(z.string().max(8000)),
})

/** A remark on a report, or on one section of it. */
export const reviewCommentSchema = z.object({
  section: z.union([z.enum(reviewSections), z.literal('')]),
  comment: text(2000),
})

/** Who signs, and why a later signature replaces the standing one. */
export const signReviewSchema = z.object({
  signerName: text(120),
  signerTitle: text(120),
  reason: textField.pipe(z.string().max(500)),
})
export type SignReview = z.infer<typeof signReviewSchema>

/** Figures of a unit and a year from elsewhere, or a target of a document: never without its source and day. */
export const reviewFigureSchema = z
  .object({
    kind: z.enum(['reported', 'target']),
    organizationId: z.uuid(),
    table: z.enum(reviewTableCodes),
    year,
    values: z.record(z.string().max(40), z.number().min(0).max(100_000_000)),
    source: text(300),
    cutOff: legalDayField,
    wording: textField.pipe(z.string().max(500)),
    /** Why earlier figures of the same unit, year and source are replaced; empty for the first ones. */
    reason: textField.pipe(z.string().max(500)),
  })
  .superRefine(({ kind, table, values }, context) => {
    const known = kind === 'target' ? reviewTables[table].columns : reportedColumns(table)
    const named = Object.entries(values)
    const isKnown = named.every(([key]) => known.some((column) => column.key === key))
    const isWhole = kind === 'target' || named.every(([, value]) => Number.isInteger(value))
    if (named.length === 0 || !isKnown || !isWhole) context.addIssue({ code: 'custom', path: ['values'] })
  })
export type ReviewFigure = z.infer<typeof reviewFigureSchema>
