import type { Database } from '@nq15/db/client'
import { findImport } from '@nq15/db/members/import.read'
import type { Scope } from '@nq15/db/scope'
import { writeErrorWorkbook } from '@nq15/documents/reports'
import { accountRowMessagesVi } from '@nq15/domain/access'
import { memberMessagesVi } from '@nq15/domain/members'
import { organizationMessagesVi } from '@nq15/domain/organizations'
import { pastRatingMessagesVi } from '@nq15/domain/ratings'
import { ok, type Result, refuse, sayRowNote } from '@nq15/domain/shared'
import { formatOf, type TableUnread, tableOptionsOf } from './judge-upload.ts'
import { type NotFound, readUpload } from './open-import.ts'
import { readRefusedRows } from './read-import.ts'

const wordsOf = {
  members: memberMessagesVi,
  organizations: organizationMessagesVi,
  accounts: accountRowMessagesVi,
  ratings: pastRatingMessagesVi,
}

/**
 * The uploaded file of a judged import again, as a workbook with the reasons of its refused rows, in Vietnamese as the
 * template is. Refuses NOT_FOUND, also when the file is gone because its rows were taken.
 */
export async function writeImportErrors(
  db: Database,
  scope: Scope,
  runId: string,
): Promise<Result<{ fileName: string; bytes: Buffer }, NotFound | TableUnread>> {
  const run = await db.asActor(scope, (tx) => findImport(tx, scope, runId))
  if (run?.state !== 'checked') return refuse({ code: 'NOT_FOUND' })
  const messages = wordsOf[run.kind]
  const rows: { line: number; reasons: string[] }[] = []
  for await (const { line, reasons } of readRefusedRows(db, scope, runId)) {
    rows.push({ line, reasons: reasons.map((reason) => sayRowNote(messages, reason)) })
  }
  const pieces: Uint8Array[] = []
  for await (const piece of readUpload(db, scope, runId)) pieces.push(piece)
  if (pieces.length === 0) return refuse({ code: 'NOT_FOUND' })
  const upload = { bytes: Buffer.concat(pieces), format: formatOf(run.fileName), options: tableOptionsOf(run.kind) }
  const book = await writeErrorWorkbook(upload, rows)
  if (!book.ok) return refuse({ code: 'FILE_REFUSED', reason: book.refusal.code, line: null })
  return ok({ fileName: `${run.fileName.replace(/\.[^.]+$/u, '')}-dong-loi.xlsx`, bytes: book.value })
}
