import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'
import type { IntegrityFound } from './integrity.read.ts'

/** What a run changed: findings that are new since the last one, and those it no longer met. */
export type IntegrityKept = { readonly opened: number; readonly resolved: number }

/** Keeps what a check found: one open row for each code and record, closed when a later check no longer meets it. */
export async function keepFindings(
  tx: Tx,
  _scope: Scope,
  { found, accounts, at }: { found: readonly IntegrityFound[]; accounts: readonly IntegrityFound[]; at: Date },
): Promise<IntegrityKept> {
  const given = (rows: readonly IntegrityFound[]) => JSON.stringify(rows.map((row) => ({ ...row, id: newId() })))
  const moment = at.toISOString()
  const opened =
    (await tx.$executeRaw`
      insert into integrity_finding (id, code, record_table, record_id, organization_id, label, detail, first_seen_at, last_seen_at)
      select distinct on (r.code, r."recordId") r.id, r.code, r."recordTable", r."recordId", r."organizationId", r.label, r.detail,
          ${moment}::timestamptz, ${moment}::timestamptz
        from jsonb_to_recordset(${given(found)}::jsonb) as r(id uuid, code text, "recordTable" text, "recordId" uuid, "organizationId" uuid,
          label text, detail jsonb)
       where not exists (select from integrity_finding f where f.resolved_at is null and f.code = r.code and f.record_id = r."recordId")`) +
    (await tx.$executeRaw`
      insert into integrity_account_finding (id, code, record_table, record_id, label, detail, first_seen_at, last_seen_at)
      select distinct on (r.code, r."recordId") r.id, r.code, r."recordTable", r."recordId", r.label, r.detail,
          ${moment}::timestamptz, ${moment}::timestamptz
        from jsonb_to_recordset(${given(accounts)}::jsonb) as r(id uuid, code text, "recordTable" text, "recordId" uuid, label text, detail jsonb)
       where not exists (select from integrity_account_finding f
         where f.resolved_at is null and f.code = r.code and f.record_id = r."recordId")`)
  await tx.$executeRaw`
    update integrity_finding f set last_seen_at = ${moment}::timestamptz, label = r.label, detail = r.detail
      from jsonb_to_recordset(${given(found)}::jsonb) as r(code text, "recordId" uuid, label text, detail jsonb)
     where f.resolved_at is null and f.code = r.code and f.record_id = r."recordId"`
  await tx.$executeRaw`
    update integrity_account_finding f set last_seen_at = ${moment}::timestamptz, label = r.label, detail = r.detail
      from jsonb_to_recordset(${given(accounts)}::jsonb) as r(code text, "recordId" uuid, label text, detail jsonb)
     where f.resolved_at is null and f.code = r.code and f.record_id = r."recordId"`
  const resolved =
    (await tx.$executeRaw`
      update integrity_finding set resolved_at = ${moment}::timestamptz where resolved_at is null and last_seen_at < ${moment}::timestamptz`) +
    (await tx.$executeRaw`
      update integrity_account_finding set resolved_at = ${moment}::timestamptz
       where resolved_at is null and last_seen_at < ${moment}::timestamptz`)
  return { opened, resolved }
}

/** Keeps that a check ran, and what it met. */
export async function keepIntegrityRun(
  tx: Tx,
  _scope: Scope,
  run: { readonly at: Date; readonly day: LegalDay; readonly tookMs: number; readonly found: number } & IntegrityKept,
): Promise<void> {
  await tx.$executeRaw`
    insert into integrity_run (id, at, day, took_ms, found, opened, resolved)
    values (${newId()}::uuid, ${run.at.toISOString()}::timestamptz, ${run.day}::date, ${run.tookMs}, ${run.found}, ${run.opened}, ${run.resolved})`
}
