import { overlaySchema } from '@nq15/domain/monitoring'
import { draftOverlay, dropOverlay, publishOverlay } from '@nq15/use-cases/monitoring/keep-overlay'
import { makeBacktest } from '@nq15/use-cases/monitoring/make-backtest'
import { readIndicators } from '@nq15/use-cases/monitoring/read-indicators'
import { z } from 'zod'
import { permitted, router } from '../trpc.ts'
import { answer, answerOf, bilingual, day, id, monthStart, requestId, valueOrThrow } from './answers.ts'

export const indicatorOut = z.object({
  id: z.string(),
  block: z.enum(['A', 'B', 'C', 'D', 'X']),
  name: bilingual,
  formula: z.string().nullable(),
  unit: z.string(),
  direction: z.string(),
  yellow: z.string().nullable(),
  red: z.string().nullable(),
  source: z.string(),
  confidence: z.array(z.string()).readonly(),
  note: bilingual,
  personDenominator: z.string().nullable(),
  period: z.enum(['month', 'quarter', 'year']),
  subject: z.string(),
})
const count = z.number()
export const backtestOut = z.object({
  outcomes: count,
  lines: z
    .array(
      z.object({
        code: z.string(),
        judged: count,
        hits: count,
        falseAlarms: count,
        missed: count,
        leadMonths: count.nullable(),
        verdicts: z.object({ true: count, known: count, false: count }),
      }),
    )
    .readonly(),
})
const overlay = z.object({
  id,
  organizationId: id,
  number: z.number(),
  effectiveFrom: z.string(),
  basis: z.string(),
  content: overlaySchema,
  contentHash: z.string(),
  state: z.enum(['draft', 'published', 'dropped']),
  draftedByName: z.string(),
  draftedAt: z.date(),
  publishedByName: z.string().nullable(),
  publishedAt: z.date().nullable(),
  version: z.number(),
})
const basis = z.string().trim().min(1).max(300)
const settled = z.object({ requestId, organizationId: id, id, version: z.number().int() })

/** The catalogue of indicators, a city's own thresholds, and how the indicators did in past years. */
export const indicatorsRouter = router({
  list: permitted('monitoring:read')
    .input(z.object({ organizationId: id }))
    .output(
      z.object({
        organizationId: id,
        organizationName: z.string(),
        code: z.string(),
        hash: z.string(),
        indicators: z.array(indicatorOut).readonly(),
        parameters: z.record(z.string(), z.number()),
        overlays: z.array(overlay).readonly(),
        backtest: z
          .object({
            id,
            from: z.string(),
            until: z.string(),
            ruleVersion: z.string(),
            madeByName: z.string(),
            madeAt: z.date(),
            result: backtestOut,
          })
          .nullable(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { catalogue, ...page } = valueOrThrow(
        await readIndicators(ctx.db, ctx.scope, { ...input, now: new Date() }),
      )
      return {
        ...page,
        code: catalogue.code,
        indicators: catalogue.indicators,
        parameters: { ...catalogue.parameters },
      }
    }),
  draft: permitted('monitoring:setup')
    .input(
      z.object({
        requestId,
        organizationId: id,
        effectiveFrom: day,
        basis,
        content: overlaySchema,
        draft: z.object({ id, version: z.number().int() }).nullable().default(null),
      }),
    )
    .output(answerOf(z.object({ id, number: z.number() })))
    .mutation(async ({ ctx, input }) => answer(await draftOverlay(ctx.db, ctx.scope, { ...input, now: new Date() }))),
  publish: permitted('monitoring:publish')
    .input(settled)
    .output(answerOf(z.object({ number: z.number() })))
    .mutation(async ({ ctx, input }) => answer(await publishOverlay(ctx.db, ctx.scope, { ...input, now: new Date() }))),
  drop: permitted('monitoring:setup')
    .input(settled)
    .output(answerOf(z.object({ id })))
    .mutation(async ({ ctx, input }) => answer(await dropOverlay(ctx.db, ctx.scope, { ...input, now: new Date() }))),
  backtest: permitted('monitoring:setup')
    .input(z.object({ requestId, organizationId: id, from: monthStart, until: monthStart }))
    .output(answerOf(z.object({ id, result: backtestOut })))
    .mutation(async ({ ctx, input }) => answer(await makeBacktest(ctx.db, ctx.scope, input))),
})
