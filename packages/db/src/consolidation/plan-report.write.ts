import type { ReportDue, ReportFacts, ReportWords } from '@nq15/domain/consolidation'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

type Author = { readonly authorId: string; readonly authorName: string }

/** Keeps the words of a report for the first time; false when somebody else has begun it. */
export async function insertPlanReport(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly planId: string
    readonly organizationId: string
    readonly due: ReportDue
    readonly words: ReportWords
  } & Author,
): Promise<boolean> {
  const { kind, period, dueOn } = of.due
  const kept = await tx.$executeRaw`
    insert into plan_report (id, plan_id, organization_id, kind, period, due_on, words, author_id, author_name)
    values (${newId()}::uuid, ${of.planId}::uuid, ${of.organizationId}::uuid, ${kind}, ${period}, ${dueOn}::date, ${JSON.stringify(of.words)}::jsonb,
      ${of.authorId}::uuid, ${of.authorName})
    on conflict do nothing`
  return kept === 1
}

/** Changes the words of a report that nobody has signed; false when another change came first. */
export async function updatePlanReport(
  tx: Tx,
  _scope: Scope,
  of: { readonly reportId: string; readonly version: number; readonly words: ReportWords } & Author,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update plan_report set words = ${JSON.stringify(of.words)}::jsonb, author_id = ${of.authorId}::uuid, author_name = ${of.authorName},
        version = version + 1, updated_at = now()
     where id = ${of.reportId}::uuid and version = ${of.version} and signed_on is null`
  return changed === 1
}

/** Signs a report: its facts are frozen with it; false when another change came first. */
export async function signPlanReport(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly reportId: string
    readonly version: number
    readonly facts: ReportFacts
    readonly signedOn: LegalDay
    readonly signedBy: string
    readonly signedName: string
    readonly contentHash: string
  },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update plan_report set facts = ${JSON.stringify(of.facts)}::jsonb, facts_on = ${of.facts.asOf}::date, signed_on = ${of.signedOn}::date,
        signed_by = ${of.signedBy}::uuid, signed_name = ${of.signedName}, content_hash = ${of.contentHash}, version = version + 1, updated_at = now()
     where id = ${of.reportId}::uuid and version = ${of.version} and signed_on is null`
  return changed === 1
}
