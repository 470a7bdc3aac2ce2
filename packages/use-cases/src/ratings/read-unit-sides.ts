import type { Tx } from '@nq15/db/client'
import {
  countSideUnits,
  listSideCells,
  listSideUnits,
  type SideCell,
  type SideUnit,
} from '@nq15/db/ratings/unit-side.read'
import type { Scope } from '@nq15/db/scope'
import { type LevelCounts, levelSchema } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { countLevels } from './group-counts.ts'
import { namedIn } from './unit-work.ts'

/** How many stand at each level, how many have none by decision, how many are not decided yet. */
export type SideCounts = LevelCounts & { readonly notRated: number; readonly open: number }

/**
 * What the level of a Party organization rests on (366-QĐ/TW Art. 13): its leading collectives, the organizations dependent
 * on it, all its members.
 */
export type UnitSides = {
  readonly collectives: { readonly counts: SideCounts; readonly units: readonly SideUnit[] }
  readonly dependents: { readonly counts: SideCounts; readonly units: readonly SideUnit[] }
  readonly members: {
    readonly cells: readonly SideCell[]
    /** How many cells wait for their committee's decision on persons. */
    readonly openCells: number
    /** Whether the reader is at the committee that decides these persons, or below it: above it small counts are hidden. */
    readonly isPlain: boolean
  }
}

type Sum = { readonly outcome: string | null; readonly count: number }

/** Sums by outcome as the counts of a side. */
export const sideCountsOf = (sums: readonly Sum[]): SideCounts => {
  const decided = sums.flatMap(({ outcome, count }) => (outcome === null ? [] : [{ outcome, count }]))
  const total = (of: readonly Sum[]) => of.reduce((sum, { count }) => sum + count, 0)
  return {
    ...countLevels(decided),
    notRated: total(decided.filter(({ outcome }) => !levelSchema.safeParse(outcome).success)),
    open: total(sums) - total(decided),
  }
}

type Of = {
  readonly campaignId: string
  readonly organizationId: string
  readonly deciderId: string
  readonly cutOffOn: LegalDay
}

/** Reads the three sides of one organization in the transaction of its page, `scope` being the proof that reaches it. */
export async function readUnitSides(
  tx: Tx,
  { scope, scopes }: { readonly scope: Scope; readonly scopes: readonly Scope[] },
  { campaignId, organizationId, deciderId, cutOffOn }: Of,
): Promise<UnitSides> {
  const units = await listSideUnits(tx, scope, { campaignId, organizationId })
  const cells = await listSideCells(tx, scope, { campaignId, organizationId, day: cutOffOn })
  const sideOf = (side: SideUnit['side']) => {
    const own = units.filter((unit) => unit.side === side)
    return { units: own, counts: sideCountsOf(own.map(({ outcome }) => ({ outcome, count: 1 }))) }
  }
  const named = scopes.flatMap(namedIn)
  const isOwn = named.includes(organizationId)
  return {
    collectives: sideOf('collectives'),
    dependents: sideOf('dependents'),
    members: {
      cells,
      openCells: cells.filter(({ state }) => state !== 'decided').length,
      isPlain: cells.every(
        ({ committeeId }) =>
          named.includes(committeeId) || (isOwn && (committeeId === organizationId || committeeId === deciderId)),
      ),
    },
  }
}

/** The two sides that are no persons, of many organizations at once: organization → side → counts. */
export async function countUnitSides(
  tx: Tx,
  scope: Scope,
  of: { readonly campaignId: string; readonly organizationIds: readonly string[] },
): Promise<ReadonlyMap<string, Readonly<Record<SideUnit['side'], SideCounts>>>> {
  const sums = await countSideUnits(tx, scope, of)
  return new Map(
    of.organizationIds.map((id) => {
      const own = sums.filter(({ organizationId }) => organizationId === id)
      const sideOf = (side: SideUnit['side']) => sideCountsOf(own.filter((sum) => sum.side === side))
      return [id, { collectives: sideOf('collectives'), dependents: sideOf('dependents') }]
    }),
  )
}
