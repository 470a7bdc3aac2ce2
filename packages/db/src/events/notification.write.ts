import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Whom an event is told: roles over its organization, roles that stand alone, accounts by name. */
export type FanOut = {
  readonly eventId: string
  readonly urgent: boolean
  readonly dueOn: LegalDay | null
  readonly roles: readonly string[]
  /** Grants below the organization count, instead of those over it and its superiors. */
  readonly below: boolean
  readonly standAloneRoles: readonly string[]
  readonly userIds: readonly string[]
}

/** Puts events into the inbox of everybody who can act on them, in one statement; each person once per event. Answers how many rows. */
export async function fanOut(tx: Tx, _scope: Scope, wanted: readonly FanOut[]): Promise<number> {
  if (wanted.length === 0) return 0
  const asked = wanted.map(({ eventId, urgent, dueOn, roles, below, standAloneRoles, userIds }) => ({
    event_id: eventId,
    urgent,
    due_on: dueOn,
    roles,
    below,
    all_roles: standAloneRoles,
    users: userIds,
  }))
  const [row] = z
    .array(z.object({ made: z.number() }))
    .parse(await tx.$queryRaw`select app.fan_out(${JSON.stringify(asked)}::jsonb) as made`)
  return row?.made ?? 0
}

/** A matter of a record of an organization whose reminders are to be taken back, but for those of the day that holds. */
export type Withdrawal = {
  readonly recordTable: string
  readonly recordId: string
  readonly organizationId: string
  readonly kind: string
  readonly exceptDueOn: LegalDay | null
}

/** Takes back unread reminders of days that were changed, or of matters that are settled. Answers how many rows. */
export async function withdrawReminders(tx: Tx, _scope: Scope, withdrawals: readonly Withdrawal[]): Promise<number> {
  if (withdrawals.length === 0) return 0
  const rows = withdrawals.map(({ recordTable, recordId, organizationId, kind, exceptDueOn }) => ({
    record_table: recordTable,
    record_id: recordId,
    organization_id: organizationId,
    kind,
    except_due_on: exceptDueOn,
  }))
  return tx.$executeRaw`
    update notification n set withdrawn_at = clock_timestamp()
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w (record_table text, record_id uuid, organization_id uuid, kind text, except_due_on date)
     where n.record_table = w.record_table and n.record_id = w.record_id and n.organization_id = w.organization_id
       and n.type = 'events.reminder-due' and n.payload ->> 'kind' = w.kind and n.withdrawn_at is null and n.read_at is null
       and n.due_on is distinct from w.except_due_on`
}

/** Marks rows of the actor's own inbox as read: those named, or all. Answers how many were unread. */
export async function markRead(tx: Tx, { actor }: Scope, ids: readonly string[] | 'all'): Promise<number> {
  const { count } = await tx.notification.updateMany({
    where: { userId: actor.userId, readAt: null, ...(ids === 'all' ? {} : { id: { in: [...ids] } }) },
    data: { readAt: new Date() },
  })
  return count
}

/** How somebody wants to be told, as he sets it. Times of day are `HH:MM` in Hà Nội. */
export type NotificationSettings = {
  readonly mailAddress: string | null
  readonly muted: readonly string[]
  readonly dailyDigest: boolean
  readonly urgentMail: boolean
  readonly quietFrom: string
  readonly quietUntil: string
  readonly locale: 'vi' | 'en'
}

/** Stores the actor's own settings; false when they changed meanwhile. `version` 0 stores the first ones. */
export async function writeSettings(
  tx: Tx,
  { actor }: Scope,
  settings: NotificationSettings & { readonly version: number },
): Promise<boolean> {
  const { version, mailAddress, muted, dailyDigest, urgentMail, quietFrom, quietUntil, locale } = settings
  const changed =
    version === 0
      ? await tx.$executeRaw`
        insert into notification_setting (user_id, mail_address, muted, daily_digest, urgent_mail, quiet_from, quiet_until, locale)
        values (${actor.userId}::uuid, ${mailAddress}, ${[...muted]}::text[], ${dailyDigest}, ${urgentMail}, ${quietFrom}, ${quietUntil}, ${locale})
        on conflict do nothing`
      : await tx.$executeRaw`
        update notification_setting set mail_address = ${mailAddress}, muted = ${[...muted]}::text[], daily_digest = ${dailyDigest},
          urgent_mail = ${urgentMail}, quiet_from = ${quietFrom}, quiet_until = ${quietUntil}, locale = ${locale},
          version = version + 1, updated_at = clock_timestamp()
         where user_id = ${actor.userId}::uuid and version = ${version}`
  return changed > 0
}

