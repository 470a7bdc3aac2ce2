import type { Tx } from '@nq15/db/client'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import {
  type FiguresOf,
  isLineageLine,
  listFrozenFigures,
  listPersonFigures,
  listQuotaFigures,
  listReasonFigures,
  listTableLines,
  listUnitFigures,
} from '@nq15/db/reports/figures.read'
import type { Scope } from '@nq15/db/scope'
import type { QuotaRule } from '@nq15/domain/ratings'
import {
  buildTable,
  type ComputedBlock,
  finding,
  ratingTables,
  reconcilePopulation,
  reconcileTable,
  reconcileTables,
  type TableCode,
  type TableFinding,
  type TableLine,
  wholeLine,
} from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { rulesOf } from '../ratings/campaign-rules.ts'

export type ToCompute = FiguresOf & {
  readonly codes: readonly TableCode[]
  readonly against: number
  readonly today: LegalDay
}

/** The rules a year was rated by, as far as they are known here. */
export type YearRules = { readonly code: string; readonly hash: string; readonly quota: QuotaRule | null }

/** Tables as counted, before anything is hidden: never to be given to a reader as they are. */
export type ComputedTables = {
  readonly lines: readonly TableLine[]
  readonly rules: YearRules
  readonly earlierRules: YearRules | null
  readonly tables: ReadonlyMap<TableCode, readonly ComputedBlock[]>
  /** B3 by organization of this year and of the compared one, which decide what else a reader above may see. */
  readonly members: ComputedBlock
  readonly earlier: ComputedBlock | null
  readonly findings: readonly TableFinding[]
}

const needs = {
  units: ['B1', 'B2', 'B4', 'B5', 'B6'],
  reasons: ['B5'],
  quota: ['B8'],
  frozen: ['B3'],
  earlier: ['B7'],
} as const satisfies Record<string, readonly TableCode[]>

/** Counts and works out some tables of a level and year, and checks them; null when the year was never opened. */
export async function computeTables(tx: Tx, scope: Scope, asked: ToCompute): Promise<ComputedTables | null> {
  const { organizationId, year, day, codes, against, today } = asked
  const of = { organizationId, year, day }
  const rules = await readRules(tx, scope, year)
  if (!rules) return null
  const wants = (what: keyof typeof needs) => codes.some((code) => (needs[what] as readonly TableCode[]).includes(code))

  const persons = await listPersonFigures(tx, scope, of)
  const before = wants('earlier') ? await listPersonFigures(tx, scope, { ...of, year: against }) : []
  const units = wants('units') ? await listUnitFigures(tx, scope, of) : []
  const lines = await linesOf(tx, scope, { of, held: [...persons, ...before, ...units] })
  const now = {
    lines,
    persons,
    units,
    reasons: wants('reasons') ? await listReasonFigures(tx, scope, of) : [],
    quota: wants('quota') ? await listQuotaFigures(tx, scope, of) : [],
  }
  const earlierRules = wants('earlier') ? await readRules(tx, scope, against) : null
  const earlier = before.length > 0 ? { persons: before } : null
  const given = { now, earlier, quotaRule: rules.quota }
  const tables = new Map(codes.map((code) => [code, buildTable(code, given)]))
  const members = membersOf(tables.get('B3') ?? buildTable('B3', given))
  const frozen = wants('frozen') ? await listFrozenFigures(tx, scope, of) : []
  return {
    ...{ lines, rules, earlierRules, tables, members },
    earlier: earlier && membersOf(buildTable('B3', { ...given, now: { ...now, persons: before } })),
    findings: [
      ...codes.flatMap((code) => reconcileTable(ratingTables[code], tables.get(code) ?? [])),
      ...reconcileTables(new Map([...tables, ['B3', [members]]])),
      ...(frozen.length > 0 ? populationFindings(members, frozen, day >= today) : []),
      ...codes.flatMap((code) => notesOn(code, { members, units, rules, earlierRules, hasEarlier: earlier !== null })),
    ],
  }
}

