import { planStates } from '@nq15/domain/consolidation'
import { tableCodes, targetBounds, targetPlans, targetStandings, taskDuties } from '@nq15/domain/reports'
import { confidences } from '@nq15/domain/shared'
import {
  readDirectiveTotals,
  readForecastTotals,
  readInformationTotals,
  readPlanTotals,
  readRatingTotals,
  readTargetTotals,
} from '@nq15/use-cases/reports/read-totals'
import { z } from 'zod'
import { day, id, valueOrThrow } from '../monitoring/answers.ts'
import { permitted, router } from '../trpc.ts'

const year = z.number().int().min(2014).max(2100)
const count = z.number()
/** A number, hidden because it would tell a small count of persons, or known to no register. */
const cell = z.union([z.number(), z.literal('hidden'), z.null()])
const cells = z.record(z.string(), cell)
const level = z.strictObject({ organizationId: id })
const ofYear = z.strictObject({ organizationId: id, year })
const each = <Key extends string>(keys: readonly Key[]) =>
  z.object(Object.fromEntries(keys.map((key) => [key, count])) as Record<Key, typeof count>)

/** What keys of other systems read of the other rooms: counts of an organization and what stands below it, no person. */
export const totalsRouter = router({
  ratings: permitted('report:read', {
    open: 'Biểu thống kê xếp loại B1–B8 đã ký của chính tổ chức được giao khóa, số nhỏ về người đã ẩn.',
  })
    .input(ofYear)
    .output(
      z.object({
        ...{ organizationId: id, year: count, asOf: z.string(), hash: z.string(), rules: z.string() },
        tables: z.array(
          z.object({
            code: z.enum(tableCodes),
            blocks: z.array(
              z.object({
                key: z.string(),
                total: cells,
                lines: z.array(z.object({ name: z.string(), values: cells })),
              }),
            ),
          }),
        ),
      }),
    )
    .query(async ({ ctx, input }) => valueOrThrow(await readRatingTotals(ctx.db, ctx.scope, input))),

  plans: permitted('report:read', { open: 'Số kế hoạch củng cố theo tình trạng và số việc của các kế hoạch hôm nay.' })
    .input(level)
    .output(
      z.object({
        ...{ organizationId: id, asOf: z.string(), states: each(planStates) },
        tasks: each(['all', 'done', 'late', 'waiting', 'slipped']),
      }),
    )
    .query(async ({ ctx, input }) =>
      valueOrThrow(await readPlanTotals(ctx.db, ctx.scope, { ...input, now: new Date() })),
    ),

  forecast: permitted('report:read', {
    open: 'Mức dự báo của từng xã, phường và của dự án ở đó tại một ngày; không nhỏ hơn xã, phường.',
  })
    .input(z.strictObject({ organizationId: id, asOf: day.nullable().default(null) }))
    .output(
      z.object({
        ...{ organizationId: id, asOf: z.string() },
        levels: z.array(
          z.object({
            ...{ organizationName: z.string(), areaCode: z.string().nullable(), projectName: z.string().nullable() },
            ...{ month: z.string(), level: z.number().nullable(), ruleCode: z.string() },
          }),
        ),
      }),
    )
    .query(async ({ ctx, input }) =>
      valueOrThrow(await readForecastTotals(ctx.db, ctx.scope, { ...input, now: new Date() })),
    ),

  information: permitted('report:read', { open: 'Nghĩa vụ thông tin của từng cấp ủy trong một năm.' })
    .input(ofYear)
    .output(
      z.object({
        ...{ organizationId: id, year: count },
        committees: z.array(
          z
            .object({ organizationId: id })
            .extend(each(['open', 'unanswered', 'answered', 'answeredInTime', 'publications', 'updatesOverdue']).shape),
        ),
      }),
    )
    .query(async ({ ctx, input }) => valueOrThrow(await readInformationTotals(ctx.db, ctx.scope, input))),

  directives: permitted('report:read', { open: 'Số việc giao theo từng văn bản, theo tình trạng hôm nay.' })
    .input(level)
    .output(
      z.object({
        ...{ organizationId: id, asOf: z.string() },
        directives: z.array(z.object({ number: z.string(), title: z.string(), tasks: each(taskDuties) })),
      }),
    )
    .query(async ({ ctx, input }) =>
      valueOrThrow(await readDirectiveTotals(ctx.db, ctx.scope, { ...input, now: new Date() })),
    ),

  targets: permitted('report:read', { open: 'Chỉ tiêu, kết quả theo từng nguồn và tình trạng; số nhỏ về người đã ẩn.' })
    .input(level)
    .output(
      z.object({
        organizationId: id,
        targets: z.array(
          z.object({
            ...{ plan: z.enum(targetPlans), wording: z.string(), unit: z.string(), bound: z.enum(targetBounds) },
            ...{ base: count, baseYear: count, wanted: count, dueYear: count, source: z.string() },
            ...{ confidence: z.enum(confidences), standing: z.enum(targetStandings), tasks: count },
            lacks: z.array(z.enum(['task', 'result', 'sources'])),
            results: z.array(z.object({ year: count, value: cell, source: z.string(), cutOff: z.string() })),
          }),
        ),
      }),
    )
    .query(async ({ ctx, input }) =>
      valueOrThrow(await readTargetTotals(ctx.db, ctx.scope, { ...input, now: new Date() })),
    ),
})
