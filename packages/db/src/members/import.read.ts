import type { LegalDay, RowNote } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** The states of an import: its file is being read, its rows are judged, taken or given up; or its file was refused. */
export const importStates = ['reading', 'checked', 'taken', 'abandoned', 'failed'] as const
export type ImportState = (typeof importStates)[number]

/** An import of one's own with its counts; `error` = the code of what spoiled the file. */
export type ImportRun = {
  readonly runId: string
  readonly organizationId: string
  readonly kind: 'members' | 'organizations' | 'accounts' | 'ratings'
  readonly fileName: string
  readonly fileSha256: string
  readonly mapping: Readonly<Record<string, string>>
  readonly asOf: LegalDay
  readonly state: ImportState
  readonly rowsTotal: number
  readonly rowsGood: number
  readonly rowsBad: number
  readonly rowsNew: number
  readonly rowsChanged: number
  readonly rowsSame: number
  readonly error: string | null
  readonly createdAt: Date
}

const stored = z.object({
  organizationId: z.string(),
  kind: z.enum(['members', 'organizations', 'accounts', 'ratings']),
  mapping: z.record(z.string(), z.string()),
  state: z.enum(importStates),
})

/** An import of the actor; null when there is none of that id, or it is another's. */
export async function findImport(tx: Tx, scope: Scope, runId: string): Promise<ImportRun | null> {
  if (!z.guid().safeParse(runId).success) return null
  const row = await tx.importRun.findFirst({ where: { id: runId, userId: scope.actor.userId } })
  return row && { ...row, ...stored.parse(row), runId: row.id, asOf: dayOf(row.asOf) }
}

/** The actor's imports, newest first. */
export async function listImports(tx: Tx, scope: Scope, { limit = 20 } = {}): Promise<ImportRun[]> {
  const rows = await tx.importRun.findMany({
    where: { userId: scope.actor.userId, organizationId: { not: null } },
    orderBy: { createdAt: 'desc' },
    take: limit,
  })
  return rows.map((row) => ({ ...row, ...stored.parse(row), runId: row.id, asOf: dayOf(row.asOf) }))
}

const note = z.object({
  code: z.string(),
  column: z.string(),
  value: z.string(),
  required: z.string().nullable(),
})

/** A refused row with its reasons, by its line in the file. */
export type RefusedImportRow = { readonly line: number; readonly reasons: readonly RowNote[] }

/** Refused rows of an import of the actor after a line, in the order of the file. */
export async function listRefusedRows(
  tx: Tx,
  scope: Scope,
  { runId, afterLine = 0, limit = 50 }: { runId: string; afterLine?: number; limit?: number },
): Promise<RefusedImportRow[]> {
  const rows = await tx.$queryRaw<{ line: number; reasons: unknown }[]>`
    select line, reasons from import_row
     where run_id = ${runId}::uuid and user_id = ${scope.actor.userId}::uuid and reasons is not null and line > ${afterLine}
     order by line limit ${limit}`
  return rows.map(({ line, reasons }) => ({ line, reasons: z.array(note).parse(reasons) }))
}

/** How many good rows carry each warning. */
export async function countWarnings(tx: Tx, scope: Scope, runId: string): Promise<{ code: string; count: number }[]> {
  return tx.$queryRaw<{ code: string; count: number }[]>`
    select w ->> 'code' as code, count(*)::int as count from import_row r cross join lateral jsonb_array_elements(r.warnings) w
     where r.run_id = ${runId}::uuid and r.user_id = ${scope.actor.userId}::uuid and r.reasons is null
     group by 1 order by 1`
}

/** Good rows of an import with their facts, in the order of the file. */
export async function listGoodRows(
  tx: Tx,
  scope: Scope,
  runId: string,
): Promise<{ line: number; recordId: string; existingId: string | null; facts: unknown }[]> {
  return tx.$queryRaw`
    select line, record_id::text as "recordId", existing_id::text as "existingId", facts from import_row
     where run_id = ${runId}::uuid and user_id = ${scope.actor.userId}::uuid and reasons is null order by line`
}

/** One piece of the uploaded file; null after the last. */
export async function findImportPart(
  tx: Tx,
  scope: Scope,
  { runId, position }: { runId: string; position: number },
): Promise<Uint8Array | null> {
  const part = await tx.importPart.findFirst({ where: { runId, position, userId: scope.actor.userId } })
  return part?.bytes ?? null
}
