import type { Figures, PeriodStart } from '@nq15/domain/monitoring'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** A sheet to store. `supersedes` is the version it was read with, null for the first one. */
export type NewSheet = {
  readonly organizationId: string
  readonly sheet: string
  readonly subject: string
  readonly subjectName: string | null
  readonly kind: 'month' | 'quarter' | 'year'
  readonly start: PeriodStart
  readonly figures: Figures
  readonly source: string
  readonly quality: 'entered' | 'imported' | 'derived' | 'estimated'
  readonly supersedes: string | null
  readonly version: number
  readonly correctionReason: string | null
}

/**
 * Stores sheets, many in two statements, and takes the versions they follow out of force. Answers the ids in order; throws when
 * one was superseded meanwhile or stands already (unique index).
 */
export async function insertSheets(tx: Tx, { actor }: Scope, sheets: readonly NewSheet[]): Promise<string[]> {
  const rows = sheets.map((sheet) => ({ ...sheet, id: newId() }))
  const given = JSON.stringify(rows)
  await tx.$executeRaw`
    update monitoring_fact f set superseded_at = clock_timestamp()
      from jsonb_to_recordset(${given}::jsonb) as r (supersedes uuid) where f.id = r.supersedes and f.superseded_at is null`
  await tx.$executeRaw`
    insert into monitoring_fact (id, organization_id, sheet, subject, subject_name, period_kind, period_start, figures, source, quality,
        entered_by, entered_by_name, version, supersedes, correction_reason)
    select r.id, r."organizationId", r.sheet, r.subject, r."subjectName", r.kind, r.start, r.figures, r.source, r.quality,
        ${actor.userId}::uuid, ${actor.name}, r.version, r.supersedes, r."correctionReason"
      from jsonb_to_recordset(${given}::jsonb) as r (id uuid, "organizationId" uuid, sheet text, subject text, "subjectName" text, kind text,
        start date, figures jsonb, source text, quality text, version integer, supersedes uuid, "correctionReason" text)`
  return rows.map(({ id }) => id)
}

/** Marks standing sheets as verified by the actor; answers how many were, none that he entered himself. */
export async function verifySheets(tx: Tx, { actor }: Scope, ids: readonly string[]): Promise<number> {
  return tx.$executeRaw`
    update monitoring_fact set verified_by = ${actor.userId}::uuid, verified_by_name = ${actor.name}, verified_at = clock_timestamp()
     where id = any (${[...ids]}::uuid[]) and verified_at is null and superseded_at is null and entered_by <> ${actor.userId}::uuid`
}
