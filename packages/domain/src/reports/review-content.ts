import { z } from 'zod'
import { confidences } from '../shared/index.ts'
import { reviewTableCodes } from './review-tables.ts'

/** A cell as it is shown: a number, hidden because it would tell a small count of persons, or known to no register. */
const cell = z.union([z.number(), z.literal('hidden'), z.null()])
export type ReviewCell = z.infer<typeof cell>
const values = z.record(z.string(), cell)
export type ReviewValues = z.infer<typeof values>

const line = z.object({ key: z.string(), name: z.string(), values })

/** A figure that came from elsewhere, with the count of the product for the same unit and year beside it. */
const reportedLine = z.object({
  figureId: z.string(),
  unit: z.string(),
  year: z.number(),
  source: z.string(),
  cutOff: z.string(),
  values,
  counted: values,
  /** Columns in which both say something else. */
  conflicts: z.array(z.string()),
})

const table = z.object({
  code: z.enum(reviewTableCodes),
  lines: z.array(line),
  total: values,
  years: z.array(z.object({ year: z.number(), values })),
  reported: z.array(reportedLine),
})
export type ReviewTableContent = z.infer<typeof table>

/** What a check of a report found: which rule, in which line of which table, and by how much. */
const finding = z.object({
  check: z.string(),
  weight: z.enum(['BLOCK', 'WARN']),
  table: z.enum(reviewTableCodes),
  /** The unit, or null for the line of totals. */
  unit: z.string().nullable(),
  year: z.number().nullable(),
  /** Where the figures come from; null for what the product counts. */
  source: z.string().nullable(),
  /** Which columns, by their keys: `end`, or the parts of a sum. */
  columns: z.array(z.string()),
  /** Left side less right side; null where it would tell a hidden count or there is none. */
  difference: z.number().nullable(),
})
export type ReviewFinding = z.infer<typeof finding>

const reform = z.object({
  key: z.string(),
  name: z.string(),
  /** How many organizations that ended before or with the reform the unit carries on. */
  predecessors: z.number(),
  watchBefore: z.number(),
  watchNow: z.number(),
  casesBefore: z.number(),
  casesNow: z.number(),
})
/** A unit before and since 1 July 2025, what its predecessors had counted with it by lineage. */
export type ReviewReform = z.infer<typeof reform>

const measures = z.object({
  key: z.string(),
  name: z.string(),
  livelihood: z.number(),
  infrastructure: z.number(),
  'legal-education': z.number(),
  environment: z.number(),
  done: z.number(),
  overdue: z.number(),
  /** Complex cases of the unit taken on the list until the first measure was done, and after; no cause is claimed. */
  casesBefore: z.number(),
  casesAfter: z.number(),
})
/** Preventive measures of a unit set against its complex cases. */
export type ReviewMeasures = z.infer<typeof measures>

const target = z.object({
  wording: z.string(),
  source: z.string(),
  table: z.enum(reviewTableCodes),
  column: z.string(),
  year: z.number(),
  wanted: z.number(),
  result: cell,
  /** Whether the result is at least what was wanted; null while it is not known. */
  isReached: z.boolean().nullable(),
})
export type ReviewTarget = z.infer<typeof target>

const resolutionTarget = z.object({
  targetId: z.string(),
  plan: z.enum(['resolution', 'socio-economic', 'other']),
  wording: z.string(),
  unit: z.string(),
  bound: z.enum(['at-least', 'at-most']),
  base: z.number(),
  baseYear: z.number(),
  wanted: z.number(),
  dueYear: z.number(),
  source: z.string(),
  confidence: z.enum(confidences),
  /** The years of the report with where a straight path would stand and what each source says. */
  years: z.array(
    z.object({
      year: z.number(),
      path: z.number().nullable(),
      results: z.array(z.object({ value: cell, source: z.string(), cutOff: z.string() })),
    }),
  ),
  tasks: z.object({ linked: z.number(), done: z.number(), overdue: z.number() }),
  standing: z.enum(['reached', 'on-path', 'behind', 'missed', 'sources-differ', 'no-result']),
  lacks: z.array(z.enum(['task', 'result', 'sources'])),
})
/** A target of several years with its tasks and results, as the report froze it. */
export type ReviewResolutionTarget = z.infer<typeof resolutionTarget>

/** Everything a review says, as it was built; a signature freezes it with the words people wrote. */
export const reviewContentSchema = z.object({
  version: z.string(),
  organization: z.object({ id: z.string(), name: z.string() }),
  firstYear: z.number(),
  lastYear: z.number(),
  cutOff: z.string(),
  tables: z.array(table),
  findings: z.array(finding),
  reform: z.array(reform),
  measures: z.array(measures),
  targets: z.array(target),
  /** Missing in reports that were built before targets were followed over the years. */
  resolutionTargets: z.array(resolutionTarget).optional(),
  narrative: z.array(z.object({ section: z.string(), points: z.array(z.string()) })),
})
export type ReviewContent = z.infer<typeof reviewContentSchema>

/** What was signed: the report and the words, with who was asked and what was left open. */
export const signedReviewSchema = z.object({
  content: reviewContentSchema,
  words: z.record(z.string(), z.string()),
  openComments: z.number(),
})
export type SignedReview = z.infer<typeof signedReviewSchema>
