import type { Tx } from '@nq15/db/client'
import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import { listAccountsOf } from '@nq15/db/ratings/notice.read'
import type { Scope } from '@nq15/db/scope'
import { emit } from '../events/emit.ts'

/** Tells a member's own accounts, and whoever filed for him, of what happened to his level. */
export async function tellMember(
  tx: Tx,
  scope: Scope,
  {
    type,
    row,
    year,
    alsoUserIds,
  }: {
    readonly type: 'ratings.appeal-answered' | 'ratings.own-level-amended'
    readonly row: Pick<RatingCaseRow, 'id' | 'memberId' | 'organizationId'>
    readonly year: number
    readonly alsoUserIds: readonly string[]
  },
): Promise<void> {
  const accounts = new Set([...(await listAccountsOf(tx, scope, row.memberId)), ...alsoUserIds])
  for (const userId of accounts) {
    await emit(tx, scope, {
      ...{ type, organizationId: row.organizationId, recordTable: 'rating_case', recordId: row.id },
      payload: { year, userId, caseId: row.id },
    })
  }
}
