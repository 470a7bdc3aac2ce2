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
import { findLayouts } from '@nq15/db/petitions/report-definition.read'
import type { Scope } from '@nq15/db/scope'
import { addDays } from '@nq15/domain/calendar'
import {
  checkCarry,
  checkReport,
  countReport,
  formsOfPeriod,
  guardReport,
  layoutsOfSigned,
  type PrintedLayout,
  printedLayouts,
  type ReportCell,
  type ReportFinding,
  type ReportFormCode,
  type ShownForm,
  showAllCells,
} from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'
import { compareNames } from '@nq15/domain/shared'

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
  /** By which the forms are read and printed, in their order. */
  readonly layouts: readonly PrintedLayout[]
  readonly findings: readonly ReportFinding[]
  readonly signed: PetitionReportRow | null
  /** What stands signed is no longer what the registers say. */
  readonly isChanged: boolean
  /** A form has an edition since that was not there when it was signed; the signed report keeps its own. */
  readonly isNewEdition: boolean
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
    .toSorted((one, other) => compareNames(one.name, other.name))
  const standing = await findLayouts(tx, scope)
  const codes = formsOfPeriod(asked.last)
  const counted = countReport(
    groups,
    units.map((unit) => unit.organizationId),
    standing,
    codes,
  )
  const forms = span === 'own' ? showAllCells(counted) : guardReport(counted, standing)
  const layouts = printedLayouts(standing, codes)
  const signed = isDesk ? await findReport(tx, scope, asked) : null
  const leftOpen =
    span === 'own' ? await findLeftOpen(tx, scope, { organizationId, before: addDays(asked.first, -1) }) : null
  const findings = [...checkReport(counted, standing), ...checkCarry(counted, leftOpen, standing)]
  return {
    ...asked,
    ...{ name, units, forms, layouts, signed },
    // What does not add up is said; by how much would tell counts that are hidden from a reader above.
    findings:
      span === 'own'
        ? findings
        : findings.map((found) => ('found' in found ? { ...found, found: 0, expected: 0 } : found)),
    ...comparedWith(signed, forms, layouts),
  }
}

/** What became of a signed report: other numbers in forms of the same edition, and forms of which there is a newer one. */
function comparedWith(
  signed: PetitionReportRow | null,
  forms: readonly ShownForm[],
  layouts: readonly PrintedLayout[],
): Pick<PetitionReport, 'isChanged' | 'isNewEdition'> {
  if (!signed) return { isChanged: false, isNewEdition: false }
  const before = layoutsOfSigned(signed.content)
  const editionOf = (known: readonly PrintedLayout[], code: ReportFormCode) =>
    known.find((layout) => layout.code === code)?.edition
  const same = (form: { readonly code: ReportFormCode }) =>
    editionOf(before, form.code) === editionOf(layouts, form.code)
  return {
    isChanged: JSON.stringify(signed.content.forms.filter(same)) !== JSON.stringify(forms.filter(same)),
    isNewEdition: layouts.some(({ code, edition }) => editionOf(before, code) !== edition),
  }
}

/** The rows behind a cell of one's own unit, a page of them; null for whoever sees counts only, or where there is no such cell. */
export async function listBehindReport(
  db: Database,
  scope: Scope,
  asked: Omit<ReportAsked, 'span'> & { readonly form: ReportFormCode; readonly cell: string; readonly page: number },
): Promise<BehindReport | null> {
  if (!scope.permission.startsWith('petition:')) return null
  return db.asReader(scope, async (tx) => {
    const { number, cells } = (await findLayouts(tx, scope))[asked.form]
    const cell = cells.find(({ n }) => n === asked.cell)
    if (!cell) return null
    const page = { offset: (asked.page - 1) * reportPageSize, limit: reportPageSize }
    const list = await listBehindCell(tx, scope, { ...asked, cell, ...page })
    return list && { ...list, number, head: cell.head }
  })
}

/** A page of the rows behind a cell, with the form's number and the head of the column. */
type BehindReport = {
  readonly total: number
  readonly source: string
  readonly rows: readonly BehindRow[]
  readonly number: string
  readonly head: ReportCell['head']
}

/** How many rows a page of a list holds. */
export const reportPageSize = 50
