import {
  type SuccessionKind,
  type SuccessionProposal,
  successionKinds,
  successionProposalSchema,
} from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { isId } from './within.read.ts'

export const successionStates = ['draft', 'submitted', 'returned', 'decided', 'undone', 'effective'] as const
/** Where a change stands; a decided one is `effective` from the midnight of its day, without a hand. */
export type SuccessionState = (typeof successionStates)[number]

/** A change of organizations with its draft and its steps. */
export type SuccessionCase = {
  readonly caseId: string
  readonly organizationId: string
  readonly kind: SuccessionKind
  readonly effectiveOn: LegalDay
  readonly title: string
  readonly proposal: SuccessionProposal
  readonly state: SuccessionState
  readonly preparedBy: string
  readonly preparedByName: string
  readonly editedBy: readonly string[]
  readonly returnReason: string | null
  readonly decidedByName: string | null
  readonly decidedAt: string | null
  readonly planHash: string | null
  readonly plan: unknown
  readonly undoneByName: string | null
  readonly undoneAt: string | null
  readonly undoReason: string | null
  readonly version: number
}

const row = z.object({
  caseId: z.string(),
  organizationId: z.string(),
  kind: z.enum(successionKinds),
  effectiveOn: z.string(),
  title: z.string(),
  proposal: successionProposalSchema,
  state: z.enum(successionStates),
  preparedBy: z.string(),
  preparedByName: z.string(),
  editedBy: z.array(z.string()),
  returnReason: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  planHash: z.string().nullable(),
  plan: z.unknown(),
  undoneByName: z.string().nullable(),
  undoneAt: z.string().nullable(),
  undoReason: z.string().nullable(),
  version: z.number(),
})

/**
 * Changes arranged by an organization within the scope, newest day first; with `caseId` that one, with `touching` those in
 * which an organization takes part. An unknown and a foreign id look alike: nothing.
 */
export async function listSuccessionCases(
  tx: Tx,
  scope: Scope,
  { caseId = null, touching = null }: { caseId?: string | null; touching?: string | null } = {},
): Promise<SuccessionCase[]> {
  if ((caseId !== null && !isId(caseId)) || (touching !== null && !isId(touching))) return []
  const everything = scope.organizationIds === 'everything'
  const ids = scope.organizationIds === 'everything' ? [] : [...scope.organizationIds]
  const rows = await tx.$queryRaw<unknown[]>`
    select c.id::text as "caseId", c.organization_id::text as "organizationId", c.kind, to_char(c.effective_on, 'YYYY-MM-DD') as "effectiveOn", c.title, c.proposal,
        case when c.state = 'decided' and c.effective_on <= app.today() then 'effective' else c.state end as state,
        c.prepared_by::text as "preparedBy", c.prepared_by_name as "preparedByName", c.edited_by::text[] as "editedBy", c.return_reason as "returnReason",
        c.decided_by_name as "decidedByName", to_json(c.decided_at) #>> '{}' as "decidedAt", c.plan_hash as "planHash",
        case when ${caseId}::uuid is null then null else c.plan end as plan, c.undone_by_name as "undoneByName",
        to_json(c.undone_at) #>> '{}' as "undoneAt", c.undo_reason as "undoReason", c.version
      from succession_case c
     where (${caseId}::uuid is null or c.id = ${caseId}::uuid)
       and (${touching}::uuid is null or exists (select from jsonb_array_elements_text(c.proposal -> 'predecessorIds') p where p = ${touching}::text)
         or exists (select from jsonb_array_elements(c.proposal -> 'successors') s where s ->> 'organizationId' = ${touching}::text))
       and (${everything} or exists (select from app.organization_reach r where r.above_id = any (${ids}::uuid[])
         and r.organization_id = c.organization_id and r.valid_from <= app.today() and app.today() < r.valid_to))
     order by c.effective_on desc, c.created_at desc limit 500`
  return rows.map((found) => row.parse(found))
}

/** One change, or null when unknown or outside the scope. */
export async function findSuccessionCase(tx: Tx, scope: Scope, caseId: string): Promise<SuccessionCase | null> {
  return (await listSuccessionCases(tx, scope, { caseId }))[0] ?? null
}

/** What stands in the way of undoing: a row changed since, or one built on a new organization, with the later change. */
export type SuccessionObstacle = {
  readonly recordTable: string
  readonly recordId: string
  readonly reason: 'changed' | 'built-on'
  readonly otherTitle: string | null
}

/** Everything that stands in the way of undoing a decided change. */
export async function listSuccessionObstacles(tx: Tx, _scope: Scope, caseId: string): Promise<SuccessionObstacle[]> {
  return tx.$queryRaw<SuccessionObstacle[]>`
    select o.record_table as "recordTable", o.record_id::text as "recordId", o.reason, c.title as "otherTitle"
      from app.succession_obstacles(${caseId}::uuid) o left join succession_case c on c.id = o.other_case`
}

/**
 * The organization that arranges a change: the nearest one above all its organizations on a day; a root arranges itself.
 * Null when they have none in common.
 */
export async function findArranger(
  tx: Tx,
  _scope: Scope,
  {
    organizationIds,
    parentIds,
    day,
  }: { organizationIds: readonly string[]; parentIds: readonly string[]; day: LegalDay },
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with place as (
      select coalesce(v.parent_id, v.organization_id) as id from organization_version v
       where v.organization_id = any (${[...organizationIds]}::uuid[]) and v.valid_from < ${day}::date and ${day}::date <= v.valid_to
      union select unnest(${[...parentIds]}::uuid[])
    )
    select r.above_id::text as id from app.organization_reach r join place p on p.id = r.organization_id
     where r.valid_from <= ${day}::date - 1 and ${day}::date - 1 < r.valid_to
     group by r.above_id having count(distinct r.organization_id) = (select count(*) from place)
     order by (select count(*) from app.organization_reach u where u.organization_id = r.above_id and u.valid_from <= ${day}::date - 1 and ${day}::date - 1 < u.valid_to) desc
     limit 1`
  return rows[0]?.id ?? null
}

/** The accounts of a list by name; ids that do not exist are left out. */
export async function nameAccounts(tx: Tx, _scope: Scope, userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    select user_id::text as id, display_name as name from access_account where user_id = any (${[...userIds]}::uuid[])`
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The codes that organizations carry on a day, or carried last; one that never stood is left out. */
export async function listKnownCodes(
  tx: Tx,
  _scope: Scope,
  { organizationIds, day }: { organizationIds: readonly string[]; day: LegalDay },
): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; code: string }[]>`
    select distinct on (organization_id) organization_id::text as id, code from organization_version
     where organization_id = any (${[...organizationIds]}::uuid[])
     order by organization_id, (valid_from <= ${day}::date and ${day}::date < valid_to) desc, valid_from desc`
  return new Map(rows.map(({ id, code }) => [id, code]))
}
