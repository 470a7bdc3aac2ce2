import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

export type AlarmAnswer = 'action' | 'no-action' | 'contested'
export type AlarmVerdict = 'true' | 'known' | 'false'

/** Stores an answer to an alarm of this version; false when somebody changed it meanwhile. */
export async function insertAlarmAnswer(
  tx: Tx,
  { actor }: Scope,
  given: {
    readonly alarmId: string
    readonly organizationId: string
    readonly version: number
    readonly answer: AlarmAnswer
    readonly reason: string | null
  },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update alarm set answer = ${given.answer}, answered_at = clock_timestamp(), version = version + 1,
        state = case when state = 'closed' then 'closed' else 'acknowledged' end
     where id = ${given.alarmId}::uuid and version = ${given.version}`
  if (changed === 0) return false
  await tx.$executeRaw`
    insert into alarm_answer (id, alarm_id, organization_id, answer, reason, by_user_id, by_name)
    values (${newId()}::uuid, ${given.alarmId}::uuid, ${given.organizationId}::uuid, ${given.answer}, ${given.reason}, ${actor.userId}::uuid, ${actor.name})`
  return true
}

/** Stores what an alarm turned out to be; false when somebody changed it meanwhile. */
export async function storeVerdict(
  tx: Tx,
  { actor }: Scope,
  given: {
    readonly alarmId: string
    readonly version: number
    readonly verdict: AlarmVerdict
    readonly reason: string | null
  },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update alarm set verdict = ${given.verdict}, verdict_reason = ${given.reason}, verdict_by = ${actor.userId}::uuid, verdict_by_name = ${actor.name},
        verdict_at = clock_timestamp(), version = version + 1
     where id = ${given.alarmId}::uuid and version = ${given.version}`
  return changed === 1
}

/** Alarms nobody answered by their day escalate; answers those, at most `limit` of them. */
export async function escalateAlarms(
  tx: Tx,
  _scope: Scope,
  { today, limit }: { readonly today: LegalDay; readonly limit: number },
): Promise<{ alarmId: string; organizationId: string; code: string }[]> {
  return tx.$queryRaw`
    with late as (select id from alarm where state = 'raised' and due_on < ${today}::date order by due_on limit ${limit} for update skip locked)
    update alarm a set state = 'escalated', escalated_on = ${today}::date, version = a.version + 1
      from late, sign_record s where a.id = late.id and s.id = a.sign_id
    returning a.id::text as "alarmId", a.organization_id::text as "organizationId", s.code`
}
