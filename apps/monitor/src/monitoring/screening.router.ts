import { askScreening } from '@nq15/use-cases/monitoring/ask-screening'
import { readRuns } from '@nq15/use-cases/monitoring/read-signs'
import { z } from 'zod'
import { permitted, router } from '../trpc.ts'
import { answer, answerOf, id, monthStart, requestId, valueOrThrow } from './answers.ts'

const run = z.object({
  id,
  organizationId: id,
  kind: z.enum(['nightly', 'demand', 'changed']),
  month: z.string(),
  asOf: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  done: z.number(),
  total: z.number().nullable(),
  ruleVersion: z.string().nullable(),
  ruleHash: z.string().nullable(),
  inputsHash: z.string().nullable(),
  resultHash: z.string().nullable(),
  counts: z.record(z.string(), z.number()).nullable(),
  failure: z.string().nullable(),
  askedByName: z.string(),
  askedAt: z.date(),
  startedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
})

/** Runs of the screening: what was done, how far it is, and asking for one. */
export const screeningRouter = router({
  runs: permitted('monitoring:read')
    .input(z.object({ organizationId: id }))
    .output(z.object({ organizationId: id, organizationName: z.string(), runs: z.array(run).readonly() }))
    .query(async ({ ctx, input }) => valueOrThrow(await readRuns(ctx.db, ctx.scope, input))),
  ask: permitted('monitoring:screen')
    .input(z.object({ requestId, organizationId: id, month: monthStart.nullable().default(null) }))
    .output(answerOf(z.object({ runId: id, month: z.string() })))
    .mutation(async ({ ctx, input }) => answer(await askScreening(ctx.db, ctx.scope, { ...input, now: new Date() }))),
})
