import type { SignedReport } from '@nq15/domain/petitions'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Lets one signing of a unit happen at a time; held until the transaction ends. */
export async function lockReports(tx: Tx, _scope: Scope, organizationId: string): Promise<void> {
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext('petition_report:' || ${organizationId}::text))) held`
}

/** Stores a signature and ends the one it replaces; nothing signed is ever edited. */
export async function insertReport(
  tx: Tx,
  { actor }: Scope,
  report: {
    readonly id: string
    readonly content: SignedReport
    readonly contentHash: string
    readonly signerName: string
    readonly signerTitle: string
    readonly signedAt: Date
    readonly replacesId: string | null
    readonly reason: string | null
  },
): Promise<void> {
  const { content, replacesId, signedAt } = report
  if (replacesId !== null) {
    await tx.petitionReport.updateMany({
      where: { id: replacesId, supersededAt: null },
      data: { supersededAt: signedAt },
    })
  }
  await tx.petitionReport.createMany({
    data: {
      ...report,
      ...{ organizationId: content.organization.id, span: content.span, tablesVersion: content.version },
      ...{ firstDay: dateOf(content.first), lastDay: dateOf(content.last) },
      ...{ signedBy: actor.userId, signedByName: actor.name },
    },
  })
}
