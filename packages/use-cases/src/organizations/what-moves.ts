import type { Tx } from '@nq15/db/client'
import type { RecordTable } from '@nq15/db/organizations/succession-case.write'
import {
  listMovingAssignments,
  listMovingGrants,
  listMovingMemberships,
  listMovingPosts,
  listStayingPlanTasks,
  listStayingRatings,
  type RecordsOf,
} from '@nq15/db/organizations/succession-ground.read'
import type { Scope } from '@nq15/db/scope'
import type { GroundRecord } from '@nq15/domain/organizations'

/** What one kind of record does when organizations change: how it is read, and where its rows live when an act moves them. */
export type WhatMoves = {
  /** Records of these organizations that stand on the day of the act or begin later, each with its rule. */
  readonly read: (tx: Tx, scope: Scope, of: RecordsOf) => Promise<GroundRecord[]>
  /** The kinds that `read` answers and an act may end or begin anew; kinds that only stay have no table. */
  readonly tables: Readonly<Record<string, RecordTable>>
}

/**
 * The registry: a room whose records hang on organizations adds one entry here (signs, plans, tasks, cases, files), and
 * preview, decision, undo and paper know them. The database refuses to undo what it does not find in the journal.
 */
export const whatMoves: readonly WhatMoves[] = [
  { read: listMovingMemberships, tables: { members: { table: 'membership', place: 'organization_id' } } },
  { read: listMovingPosts, tables: { posts: { table: 'member_post', place: 'post_organization_id' } } },
  { read: listMovingGrants, tables: { grants: { table: 'access_grant', place: 'organization_id' } } },
  { read: listMovingAssignments, tables: { assignments: { table: 'area_assignment', place: 'organization_id' } } },
  { read: listStayingRatings, tables: {} },
  { read: listStayingPlanTasks, tables: {} },
]

/** Where each kind of record lives. */
export const recordTables: ReadonlyMap<string, RecordTable> = new Map(
  whatMoves.flatMap(({ tables }) => Object.entries(tables)),
)
