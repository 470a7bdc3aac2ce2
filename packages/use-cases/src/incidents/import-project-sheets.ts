import type { Database } from '@nq15/db/client'
import { listProjects } from '@nq15/db/incidents/project.read'
import { listStandingProjectSheets } from '@nq15/db/monitoring/fact.read'
import { insertSheets, type NewSheet } from '@nq15/db/monitoring/fact.write'
import { listScreenedPlaces } from '@nq15/db/monitoring/screened.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { checkSheet, completeSheet, type Figures, monthOf, sheetOf } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import {
  errorBook,
  readSheetTable,
  type SheetFile,
  type SheetTableRefusal,
  sayFinding,
} from '../monitoring/read-sheet-table.ts'
import { actOnce } from '../ratings/act-once.ts'
import { refreshForecast } from './refresh-forecast.ts'

export type ImportProjectsRefusal = { readonly code: 'NOT_FOUND' | 'PERIOD_AHEAD' } | SheetTableRefusal

/** What an import did, or would do; `same` stand already as the file says. `errors` is the upload again with the reasons. */
export type ImportedProjects = {
  readonly rows: number
  readonly stored: number
  readonly same: number
  readonly refused: readonly { readonly line: number; readonly code: string; readonly reasons: readonly string[] }[]
  readonly errors: string | null
}

type Command = SheetFile & {
  readonly requestId: string
  readonly organizationId: string
  /** First day of the month. */
  readonly start: string
  readonly fileName: string
  readonly dryRun: boolean
  readonly now: Date
}

const sheet = sheetOf('project-month')

/**
 * Takes the monthly figures of projects, a row for each project in each commune at and below an organization, for
 * `monitoring:enter`: what is right is stored, the other rows come back with their reasons. The same file again stores nothing. The
 * communes whose figures changed are judged at once by the hand of the forecast.
 */
export async function importProjectSheets(
  db: Database,
  { scope, hand }: { readonly scope: Scope; readonly hand: Scope },
  { requestId, ...command }: Command,
): Promise<Result<ImportedProjects, ImportProjectsRefusal>> {
  const { start, organizationId, fileName, dryRun, now } = command
  const today = todayInHanoi(now)
  if (start > monthOf(today)) return refuse({ code: 'PERIOD_AHEAD' })
  const read = await readSheetTable(sheet, command)
  if (!read.ok) return read
  type Done = Omit<ImportedProjects, 'errors'> & { readonly changed: readonly string[] }
  const useCase = dryRun ? 'try-project-import' : 'import-project-sheets'
  const once = { requestId, useCase, permissions: ['monitoring:enter'] } as const
  const done = await actOnce<Result<Done, ImportProjectsRefusal>>(db, scope, once, async (tx) => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const places = await listScreenedPlaces(tx, scope, { rootId: organizationId, day: today })
    const within = new Set(places.map((place) => place.organizationId))
    const projects = new Map((await listProjects(tx, scope)).map((project) => [project.code, project]))
    const standing = await listStandingProjectSheets(tx, scope, { organizationIds: [...within], start })
    const refused: { line: number; code: string; reasons: string[] }[] = []
    const good: NewSheet[] = []
    const seen = new Set<string>()
    let same = 0
    for (const row of read.value) {
      const reasons = [...row.reasons]
      const project = projects.get(row.subject)
      const area = project?.areas.find(({ code }) => code === row.code)
      if (!project) reasons.push(`Không có dự án mang mã “${row.subject}”.`)
      else if (!area) reasons.push(`Dự án ${project.code} không có xã, phường mang mã “${row.code}”.`)
      else if (!within.has(area.organizationId)) reasons.push(`${area.name} không thuộc phạm vi này.`)
      const key = `${area?.organizationId ?? row.code} ${row.subject}`
      if (seen.has(key)) reasons.push('Dự án này ở xã, phường này có hai dòng trong tệp.')
      seen.add(key)
      const figures = completeSheet(sheet, row.figures)
      if (Object.keys(row.figures).length === 0) reasons.push('Dòng này không có số liệu nào.')
      for (const finding of checkSheet(sheet, figures)) reasons.push(sayFinding(finding))
      if (reasons.length > 0 || !project || !area) {
        refused.push({ line: row.line, code: `${row.subject} ${row.code}`.trim(), reasons })
        continue
      }
      const before = standing.get(key)
      if (before && isSame(before.figures, figures)) {
        same += 1
        continue
      }
      good.push({
        ...{ organizationId: area.organizationId, sheet: sheet.id, subject: project.code, subjectName: project.name },
        ...{ kind: sheet.period, start, figures, source: fileName, quality: 'imported' },
        ...{ supersedes: before?.id ?? null, version: (before?.version ?? 0) + 1 },
        correctionReason: before ? `Nhập từ tệp ${fileName}` : null,
      })
    }
    if (!dryRun && good.length > 0) await insertSheets(tx, scope, good)
    const changed = [...new Set(good.map((one) => one.organizationId))]
    return ok({ rows: read.value.length, stored: good.length, same, refused, changed })
  })
  if (!done.ok) return done
  const { changed, ...told } = done.value
  if (!dryRun) await followSheets(db, hand, { organizationIds: changed, now })
  return ok({ ...told, errors: await errorBook(command, told.refused) })
}

const isSame = (before: Figures, now: Figures) => JSON.stringify(sorted(before)) === JSON.stringify(sorted(now))
const sorted = (figures: Figures) => Object.entries(figures).toSorted(([a], [b]) => (a < b ? -1 : 1))

/**
 * Judges communes again after figures of them changed, in a transaction of the hand of the forecast; a sheet that was stored stays
 * stored when this fails, and the monthly run makes up for it.
 */
export async function followSheets(
  db: Database,
  hand: Scope,
  { organizationIds, now }: { readonly organizationIds: readonly string[]; readonly now: Date },
): Promise<void> {
  const today = todayInHanoi(now)
  for (const onlyId of organizationIds) await db.asActor(hand, (tx) => refreshForecast(tx, hand, { today, onlyId }))
}
