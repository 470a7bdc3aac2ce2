import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

type Notice = {
  readonly committeeId: string
  readonly year: number
  readonly noticeOn: LegalDay
  readonly fileUntil: LegalDay | null
  readonly at: Date
}

/** Tells everybody of a committee whose standing level was not told yet, and moves their cases on; answers whom. */
export async function issueNotices(
  tx: Tx,
  { actor }: Scope,
  { committeeId, year, noticeOn, fileUntil, at }: Notice,
): Promise<{ caseId: string; memberId: string; organizationId: string }[]> {
  const rows = await tx.$queryRaw<{ caseId: string; memberId: string; organizationId: string }[]>`
    insert into rating_notice (id, rating_id, case_id, organization_id, member_id, notice_on, file_until, by_user_id, by_name, issued_at)
    select app.uuid_v7(), r.id, r.case_id, r.organization_id, r.member_id, ${noticeOn}::date, ${fileUntil}::date, ${actor.userId}::uuid, ${actor.name}, ${at}
      from rating r join rating_case c on c.id = r.case_id
     where r.committee_id = ${committeeId}::uuid and r.year = ${year} and r.superseded_at is null
       and c.state in ('decided', 'reconsidered', 'revised') and not exists (select from rating_notice n where n.rating_id = r.id)
    returning case_id as "caseId", member_id as "memberId", organization_id as "organizationId"`
  const ids = rows.map(({ caseId }) => caseId)
  if (ids.length > 0) {
    await tx.$executeRaw`update rating_case set state = 'notified', version = version + 1, updated_at = ${at} where id = any (${ids}::uuid[])`
  }
  return rows
}

/** Marks the actor's own notices of a case as opened. */
export async function markNoticesSeen(
  tx: Tx,
  { actor }: Scope,
  { caseId, at }: { caseId: string; at: Date },
): Promise<void> {
  if (!actor.memberId) return
  await tx.ratingNotice.updateMany({ where: { caseId, memberId: actor.memberId, seenAt: null }, data: { seenAt: at } })
}

/** Tells every unit of a decider whose standing level was not told yet; a leader decided above is told himself by the database. Answers which. */
export async function issueUnitNotices(
  tx: Tx,
  { actor }: Scope,
  { committeeId, year, noticeOn, fileUntil, at }: Notice,
): Promise<{ caseId: string; organizationId: string }[]> {
  return tx.$queryRaw`
    insert into rating_unit_notice (id, rating_id, case_id, organization_id, notice_on, file_until, by_user_id, by_name, issued_at)
    select app.uuid_v7(), l.id, l.case_id, l.organization_id, ${noticeOn}::date, ${fileUntil}::date, ${actor.userId}::uuid, ${actor.name}, ${at}
      from rating_unit_level l
     where l.decider_id = ${committeeId}::uuid and l.year = ${year} and l.superseded_at is null
       and l.decided_on <= ${noticeOn}::date and not exists (select from rating_unit_notice n where n.rating_id = l.id)
    returning case_id as "caseId", organization_id as "organizationId"`
}

/** Marks the notices of a unit as opened: its secretary has the page before him. */
export async function markUnitNoticesSeen(
  tx: Tx,
  _scope: Scope,
  { caseId, at }: { caseId: string; at: Date },
): Promise<void> {
  await tx.ratingUnitNotice.updateMany({ where: { caseId, seenAt: null }, data: { seenAt: at } })
}
