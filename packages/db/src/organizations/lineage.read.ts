import { type OrgType, orgTypes, type SuccessionKind, successionKinds } from '@nq15/domain/organizations'
import { type Confidence, confidences, type LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** A predecessor or successor as it was called at the act that made it one; `generation` 1 is direct. */
export type LineageStep = {
  readonly organizationId: string
  readonly code: string
  readonly name: string
  readonly orgType: OrgType
  readonly generation: number
  readonly day: LegalDay
  readonly kind: SuccessionKind
  readonly decision: { readonly number: string; readonly decidedOn: LegalDay | null; readonly confidence: Confidence }
  readonly inheritsRecords: boolean
}

/** Where an organization comes from and what became of it; nearest generation first, then by code. */
export type OrganizationLineage = {
  readonly predecessors: readonly LineageStep[]
  readonly successors: readonly LineageStep[]
}

const row = z
  .object({
    way: z.enum(['predecessors', 'successors']),
    organizationId: z.string(),
    code: z.string(),
    name: z.string(),
    orgType: z.enum(orgTypes),
    generation: z.number(),
    day: z.string(),
    kind: z.enum(successionKinds),
    number: z.string(),
    decidedOn: z.string().nullable(),
    confidence: z.enum(confidences),
    inheritsRecords: z.boolean(),
  })
  .transform(({ number, decidedOn, confidence, ...step }) => ({ ...step, decision: { number, decidedOn, confidence } }))

/**
 * The lineage of one organization both ways over all generations, each step with its day, kind and decision. Public like
 * the tree itself; the page that shows it has asked whether the organization is its reader's to see.
 */
export async function readLineage(tx: Tx, _scope: Scope, organizationId: string): Promise<OrganizationLineage> {
  const rows = await tx.$queryRaw<unknown[]>`
    with recursive step as (
      select l.predecessor_id, l.successor_id, l.inherits_records, s.kind, s.effective_on, s.decision_number, s.decided_on, s.confidence
        from succession_link l join succession s on s.id = l.succession_id
       where l.predecessor_id is not null and l.successor_id is not null),
    back as (
      select predecessor_id as far_id, 1 as generation, step.* from step where successor_id = ${organizationId}::uuid
      union
      select step.predecessor_id, back.generation + 1, step.* from back join step on step.successor_id = back.far_id
       where back.generation < 16),
    forth as (
      select successor_id as far_id, 1 as generation, step.* from step where predecessor_id = ${organizationId}::uuid
      union
      select step.successor_id, forth.generation + 1, step.* from forth join step on step.predecessor_id = forth.far_id
       where forth.generation < 16),
    ways as (
      select 'predecessors' as way, back.* from back union all select 'successors', forth.* from forth)
    select * from (
      select distinct on (w.way, w.far_id) w.way, w.far_id::text as "organizationId", v.code, v.name, v.org_type as "orgType", w.generation,
          to_char(w.effective_on, 'YYYY-MM-DD') as day, w.kind, w.decision_number as number,
          to_char(w.decided_on, 'YYYY-MM-DD') as "decidedOn", w.confidence, w.inherits_records as "inheritsRecords"
        from ways w
        -- A predecessor is named as it was before the act, a successor as it was on the day.
        cross join lateral (select v.* from organization_version v where v.organization_id = w.far_id
          and (v.valid_from < w.effective_on or w.way = 'successors' and v.valid_from <= w.effective_on)
          order by v.valid_from desc limit 1) v
       where w.far_id <> ${organizationId}::uuid
       order by w.way, w.far_id, w.generation) steps
    order by way, generation, code`
  const steps = rows.map((found) => row.parse(found))
  const of = (wanted: 'predecessors' | 'successors'): LineageStep[] =>
    steps.filter(({ way }) => way === wanted).map(({ way, ...step }) => step)
  return { predecessors: of('predecessors'), successors: of('successors') }
}
