import { createHash } from 'node:crypto'
import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { insertReport, lockReports } from '@nq15/db/petitions/report.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  checkReportSigning,
  reportFormsVersion,
  type SignedReport,
  type SignReport,
  type SignReportRefusal,
  signedReportSchema,
} from '@nq15/domain/petitions'
import { canonicalJson } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { countFor, type PetitionReport } from './read-report.ts'

/**
 * Signs the tables of a period that is over, for `petition:decide`: refused with every formula that does not hold, or frozen whole.
 * The layouts are frozen with the numbers. A later signature of the same period replaces the standing one with its reason.
 */
export async function signReport(
  db: Database,
  scope: Scope,
  {
    requestId,
    organizationId,
    now,
    ...form
  }: SignReport & { readonly requestId: string; readonly organizationId: string; readonly now: Date },
): Promise<
  Result<{ readonly reportId: string; readonly hash: string }, SignReportRefusal | { readonly code: 'NOT_FOUND' }>
> {
  const act = { requestId, useCase: 'petitions.sign-report', permissions: ['petition:decide'] } as const
  return actOnce<
    Result<{ readonly reportId: string; readonly hash: string }, SignReportRefusal | { readonly code: 'NOT_FOUND' }>
  >(db, scope, act, async (tx) => {
    await lockReports(tx, scope, organizationId)
    const read = await countFor(tx, scope, { organizationId, ...form })
    if (!read) return refuse({ code: 'NOT_FOUND' } as const)
    const content = contentOf(read)
    const hash = createHash('sha256').update(canonicalJson(content)).digest('hex')
    const { first, last, reason, signerName, signerTitle } = form
    const { findings, signed: standing } = read
    const standingHash = standing?.contentHash ?? null
    const check = checkReportSigning({ first, last, reason, findings, hash, standingHash, today: todayInHanoi(now) })
    if (!check.ok) return check
    const id = newId()
    await insertReport(tx, scope, {
      ...{ id, content, contentHash: hash, signerName, signerTitle, signedAt: now },
      ...(standing ? { replacesId: standing.reportId, reason } : { replacesId: null, reason: null }),
    })
    return ok({ reportId: id, hash })
  })
}

const contentOf = ({ first, last, span, organizationId, name, units, forms, layouts }: PetitionReport): SignedReport =>
  signedReportSchema.parse({
    ...{ version: reportFormsVersion, first, last, span, units, forms, layouts },
    organization: { id: organizationId, name },
  })
