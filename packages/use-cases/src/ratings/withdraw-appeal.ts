import type { Database } from '@nq15/db/client'
import { findAppeal } from '@nq15/db/ratings/appeal.read'
import { moveAppealedCase, stepAppeal } from '@nq15/db/ratings/appeal.write'
import type { Scope } from '@nq15/db/scope'
import { afterStepRules, nextAppealState } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { readRated } from './read-rated.ts'

export type WithdrawAppealRefusal = { readonly code: 'NOT_FOUND' | 'ALREADY_ANSWERED' | 'CHANGED_MEANWHILE' }

type Command = { readonly requestId: string; readonly appealId: string; readonly version: number }

/** Takes an open complaint back; the level stands as it was told, and a new complaint may be filed. */
export async function withdrawAppeal(
  db: Database,
  scope: Scope,
  { requestId, appealId, version }: Command,
): Promise<Result<true, WithdrawAppealRefusal>> {
  const act = { requestId, useCase: 'withdraw-appeal', permissions: afterStepRules.withdraw.permissions }
  return actOnce(db, scope, act, async (tx) => {
    const appeal = await findAppeal(tx, scope, appealId)
    if (!appeal || !(await readRated(tx, scope, appeal.caseId))) return refuse({ code: 'NOT_FOUND' })
    const next = nextAppealState(appeal.state, 'withdraw')
    if (!next.ok) return refuse({ code: 'ALREADY_ANSWERED' })
    const step = { id: appealId, version, state: next.value, answer: null, answeredOn: null, decisionId: null }
    if (!(await stepAppeal(tx, scope, step))) return refuse({ code: 'CHANGED_MEANWHILE' })
    if (!(await moveAppealedCase(tx, scope, { caseId: appeal.caseId, opened: false }))) {
      return refuse({ code: 'CHANGED_MEANWHILE' })
    }
    return ok(true)
  })
}
