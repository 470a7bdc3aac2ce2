import { findHeadBefore, listBatches } from '@nq15/db/access/audit-batch.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { exportAuditJob } from '@nq15/use-cases/access/export-audit'
import { readAuditStatus } from '@nq15/use-cases/access/read-audit-status'
import { requestRun } from '@nq15/use-cases/events/start-run'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'

/** The seal of the trail for an auditor: the open window, the batches, and the head of a day to print. */
export async function auditLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'audit:read')
  const { db } = appResources()
  const now = new Date()
  const today = todayInHanoi(now)
  const search = new URL(args.request.url).searchParams
  const asked = parseDay(search.get('day') ?? '') ?? undefined
  const day = asked !== undefined && asked <= today ? asked : today
  const status = await readAuditStatus(db, scope)
  // A day ends at 24:00 in Hà Nội, seven hours ahead of UTC the whole year.
  const dayEnds = new Date(Date.parse(`${day}T00:00:00+07:00`) + 86_400_000)
  const { batches, head } = await db.asReader(scope, async (tx) => ({
    batches: await listBatches(tx, scope, { limit: 30 }),
    head: await findHeadBefore(tx, scope, dayEnds),
  }))
  const shown = ({ sealedAt, ...batch }: (typeof batches)[number]) => ({ ...batch, sealedAt: sealedAt.toISOString() })
  return {
    status,
    waitingSeconds: status.oldestUnsealedAt
      ? Math.max(0, Math.round((now.getTime() - Date.parse(status.oldestUnsealedAt)) / 1_000))
      : 0,
    now: now.toISOString(),
    day,
    today,
    batches: batches.map(shown),
    head: head && shown(head),
    printing: search.get('print') === '1',
  }
}

/** Takes the sealed trail out as a file, as a job that may be left. */
export async function auditAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'audit:read')
  const requestId = z.uuid().safeParse((await args.request.formData()).get('requestId'))
  if (!requestId.success) throw data(null, { status: 422 })
  const asked = { requestId: requestId.data, job: exportAuditJob, input: {}, organizationId: null }
  await requestRun(appResources().db, scope, asked)
  throw redirect('/jobs')
}
