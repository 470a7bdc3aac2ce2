import type { Database, Tx } from '@nq15/db/client'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import {
  type BehindRow,
  findLeftOpen,
  findReport,
  listBehindCell,
  listOwnGroups,
  listTreeGroups,
  type PetitionReportRow,
} from '@nq15/db/petitions/report.read'
import type { Scope } from '@nq15/db/scope'
import { addDays } from '@nq15/domain/calendar'
import {
  checkCarry,
  checkReport,
  countReport,
  guardReport,
  type ReportFinding,
  type ReportFormCode,
  reportForms,
  type ShownForm,
  showAllCells,
} from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'

/** What is asked: a unit by itself, or with everything below it; a period by its first and last day. */
export type ReportAsked = {
  readonly organizationId: string
  readonly span: 'own' | 'tree'
  readonly first: LegalDay
  readonly last: LegalDay
}

/** The tables of a period as this reader may see them. */
export type PetitionReport = ReportAsked & {
  readonly name: string
  readonly units: readonly { readonly organizationId: string; readonly name: string }[]
  readonly forms: readonly ShownForm[]
  readonly findings: readonly ReportFinding[]
  readonly signed: PetitionReportRow | null
  /** What stands signed is no longer what the registers say. */
  readonly isChanged: boolean
}

/**
 * Counts the report tables of a period: one's own unit whole, for `petition:read`; a unit with everything below it guarded, for
 * that or `report:read`. Null when the unit is not the reader's.
 */
export async function readReport(db: Database, scope: Scope, asked: ReportAsked): Promise<PetitionReport | null> {
  return db.asReader(scope, (tx) => countFor(tx, scope, asked))
}

/** The same in the caller's transaction. */
export async function countFor(tx: Tx, scope: Scope, asked: ReportAsked): Promise<PetitionReport | null> {
  const { organizationId, span } = asked
  const isDesk = scope.permission.startsWith('petition:')
  if (!isDesk && (scope.permission !== 'report:read' || span === 'own')) return null
  const isOwn = scope.organizationIds === 'everything' || scope.organizationIds.includes(organizationId)
  if (!(isDesk ? isOwn : await isWithin(tx, scope, organizationId))) return null
  const groups = span === 'own' ? await listOwnGroups(tx, scope, asked) : await listTreeGroups(tx, scope, asked)
  const ids = [...new Set([organizationId, ...groups.map((group) => group.organizationId)])]
  const names = await nameOrganizations(tx, scope, ids)
  const name = names.get(organizationId)
  if (name === undefined) return null
  const units = ids
    .map((id) => ({ organizationId: id, name: names.get(id) ?? '…' }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'vi'))
  const counted = countReport(
    groups,
    units.map((unit) => unit.organizationId),
  )
  const forms = span === 'own' ? showAllCells(counted) : guardReport(counted)
  const signed = isDesk ? await findReport(tx, scope, asked) : null
  const leftOpen =
    span === 'own' ? await findLeftOpen(tx, scope, { organizationId, before: addDays(asked.first, -1) }) : null
  const findings = [...checkReport(counted), ...checkCarry(counted, leftOpen)]
  return {
    ...asked,
    ...{ name, units, forms, signed },
    // What does not add up is said; by how much would tell counts that are hidden from a reader above.
    findings:
      span === 'own'
        ? findings
        : findings.map((found) => ('found' in found ? { ...found, found: 0, expected: 0 } : found)),
    isChanged: signed !== null && JSON.stringify(signed.content.forms) !== JSON.stringify(forms),
  }
}

/** The rows behind a cell of one's own unit, a page of them; null for whoever sees counts only, or where there is no such cell. */
export async function listBehindReport(
  db: Database,
  scope: Scope,
  asked: Omit<ReportAsked, 'span'> & { readonly form: ReportFormCode; readonly cell: string; readonly page: number },
): Promise<{ readonly total: number; readonly source: string; readonly rows: readonly BehindRow[] } | null> {
  const cell = reportForms[asked.form].cells.find(({ n }) => n === asked.cell)
  if (!cell || !scope.permission.startsWith('petition:')) return null
  return db.asReader(scope, (tx) =>
    listBehindCell(tx, scope, { ...asked, cell, offset: (asked.page - 1) * reportPageSize, limit: reportPageSize }),
  )
}

/** How many rows a page of a list holds. */
export const reportPageSize = 50
