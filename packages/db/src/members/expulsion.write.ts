import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** The status a member's file showed before he was expelled; `since` is null where nobody entered its day. */
export type FormerStatus = { readonly status: string; readonly since: LegalDay | null }

/**
 * Writes an expulsion into the member's file from the day it has effect; the file itself shows it once that day has come.
 * Answers what the file showed before.
 */
export async function expelMember(
  tx: Tx,
  _scope: Scope,
  {
    memberId,
    organizationId,
    from,
    today,
  }: { readonly memberId: string; readonly organizationId: string; readonly from: LegalDay; readonly today: LegalDay },
): Promise<FormerStatus> {
  const [former] = await tx.$queryRaw<FormerStatus[]>`
    select status, to_char(status_since, 'YYYY-MM-DD') as since from member where id = ${memberId}::uuid for update`
  await tx.$executeRaw`
    insert into member_status (id, member_id, organization_id, status, valid_from)
    values (${newId()}::uuid, ${memberId}::uuid, ${organizationId}::uuid, 'expelled', ${from}::date)`
  if (from <= today) await showExpelled(tx, { memberId, from })
  return former ?? { status: 'active', since: null }
}

const showExpelled = (tx: Tx, { memberId, from }: { readonly memberId: string; readonly from: LegalDay }) =>
  tx.$executeRaw`
    update member set status = 'expelled', status_since = ${from}::date, version = version + 1, updated_at = now()
     where id = ${memberId}::uuid and status <> 'expelled'`

/** Shows in their files those expulsions in effect whose day has come by `today`. Answers how many. */
export async function showDueExpulsions(tx: Tx, _scope: Scope, today: LegalDay): Promise<number> {
  return tx.$executeRaw`
    update member m set status = 'expelled', status_since = c.effective_on, version = m.version + 1, updated_at = now()
      from discipline_case c
     where c.member_id = m.id and c.state = 'effective' and c.form = 'expulsion' and c.effective_on <= ${today}::date
       and m.status <> 'expelled' and exists (select from member_status t where t.member_id = m.id and t.status = 'expelled'
         and t.valid_from = c.effective_on and t.valid_from < t.valid_to)`
}

/**
 * Takes an expulsion back from its first day: he was a member all along. What his file had shown stands again, or what has come
 * to hold beside it since.
 */
export async function takeExpulsionBack(
  tx: Tx,
  _scope: Scope,
  {
    memberId,
    from,
    today,
    former,
  }: {
    readonly memberId: string
    readonly from: LegalDay
    readonly today: LegalDay
    readonly former: FormerStatus
  },
): Promise<void> {
  await tx.$executeRaw`
    update member_status set valid_to = valid_from
     where member_id = ${memberId}::uuid and status = 'expelled' and valid_from = ${from}::date`
  await tx.$executeRaw`
    update member m set (status, status_since) = (
        select coalesce(t.status, ${former.status}), case when t.status is null then ${former.since}::date else t.valid_from end
          from (select 1) one left join lateral (select s.status, s.valid_from from member_status s
            where s.member_id = m.id and s.valid_from <= ${today}::date and ${today}::date < s.valid_to
            order by s.valid_from desc limit 1) t on true),
      version = m.version + 1, updated_at = now()
     where m.id = ${memberId}::uuid and m.status = 'expelled'`
}
