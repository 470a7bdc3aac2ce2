import type { Database, Tx } from '@nq15/db/client'
import { listSheetVersions, type StoredSheet } from '@nq15/db/monitoring/fact.read'
import { insertSheets } from '@nq15/db/monitoring/fact.write'
import { findScreenedPlace } from '@nq15/db/monitoring/screened.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  checkSheet,
  completeSheet,
  findIdentifiers,
  type IdentifierKind,
  monthOf,
  periodFor,
  type SheetFinding,
  sheetIds,
  sheetOf,
} from '@nq15/domain/monitoring'
import { legalDayField, ok, type Result, refuse, textField } from '@nq15/domain/shared'
import { z } from 'zod'
import { actOnce } from '../ratings/act-once.ts'
import { readRules } from './read-rules.ts'

/** A sheet as somebody sends it: an absent figure was left empty. */
export const saveSheetSchema = z.object({
  organizationId: z.uuid(),
  sheet: z.enum(sheetIds),
  subject: z
    .string()
    .regex(/^[0-9A-Za-z._-]{0,60}$/)
    .default(''),
  subjectName: textField.pipe(z.string().min(1).max(200)).nullable().default(null),
  /** First day of the month, quarter or year. */
  start: legalDayField,
  figures: z.record(
    z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
    z.union([z.number(), z.boolean(), z.string().max(40)]),
  ),
  source: textField.pipe(z.string().min(1).max(300)),
  /** The version it was read with; null for the first entry. */
  version: z.number().int().nullable(),
  reason: textField.pipe(z.string().max(500)).nullable().default(null),
})
export type SaveSheet = z.infer<typeof saveSheetSchema>

export type SaveSheetRefusal =
  | {
      readonly code:
        | 'NOT_FOUND'
        | 'NOT_OWED'
        | 'PERIOD_UNKNOWN'
        | 'PERIOD_AHEAD'
        | 'REASON_REQUIRED'
        | 'SUBJECT_REQUIRED'
        | 'NOTHING_CHANGED'
    }
  | { readonly code: 'CONCLUSION_REQUIRED' }
  | { readonly code: 'NAMES_A_PERSON'; readonly kinds: readonly IdentifierKind[] }
  | { readonly code: 'CHANGED_MEANWHILE'; readonly standing: StoredSheet }
  | { readonly code: 'SHEET_REFUSED'; readonly findings: readonly SheetFinding[] }

export type SavedSheet = { readonly factId: string; readonly version: number; readonly start: string }

/**
 * Stores a sheet of figures, for `monitoring:enter`; the version before stays readable (E12). A sheet that was stored already is
 * corrected with a reason. Whatever changed is marked for judging in the same transaction.
 */
export async function saveSheet(
  db: Database,
  scope: Scope,
  { requestId, now, ...sent }: SaveSheet & { readonly requestId: string; readonly now: Date },
): Promise<Result<SavedSheet, SaveSheetRefusal>> {
  const act = { requestId, useCase: 'save-monitoring-sheet', permissions: ['monitoring:enter'] } as const
  return actOnce(db, scope, act, async (tx): Promise<Result<SavedSheet, SaveSheetRefusal>> => {
    const refusal = await mayStore(tx, scope, { sent, now })
    if (refusal) return refuse(refusal)
    const sheet = sheetOf(sent.sheet)
    const figures = completeSheet(sheet, sent.figures)
    const [standing] = await listSheetVersions(tx, scope, sent)
    if ((standing?.version ?? null) !== sent.version) {
      return standing ? refuse({ code: 'CHANGED_MEANWHILE', standing }) : refuse({ code: 'NOT_FOUND' })
    }
    if (standing && isSame(standing, { figures, source: sent.source })) return refuse({ code: 'NOTHING_CHANGED' })
    if (standing && !sent.reason) return refuse({ code: 'REASON_REQUIRED' })
    const version = (standing?.version ?? 0) + 1
    const [factId = ''] = await insertSheets(tx, scope, [
      {
        organizationId: sent.organizationId,
        sheet: sent.sheet,
        subject: sent.subject,
        subjectName: sent.subject === '' ? null : (sent.subjectName ?? sent.subject),
        kind: sheet.period,
        start: sent.start,
        figures,
        source: sent.source,
        quality: 'entered',
        supersedes: standing?.id ?? null,
        version,
        correctionReason: standing ? sent.reason : null,
      },
    ])
    return ok({ factId, version, start: sent.start })
  })
}

const isSame = (standing: StoredSheet, { figures, source }: { figures: object; source: string }) =>
  standing.source === source && JSON.stringify(sorted(standing.figures)) === JSON.stringify(sorted(figures))
const sorted = (figures: object) => Object.entries(figures).toSorted(([a], [b]) => (a < b ? -1 : 1))

async function mayStore(
  tx: Tx,
  scope: Scope,
  { sent, now }: { readonly sent: SaveSheet; readonly now: Date },
): Promise<SaveSheetRefusal | null> {
  if (!(await isWithin(tx, scope, sent.organizationId))) return { code: 'NOT_FOUND' }
  const today = todayInHanoi(now)
  const sheet = sheetOf(sent.sheet)
  const start = sheet.period === 'month' ? monthOf(sent.start) : sent.start
  if (start !== sent.start || !isPeriod(sheet.period, sent.start)) return { code: 'PERIOD_UNKNOWN' }
  if (sent.start > monthOf(today)) return { code: 'PERIOD_AHEAD' }
  const found = await findScreenedPlace(tx, scope, { organizationId: sent.organizationId, day: today })
  if (!found) return { code: 'NOT_FOUND' }
  const isOwed =
    sheet.of === 'cell' ? found.isCell : sheet.of === 'organization' ? true : !found.isCell && found.areaCode !== null
  if (!isOwed) return { code: 'NOT_OWED' }
  if ((sheet.of === 'project' || sheet.of === 'case') !== (sent.subject !== '')) return { code: 'SUBJECT_REQUIRED' }
  const kinds = [sent.source, sent.reason ?? '', sent.subjectName ?? ''].flatMap(findIdentifiers)
  if (kinds.length > 0) return { code: 'NAMES_A_PERSON', kinds: [...new Set(kinds)] }
  const { catalogue } = await readRules(tx, scope, { organizationId: sent.organizationId, day: today })
  const findings = checkSheet(sheet, completeSheet(sheet, sent.figures), catalogue.figures)
  if (findings.length > 0) return { code: 'SHEET_REFUSED', findings }
  // Disunity is written down only with the number and day of the conclusion (B7).
  if (sent.figures['disunityConcluded'] === true && !/\d+.*\d{4}/u.test(sent.source))
    return { code: 'CONCLUSION_REQUIRED' }
  return null
}

const isPeriod = (period: 'month' | 'quarter' | 'year', start: string) => {
  const month = Number(start.slice(5, 7))
  if (start.slice(8) !== '01') return false
  if (period === 'quarter') return month % 3 === 1
  return period === 'month' || month === 1
}

/** The period a sheet is for when nobody chose one: the last one that has ended. */
export const usualPeriod = (period: 'month' | 'quarter' | 'year', today: string): string =>
  periodFor(
    period,
    monthOf(new Date(Date.parse(`${monthOf(today)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)),
  )
