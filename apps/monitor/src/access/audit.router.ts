import { readAuditStatus } from '@nq15/use-cases/access/read-audit-status'
import { permitted, router } from '../trpc.ts'

/** The trail's seal, for auditors. */
export const auditRouter = router({
  status: permitted('audit:read').query(({ ctx }) => readAuditStatus(ctx.db, ctx.scope)),
})
