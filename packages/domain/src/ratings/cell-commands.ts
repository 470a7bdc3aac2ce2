import { z } from 'zod'
import { exactDecimalPattern, legalDayField } from '../shared/index.ts'
import { attendanceSchema } from './count-attendance.ts'
import { taskStatusSchema } from './count-tasks.ts'
import { levelSchema } from './schema.ts'

const emptied = z.literal('').transform(() => null)
const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((typed) => typed.normalize('NFC'))

/** The text of one section of a self-review. */
export const sectionPatchSchema = z.strictObject({ body: text(20_000) })

/** One line of a task list, each field saved as typed; `gone` takes the line off the list or puts it back. */
export const taskPatchSchema = z.strictObject({
  title: text(500).optional(),
  axis: z.union([emptied, z.null(), z.coerce.number<string>().pipe(z.int().min(1).max(6))]).optional(),
  weight: z
    .union([
      emptied,
      z.null(),
      z
        .string()
        .trim()
        .regex(exactDecimalPattern, 'POINTS_MALFORMED')
        .transform((typed) => typed.replace(',', '.').replace(/^\+/, ''))
        .refine((typed) => /^\d{1,3}(\.\d{1,3})?$/.test(typed), 'POINTS_TOO_FINE'),
    ])
    .optional(),
  status: z.union([taskStatusSchema, emptied, z.null()]).optional(),
  resultNote: text(2_000).optional(),
  product: text(2_000).optional(),
  quality: text(2_000).optional(),
  gone: z
    .enum(['true', 'false'])
    .transform((typed) => typed === 'true')
    .optional(),
})
export type TaskPatch = z.infer<typeof taskPatchSchema>

/** The answer to a superior's question. */
export const answerPatchSchema = z.strictObject({ answer: text(5_000) })

/** A question of the superior committee to one person. */
export const askHintSchema = z.object({ question: text(2_000).pipe(z.string().trim().min(1, 'TEXT_NEEDED')) })

/** Where a word on a person may come from. */
export const inputKinds = ['RESIDENCE', 'EMPLOYER', 'MASS_ORGANIZATION', 'RELATED_BODY'] as const
export const inputKindSchema = z.enum(inputKinds)
export type InputKind = z.infer<typeof inputKindSchema>

/** How a member takes part where he lives, as its cell says (213-QĐ/TW). */
export const participations = ['REGULAR', 'IRREGULAR', 'NONE'] as const
export const participationSchema = z.enum(participations)
export type Participation = z.infer<typeof participationSchema>

/** Asks another body for its word; a cell of residence may be asked in the product. */
export const askInputSchema = z
  .object({
    kind: inputKindSchema,
    sourceName: text(300).pipe(z.string().trim()).default(''),
    askedOrganizationId: z.union([emptied, z.uuid()]).default(null),
    dueOn: z.union([legalDayField, emptied]).default(null),
  })
  .refine(({ sourceName, askedOrganizationId }) => sourceName !== '' || askedOrganizationId !== null, {
    path: ['sourceName'],
    message: 'TEXT_NEEDED',
  })
  .refine(({ kind, askedOrganizationId }) => askedOrganizationId === null || kind === 'RESIDENCE', {
    path: ['askedOrganizationId'],
    message: 'ONLY_RESIDENCE',
  })
export type AskInput = z.infer<typeof askInputSchema>

/** The word itself: a level from the employer, participation from the cell of residence, a comment from anyone. */
export const answerInputSchema = z
  .object({
    level: z.union([levelSchema, emptied]).default(null),
    participation: z.union([participationSchema, emptied]).default(null),
    comment: text(5_000).pipe(z.string().trim()).default(''),
    documentNumber: text(60)
      .pipe(z.string().trim())
      .transform((typed) => typed || null)
      .default(null),
    givenOn: z.union([legalDayField, emptied]).default(null),
    signerName: text(120)
      .pipe(z.string().trim())
      .transform((typed) => typed || null)
      .default(null),
  })
  .refine(({ level, participation, comment }) => comment !== '' || level !== null || participation !== null, {
    path: ['comment'],
    message: 'TEXT_NEEDED',
  })
export type AnswerInput = z.infer<typeof answerInputSchema>

const clock = z.union([z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'NOT_A_TIME'), emptied, z.null()])

/** The head of a meeting's minutes, each field saved as typed. */
export const meetingPatchSchema = z.strictObject({
  heldOn: z.union([legalDayField, emptied, z.null()]).optional(),
  beganAt: clock.optional(),
  endedAt: clock.optional(),
  place: text(300).optional(),
  chairName: text(120).optional(),
  secretaryName: text(120).optional(),
  guests: text(1_000).optional(),
  conclusions: text(10_000).optional(),
  draftWhat: text(300).optional(),
  draftSentTo: text(1_000).optional(),
  draftSentOn: z.union([legalDayField, emptied, z.null()]).optional(),
  draftLateReason: text(1_000).optional(),
})
export type MeetingPatch = z.infer<typeof meetingPatchSchema>

/** What the minutes say of one person. */
export const meetingPersonPatchSchema = z.strictObject({
  attendance: z.union([attendanceSchema, emptied, z.null()]).optional(),
  absenceReason: text(300).optional(),
  opinions: text(5_000).optional(),
  committeeComment: text(5_000).optional(),
})
export type MeetingPersonPatch = z.infer<typeof meetingPersonPatchSchema>

/** The fields in which two entries may differ, as they are stored. */
export const settledFields = [
  ...(['eligible', 'present', 'issued', 'collected', 'valid', 'invalid', 'seats'] as const),
  ...(['xs', 't', 'ht', 'kht', 'chosen'] as const),
] as const
export const settledFieldSchema = z.enum(settledFields)
export type SettledField = z.infer<typeof settledFieldSchema>

/** Settles one difference between two entries, for exactly the two numbers seen. */
export const settleDifferenceSchema = z.object({
  round: z.coerce.number<string>().pipe(z.union([z.literal(1), z.literal(2)])),
  caseId: z.union([emptied, z.uuid()]),
  field: settledFieldSchema,
  first: z.coerce.number<string>().pipe(z.int()),
  second: z.coerce.number<string>().pipe(z.int()),
  settled: z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, 'NOT_A_COUNT')
    .transform(Number),
  reason: text(300).pipe(z.string().trim().min(1, 'REASON_NEEDED')),
})
export type SettleDifference = z.infer<typeof settleDifferenceSchema>
