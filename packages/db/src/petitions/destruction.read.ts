import { destructionStates, petitionKinds } from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { day, withinUnit } from './within-unit.ts'

const row = z.object({
  destructionId: z.string(),
  organizationId: z.string(),
  state: z.enum(destructionStates),
  reason: z.string(),
  proposedBy: z.string(),
  proposedByName: z.string(),
  proposedOn: z.string(),
  decidedByName: z.string().nullable(),
  decidedOn: z.string().nullable(),
  decisionNumber: z.string(),
  refusalReason: z.string(),
  version: z.number(),
})
/** A list of papers to be destroyed as it stands. */
export type DestructionRow = z.infer<typeof row>
const columns = Prisma.sql`x.id::text as "destructionId", x.organization_id::text as "organizationId", x.state, x.reason, x.proposed_by::text as "proposedBy",
  x.proposed_by_name as "proposedByName", ${day('x.proposed_on')} as "proposedOn", x.decided_by_name as "decidedByName", ${day('x.decided_on')} as "decidedOn",
  x.decision_number as "decisionNumber", x.refusal_reason as "refusalReason", x.version`

/** The lists of the unit, those that wait first. */
export async function listDestructions(tx: Tx, scope: Scope): Promise<DestructionRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from petition_destruction x where ${withinUnit(scope)} order by (x.state <> 'proposed'), x.proposed_on desc, x.id desc limit 100`
  return rows.map((one) => row.parse(one))
}

/** One list; null when it is not there for the reader. */
export async function findDestruction(tx: Tx, scope: Scope, destructionId: string): Promise<DestructionRow | null> {
  if (!isId(destructionId)) return null
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${columns} from petition_destruction x where x.id = ${destructionId}::uuid and ${withinUnit(scope)}`
  return rows[0] === undefined ? null : row.parse(rows[0])
}

const item = z.object({
  itemId: z.string(),
  destructionId: z.string(),
  petitionId: z.string(),
  petitionCode: z.string(),
  kind: z.enum(petitionKinds),
  filedUntil: z.string(),
  outcome: z.enum(['destroyed', 'held', 'changed']).nullable(),
  hadIdentity: z.boolean(),
})
/** A paper of a list with what came of it. */
export type DestructionItem = z.infer<typeof item>

/** The papers of some lists, by their numbers. */
export async function listDestructionItems(
  tx: Tx,
  scope: Scope,
  destructionIds: readonly string[],
): Promise<DestructionItem[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "itemId", x.destruction_id::text as "destructionId", x.petition_id::text as "petitionId", x.petition_code as "petitionCode", x.kind,
        ${day('x.filed_until')} as "filedUntil", x.outcome, x.had_identity as "hadIdentity"
      from petition_destruction_item x where x.destruction_id = any (${[...destructionIds]}::uuid[]) and ${withinUnit(scope)} order by x.petition_code`
  return rows.map((one) => item.parse(one))
}

const filed = z.object({
  petitionId: z.string(),
  organizationId: z.string(),
  code: z.string(),
  kind: z.enum(petitionKinds),
  state: z.literal('filed'),
  filedUntil: z.string(),
  caseId: z.string().nullable(),
  isHeld: z.boolean(),
  isListed: z.boolean(),
})
/** Filed papers whose year is over, or these papers of them; with what may keep them. */
export async function listFiledPapers(
  tx: Tx,
  scope: Scope,
  of: { readonly until: LegalDay; readonly ids: readonly string[] | null },
): Promise<z.infer<typeof filed>[]> {
  const only =
    of.ids === null ? Prisma.sql`x.filed_until <= ${of.until}::date` : Prisma.sql`x.id = any (${[...of.ids]}::uuid[])`
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "petitionId", x.organization_id::text as "organizationId", x.year || '-' || lpad(x.number::text, 4, '0') as code, x.kind, x.state,
        ${day('x.filed_until')} as "filedUntil", x.case_id::text as "caseId", app.is_held('petition', x.id, x.organization_id) as "isHeld",
        exists (select from petition_destruction_item i join petition_destruction d on d.id = i.destruction_id
          where i.petition_id = x.id and d.state in ('proposed', 'decided')) as "isListed"
      from petition x where x.state = 'filed' and ${only} and ${withinUnit(scope)} order by x.filed_until, x.year, x.number limit 500`
  return rows.map((one) => filed.parse(one))
}
