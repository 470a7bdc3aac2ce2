import type { Tx } from '@nq15/db/client'
import { listCodes } from '@nq15/db/monitoring/subject.read'
import { queueRecord } from '@nq15/db/petitions/exchange.write'
import { findCase } from '@nq15/db/petitions/petition-case.read'
import type { Scope } from '@nq15/db/scope'
import { recordOfCase } from '@nq15/domain/petitions'
import { canonicalJson } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { hashText } from '../access/hash-text.ts'

/**
 * Puts how a matter stands into the queue for the national database, in the transaction of the step that changed it (NĐ 55/2022,
 * Article 8: at once). Nothing that may not leave for its kind is in the record.
 */
export async function queueExchange(
  tx: Tx,
  scope: Scope,
  { caseId, today }: { readonly caseId: string; readonly today: LegalDay },
): Promise<boolean> {
  const matter = await findCase(tx, scope, caseId)
  if (!matter) return false
  const { organizationId } = matter
  const codes = await listCodes(tx, scope, { organizationIds: [organizationId], day: today })
  const record = recordOfCase(matter, codes.get(organizationId) ?? '')
  await queueRecord(tx, scope, { organizationId, caseId, record, recordHash: hashText(canonicalJson(record)) })
  return true
}
