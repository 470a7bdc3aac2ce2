import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** An emergency opening to be made; it begins now. */
export type NewBreakGlass = {
  readonly organizationId: string
  readonly reason: string
  readonly caseNumber: string
  readonly hours: number
}

/** Opens an organization to the actor for some hours, to read. Answers the opening's id and its end (UTC). */
export async function insertBreakGlass(
  tx: Tx,
  scope: Scope,
  { organizationId, reason, caseNumber, hours }: NewBreakGlass,
): Promise<{ id: string; endsAt: Date }> {
  const id = newId()
  const [row] = await tx.$queryRaw<{ endsAt: Date }[]>`
    insert into access_break_glass (id, user_id, organization_id, reason, case_number, ends_at)
    values (${id}::uuid, ${scope.actor.userId}::uuid, ${organizationId}::uuid, ${reason}, ${caseNumber}, now() + make_interval(hours => ${hours}::int))
    returning ends_at as "endsAt"`
  if (!row) throw new Error('the opening was not kept')
  return { id, endsAt: row.endsAt }
}

/** Ends an opening before its time; null when there is none in force that this actor may end. */
export async function endBreakGlassNow(
  tx: Tx,
  _scope: Scope,
  id: string,
): Promise<{ organizationId: string; userId: string } | null> {
  const [row] = await tx.$queryRaw<{ organizationId: string; userId: string }[]>`
    update access_break_glass set ended_at = now() where id = ${id}::uuid and ended_at is null and now() < ends_at
    returning organization_id::text as "organizationId", user_id::text as "userId"`
  return row ?? null
}

/** The auditor's judgement of an opening that is over; false when there is none that waits for it. */
export async function judgeBreakGlass(
  tx: Tx,
  scope: Scope,
  { id, review, note }: { id: string; review: 'justified' | 'unjustified'; note: string },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    update access_break_glass set reviewed_at = now(), reviewed_by = ${scope.actor.userId}::uuid, review = ${review}, review_note = ${note}
     where id = ${id}::uuid and reviewed_at is null and coalesce(ended_at, ends_at) <= now()`
  return count > 0
}
