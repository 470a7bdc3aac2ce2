import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findImport, type ImportRun } from '@nq15/db/members/import.read'
import type { StagedRow } from '@nq15/db/members/import.write'
import {
  countStaged,
  recognizeStaged,
  refuseConflicts,
  type StagedMemberFacts,
} from '@nq15/db/members/staged-members.write'
import { listKnownPeriods } from '@nq15/db/organizations/organization.read'
import type { Scope } from '@nq15/db/scope'
import {
  type MemberImport,
  type MemberRow,
  type MemberTexts,
  memberLabelsVi,
  memberMessagesVi,
  readMemberRow,
} from '@nq15/domain/members'
import { isCell } from '@nq15/domain/organizations'
import { type Result, refuse, searchText } from '@nq15/domain/shared'
import { closeJudging } from './close-judging.ts'
import { type ImportOpening, type NotFound, openImport } from './open-import.ts'
import { type FileRefused, stageRows, type UploadedRows } from './stage-rows.ts'

/** The rows of a file under our own columns; `fileSha256` is asked when they have ended. */
export type MemberUpload = {
  readonly mapping: Readonly<Record<string, string>>
  readonly rows: UploadedRows<MemberTexts>
  readonly fileSha256?: () => string
  readonly onProgress?: (rows: number) => void
}

/**
 * The dry run: judges every row of an opened import, alone, beside the others of its file and beside the members that are
 * there, and counts what taking it would do. Changes no member. Refuses NOT_FOUND, or FILE_REFUSED with the line.
 */
export async function judgeImport(
  db: Database,
  scope: Scope,
  { runId, ...upload }: MemberUpload & { readonly runId: string },
): Promise<Result<ImportRun, NotFound | FileRefused>> {
  const opened = await db.asActor(scope, async (tx) => {
    const run = await findImport(tx, scope, runId)
    if (run?.kind !== 'members' || run.state !== 'reading') return null
    return { run, periods: await listKnownPeriods(tx, scope, run.organizationId) }
  })
  if (!opened) return refuse({ code: 'NOT_FOUND' })
  const { run, periods } = opened
  const cells = new Map<string, { organizationId: string; validFrom: string; validTo: string }[]>()
  for (const period of periods.filter(({ kind }) => isCell(kind))) {
    cells.set(period.code, [...(cells.get(period.code) ?? []), period])
  }
  const given: MemberImport = {
    day: run.asOf,
    cellOn: (code, day) => cells.get(code)?.find(({ validFrom, validTo }) => validFrom <= day && day < validTo),
  }
  const judge = ({ line, texts }: { line: number; texts: MemberTexts }) => judgeRow({ line, texts }, given)
  const staged = await stageRows(db, scope, { runId, rows: upload.rows, judge, ...progressOf(upload) })
  if (!staged.ok) return staged
  return db.asActor(scope, async (tx) => {
    await recognizeStaged(tx, scope, runId)
    await refuseConflicts(tx, scope, runId)
    const counts = await countStaged(tx, scope, runId)
    return closeJudging(tx, scope, { runId, rowsTotal: staged.value.rows, counts, upload })
  })
}

/** Opens an import of members and judges its rows at once, for a file that is at hand. */
export async function startImport(
  db: Database,
  scope: Scope,
  { opening, ...upload }: MemberUpload & { readonly opening: Omit<ImportOpening, 'kind'> },
): Promise<Result<ImportRun, NotFound | FileRefused>> {
  const opened = await openImport(db, scope, { ...opening, kind: 'members' })
  return opened.ok ? judgeImport(db, scope, { ...upload, runId: opened.value.runId }) : opened
}

const progressOf = ({ onProgress }: MemberUpload) => (onProgress ? { onProgress } : {})

function judgeRow({ line, texts }: { line: number; texts: MemberTexts }, given: MemberImport): StagedRow {
  const read = readMemberRow(texts, given)
  const row = { line, recordId: newId(), existingId: null }
  if (!read.ok) {
    const { reasons } = read.refusal
    return { ...row, cardNumber: null, fileNumber: null, placeId: null, facts: null, reasons, warnings: null }
  }
  const { cardNumber, fileNumber, cellId: placeId, warnings } = read.value
  return {
    ...row,
    cardNumber,
    fileNumber,
    placeId,
    facts: factsOf(read.value),
    reasons: null,
    warnings: warnings.length > 0 ? warnings : null,
  }
}

function factsOf(row: MemberRow): StagedMemberFacts {
  const assumed = (code: MemberRow['warnings'][number]['code']) => row.warnings.some((warning) => warning.code === code)
  const post = row.post ?? (row.leads ? 'other' : null)
  return {
    name: row.fullName,
    searchName: searchText(row.fullName),
    born: row.bornOn,
    admitted: row.admittedOn,
    full: row.fullOn,
    kind: row.kind,
    status: row.status?.status ?? null,
    since: row.status?.from ?? null,
    sinceAssumed: assumed('STATUS_DAY_ASSUMED'),
    from: row.cellFrom,
    fromAssumed: assumed('CELL_DAY_ASSUMED'),
    post,
    title: row.post ? memberLabelsVi.posts[row.post] : post ? memberMessagesVi.columns.leads : null,
    leads: row.leads,
    political: row.workGroup === 'in-political-system',
    formerCard: row.formerCard,
  }
}
