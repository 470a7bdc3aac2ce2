import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** A past rating to be kept: of a member, or of an organization where `memberId` is null. */
export type NewPastRating = {
  readonly memberId: string | null
  readonly organizationId: string
  readonly year: number
  readonly generation: string
  readonly originalLabel: string
  readonly outcome: string
  readonly decisionNumber: string | null
  readonly decidedOn: LegalDay | null
  readonly decidedBy: string | null
}

/** Keeps imported ratings; one that stood for the same year is superseded, never rewritten. */
export async function insertHistory(
  tx: Tx,
  { actor }: Scope,
  { runId, ratings, at }: { readonly runId: string; readonly ratings: readonly NewPastRating[]; readonly at: Date },
): Promise<void> {
  const rows = JSON.stringify(ratings)
  await tx.$executeRaw`
    update rating_history h set superseded_at = ${at} from json_to_recordset(${rows}::json) as r("memberId" uuid, year int)
     where h.member_id = r."memberId" and h.year = r.year and h.superseded_at is null`
  await tx.$executeRaw`
    update rating_history_unit h set superseded_at = ${at}
      from json_to_recordset(${rows}::json) as r("memberId" uuid, "organizationId" uuid, year int)
     where r."memberId" is null and h.organization_id = r."organizationId" and h.year = r.year and h.superseded_at is null`
  await tx.$executeRaw`
    insert into rating_history (id, member_id, organization_id, year, generation, original_label, outcome, decision_number, decided_on,
      decided_by, import_run_id, entered_by, entered_by_name, entered_at)
    select app.uuid_v7(), r."memberId", r."organizationId", r.year, r.generation, r."originalLabel", r.outcome, r."decisionNumber",
        r."decidedOn", r."decidedBy", ${runId}::uuid, ${actor.userId}::uuid, ${actor.name}, ${at}
      from json_to_recordset(${rows}::json) as r("memberId" uuid, "organizationId" uuid, year int, generation text, "originalLabel" text,
        outcome text, "decisionNumber" text, "decidedOn" date, "decidedBy" text) where r."memberId" is not null`
  await tx.$executeRaw`
    insert into rating_history_unit (id, organization_id, year, generation, original_label, outcome, decision_number, decided_on,
      decided_by, import_run_id, entered_by, entered_by_name, entered_at)
    select app.uuid_v7(), r."organizationId", r.year, r.generation, r."originalLabel", r.outcome, r."decisionNumber", r."decidedOn",
        r."decidedBy", ${runId}::uuid, ${actor.userId}::uuid, ${actor.name}, ${at}
      from json_to_recordset(${rows}::json) as r("memberId" uuid, "organizationId" uuid, year int, generation text, "originalLabel" text,
        outcome text, "decisionNumber" text, "decidedOn" date, "decidedBy" text) where r."memberId" is null`
}
