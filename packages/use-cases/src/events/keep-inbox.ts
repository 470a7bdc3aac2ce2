import type { Database } from '@nq15/db/client'
import { markRead, type NotificationSettings, writeSettings } from '@nq15/db/events/notification.write'
import type { Scope } from '@nq15/db/scope'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'

/** Marks rows of one's own inbox as read, those named or all; doing it twice changes nothing. Answers how many were unread. */
export const markInboxRead = (db: Database, scope: Scope, ids: readonly string[] | 'all'): Promise<number> =>
  db.asActor(scope, (tx) => markRead(tx, scope, ids))

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const checkbox = z.literal('on').optional()

/** How somebody wants to be told, as a form brings it: an empty address means no mail. */
export const settingsForm = z
  .object({
    version: z.coerce.number().int().nonnegative(),
    mailAddress: z.union([z.literal(''), z.email().max(254)]),
    dailyDigest: checkbox,
    urgentMail: checkbox,
    quietFrom: timeOfDay,
    quietUntil: timeOfDay,
    locale: z.enum(['vi', 'en']),
    muted: z.array(z.string().regex(/^[a-z-]+\.[a-z-]+$/)).max(200),
  })
  .transform(({ mailAddress, dailyDigest, urgentMail, ...rest }) => ({
    ...rest,
    mailAddress: mailAddress === '' ? null : mailAddress,
    dailyDigest: dailyDigest === 'on',
    urgentMail: urgentMail === 'on',
  }))

/** Stores how one wants to be told; refuses settings that were changed in another window meanwhile. */
export async function storeSettings(
  db: Database,
  scope: Scope,
  settings: NotificationSettings & { readonly version: number },
): Promise<Result<null, { readonly code: 'CHANGED_MEANWHILE' }>> {
  const stored = await db.asActor(scope, (tx) => writeSettings(tx, scope, settings))
  return stored ? ok(null) : refuse({ code: 'CHANGED_MEANWHILE' })
}
