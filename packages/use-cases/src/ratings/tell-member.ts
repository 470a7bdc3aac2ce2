import type { Tx } from '@nq15/db/client'
import { listAccountsOf } from '@nq15/db/ratings/notice.read'
import type { Scope } from '@nq15/db/scope'
import { emit } from '../events/emit.ts'
import type { Rated } from './standing.ts'

/** Tells a member's own accounts, where a person is rated, and whoever filed for him, of what happened to his level. */
export async function tellMember(
  tx: Tx,
  scope: Scope,
  {
    type,
    rated,
    year,
    alsoUserIds,
  }: {
    readonly type: 'ratings.appeal-answered' | 'ratings.own-level-amended'
    readonly rated: Pick<Rated, 'caseId' | 'memberId' | 'organizationId'>
    readonly year: number
    readonly alsoUserIds: readonly string[]
  },
): Promise<void> {
  const own = rated.memberId === null ? [] : await listAccountsOf(tx, scope, rated.memberId)
  const accounts = new Set([...own, ...alsoUserIds])
  const recordTable = rated.memberId === null ? 'rating_unit_case' : 'rating_case'
  for (const userId of accounts) {
    await emit(tx, scope, {
      ...{ type, organizationId: rated.organizationId, recordTable, recordId: rated.caseId },
      payload: { year, userId, caseId: rated.caseId },
    })
  }
}
