import type { Database } from '@nq15/db/client'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { listOverview, type OverviewRow } from '@nq15/db/ratings/count.read'
import type { Scope } from '@nq15/db/scope'
import { type CellFileState, cellFileStates, type DecidedOutcome, decidedOutcomes } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'

/** Progress and distribution of some cells; counts only. */
export type OverviewCounts = {
  readonly cells: number
  readonly membersTotal: number
  readonly membersRated: number
  readonly states: Readonly<Record<CellFileState, number>>
  readonly decided: Readonly<Record<DecidedOutcome, number>>
}

/** The city's page: by committee, by sector of the cells, by kind of person, and all together. */
export type Overview = {
  readonly campaign: Campaign
  readonly asOf: LegalDay
  readonly sector: string | null
  readonly committees: readonly (OverviewCounts & {
    readonly committeeId: string
    readonly name: string
    readonly code: string
    readonly isDecided: boolean
  })[]
  readonly sectors: readonly (OverviewCounts & { readonly sector: string | null })[]
  readonly subjects: Readonly<Record<'LEADER' | 'MEMBER_2A' | 'MEMBER_2C', Readonly<Record<DecidedOutcome, number>>>>
  readonly total: OverviewCounts & { readonly committees: number; readonly committeesDecided: number }
}

/**
 * Reads how far the year is in the scope as of the end of a day, for `rating:overview`; null for another permission or an
 * unknown campaign. A committee counts as decided when all its cells were.
 */
export async function readOverview(
  db: Database,
  scope: Scope,
  { campaignId, asOf, sector = null }: { campaignId: string; asOf: LegalDay; sector?: string | null },
): Promise<Overview | null> {
  if (scope.permission !== 'rating:overview') return null
  const read = await db.asReader(scope, async (tx) => {
    const campaign = await findCampaign(tx, scope, campaignId)
    return campaign && { campaign, rows: await listOverview(tx, scope, { campaignId, asOf, sector }) }
  })
  if (!read) return null
  const { campaign, rows } = read
  const committees = groupsOf(rows, ({ committeeId }) => committeeId).map(([first, own]) => {
    const counts = sumOf(own)
    const { committeeId, committeeName: name, code } = first
    return { committeeId, name, code, ...counts, isDecided: counts.states.decided === counts.cells }
  })
  const decided = committees.filter(({ isDecided }) => isDecided).length
  return {
    campaign,
    asOf,
    sector,
    committees,
    sectors: groupsOf(rows, (row) => row.sector ?? '').map(([first, own]) => ({ sector: first.sector, ...sumOf(own) })),
    subjects: {
      LEADER: outcomesOf(rows, ['LEADER']),
      MEMBER_2A: outcomesOf(rows, ['MEMBER_2A']),
      MEMBER_2C: outcomesOf(rows, ['MEMBER_2C']),
    },
    total: { ...sumOf(rows), committees: committees.length, committeesDecided: decided },
  }
}

function groupsOf(
  rows: readonly OverviewRow[],
  keyOf: (row: OverviewRow) => string,
): (readonly [OverviewRow, readonly OverviewRow[]])[] {
  const groups = new Map<string, [OverviewRow, OverviewRow[]]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group[1].push(row)
    else groups.set(keyOf(row), [row, [row]])
  }
  return [...groups.values()]
}

const subjects = ['LEADER', 'MEMBER_2A', 'MEMBER_2C'] as const

const outcomesOf = (rows: readonly OverviewRow[], of: readonly string[]): Record<DecidedOutcome, number> =>
  recordOf(decidedOutcomes, (outcome) =>
    sum(rows, ({ decided }) => of.reduce((all, subject) => all + (decided[subject]?.[outcome] ?? 0), 0)),
  )

const sumOf = (rows: readonly OverviewRow[]): OverviewCounts => ({
  cells: sum(rows, ({ cells }) => cells),
  membersTotal: sum(rows, ({ membersTotal }) => membersTotal),
  membersRated: sum(rows, ({ membersRated }) => membersRated),
  states: recordOf(cellFileStates, (state) => sum(rows, ({ states }) => states[state] ?? 0)),
  decided: outcomesOf(rows, subjects),
})

const sum = (rows: readonly OverviewRow[], pick: (row: OverviewRow) => number): number =>
  rows.reduce((total, row) => total + pick(row), 0)

const recordOf = <Key extends string>(keys: readonly Key[], countOf: (key: Key) => number): Record<Key, number> =>
  Object.fromEntries(keys.map((key) => [key, countOf(key)])) as Record<Key, number>
