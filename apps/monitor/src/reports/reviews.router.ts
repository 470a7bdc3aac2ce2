import { reviewContentSchema } from '@nq15/domain/reports'
import { readSignedReview } from '@nq15/use-cases/reports/read-review'
import { z } from 'zod'
import { id, valueOrThrow } from '../monitoring/answers.ts'
import { permitted, router } from '../trpc.ts'

const year = z.number().int().min(2016).max(2100)

/** What keys of other systems read of the reports: the figures of a signed one, guarded as they were frozen. */
export const reviewsRouter = router({
  signed: permitted('report:read', {
    open: 'Số liệu của báo cáo Nghị quyết 15, Chỉ thị 15 đã ký của một tổ chức: sáu biểu, số nhỏ đã ẩn.',
  })
    .input(z.strictObject({ organizationId: id, firstYear: year, lastYear: year }))
    .output(
      reviewContentSchema
        .pick({ version: true, organization: true, firstYear: true, lastYear: true, cutOff: true })
        .extend({ tables: reviewContentSchema.shape.tables, signedOn: z.string(), hash: z.string() }),
    )
    .query(async ({ ctx, input }) => valueOrThrow(await readSignedReview(ctx.db, ctx.scope, input))),
})
