import type { Tx } from '@nq15/db/client'
import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import { openScreenings, settleLeaderScreenings } from '@nq15/db/ratings/screening.write'
import { listLeaderOutcomes } from '@nq15/db/ratings/unit-version.read'
import { listOutcomes } from '@nq15/db/ratings/version.read'
import type { Scope } from '@nq15/db/scope'
import { failedTwice } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'

type Decided = {
  readonly cases: readonly Pick<RatingCaseRow, 'id' | 'memberId' | 'organizationId' | 'committeeId' | 'fullName'>[]
  readonly ratings: readonly { readonly memberId: string; readonly outcome: string }[]
  readonly year: number
  readonly onDay: LegalDay
  readonly at: Date
}

/** Opens a screening task for everybody whom a decision rates KHT for the second year running; tells his cell. Answers how many. */
export async function openScreeningsOf(
  tx: Tx,
  scope: Scope,
  { cases, ratings, year, onDay, at }: Decided,
): Promise<number> {
  const failed = ratings.filter(({ outcome }) => outcome === 'KHT').map(({ memberId }) => memberId)
  const outcomes = await listOutcomes(tx, scope, failed)
  const twice = failed.filter((memberId) =>
    failedTwice(outcomes.filter((one) => one.memberId === memberId)).some(([, second]) => second === year),
  )
  const wanted = cases.filter(({ memberId }) => twice.includes(memberId))
  const opened = await openScreenings(
    tx,
    scope,
    wanted.map(({ id, memberId, organizationId, committeeId, fullName }) => ({
      ...{ caseId: id, memberId, organizationId, committeeId, fullName, secondYear: year, openedOn: onDay, at },
    })),
  )
  for (const organizationId of new Set(wanted.map((one) => one.organizationId))) {
    await emit(tx, scope, {
      ...{ type: 'ratings.screening-opened', organizationId, recordTable: 'rating_screening', recordId: null },
      payload: { year },
    })
  }
  return opened
}

type DecidedLeaders = { readonly caseIds: readonly string[]; readonly year: number; readonly onDay: LegalDay }

/** The same for leaders decided above, whom no name tells there: the task stands in each one's own cell. */
export async function openScreeningsOfLeaders(
  tx: Tx,
  scope: Scope,
  { caseIds, year, onDay }: DecidedLeaders,
): Promise<void> {
  const outcomes = await listLeaderOutcomes(tx, scope, caseIds)
  for (const caseId of caseIds) {
    const standing = failedTwice(outcomes.filter((one) => one.caseId === caseId)).map(([, second]) => second)
    await settleLeader(tx, scope, { caseId, standing, opened: standing.filter((second) => second === year), onDay })
  }
}

/** Writes the tasks of one leader and tells his cell when one was opened. */
export async function settleLeader(
  tx: Tx,
  scope: Scope,
  of: Parameters<typeof settleLeaderScreenings>[2],
): Promise<void> {
  const organizationId = await settleLeaderScreenings(tx, scope, of)
  for (const year of organizationId ? of.opened : []) {
    await emit(tx, scope, {
      ...{ type: 'ratings.screening-opened', organizationId, recordTable: 'rating_screening', recordId: null },
      payload: { year },
    })
  }
}
