import type { LegalDay } from '@nq15/domain/shared'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** An import that begins. */
export type NewImport = {
  readonly runId: string
  readonly organizationId: string
  readonly kind: 'members' | 'organizations' | 'accounts' | 'ratings'
  readonly fileName: string
  readonly asOf: LegalDay
}

/** Keeps an import that begins, for the actor himself; nobody else sees it. */
export async function insertImport(tx: Tx, scope: Scope, run: NewImport): Promise<void> {
  const { runId: id, organizationId, kind, fileName, asOf } = run
  await tx.importRun.create({
    data: {
      id,
      userId: scope.actor.userId,
      organizationId,
      kind,
      fileName,
      fileSha256: '',
      asOf: dateOf(asOf),
      state: 'reading',
    },
  })
}

/** A judged row: facts when good, reasons when refused. `placeId` = the cell, or the superior of an organization. */
export type StagedRow = {
  readonly line: number
  readonly recordId: string
  readonly existingId: string | null
  readonly cardNumber: string | null
  readonly fileNumber: string | null
  readonly placeId: string | null
  readonly facts: object | null
  readonly reasons: readonly object[] | null
  readonly warnings: readonly object[] | null
}

/** Keeps a batch of judged rows of an import, in one statement. */
export async function insertImportRows(
  tx: Tx,
  scope: Scope,
  { runId, rows }: { runId: string; rows: readonly StagedRow[] },
): Promise<void> {
  await tx.$executeRaw`
    insert into import_row
      (run_id, user_id, line, record_id, existing_id, card_number, file_number, place_id, facts, reasons, warnings)
    select ${runId}::uuid, ${scope.actor.userId}::uuid, r.line, r."recordId", r."existingId", r."cardNumber", r."fileNumber", r."placeId",
        r.facts, nullif(r.reasons, 'null'), nullif(r.warnings, 'null')
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(line int, "recordId" uuid, "existingId" uuid, "cardNumber" text,
        "fileNumber" text, "placeId" uuid, facts jsonb, reasons jsonb, warnings jsonb)`
}

/** What changes in an import while it is read, judged and taken. */
export type ImportChange = {
  readonly state?: 'reading' | 'checked' | 'taken' | 'abandoned' | 'failed'
  readonly fileSha256?: string
  readonly mapping?: Readonly<Record<string, string>>
  readonly rowsTotal?: number
  readonly rowsGood?: number
  readonly rowsBad?: number
  readonly rowsNew?: number
  readonly rowsChanged?: number
  readonly rowsSame?: number
  readonly error?: string | null
}

/**
 * Changes an import of the actor that is in one of the given states, and answers whether it was: of two people (or two
 * clicks) that take the same import only one is told yes.
 */
export async function updateImport(
  tx: Tx,
  scope: Scope,
  { runId, from, change }: { runId: string; from: readonly string[]; change: ImportChange },
): Promise<boolean> {
  const { mapping, ...rest } = change
  const data: Prisma.ImportRunUpdateManyMutationInput = { ...rest, updatedAt: new Date() }
  if (mapping) data.mapping = mapping
  const { count } = await tx.importRun.updateMany({
    where: { id: runId, userId: scope.actor.userId, state: { in: [...from] } },
    data,
  })
  return count > 0
}

/** Removes the staged rows of an import: all, or only those that were taken. */
export async function deleteImportRows(
  tx: Tx,
  scope: Scope,
  { runId, which }: { runId: string; which: 'all' | 'good' },
): Promise<void> {
  const { userId } = scope.actor
  if (which === 'all')
    await tx.$executeRaw`delete from import_row where run_id = ${runId}::uuid and user_id = ${userId}::uuid`
  else {
    await tx.$executeRaw`
      delete from import_row where run_id = ${runId}::uuid and user_id = ${userId}::uuid and reasons is null`
  }
}

/** Keeps one piece of the uploaded file. */
export async function insertImportPart(
  tx: Tx,
  scope: Scope,
  { runId, position, bytes }: { runId: string; position: number; bytes: Uint8Array<ArrayBuffer> },
): Promise<void> {
  await tx.importPart.create({ data: { runId, userId: scope.actor.userId, position, bytes } })
}

/** Removes the pieces of the uploaded file. */
export async function deleteImportParts(tx: Tx, scope: Scope, runId: string): Promise<void> {
  await tx.importPart.deleteMany({ where: { runId, userId: scope.actor.userId } })
}
