import { z } from 'zod'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'
import type { NotificationSettings } from './notification.write.ts'

const row = z.object({
  id: z.string(),
  type: z.string(),
  organizationId: z.string().nullable(),
  organizationName: z.string().nullable(),
  recordTable: z.string(),
  recordId: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  urgent: z.boolean(),
  dueOn: z.date().nullable(),
  occurredAt: z.date(),
  isRead: z.boolean(),
})
/** A row of the inbox as it is read; names are those the reader's directory shows. Times in UTC. */
export type InboxRow = Omit<z.infer<typeof row>, 'dueOn'> & { readonly dueOn: string | null }

/** The actor's own inbox, newest first; reminders whose day was changed are left out. */
export async function listInbox(
  tx: Tx,
  { actor }: Scope,
  {
    limit,
    before,
    unreadOnly = false,
  }: { readonly limit: number; readonly before?: Date; readonly unreadOnly?: boolean },
): Promise<InboxRow[]> {
  const rows = await tx.$queryRaw`
    select n.id::text as "id", n.type, n.organization_id::text as "organizationId", n.record_table as "recordTable", n.record_id::text as "recordId",
      n.payload, n.urgent, n.due_on as "dueOn", n.occurred_at as "occurredAt", n.read_at is not null as "isRead",
      (select v.name from organization_version v where v.organization_id = n.organization_id order by v.valid_from desc limit 1) as "organizationName"
      from notification n
     where n.user_id = ${actor.userId}::uuid and n.withdrawn_at is null
       and (${before ?? null}::timestamptz is null or n.occurred_at < ${before ?? null}::timestamptz)
       and (not ${unreadOnly} or n.read_at is null)
     order by n.occurred_at desc, n.id desc limit ${limit}`
  return z
    .array(row)
    .parse(rows)
    .map(({ dueOn, ...rest }) => ({ ...rest, dueOn: dueOn && dayOf(dueOn) }))
}

/** How many matters of the actor's own inbox are unread. */
export async function countUnread(tx: Tx, { actor }: Scope): Promise<number> {
  return tx.notification.count({ where: { userId: actor.userId, readAt: null, withdrawnAt: null } })
}

const usual: NotificationSettings = {
  mailAddress: null,
  muted: [],
  dailyDigest: true,
  urgentMail: true,
  quietFrom: '20:00',
  quietUntil: '06:30',
  locale: 'vi',
}

/** How the actor wants to be told; the usual with version 0 when he never said. */
export async function readSettings(
  tx: Tx,
  { actor }: Scope,
): Promise<NotificationSettings & { readonly version: number }> {
  const found = await tx.notificationSetting.findUnique({ where: { userId: actor.userId } })
  if (!found) return { ...usual, version: 0 }
  const { mailAddress, muted, dailyDigest, urgentMail, quietFrom, quietUntil, locale, version } = found
  return {
    mailAddress,
    muted,
    dailyDigest,
    urgentMail,
    quietFrom,
    quietUntil,
    locale: locale === 'en' ? 'en' : 'vi',
    version,
  }
}
