import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findImport, type ImportRun } from '@nq15/db/members/import.read'
import type { StagedRow } from '@nq15/db/members/import.write'
import { type KnownPeriod, listKnownPeriods } from '@nq15/db/organizations/organization.read'
import { countStagedOrganizations, refuseTakenCodes } from '@nq15/db/organizations/staged-organizations.write'
import type { Scope } from '@nq15/db/scope'
import {
  type OrganizationRow,
  type OrganizationRowReason,
  type OrganizationTexts,
  readOrganizationRow,
} from '@nq15/domain/organizations'
import { type Result, type RowNote, refuse } from '@nq15/domain/shared'
import { closeJudging } from '../members/close-judging.ts'
import { type ImportOpening, type NotFound, openImport } from '../members/open-import.ts'
import { type FileRefused, stageRows, type UploadedRows } from '../members/stage-rows.ts'

/** The rows of a file under our own columns; `fileSha256` is asked when they have ended. */
export type OrganizationUpload = {
  readonly mapping: Readonly<Record<string, string>>
  readonly rows: UploadedRows<OrganizationTexts>
  readonly fileSha256?: () => string
  readonly onProgress?: (rows: number) => void
}

/** What a staged organization keeps in `facts`. */
export type StagedOrganization = Omit<OrganizationRow, 'existingId' | 'parentCode'> & {
  /** First day of the period that is there, when one is. */
  readonly standsFrom: string | null
  readonly change: 'new' | 'changed' | 'same'
}

/**
 * The dry run of an import of organizations below the one it was opened for; a superior may stand in a row above. Changes
 * nothing. Refuses NOT_FOUND, or FILE_REFUSED with the line.
 */
export async function judgeImport(
  db: Database,
  scope: Scope,
  { runId, ...upload }: OrganizationUpload & { readonly runId: string },
): Promise<Result<ImportRun, NotFound | FileRefused>> {
  const opened = await db.asActor(scope, async (tx) => {
    const run = await findImport(tx, scope, runId)
    if (run?.kind !== 'organizations' || run.state !== 'reading') return null
    return listKnownPeriods(tx, scope, run.organizationId)
  })
  if (!opened) return refuse({ code: 'NOT_FOUND' })
  const judge = judgeAgainst(opened, scope.organizationIds === 'everything')
  const progress = upload.onProgress ? { onProgress: upload.onProgress } : {}
  const staged = await stageRows(db, scope, { runId, rows: upload.rows, judge, ...progress })
  if (!staged.ok) return staged
  return db.asActor(scope, async (tx) => {
    await refuseTakenCodes(tx, scope, runId)
    const counts = await countStagedOrganizations(tx, scope, runId)
    return closeJudging(tx, scope, { runId, rowsTotal: staged.value.rows, counts, upload })
  })
}

/** Opens an import of organizations and judges its rows at once, for a file that is at hand. */
export async function startImport(
  db: Database,
  scope: Scope,
  { opening, ...upload }: OrganizationUpload & { readonly opening: Omit<ImportOpening, 'kind'> },
): Promise<Result<ImportRun, NotFound | FileRefused>> {
  const opened = await openImport(db, scope, { ...opening, kind: 'organizations' })
  return opened.ok ? judgeImport(db, scope, { ...upload, runId: opened.value.runId }) : opened
}

type Known = KnownPeriod & { readonly line: number | null }

/** Judges rows in the order of the file; an accepted row is known to those below it. */
function judgeAgainst(periods: readonly KnownPeriod[], mayNest: boolean) {
  const known = new Map<string, Known[]>()
  const learn = (period: Known) => known.set(period.code, [...(known.get(period.code) ?? []), period])
  for (const period of periods) learn({ ...period, line: null })
  const knownOn = (code: string, day: string) =>
    known.get(code)?.find(({ validFrom, validTo }) => validFrom <= day && day < validTo)

  return ({ line, texts }: { line: number; texts: OrganizationTexts }): StagedRow => {
    const row = { line, recordId: newId(), cardNumber: null, fileNumber: null, warnings: null }
    const refused = (reasons: readonly (OrganizationRowReason | RowNote)[]): StagedRow => ({
      ...row,
      existingId: null,
      placeId: null,
      facts: null,
      reasons,
    })
    const read = readOrganizationRow(texts, knownOn)
    if (!read.ok) return refused(read.refusal.reasons)
    const { existingId, parentCode, ...facts } = read.value
    const { code, parentId, validFrom, validTo } = facts
    const standing = knownOn(code, validFrom)
    const note = (reason: string, column: string, about: { value: string; required: string | null }): RowNote => ({
      code: reason,
      column,
      ...about,
    })
    const overlapping = known
      .get(code)
      ?.find((one) => one !== standing && one.validFrom < validTo && validFrom < one.validTo)
    const twice = [standing, overlapping].find((one) => one?.line !== undefined && one.line !== null)
    if (twice) return refused([note('DUPLICATE_IN_FILE', 'code', { value: code, required: String(twice.line) })])
    if (overlapping) return refused([note('CODE_TAKEN', 'code', { value: code, required: overlapping.validFrom })])
    // The database lets an actor place organizations under those he arranges; one made a moment ago is not among them yet.
    const parent = knownOn(parentCode, validFrom)
    if (!mayNest && parent?.line) {
      return refused([note('PARENT_COMES_FIRST', 'parentCode', { value: parentCode, required: null })])
    }
    const isSame =
      standing?.name === facts.name && standing.sector === facts.sector && standing.validTo === facts.validTo
    const staged: StagedOrganization = {
      ...facts,
      standsFrom: standing?.validFrom ?? null,
      change: standing ? (isSame ? 'same' : 'changed') : 'new',
    }
    if (!standing) learn({ ...facts, organizationId: row.recordId, line })
    return { ...row, existingId, placeId: parentId, facts: staged, reasons: null }
  }
}