/** B3 by organization alone, for the levels above the one that is asked. */
export async function computeMembers(tx: Tx, scope: Scope, of: FiguresOf): Promise<ComputedBlock> {
  const persons = await listPersonFigures(tx, scope, of)
  const lines = await linesOf(tx, scope, { of, held: persons })
  const now = { lines, persons, units: [], reasons: [], quota: [] }
  return membersOf(buildTable('B3', { now, earlier: null, quotaRule: null }))
}

type Held = { readonly of: FiguresOf; readonly held: readonly { readonly line: string }[] }

async function linesOf(tx: Tx, scope: Scope, { of, held }: Held): Promise<TableLine[]> {
  const lines = await listTableLines(tx, scope, of)
  const ended = [...new Set(held.map(({ line }) => line))].filter(isLineageLine)
  return [
    ...lines.map(({ key, name, organizationId }) => ({ key, name, organizationId })),
    ...ended.map((key) => ({ key, name: key, organizationId: null })),
  ]
}

function membersOf(blocks: readonly ComputedBlock[]): ComputedBlock {
  const members = blocks.find(({ key }) => key === 'by-organization')
  if (!members) throw new Error('B3 has no lines by organization')
  return members
}

/** The rules of a year; their quota is null when this version of the program does not hold them as they were pinned. */
async function readRules(tx: Tx, scope: Scope, year: number): Promise<YearRules | null> {
  const campaign = await findCampaignOfYear(tx, scope, year)
  if (!campaign || campaign.state === 'draft') return null
  const known = { code: campaign.ruleSetCode, hash: campaign.ruleSetHash }
  try {
    return { ...known, quota: rulesOf(campaign).options.quota }
  } catch {
    // Imported years are pinned to rules that only later versions may hold; everything but the limit can be counted.
    return { ...known, quota: null }
  }
}

type Frozen = { readonly line: string; readonly total: number; readonly due: number; readonly kept: number }

function populationFindings(members: ComputedBlock, frozen: readonly Frozen[], isPresent: boolean): TableFinding[] {
  const byLine = new Map(frozen.map((one) => [one.line, one]))
  const whole = byLine.get(wholeLine) ?? { total: 0, due: 0, kept: 0 }
  const decided = members.total['DECIDED'] ?? 0
  return [
    ...reconcilePopulation(members, { lines: byLine, whole }),
    ...(isPresent && decided !== whole.kept
      ? [
          finding({
            ...{ code: 'DECIDED_NE_KEPT', weight: 'BLOCK', table: 'B3', block: members.key, column: 'DECIDED' },
            ...{ found: decided, expected: whole.kept },
          }),
        ]
      : []),
  ]
}

type Notes = {
  readonly members: ComputedBlock
  readonly units: readonly { readonly line: string; readonly status: string; readonly units: number }[]
  readonly rules: YearRules
  readonly earlierRules: YearRules | null
  readonly hasEarlier: boolean
}

/** What is not wrong but has to be said beside a table. */
function notesOn(table: TableCode, { members, units, rules, earlierRules, hasEarlier }: Notes): TableFinding[] {
  const undecided = members.total['UNDECIDED'] ?? 0
  if (table === 'B3' && undecided > 0) {
    return [
      finding({ code: 'UNDECIDED', weight: 'WARN', table, block: members.key, column: 'UNDECIDED', found: undecided }),
    ]
  }
  if (table === 'B7') {
    if (!hasEarlier) return [finding({ code: 'NO_EARLIER_YEAR', weight: 'WARN', table })]
    if (earlierRules && earlierRules.code !== rules.code) {
      return [finding({ code: 'RULES_DIFFER', weight: 'INFO', table, about: `${earlierRules.code} – ${rules.code}` })]
    }
  }
  if (table === 'B8' && rules.quota === null) {
    return [finding({ code: 'SOURCE_MISSING', weight: 'WARN', table, about: rules.code })]
  }
  const isOfUnits = table === 'B1' || table === 'B2' || table === 'B4'
  return isOfUnits && units.length === 0 ? [finding({ code: 'NO_UNITS', weight: 'WARN', table })] : []
}
