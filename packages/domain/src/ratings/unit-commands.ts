import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'
import { assessmentPatchSchema, decideCommitteeSchema } from './rating-commands.ts'
import { levelSchema } from './schema.ts'
import { unitDisciplineForms, unitFactKindSchema } from './unit-subject.ts'

const longText = z
  .string()
  .max(20_000)
  .transform((typed) => typed.normalize('NFC'))
  .optional()

/** The fields of a unit's report (Mẫu 01), each saved by itself as it is typed. */
export const unitReportPatchSchema = assessmentPatchSchema.omit({ reviewText: true }).extend({
  resultsText: longText,
  limitationsText: longText,
  remediesText: longText,
  answersText: longText,
  directionText: longText,
})
export type UnitReportPatchCommand = z.infer<typeof unitReportPatchSchema>

/** A level people propose for a unit, always with a reason; an empty level takes the choice back. */
export const changeUnitLevelSchema = z.object({
  level: z.union([levelSchema, z.literal('').transform(() => null)]),
  reason: textField.pipe(z.string().min(1, 'REASON_NEEDED').max(2_000)),
  exceptionDecisionNumber: textField
    .pipe(z.string().max(60))
    .transform((typed) => typed || null)
    .default(null),
})
export type ChangeUnitLevel = z.infer<typeof changeUnitLevelSchema>

const noForm = z.literal('').transform(() => null)

/** A fact about a unit with its document; the form is asked for a discipline of the organization only. */
export const recordUnitFactSchema = z
  .object({
    kind: unitFactKindSchema,
    form: z.union([z.enum(unitDisciplineForms), noForm]).default(null),
    documentNumber: textField.pipe(z.string().min(1).max(60)),
    decidedOn: legalDayField,
    issuedBy: textField.pipe(z.string().min(1).max(200)),
  })
  .refine(({ kind, form }) => kind !== 'organization-discipline' || form !== null, {
    path: ['form'],
    message: 'FORM_NEEDED',
  })
  .transform((fact) => ({ ...fact, form: fact.kind === 'organization-discipline' ? fact.form : null }))
export type RecordUnitFact = z.infer<typeof recordUnitFactSchema>

/** What a named body says of a unit; a level is not asked of every body. */
export const recordUnitOpinionSchema = z.object({
  body: textField.pipe(z.string().min(1).max(200)),
  level: z.union([levelSchema, noForm]).default(null),
  opinion: textField.pipe(z.string().min(1).max(5_000)),
  documentNumber: textField
    .pipe(z.string().max(60))
    .transform((typed) => typed || null)
    .default(null),
  givenOn: legalDayField,
})
export type RecordUnitOpinion = z.infer<typeof recordUnitOpinionSchema>

/** A decision on units: the same document as a decision on members. */
export const decideUnitsSchema = decideCommitteeSchema
export type DecideUnits = z.infer<typeof decideUnitsSchema>
