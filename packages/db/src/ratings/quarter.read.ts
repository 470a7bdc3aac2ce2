import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const axes = z.record(z.string(), z.object({ max: z.string(), points: z.string().nullable() }))

/** A quarter of a leading cadre; points as exact decimal text. */
export type StoredQuarter = {
  readonly memberId: string
  readonly quarter: number
  readonly postTitle: string
  readonly axes: Readonly<Record<string, { readonly max: string; readonly points: string | null }>>
  readonly generalPoints: string | null
  readonly resultPoints: string | null
  readonly belowMinimum: boolean | null
  readonly remark: string
  readonly enteredByName: string
  readonly version: number
  readonly updatedAt: Date
}

/** The quarters of a year within the actor's reach, by member. */
export async function listQuarters(
  tx: Tx,
  _scope: Scope,
  { year, memberIds }: { readonly year: number; readonly memberIds: readonly string[] },
): Promise<StoredQuarter[]> {
  const rows = await tx.ratingQuarter.findMany({
    where: { year, memberId: { in: [...memberIds] } },
    orderBy: { quarter: 'asc' },
  })
  return rows.map(({ id: _, organizationId: __, year: ___, enteredBy: ____, ...row }) => ({
    ...row,
    axes: axes.parse(row.axes),
    generalPoints: row.generalPoints?.toString() ?? null,
    resultPoints: row.resultPoints?.toString() ?? null,
  }))
}

const leader = z.object({
  memberId: z.string(),
  organizationId: z.string(),
  fullName: z.string(),
  postTitle: z.string(),
})
/** A leading cadre whose file the actor's organizations keep. */
export type QuarterLeader = z.infer<typeof leader>

/** Everybody in the actor's reach who holds a leading post on a day, by name; with `memberId` only that one. */
export async function listLeaders(
  tx: Tx,
  { actor }: Scope,
  { onDay, memberId = null }: { readonly onDay: string; readonly memberId?: string | null },
): Promise<QuarterLeader[]> {
  const rows = await tx.$queryRaw`
    select m.id::text as "memberId", m.organization_id::text as "organizationId", m.full_name as "fullName", p.title as "postTitle"
      from member m
      join lateral (select p.title from member_post p where p.member_id = m.id and p.is_leader
         and p.valid_from <= ${onDay}::date and ${onDay}::date < p.valid_to order by p.valid_from, p.title limit 1) p on true
     where m.id is distinct from ${actor.memberId}::uuid and (${memberId}::uuid is null or m.id = ${memberId}::uuid)
     order by m.search_name, m.id limit 500`
  return z.array(leader).parse(rows)
}
