import { readAggregates, readOpenRules } from '@nq15/use-cases/monitoring/read-aggregates'
import { z } from 'zod'
import { permitted, router } from '../trpc.ts'
import { id, monthStart, valueOrThrow } from './answers.ts'
import { backtestOut, indicatorOut } from './indicators.router.ts'

const countedSheets = [
  'cell-month',
  'organization-quarter',
  'organization-year',
  'area-month',
  'ihanoi-month',
  'area-quarter',
  'plan-month',
] as const
const count = z.number()

/** What keys of other systems read of early recognition besides the watch list: counts and rules, no person. */
export const aggregatesRouter = router({
  counts: permitted('monitoring:read', {
    open: 'Số dấu hiệu theo tình trạng và số phiếu đã gửi của một tổ chức và bên dưới.',
  })
    .input(
      z.strictObject({
        organizationId: id,
        sheet: z.enum(countedSheets).default('cell-month'),
        start: monthStart.nullable().default(null),
      }),
    )
    .output(
      z.object({
        organizationId: id,
        signs: z.object({
          'to-answer': count,
          escalated: count,
          answered: count,
          watching: count,
          cleared: count,
          open: count,
        }),
        sheets: z.object({
          sheet: z.enum(countedSheets),
          start: z.string(),
          owed: count,
          sent: count,
          verified: count,
        }),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { sheets, ...of } = valueOrThrow(await readAggregates(ctx.db, ctx.scope, { ...input, now: new Date() }))
      return { ...of, sheets: { ...sheets, sheet: input.sheet } }
    }),
  rules: permitted('monitoring:read', { open: 'Chỉ số, ngưỡng đang áp dụng và lần kiểm nghiệm gần nhất.' })
    .input(z.strictObject({ organizationId: id }))
    .output(
      z.object({
        code: z.string(),
        hash: z.string(),
        indicators: z.array(indicatorOut).readonly(),
        backtest: z
          .object({ from: z.string(), until: z.string(), ruleVersion: z.string(), result: backtestOut })
          .nullable(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { catalogue, hash, backtest } = valueOrThrow(
        await readOpenRules(ctx.db, ctx.scope, { ...input, now: new Date() }),
      )
      return { code: catalogue.code, hash, indicators: catalogue.indicators, backtest }
    }),
})
