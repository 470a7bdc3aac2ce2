import { opinionBreadths, opinionChannels, opinionTendencies, topics } from '@nq15/domain/information'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const note = z.object({
  noteId: z.string(),
  organizationName: z.string(),
  topic: z.enum(topics),
  place: z.string(),
  channel: z.enum(opinionChannels),
  tendency: z.enum(opinionTendencies),
  breadth: z.enum(opinionBreadths),
  heardOn: z.string(),
  gist: z.string(),
})
/** An opinion note; who entered it stands in the trail and not here. */
export type OpinionNoteRow = z.infer<typeof note>

/** The notes within the scope, the newest first. */
export async function listOpinionNotes(
  tx: Tx,
  scope: Scope,
  { limit }: { readonly limit: number },
): Promise<OpinionNoteRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "noteId", n.name as "organizationName", x.topic, x.place, x.channel, x.tendency, x.breadth,
        to_char(x.heard_on, 'YYYY-MM-DD') as "heardOn", x.gist
      from opinion_note x
      join lateral (select v.name from organization_version v where v.organization_id = x.organization_id
        order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true
     where ${withinReach(scope)} order by x.heard_on desc, x.id limit ${limit}`
  return rows.map((one) => note.parse(one))
}

/** How many notes a topic has, by how they lean. Notes are counted, never people, so no count is hidden (privacy G6). */
export type OpinionCounts = {
  readonly organizationId: string
  readonly topic: (typeof topics)[number]
  readonly positive: number
  readonly neutral: number
  readonly concern: number
  /** Of the concerns those that are heard from many. */
  readonly wide: number
}

/**
 * Notes heard from one day until another that no longer counts, by committee and topic, within the scope; months that were folded
 * count whole when their first day lies within.
 */
export async function countOpinions(
  tx: Tx,
  scope: Scope,
  { from, to }: { readonly from: LegalDay; readonly to: LegalDay },
): Promise<OpinionCounts[]> {
  const summed = (tendency: string, more = Prisma.empty) =>
    Prisma.sql`coalesce(sum(x.count) filter (where x.tendency = ${tendency} ${more}), 0)::int`
  return tx.$queryRaw<OpinionCounts[]>`
    select x.organization_id::text as "organizationId", x.topic, ${summed('positive')} as positive, ${summed('neutral')} as neutral,
        ${summed('concern')} as concern, ${summed('concern', Prisma.sql`and x.breadth = 'many'`)} as wide
      from (select organization_id, topic, tendency, breadth, 1 as count, heard_on as day from opinion_note
        union all select organization_id, topic, tendency, breadth, count, month from opinion_total) x
     where x.day >= ${from}::date and x.day < ${to}::date and ${withinReach(scope)} group by 1, 2 order by 1, 2`
}
