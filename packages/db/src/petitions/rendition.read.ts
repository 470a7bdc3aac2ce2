import { coveredMarks, redactionWays, renditionPaperKinds } from '@nq15/domain/petitions'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { day, withinUnit } from './within-unit.ts'

const paper = z.object({
  paperId: z.string(),
  organizationId: z.string(),
  petitionId: z.string(),
  number: z.number(),
  kind: z.enum(renditionPaperKinds),
  reference: z.string(),
  pages: z.number(),
  isHandwritten: z.boolean(),
  addedByName: z.string(),
  addedOn: z.string(),
})
/** A paper of a denunciation as it is listed. */
export type RenditionPaperRow = z.infer<typeof paper>

/** The papers of some petitions, by number; none for whom a petition is shut to. */
export async function listRenditionPapers(
  tx: Tx,
  scope: Scope,
  petitionIds: readonly string[],
): Promise<RenditionPaperRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "paperId", x.organization_id::text as "organizationId", x.petition_id::text as "petitionId", x.number, x.kind, x.reference, x.pages,
        x.is_handwritten as "isHandwritten", x.added_by_name as "addedByName", ${day('x.added_on')} as "addedOn"
      from petition_paper x where x.petition_id = any (${petitionIds.filter(isId)}::uuid[]) and ${withinUnit(scope)} order by x.petition_id, x.number`
  return rows.map((row) => paper.parse(row))
}

const copy = z.object({
  redactionId: z.string(),
  paperId: z.string(),
  attachmentId: z.string(),
  way: z.enum(redactionWays),
  covered: z.array(z.enum(coveredMarks)),
  note: z.string(),
  madeByName: z.string(),
  madeAt: z.date(),
  isWithdrawn: z.boolean(),
  withdrawnByName: z.string(),
  withdrawnAt: z.date().nullable(),
  withdrawalReason: z.string(),
})
/** A copy of a paper, with who made it and what was covered. */
export type RedactionRow = z.infer<typeof copy>

/** The copies of the papers of some petitions, those taken back too, newest first. */
export async function listRedactions(tx: Tx, scope: Scope, petitionIds: readonly string[]): Promise<RedactionRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "redactionId", x.paper_id::text as "paperId", x.attachment_id::text as "attachmentId", x.way, x.covered, x.note,
        x.made_by_name as "madeByName", x.made_at as "madeAt", x.withdrawn_at is not null as "isWithdrawn", x.withdrawn_by_name as "withdrawnByName",
        x.withdrawn_at as "withdrawnAt", x.withdrawal_reason as "withdrawalReason"
      from petition_redaction x where x.petition_id = any (${petitionIds.filter(isId)}::uuid[]) and ${withinUnit(scope)} order by x.made_at desc, x.id desc`
  return rows.map((row) => copy.parse(row))
}
