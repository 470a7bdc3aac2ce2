import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { afterNames, kindOf } from './after-tables.ts'
import { isWithinOnce } from './within-once.ts'

/** Notice of a version to the person or unit rated. */
export type NoticeRow = {
  readonly ratingId: string
  readonly noticeOn: LegalDay
  readonly fileUntil: LegalDay | null
  readonly byName: string
  readonly issuedAt: Date
  readonly seenAt: Date | null
}

/** The notices of one case, the first one first; the policies leave only one's own or one's organization's. */
export async function listNotices(tx: Tx, scope: Scope, caseId: string): Promise<NoticeRow[]> {
  return tx.$queryRaw<NoticeRow[]>`
    select rating_id as "ratingId", notice_on::text as "noticeOn", file_until::text as "fileUntil", by_name as "byName",
        issued_at as "issuedAt", seen_at as "seenAt"
      from ${afterNames[kindOf(scope)].notice} where case_id = ${caseId}::uuid order by id`
}

/** How far a committee's decisions are told: levels that stand, told, opened by who is rated, and not yet told. */
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
  const kind = kindOf(scope)
  const of = afterNames[kind]
  const decider = kind === 'person' ? Prisma.raw('r.committee_id') : Prisma.raw('r.decider_id')
  const [row] = await tx.$queryRaw<NoticeCounts[]>`
    select count(*)::int as standing, count(n.id)::int as told, count(n.seen_at)::int as seen, min(n.notice_on)::text as "firstOn"
      from ${of.level} r left join ${of.notice} n on n.rating_id = r.id
     where ${decider} = ${committeeId}::uuid and r.year = ${year} and r.superseded_at is null`
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

/** Notices of organizations granted to the actor that nobody there has opened, while a complaint is still in time. */
export async function listUnseenUnitNotices(
  tx: Tx,
  _scope: Scope,
  { organizationIds, today }: { organizationIds: readonly string[]; today: LegalDay },
): Promise<
  { caseId: string; campaignId: string; year: number; organizationId: string; name: string; fileUntil: LegalDay }[]
> {
  if (organizationIds.length === 0) return []
  return tx.$queryRaw`
    select n.case_id as "caseId", c.campaign_id as "campaignId", l.year, n.organization_id as "organizationId", c.name,
        n.file_until::text as "fileUntil"
      from rating_unit_notice n join rating_unit_level l on l.id = n.rating_id join rating_unit_case c on c.id = n.case_id
     where n.organization_id = any (${[...organizationIds]}::uuid[]) and n.seen_at is null and n.file_until >= ${today}::date`
}
