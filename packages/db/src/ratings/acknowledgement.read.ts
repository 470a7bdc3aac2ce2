import type { Acknowledgement } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { afterTables } from './after-tables.ts'
import { isWithinOnce } from './within-once.ts'

/** A decider's answer to a check, with who gave it. */
export type AcknowledgementRow = Acknowledgement & { readonly byName: string; readonly at: Date }

/** The answers given for a committee's decision of a year, also those to figures that have changed since. */
export async function listAcknowledgements(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<AcknowledgementRow[]> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  return afterTables(tx, scope).acknowledgement.findMany({
    where: { campaignId, organizationId: committeeId },
    orderBy: { at: 'asc' },
    select: { code: true, aboutId: true, seen: true, reason: true, byName: true, at: true },
  })
}
