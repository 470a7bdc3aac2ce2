import { manualSignCodes, signalStatuses, signKinds } from '@nq15/domain/monitoring'
import { decidedOutcomeSchema } from '@nq15/domain/ratings'
import { answerAlarm, judgeAlarm, recordSign } from '@nq15/use-cases/monitoring/answer-alarm'
import { readOrganizationSigns, readSign, readSignPage } from '@nq15/use-cases/monitoring/read-signs'
import { z } from 'zod'
import { permitted, router } from '../trpc.ts'
import { answer, answerOf, bilingual, day, id, requestId, valueOrThrow } from './answers.ts'

const which = z.enum(['to-answer', 'escalated', 'answered', 'watching', 'cleared', 'open'])
const alarmAnswer = z.enum(['action', 'no-action', 'contested'])
const verdict = z.enum(['true', 'known', 'false'])
const reason = z.string().trim().min(1).max(1000).nullable().default(null)

const sign = z.object({
  signId: id,
  organizationId: id,
  organizationName: z.string(),
  organizationCode: z.string(),
  parentName: z.string().nullable(),
  code: z.string(),
  kind: z.enum(signKinds),
  subject: z.string(),
  state: z.enum(['open', 'cleared', 'withdrawn']),
  since: z.string(),
  month: z.string(),
  observedOn: z.string(),
  clearedOn: z.string().nullable(),
  raisedAt: z.date(),
  evidence: z.string().nullable(),
  recordedByName: z.string().nullable(),
  isInsider: z.boolean(),
  alarmId: id.nullable(),
  alarmState: z.enum(['raised', 'acknowledged', 'escalated', 'closed']).nullable(),
  alarmVersion: z.number().nullable(),
  dueOn: z.string().nullable(),
  answer: alarmAnswer.nullable(),
  verdict: verdict.nullable(),
  verdictReason: z.string().nullable(),
  sentence: bilingual,
  name: bilingual,
})

const input = z.union([
  z.number(),
  z.boolean(),
  z.string(),
  z.object({ fraction: z.string() }),
  z.array(z.union([z.number(), z.string(), z.null()])).readonly(),
  z.null(),
])
const status = z.enum(signalStatuses)
const judged = z.object({
  id,
  organizationId: id,
  month: z.string(),
  runId: id,
  answers: z
    .array(
      z.object({
        indicator: z.string(),
        subject: z.string(),
        subjectName: z.string().nullable(),
        period: z.string(),
        status,
        value: z.union([z.string(), z.boolean(), z.null()]),
        inputs: z.record(z.string(), input.optional()),
        missing: z.array(z.string()).readonly(),
        sheetIds: z.array(z.string()).readonly(),
        since: z.string(),
        cells: z.partialRecord(status, z.number()).optional(),
        peers: z.number().optional(),
        typed: z.array(z.string()).readonly().optional(),
      }),
    )
    .readonly(),
  levels: z.object({
    A: z.number().nullable(),
    B: z.number().nullable(),
    C: z.number().nullable(),
    D: z.number().nullable(),
  }),
  reds: z.array(z.string()).readonly(),
  yellows: z.array(z.string()).readonly(),
  missing: z.array(z.string()).readonly(),
  ruleHash: z.string(),
  hash: z.string(),
  version: z.number(),
  judgedAt: z.date(),
})

/** Where a page of signs begins: the moment and id of the last one before. */
const signCursor = z
  .string()
  .regex(/^20\d{2}(-\d{2}){2}T\d{2}(:\d{2}){2}\.\d{3}Z\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .refine((text) => isMoment(text.slice(0, 24)))
const isMoment = (text: string) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text
const answered = answerOf(z.object({ alarmId: id, version: z.number() }))

/** Signs of weakness and the questions they raise. */
export const signsRouter = router({
  list: permitted('monitoring:read')
    .input(
      z.object({
        organizationId: id,
        which: which.default('to-answer'),
        code: z
          .string()
          .regex(/^[A-Z]{1,3}\d{1,3}$/)
          .optional(),
        cursor: signCursor.nullable().default(null),
      }),
    )
    .output(
      z.object({
        organizationId: id,
        organizationName: z.string(),
        counts: z.record(which, z.number()),
        signs: z.array(sign).readonly(),
        next: z.string().nullable(),
      }),
    )
    .query(async ({ ctx, input: asked }) => valueOrThrow(await readSignPage(ctx.db, ctx.scope, asked))),
  get: permitted('monitoring:read')
    .input(z.object({ signId: id }))
    .output(
      z.object({
        sign,
        answers: z
          .array(z.object({ answer: z.string(), reason: z.string().nullable(), byName: z.string(), at: z.date() }))
          .readonly(),
        sources: z
          .array(
            z.object({
              id,
              sheet: z.string(),
              start: z.string(),
              source: z.string(),
              quality: z.string(),
              enteredByName: z.string(),
              enteredAt: z.date(),
              verifiedByName: z.string().nullable(),
              version: z.number(),
            }),
          )
          .readonly(),
        decisions: z
          .array(
            z.object({
              year: z.number(),
              outcome: decidedOutcomeSchema,
              points: z.number().nullable(),
              decisionNumber: z.string(),
              decidedOn: z.string(),
            }),
          )
          .readonly(),
        typed: z.array(bilingual).readonly(),
        basis: z.string(),
      }),
    )
    .query(async ({ ctx, input: asked }) => valueOrThrow(await readSign(ctx.db, ctx.scope, asked))),
  ofOrganization: permitted('monitoring:read')
    .input(z.object({ organizationId: id }))
    .output(
      z.object({
        organizationId: id,
        organizationName: z.string(),
        isInsider: z.boolean(),
        months: z.array(judged).readonly(),
        signs: z.array(sign).readonly(),
      }),
    )
    .query(async ({ ctx, input: asked }) =>
      valueOrThrow(await readOrganizationSigns(ctx.db, ctx.scope, { ...asked, now: new Date() })),
    ),
  answer: permitted('monitoring:answer')
    .input(z.object({ requestId, signId: id, version: z.number().int(), answer: alarmAnswer, reason }))
    .output(answered)
    .mutation(async ({ ctx, input: sent }) => answer(await answerAlarm(ctx.db, ctx.scope, sent))),
  judge: permitted('monitoring:answer')
    .input(z.object({ requestId, signId: id, version: z.number().int(), verdict, reason }))
    .output(answered)
    .mutation(async ({ ctx, input: sent }) => answer(await judgeAlarm(ctx.db, ctx.scope, sent))),
  record: permitted('monitoring:answer')
    .input(
      z.object({
        requestId,
        organizationId: id,
        code: z.enum(manualSignCodes),
        evidence: z.string().trim().min(1).max(500),
        since: day,
      }),
    )
    .output(answerOf(z.object({ signId: id })))
    .mutation(async ({ ctx, input: sent }) =>
      answer(await recordSign(ctx.db, ctx.scope, { ...sent, now: new Date() })),
    ),
})
