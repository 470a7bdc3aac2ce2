import type { Tx } from '@nq15/db/client'
import { listAncestors } from '@nq15/db/organizations/tree.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { namedOrganizations, readNameSight } from '@nq15/db/privacy/names.read'
import type { FiguresOf } from '@nq15/db/reports/figures.read'
import type { Scope } from '@nq15/db/scope'
import {
  type ComputedBlock,
  type ShownBlock,
  type ShownMembers,
  type ShownValues,
  showAll,
  showMembers,
  showTable,
  type TableCode,
} from '@nq15/domain/reports'
import { type ComputedTables, computeMembers } from './compute-tables.ts'

/** Whether a reader stands above the grassroots committee of a level, so that few persons are not counted out loud to him. */
export async function isGuarded(tx: Tx, scope: Scope, organizationId: string): Promise<boolean> {
  const named = await namedOrganizations(tx, await readNameSight(tx, scope), [organizationId])
  return !named.has(organizationId)
}

/** Tables as a reader may see them. */
export type ShownTables = ReadonlyMap<TableCode, readonly ShownBlock[]>

/**
 * Computed tables as this reader may see them: whole for who stands at the committee or below, else with small counts of
 * persons hidden, in agreement with the levels above that he sees as well.
 */
export async function showComputed(
  tx: Tx,
  scope: Scope,
  { computed, of, against, guarded }: { computed: ComputedTables; of: FiguresOf; against: number; guarded: boolean },
): Promise<ShownTables> {
  const codes = [...computed.tables.keys()]
  if (!guarded) return new Map(codes.map((code) => [code, showAll(computed.tables.get(code) ?? [])]))
  const members = await showMembersOf(tx, scope, { of, guarded, members: computed.members })
  const before = { ...of, year: against }
  const earlier =
    computed.earlier && (await showMembersOf(tx, scope, { of: before, guarded, members: computed.earlier }))
  return new Map(codes.map((code) => [code, showTable(code, { computed: computed.tables, members, earlier })]))
}

/** B3 by organization of a level as this reader may see it, in agreement with the levels above. */
export async function showMembersOf(
  tx: Tx,
  scope: Scope,
  { of, guarded, members }: { of: FiguresOf; guarded: boolean; members: ComputedBlock },
): Promise<ShownMembers> {
  return guarded ? showMembers(members, await lineAbove(tx, scope, of)) : members
}

/** How this level's own line stands in the table of the level above, as the reader sees it; undefined at the top of his scope. */
async function lineAbove(tx: Tx, scope: Scope, of: FiguresOf): Promise<ShownValues | undefined> {
  const way = await listAncestors(tx, scope, of)
  let line: ShownValues | undefined
  for (const [at, ancestor] of way.slice(0, -1).entries()) {
    if (!(await isWithin(tx, scope, ancestor.organizationId))) continue
    const shown = showMembers(await computeMembers(tx, scope, { ...of, organizationId: ancestor.organizationId }), line)
    line = shown.lines.find(({ key }) => key === way[at + 1]?.organizationId)?.values
  }
  return line
}
