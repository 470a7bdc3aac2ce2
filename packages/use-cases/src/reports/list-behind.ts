import type { Database } from '@nq15/db/client'
import { namedOrganizations, readNameSight } from '@nq15/db/privacy/names.read'
import { listPersonsBehind, listUnitsBehind, type UnitBehind } from '@nq15/db/reports/behind.read'
import { findTableLevel } from '@nq15/db/reports/figures.read'
import type { Scope } from '@nq15/db/scope'
import { allows, rowRights } from '@nq15/domain/access'
import { codeOfMember } from '@nq15/domain/privacy'
import { levels } from '@nq15/domain/ratings'
import { ratingTables, type TableBlock, type TableCode } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'

/** The number whose list is asked: table, block, line (null: the line of totals) and column. */
export type NumberAsked = {
  readonly organizationId: string
  readonly year: number
  readonly asOf: LegalDay
  readonly code: TableCode
  readonly block: string
  readonly line: string | null
  readonly column: string
  readonly page: number
}

/** One person of a list: by name for who stands at the committee or below it, else by code. */
export type ListedPerson = {
  readonly caseId: string
  readonly who: string
  readonly cellId: string
  readonly cellName: string
  readonly subject: string
  readonly status: string
  readonly reasons: readonly string[]
  readonly humanReason: string | null
  readonly decisionNumber: string | null
  readonly decidedOn: LegalDay | null
}

/**
 * What stands behind a number. `counts-only` when it counts persons and the reader holds no right to any person's records:
 * he goes down the tree by counts instead.
 */
export type ListBehind =
  | {
      readonly kind: 'persons'
      readonly rows: readonly ListedPerson[]
      readonly total: number
      readonly named: boolean
    }
  | { readonly kind: 'units'; readonly rows: readonly UnitBehind[]; readonly total: number }
  | { readonly kind: 'counts-only' }

/** Rows of one page of a list. */
export const listPageSize = 50

/** Opens the list behind a number for `report:read`; null for a number that has none, or out of scope. The reading of persons is audited. */
export async function listBehind(db: Database, scope: Scope, asked: NumberAsked): Promise<ListBehind | null> {
  if (scope.permission !== 'report:read' && scope.permission !== 'report:sign') return null
  const block = ratingTables[asked.code].blocks.find(({ key }) => key === asked.block)
  const wanted = block && conditionsOf(asked.code, block, asked)
  if (!wanted) return null
  const { organizationId, year, asOf: day, page } = asked
  const offset = (page - 1) * listPageSize
  const of = { ...wanted, organizationId, year, day, offset, limit: listPageSize }
  return db.asReader(scope, async (tx) => {
    if (!(await findTableLevel(tx, scope, { organizationId, day }))) return null
    if (wanted.units) {
      return {
        kind: 'units',
        ...(await listUnitsBehind(tx, scope, { ...of, kinds: wanted.kinds, sector: wanted.sector })),
      }
    }
    if (!readsPersons(scope)) return { kind: 'counts-only' }
    const { rows, total } = await listPersonsBehind(tx, scope, of)
    const sight = await readNameSight(tx, scope)
    const named = await namedOrganizations(tx, sight, [...new Set(rows.map((row) => row.organizationId))])
    return {
      kind: 'persons',
      total,
      named: rows.every((row) => named.has(row.organizationId)),
      rows: rows.map(({ fullName, cardNumber, organizationId: cellId, memberId: _, ...row }) => ({
        ...row,
        cellId,
        who: named.has(cellId) ? fullName : codeOfMember({ cardNumber, fileNumber: null }),
        // What people wrote about a person may name him.
        humanReason: named.has(cellId) ? row.humanReason : null,
      })),
    }
  })
}

/** Whether one of the grants behind the scope opens records of persons; the policies decide which. */
const readsPersons = ({ actor, permission }: Scope): boolean =>
  actor.grants.some(({ role }) => allows(role, permission) && rowRights[role].person.includes('read'))

