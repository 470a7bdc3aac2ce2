import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** Notice of a version to the person rated. */
export type NoticeRow = {
  readonly ratingId: string
  readonly noticeOn: LegalDay
  readonly fileUntil: LegalDay | null
  readonly byName: string
  readonly issuedAt: Date
  readonly seenAt: Date | null
}

/** The notices of one case, the first one first; the policies leave only one's own or one's organization's. */
export async function listNotices(tx: Tx, _scope: Scope, caseId: string): Promise<NoticeRow[]> {
  return tx.$queryRaw<NoticeRow[]>`
    select rating_id as "ratingId", notice_on::text as "noticeOn", file_until::text as "fileUntil", by_name as "byName",
        issued_at as "issuedAt", seen_at as "seenAt"
      from rating_notice where case_id = ${caseId}::uuid order by id`
}

/** How far a committee's decision is told: levels that stand, told, opened by the person, and not yet told. */
export type NoticeCounts = {
  readonly standing: number
  readonly told: number
  readonly seen: number
  readonly firstOn: LegalDay | null
}

/** The notices of a committee's year in counts. */
export async function countNotices(
  tx: Tx,
  scope: Scope,
  { committeeId, year }: { committeeId: string; year: number },
): Promise<NoticeCounts> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return { standing: 0, told: 0, seen: 0, firstOn: null }
  const [row] = await tx.$queryRaw<NoticeCounts[]>`
    select count(*)::int as standing, count(n.id)::int as told, count(n.seen_at)::int as seen, min(n.notice_on)::text as "firstOn"
      from rating r left join rating_notice n on n.rating_id = r.id
     where r.committee_id = ${committeeId}::uuid and r.year = ${year} and r.superseded_at is null`
  return row ?? { standing: 0, told: 0, seen: 0, firstOn: null }
}

/** Accounts that belong to a member, so that he is told of his own matter. */
export async function listAccountsOf(tx: Tx, _scope: Scope, memberId: string): Promise<string[]> {
  const rows = await tx.accessAccount.findMany({ where: { memberId }, select: { userId: true } })
  return rows.map(({ userId }) => userId)
}

/** The actor's own notices he has not opened, while a complaint is still in time. */
export async function listUnseenNotices(
  tx: Tx,
  { actor }: Scope,
  today: LegalDay,
): Promise<{ caseId: string; campaignId: string; year: number; fileUntil: LegalDay }[]> {
  if (!actor.memberId) return []
  return tx.$queryRaw`
    select n.case_id as "caseId", c.campaign_id as "campaignId", r.year, n.file_until::text as "fileUntil"
      from rating_notice n join rating r on r.id = n.rating_id join rating_case c on c.id = n.case_id
     where n.member_id = ${actor.memberId}::uuid and n.seen_at is null and n.file_until >= ${today}::date`
}
