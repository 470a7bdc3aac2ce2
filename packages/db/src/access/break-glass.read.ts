import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const row = z.object({
  id: z.string(),
  userId: z.string(),
  userName: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  reason: z.string(),
  caseNumber: z.string(),
  openedAt: z.date(),
  until: z.date(),
  inForce: z.boolean(),
  endedEarly: z.boolean(),
  review: z.enum(['justified', 'unjustified']).nullable(),
  reviewNote: z.string().nullable(),
  reviewedAt: z.date().nullable(),
  reviewerName: z.string().nullable(),
  /** Requests made under it and sensitive records read, for who may read the trail; else 0. */
  requests: z.number(),
  reads: z.number(),
})

/** An emergency opening with its use and its judgement; moments are UTC. */
export type BreakGlassRow = Readonly<z.infer<typeof row>>

/** Which openings: one's own, those over an organization (and what is above or below it), or all the caller may see. */
export type BreakGlassQuery = {
  readonly userId?: string
  readonly organizationId?: string
  readonly limit: number
}

/** Emergency openings as far as the policies show them, those that wait for a judgement first, then the newest. */
export async function listBreakGlasses(
  tx: Tx,
  _scope: Scope,
  { userId, organizationId, limit }: BreakGlassQuery,
): Promise<BreakGlassRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select b.id::text as id, b.user_id::text as "userId", a.display_name as "userName", b.organization_id::text as "organizationId",
        (select v.name from organization_version v where v.organization_id = b.organization_id order by v.valid_from desc limit 1) as "organizationName",
        b.reason, b.case_number as "caseNumber", b.opened_at as "openedAt", coalesce(b.ended_at, b.ends_at) as until,
        now() < coalesce(b.ended_at, b.ends_at) as "inForce", b.ended_at is not null as "endedEarly", b.review, b.review_note as "reviewNote",
        b.reviewed_at as "reviewedAt", r.display_name as "reviewerName",
        (select count(*)::int from audit_event e where e.record_table = 'access_break_glass' and e.record_id = b.id and e.action = 'enter') as requests,
        (select count(*)::int from audit_event e where e.actor_id = b.user_id and e.at >= b.opened_at and e.at <= coalesce(b.ended_at, b.ends_at) + interval '1 minute'
          and e.action in ('read', 'export') and e.detail -> 'breakGlass' @> to_jsonb(b.id)) as reads
      from access_break_glass b join access_account a on a.user_id = b.user_id left join access_account r on r.user_id = b.reviewed_by
     where (${userId ?? null}::uuid is null or b.user_id = ${userId ?? null}::uuid)
       and (${organizationId ?? null}::uuid is null or exists (select from app.organization_reach x
         where x.above_id = b.organization_id and x.organization_id = ${organizationId ?? null}::uuid
           or x.above_id = ${organizationId ?? null}::uuid and x.organization_id = b.organization_id))
     order by b.reviewed_at is not null, b.opened_at desc limit ${limit}`
  return rows.map((one) => row.parse(one))
}

/** The openings of the actor that are in force now, for the frame's reminder and its button to end them. */
export async function listOwnOpenings(
  tx: Tx,
  scope: Scope,
): Promise<{ id: string; organizationId: string; organizationName: string; until: Date }[]> {
  return tx.$queryRaw<{ id: string; organizationId: string; organizationName: string; until: Date }[]>`
    select b.id::text as id, b.organization_id::text as "organizationId",
        (select v.name from organization_version v where v.organization_id = b.organization_id order by v.valid_from desc limit 1) as "organizationName",
        coalesce(b.ended_at, b.ends_at) as until
      from access_break_glass b where b.user_id = ${scope.actor.userId}::uuid and now() < coalesce(b.ended_at, b.ends_at) order by b.ends_at`
}

/** Whether an organization is the top of a tree, now or once; null when it does not exist. */
export async function isRoot(tx: Tx, _scope: Scope, organizationId: string): Promise<boolean | null> {
  const [found] = await tx.$queryRaw<{ root: boolean | null }[]>`
    select not bool_or(parent_id is not null) as root from organization_version where organization_id = ${organizationId}::uuid`
  return found?.root ?? null
}
