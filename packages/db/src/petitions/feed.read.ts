import { headTypes } from '@nq15/domain/petitions'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { withinUnit } from './within-unit.ts'

const row = z.object({
  feedId: z.string(),
  organizationId: z.string(),
  head: z.enum(headTypes).nullable(),
  label: z.string(),
  madeByName: z.string(),
  madeAt: z.date(),
  revokedAt: z.date().nullable(),
})
/** An address of the calendar, without its secret: that is nowhere. Moments are UTC. */
export type FeedRow = z.infer<typeof row>

/** The addresses of the unit's calendar, the newest first. */
export async function listFeeds(tx: Tx, scope: Scope): Promise<FeedRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "feedId", x.organization_id::text as "organizationId", x.head, x.label, x.made_by_name as "madeByName", x.made_at as "madeAt",
        x.revoked_at as "revokedAt"
      from reception_feed x where ${withinUnit(scope)} order by x.made_at desc, x.id desc limit 100`
  return rows.map((one) => row.parse(one))
}

const shown = z.object({
  uid: z.string(),
  unitName: z.string(),
  head: z.string(),
  heldOn: z.string(),
  place: z.string(),
  beginsAt: z.string().nullable(),
  publishedOn: z.string(),
})
/** A day of reception as the calendar tells it; the row without `uid` says only whose calendar it is. */
export type FeedDay = z.infer<typeof shown>

/** What an address opens, for who has not signed in; nothing where it was never made, or is revoked. */
export async function listFeedDays(tx: Tx, tokenHash: string): Promise<FeedDay[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select f.uid, f.unit_name as "unitName", f.head, f.held_on as "heldOn", f.place, f.begins_at as "beginsAt", f.published_on as "publishedOn"
      from app.reception_feed_days(${tokenHash}) f`
  return rows.map((one) => shown.parse(one))
}
