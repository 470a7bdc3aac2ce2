import { randomInt } from 'node:crypto'
import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findPetition } from '@nq15/db/petitions/petition.read'
import { insertReceipt } from '@nq15/db/petitions/receipt.write'
import type { Scope } from '@nq15/db/scope'
import { makeReceiptCode, receiptCodeLength, receiptSigns } from '@nq15/domain/petitions'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { isOfUnit } from './acting.ts'
import { receiptHash } from './receipt-hash.ts'

/**
 * Gives a paper a new code for its receipt, for `petition:work`; the one before ends. The code is answered once and kept nowhere: the
 * same request again is refused, and whoever lost the page asks for another.
 */
export async function issueReceipt(
  db: Database,
  scope: Scope,
  {
    requestId,
    petitionId,
    secret,
    now,
  }: { readonly requestId: string; readonly petitionId: string; readonly secret: string; readonly now: Date },
): Promise<Result<{ readonly code: string }, { readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' }>> {
  const code = makeReceiptCode(Array.from({ length: receiptCodeLength }, () => randomInt(receiptSigns)))
  const id = newId()
  const kept = await actOnce<Result<{ readonly id: string }, { readonly code: 'NOT_FOUND' }>>(
    db,
    scope,
    { requestId, useCase: 'petitions.receipt', permissions: ['petition:work'] },
    async (tx) => {
      const petition = await findPetition(tx, scope, petitionId)
      if (!petition || !isOfUnit(scope, petition.organizationId)) return refuse({ code: 'NOT_FOUND' } as const)
      const { organizationId } = petition
      await insertReceipt(tx, scope, {
        id,
        organizationId,
        petitionId,
        codeHash: receiptHash(code, secret),
        issuedAt: now,
      })
      return ok({ id })
    },
  )
  if (!kept.ok) return refuse({ code: 'NOT_FOUND' })
  return kept.value.id === id ? ok({ code }) : refuse({ code: 'CHANGED_MEANWHILE' })
}
