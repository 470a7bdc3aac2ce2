import type { Database, Tx } from '@nq15/db/client'
import {
  countEntryStates,
  type EntryState,
  listEntryStates,
  listSheetVersions,
  type StoredSheet,
} from '@nq15/db/monitoring/fact.read'
import { findScreenedPlace, type ScreenedPlace } from '@nq15/db/monitoring/screened.read'
import { listSubjects } from '@nq15/db/monitoring/subject.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type AddedFigure,
  countedSheets,
  previousPeriod,
  type Sheet,
  type SheetId,
  sheetOf,
  sheets,
  shiftMonth,
} from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { readRules } from './read-rules.ts'
import { usualPeriod } from './save-sheet.ts'

export type EntryRefusal = { readonly code: 'NOT_FOUND' | 'NOT_OWED' }

/** A sheet as it stands for one organization and period, with what its form needs. */
export type EntrySheet = {
  readonly organizationId: string
  readonly organizationName: string
  readonly sheet: SheetId
  readonly subject: string
  readonly subjectName: string | null
  readonly start: string
  readonly dueOn: string
  /** The standing version first; empty when nothing was sent yet. */
  readonly versions: readonly StoredSheet[]
  /** The period before, to begin from. */
  readonly before: StoredSheet | null
  readonly added: readonly AddedFigure[]
  /** The other sheets this organization owes. */
  readonly owed: readonly SheetId[]
  /** Projects and cases known so far. */
  readonly subjects: readonly { readonly code: string; readonly name: string }[]
  readonly mayEnter: boolean
  /** What the product counted itself for the same period; its figures go before the typed ones. */
  readonly counted: StoredSheet | null
}

const owes = (sheet: Sheet, place: ScreenedPlace): boolean => {
  if (sheet.of === 'cell') return place.isCell
  return sheet.of === 'organization' || (!place.isCell && place.areaCode !== null)
}

/** Reads a sheet of an organization: its own, or of a project or case. Nine statements at most. */
export async function readEntrySheet(
  db: Database,
  scope: Scope,
  asked: {
    readonly organizationId: string
    readonly sheet: SheetId | null
    readonly subject: string
    readonly start: string | null
    readonly now: Date
  },
): Promise<Result<EntrySheet, EntryRefusal>> {
  const today = todayInHanoi(asked.now)
  return db.asReader(scope, async (tx): Promise<Result<EntrySheet, EntryRefusal>> => {
    const { organizationId, subject } = asked
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const place = await findScreenedPlace(tx, scope, { organizationId, day: today })
    if (!place) return refuse({ code: 'NOT_FOUND' })
    const owed = sheets.filter((one) => owes(one, place)).map(({ id }) => id)
    const sheet = sheetOf(asked.sheet ?? owed[0] ?? 'organization-quarter')
    if (!owed.includes(sheet.id)) return refuse({ code: 'NOT_OWED' })
    const start = asked.start ?? usualPeriod(sheet.period, today)
    const { catalogue } = await readRules(tx, scope, { organizationId, day: today })
    const key = { organizationId, sheet: sheet.id, subject, start }
    const versions = await listSheetVersions(tx, scope, key)
    const [before] = await listSheetVersions(tx, scope, { ...key, start: previousPeriod(sheet.period, start) })
    const countedId = sheet.id === 'area-month' || sheet.id === 'area-quarter' ? countedSheets[sheet.id] : null
    const [counted] = countedId ? await listSheetVersions(tx, scope, { ...key, sheet: countedId }) : []
    const names = await nameOrganizations(tx, scope, [organizationId])
    const ofSubjects = sheet.of === 'project' || sheet.of === 'case'
    const subjects = ofSubjects ? await listSubjects(tx, scope, { organizationId, sheet: sheet.id }) : []
    return ok({
      organizationId,
      organizationName: names.get(organizationId) ?? '',
      sheet: sheet.id,
      subject,
      subjectName: versions[0]?.subjectName ?? before?.subjectName ?? null,
      start,
      dueOn: dueOf(sheet, start, catalogue.parameters.sheetDueDay),
      versions,
      before: before ?? null,
      added: catalogue.figures.filter((one) => one.sheet === sheet.id),
      owed,
      subjects,
      mayEnter: scope.permission === 'monitoring:enter',
      counted: counted ?? null,
    })
  })
}

function dueOf({ period }: Sheet, start: string, day: number): string {
  const next = shiftMonth(start, period === 'month' ? 1 : period === 'quarter' ? 3 : 12)
  return `${next.slice(0, 8)}${String(day).padStart(2, '0')}`
}

export type EntryBoard = {
  readonly organizationId: string
  readonly organizationName: string
  readonly sheet: SheetId
  readonly start: string
  readonly dueOn: string
  readonly counts: { readonly owed: number; readonly sent: number; readonly verified: number }
  readonly rows: readonly EntryState[]
  /** Begins the next page; null on the last. */
  readonly next: string | null
}

const pageSize = 50

/** Who owes a sheet at and below an organization and how far each is: a page with its counts. */
export async function readEntryBoard(
  db: Database,
  scope: Scope,
  asked: {
    readonly organizationId: string
    readonly sheet: SheetId
    readonly start: string | null
    readonly only: 'all' | 'missing'
    readonly cursor: string | null
    readonly now: Date
  },
): Promise<Result<EntryBoard, EntryRefusal>> {
  const today = todayInHanoi(asked.now)
  return db.asReader(scope, async (tx): Promise<Result<EntryBoard, EntryRefusal>> => {
    const { organizationId, only, cursor } = asked
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const sheet = sheetOf(asked.sheet)
    if (sheet.of === 'project' || sheet.of === 'case') return refuse({ code: 'NOT_OWED' })
    const start = asked.start ?? usualPeriod(sheet.period, today)
    const owing = { rootId: organizationId, sheet: sheet.id, start, day: today, owes: sheet.of }
    const counts = await countEntryStates(tx, scope, owing)
    const found = await listEntryStates(tx, scope, { ...owing, only, after: cursor, limit: pageSize + 1 })
    const rows = found.slice(0, pageSize)
    const last = rows.at(-1)
    return ok({
      organizationId,
      organizationName: await nameOf(tx, scope, organizationId),
      sheet: sheet.id,
      start,
      dueOn: dueOf(
        sheet,
        start,
        (await readRules(tx, scope, { organizationId, day: today })).catalogue.parameters.sheetDueDay,
      ),
      counts,
      rows,
      next: found.length > pageSize && last ? `${last.name}\n${last.organizationId}` : null,
    })
  })
}

const nameOf = async (tx: Tx, scope: Scope, organizationId: string) =>
  (await nameOrganizations(tx, scope, [organizationId])).get(organizationId) ?? ''
