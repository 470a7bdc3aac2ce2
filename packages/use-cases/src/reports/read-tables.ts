import type { Database, Tx } from '@nq15/db/client'
import { listAncestors } from '@nq15/db/organizations/tree.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findTableLevel, listRatedYears, type TableLevel } from '@nq15/db/reports/figures.read'
import { findStandingSignOff, type SignOff, type SignOffRow } from '@nq15/db/reports/sign-off.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type ChangedFigure,
  changesSince,
  type ShownBlock,
  type TableCode,
  type TableFinding,
  tableCodes,
} from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { type ComputedTables, computeTables } from './compute-tables.ts'
import { isGuarded, type ShownTables, showComputed } from './show-computed.ts'

/** What a page of tables asks: the level, the year, the day, the year to compare with (null: the one before). */
export type TablesAsked = {
  readonly organizationId: string
  readonly year: number
  readonly asOf: LegalDay
  readonly against: number | null
  readonly codes: readonly TableCode[]
  readonly now: Date
}

/** The tables of a level and year as this reader may see them. */
export type ReadTables = {
  readonly level: TableLevel
  /** The way down to the level, the top first. */
  readonly way: readonly { readonly organizationId: string; readonly name: string }[]
  readonly year: number
  readonly years: readonly number[]
  readonly asOf: LegalDay
  readonly against: number
  readonly rules: { readonly code: string; readonly hash: string }
  readonly earlierRules: string | null
  /** Few persons are hidden from this reader. */
  readonly guarded: boolean
  readonly tables: readonly { readonly code: TableCode; readonly blocks: readonly ShownBlock[] }[]
  readonly findings: readonly TableFinding[]
  readonly signOff: (SignOffRow & { readonly changes: number }) | null
}

/** Reads some tables for `report:read` in one snapshot of the database; null out of scope, or when the year was never opened. */
export async function readTables(db: Database, scope: Scope, asked: TablesAsked): Promise<ReadTables | null> {
  if (scope.permission !== 'report:read' && scope.permission !== 'report:sign') return null
  return db.asReader(scope, async (tx) => {
    const read = await computeFor(tx, scope, asked)
    if (!read) return null
    const { level, computed, against, guarded, shown } = read
    const { year, asOf } = asked
    const standing = await findStandingSignOff(tx, scope, { organizationId: level.organizationId, year })
    const changes = standing ? changesOf(standing.content.tables, computed, asked.codes) : []
    return {
      ...{ level, year, asOf, against, guarded },
      way: await wayWithin(tx, scope, { organizationId: level.organizationId, day: asOf }),
      years: (await listRatedYears(tx, scope)).map((one) => one.year),
      rules: { code: computed.rules.code, hash: computed.rules.hash },
      earlierRules: computed.earlierRules?.code ?? null,
      tables: asked.codes.map((code) => ({ code, blocks: shown.get(code) ?? [] })),
      findings: guarded ? computed.findings.map(withoutNumbers) : computed.findings,
      signOff: standing && { ...rowOf(standing), changes: changes.length },
    }
  })
}

type Computed = {
  readonly level: TableLevel
  readonly computed: ComputedTables
  readonly against: number
  readonly guarded: boolean
  readonly shown: ShownTables
}

/** Counts and hides in the reader's transaction; null out of scope, or when the year was never opened. */
export async function computeFor(tx: Tx, scope: Scope, asked: TablesAsked): Promise<Computed | null> {
  const { organizationId, year, asOf: day, codes, now } = asked
  const against = asked.against ?? year - 1
  const level = await findTableLevel(tx, scope, { organizationId, day })
  if (!level) return null
  const of = { organizationId, year, day }
  const computed = await computeTables(tx, scope, { ...of, codes, against, today: todayInHanoi(now) })
  if (!computed) return null
  const guarded = await isGuarded(tx, scope, organizationId)
  return { level, computed, against, guarded, shown: await showComputed(tx, scope, { computed, of, against, guarded }) }
}

/** The way down to a level as far as it lies within the reader's scope, the top first. */
export async function wayWithin(
  tx: Tx,
  scope: Scope,
  of: { readonly organizationId: string; readonly day: LegalDay },
): Promise<{ organizationId: string; name: string }[]> {
  const way = []
  for (const { organizationId, name } of await listAncestors(tx, scope, of)) {
    if (await isWithin(tx, scope, organizationId)) way.push({ organizationId, name })
  }
  return way
}

/** A sign-off without its numbers, which are not everybody's to see. */
const rowOf = ({ content: _, ...row }: SignOff): SignOffRow => row

type Tables = Parameters<typeof changesSince>[0]

/** What differs between signed tables and what is counted now, of some tables. */
export const changesOf = (
  signed: Tables,
  { tables }: ComputedTables,
  codes: readonly TableCode[] = tableCodes,
): ChangedFigure[] =>
  changesSince(
    signed.filter(({ code }) => codes.includes(code)),
    [...tables].map(([code, blocks]) => ({ code, blocks })),
  )

/** A finding says what differs; how many persons it is about is for who stands at the committee or below. */
export const withoutNumbers = (found: TableFinding): TableFinding =>
  found.table === 'B1' || found.table === 'B2' ? found : { ...found, found: null, expected: null }