/** Removes rows of the inbox made before a moment and read or taken back. Answers how many. */
export async function deleteOldNotifications(tx: Tx, _scope: Scope, before: Date): Promise<number> {
  return tx.$executeRaw`
    delete from notification where created_at < ${before}::timestamptz and (read_at is not null or withdrawn_at is not null)`
}

/** Unread matters of everybody who wants a digest today and has an address become one mail each. Answers how many mails. */
export async function queueDigests(tx: Tx, _scope: Scope, day: LegalDay): Promise<number> {
  return tx.$executeRaw`
    with due as (
      select n.user_id, array_agg(n.id) as ids from notification n join notification_setting s on s.user_id = n.user_id
       where s.mail_address is not null and s.daily_digest and n.mailed_at is null and n.read_at is null and n.withdrawn_at is null
         and not n.type = any (coalesce(s.muted, array[]::text[]))
         and not exists (select from notification_mail m where m.user_id = n.user_id and m.kind = 'digest' and m.on_day = ${dateOf(day)}::date)
       group by n.user_id
    ), counted as (
      update notification n set mailed_at = clock_timestamp() from due where n.id = any (due.ids) returning n.user_id
    )
    insert into notification_mail (id, user_id, kind, on_day, matters, not_before)
    select app.uuid_v7(), c.user_id, 'digest', ${dateOf(day)}::date, count(*)::int,
        app.after_quiet(clock_timestamp(), min(s.quiet_from)::time, min(s.quiet_until)::time)
      from counted c join notification_setting s on s.user_id = c.user_id group by c.user_id
    on conflict do nothing`
}

/** Urgent unread matters become one mail a person, to be sent now, or when his quiet hours end. Answers how many mails. */
export async function queueUrgent(tx: Tx, _scope: Scope, day: LegalDay): Promise<number> {
  return tx.$executeRaw`
    with due as (
      select n.id, n.user_id from notification n join notification_setting s on s.user_id = n.user_id
       where n.urgent and s.mail_address is not null and s.urgent_mail and n.mailed_at is null and n.read_at is null and n.withdrawn_at is null
         and not n.type = any (coalesce(s.muted, array[]::text[])) for update of n skip locked
    ), counted as (
      update notification n set mailed_at = clock_timestamp() from due where n.id = due.id returning n.user_id
    )
    insert into notification_mail (id, user_id, kind, on_day, matters, not_before)
    select app.uuid_v7(), c.user_id, 'urgent', ${dateOf(day)}::date, count(*)::int,
        app.after_quiet(clock_timestamp(), min(s.quiet_from)::time, min(s.quiet_until)::time)
      from counted c join notification_setting s on s.user_id = c.user_id group by c.user_id`
}

const mail = z.object({
  id: z.string(),
  address: z.string(),
  matters: z.number(),
  locale: z.enum(['vi', 'en']),
  attempts: z.number(),
})
export type WaitingMail = z.infer<typeof mail>

/** Takes up mails that may go out now; one left by a process that died is taken up again after ten minutes. */
export async function claimMails(tx: Tx, _scope: Scope, limit: number): Promise<WaitingMail[]> {
  const rows = await tx.$queryRaw`
    update notification_mail m set state = 'sending', attempts = m.attempts + 1, not_before = clock_timestamp() + interval '10 minutes'
      from notification_setting s
     where s.user_id = m.user_id and s.mail_address is not null
       and m.id in (select id from notification_mail where state in ('waiting', 'sending') and not_before <= clock_timestamp()
         order by not_before limit ${limit} for update skip locked)
    returning m.id::text as "id", s.mail_address as "address", m.matters, s.locale, m.attempts`
  return z.array(mail).parse(rows)
}

/** Ends a mail: sent, or to be tried again later, five times at most. */
export async function endMail(
  tx: Tx,
  _scope: Scope,
  { id, sent }: { readonly id: string; readonly sent: boolean },
): Promise<void> {
  await tx.$executeRaw`
    update notification_mail set state = case when ${sent} then 'sent' when attempts >= 5 then 'failed' else 'waiting' end,
      sent_at = case when ${sent} then clock_timestamp() end,
      not_before = case when ${sent} then not_before else clock_timestamp() + attempts * interval '5 minutes' end
     where id = ${id}::uuid`
}
