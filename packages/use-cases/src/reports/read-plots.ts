import type { Database } from '@nq15/db/client'
import {
  findTableLevel,
  listProgressByDay,
  listRatedYears,
  listSelfFigures,
  listTableLines,
} from '@nq15/db/reports/figures.read'
import type { Scope } from '@nq15/db/scope'
import {
  type PeerGroup,
  peerGroups,
  type QuotaPoint,
  quotaPoints,
  type SelfAgainstDecided,
  type ShownBlock,
  selfAgainstDecided,
  sharesOf,
  type YearShares,
} from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { computeMembers } from './compute-tables.ts'
import { type ReadTables, readTables, type TablesAsked } from './read-tables.ts'
import { isGuarded, showMembersOf } from './show-computed.ts'

/** The plots of a level and year, by the numbers of its tables. */
export type ReadPlots = Pick<ReadTables, 'level' | 'way' | 'year' | 'years' | 'asOf' | 'guarded' | 'rules'> & {
  readonly quota: readonly QuotaPoint[]
  /** What a line of the plot of the limit is. */
  readonly quotaBy: 'organization' | 'group'
  readonly shares: readonly YearShares[]
  readonly self: SelfAgainstDecided
  readonly progress: readonly {
    readonly day: LegalDay
    readonly sent: number
    readonly decided: number
    readonly files: number
  }[]
  readonly peers: readonly PeerGroup[]
}

/** How many rated years stand side by side. */
const yearsShown = 5

/** By organization where each has a limit of its own, else by the groups of the one committee that decides. */
function quotaOf(blockOf: (code: string, key: string) => ShownBlock): Pick<ReadPlots, 'quota' | 'quotaBy'> {
  const points = quotaPoints(blockOf('B8', 'by-organization'))
  return points.some(({ limit }) => limit !== null)
    ? { quota: points, quotaBy: 'organization' }
    : { quota: quotaPoints(blockOf('B8', 'by-group')), quotaBy: 'group' }
}

/** Reads what the plots draw for `report:read`, each from the one query of its table; null out of scope or for a year never opened. */
export async function readPlots(
  db: Database,
  scope: Scope,
  asked: Omit<TablesAsked, 'codes' | 'against'>,
): Promise<ReadPlots | null> {
  const tables = await readTables(db, scope, { ...asked, against: null, codes: ['B3', 'B8'] })
  if (!tables) return null
  const { organizationId, year, asOf: day } = asked
  const of = { organizationId, year, day }
  const blockOf = (code: string, key: string): ShownBlock =>
    tables.tables.find((table) => table.code === code)?.blocks.find((block) => block.key === key) ?? {
      key,
      lines: [],
      total: {},
    }
  const members = blockOf('B3', 'by-organization')
  const read = await db.asReader(scope, async (tx) => {
    const level = await findTableLevel(tx, scope, of)
    if (!level) return null
    const guarded = await isGuarded(tx, scope, organizationId)
    const years = (await listRatedYears(tx, scope))
      .filter((one) => one.year <= year)
      .slice(0, yearsShown)
      .reverse()
    const shares: YearShares[] = []
    for (const one of years) {
      const at = { ...of, year: one.year }
      const total =
        one.year === year
          ? members.total
          : (await showMembersOf(tx, scope, { of: at, guarded, members: await computeMembers(tx, scope, at) })).total
      shares.push(sharesOf(total, { year: one.year, rules: one.ruleSetCode }))
    }
    return {
      shares,
      self: selfAgainstDecided(await listSelfFigures(tx, scope, of), guarded),
      progress: await listProgressByDay(tx, scope, of),
      peers: peerGroups(members, await listTableLines(tx, scope, of)),
    }
  })
  if (!read) return null
  const { level, way, years, asOf, guarded, rules } = tables
  return {
    level,
    way,
    year,
    years,
    asOf,
    guarded,
    rules,
    ...quotaOf(blockOf),
    ...read,
  }
}