type Conditions = {
  readonly units: boolean
  readonly line: string | null
  readonly statuses: readonly string[]
  readonly subjects: readonly string[]
  readonly reason: string | null
  readonly kinds: readonly string[]
  readonly sector: string | null | undefined
}

const anyone: Conditions = {
  units: false,
  line: null,
  statuses: [],
  subjects: [],
  reason: null,
  kinds: [],
  sector: undefined,
}
const below = {
  B1: ['DB_DIRECT', 'DB_CO_SO', 'CB_CO_SO'],
  B2: ['DB_BO_PHAN', 'DB_TRUC_THUOC_CO_SO', 'CHI_BO'],
} as const

/** Which records a number of a table counts; null for what is reckoned and not counted, such as a limit or a share. */
function conditionsOf(code: TableCode, block: TableBlock, { line, column }: NumberAsked): Conditions | null {
  const statuses = statusesOf(block, column)
  if (!statuses) return null
  const byTree = block.axis === 'organization'
  const at = byTree ? line : null
  if (code === 'B1' || code === 'B2') {
    const [type, sector] = line?.split('/') ?? []
    const kinds = type === undefined ? below[code] : [type]
    return {
      ...anyone,
      units: true,
      statuses,
      subjects: kinds,
      kinds,
      sector: sector === undefined ? undefined : sector || null,
    }
  }
  if (code === 'B4') {
    const isCollective = block.key === 'collectives'
    if (line === 'GRASSROOTS' || (line === null && !isCollective)) return { ...anyone, statuses, subjects: ['LEADER'] }
    const subjects = [isCollective ? 'COLLECTIVE' : 'LEADER']
    return { ...anyone, units: true, statuses, subjects, kinds: line === null ? [] : [line] }
  }
  if (column === 'ORGANIZATIONS') {
    const subjects = ['DB_DIRECT', ...below.B1, ...below.B2]
    return { ...anyone, units: true, line: at, statuses: [code === 'B5' ? 'KHT' : 'XS'], subjects }
  }
  const subjects = block.axis === 'group' && line !== null ? [line] : column === 'LEADERS' ? ['LEADER'] : []
  if (block.key === 'by-reason') return line === null ? null : { ...anyone, statuses: ['KHT'], reason: line }
  if (block.key === 'not-rated') return { ...anyone, statuses: line === null ? statuses : [line] }
  if (block.key === 'by-level') return line === null || column !== 'NOW' ? null : { ...anyone, statuses: levelOf(line) }
  return { ...anyone, line: at, statuses, subjects }
}

const levelOf = (key: string): readonly string[] => {
  const members = ratingTables.B3.blocks[0]
  return (members && statusesOf(members, key)) ?? [key]
}

const decided: readonly string[] = levels

/** Statuses that a column counts; an empty list is everybody. */
function statusesOf({ columns, key }: TableBlock, wanted: string): readonly string[] | null {
  const column = columns.find((one) => one.key === wanted)
  if (!column) return null
  if (column.is === 'sum') return column.key === 'TOTAL' ? [] : column.of
  if (column.is === 'part' && column.key === 'NOW_DECIDED') return decided
  if (column.is === 'part') return key === 'not-rated' ? statusesOfReasons() : column.counts
  if (column.is === 'within') return column.key === 'NOW_XS' ? ['XS'] : column.key === 'LEADERS' ? [] : null
  return column.key === 'ORGANIZATIONS' ? [] : null
}

const statusesOfReasons = (): readonly string[] =>
  ratingTables.B3.blocks[0]?.columns.flatMap((column) =>
    column.is === 'part' && (column.key === 'EXEMPT' || column.key === 'NOT_RATED') ? column.counts : [],
  ) ?? []

/** Whether a number of a table opens a list at all. */
export function opensList(code: TableCode, block: string, at: { line: string | null; column: string }): boolean {
  const found = ratingTables[code].blocks.find(({ key }) => key === block)
  const nobody = { organizationId: '', year: 0, asOf: '', code, block, page: 1 }
  return found !== undefined && conditionsOf(code, found, { ...nobody, ...at }) !== null
}
