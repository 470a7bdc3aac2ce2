import { publicationChannels, topics } from '@nq15/domain/information'
import { isCell, orgTypes } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const publication = z.object({
  publicationId: z.string(),
  issueId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  code: z.string(),
  position: z.number(),
  topic: z.enum(topics),
  place: z.string(),
  question: z.string(),
  answer: z.string(),
  officer: z.string(),
  channel: z.enum(publicationChannels),
  publishedAt: z.string(),
  publishedOn: z.string(),
  nextUpdateOn: z.string().nullable(),
})
/** An answer as it was published. Days are legal days. */
export type PublicationRow = z.infer<typeof publication>

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const whole = Prisma.sql`x.id::text as "publicationId", x.issue_id::text as "issueId", x.organization_id::text as "organizationId",
    n.name as "organizationName", x.code, x.position, x.topic, x.place, x.question, x.answer, x.officer, x.channel,
    x.published_at as "publishedAt", ${day('x.published_on')} as "publishedOn", ${day('x.next_update_on')} as "nextUpdateOn"
  from information_publication x
  join lateral (select v.name from organization_version v where v.organization_id = x.organization_id
    order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true`

/** Everything that was published of a question, the newest first. */
export async function listPublicationsOf(tx: Tx, _scope: Scope, issueId: string): Promise<PublicationRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${whole} where x.issue_id = ${issueId}::uuid order by x.position desc`
  return rows.map((one) => publication.parse(one))
}

/** One publication; what was published everybody who works here reads. */
export async function findPublication(tx: Tx, _scope: Scope, publicationId: string): Promise<PublicationRow | null> {
  if (!isId(publicationId)) return null
  const rows = await tx.$queryRaw<unknown[]>`select ${whole} where x.id = ${publicationId}::uuid`
  return rows[0] === undefined ? null : publication.parse(rows[0])
}

/** The committees that a reader hears from: his own with everything below, and what is above them today. */
const heard = ({ organizationIds }: Scope): Prisma.Sql =>
  organizationIds === 'everything'
    ? Prisma.sql`true`
    : Prisma.sql`exists (select from app.organization_reach r where r.valid_from <= app.today() and app.today() < r.valid_to
        and (r.above_id = any (${[...organizationIds]}::uuid[]) and r.organization_id = x.organization_id
          or r.organization_id = any (${[...organizationIds]}::uuid[]) and r.above_id = x.organization_id))`

/** The newest answer of every question of the committees a reader hears from, the newest first. */
export async function listNewestPublications(
  tx: Tx,
  scope: Scope,
  { limit }: { readonly limit: number },
): Promise<PublicationRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select * from (select distinct on (x.issue_id) ${whole} where ${heard(scope)} order by x.issue_id, x.position desc) newest
    order by "publishedOn" desc, code desc limit ${limit}`
  return rows.map((one) => publication.parse(one))
}

/** The newest answer of every question of one committee, the newest first: what goes to the public. */
export async function listPublicAnswers(
  tx: Tx,
  _scope: Scope,
  { organizationId }: { readonly organizationId: string },
): Promise<PublicationRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select * from (select distinct on (x.issue_id) ${whole} where x.organization_id = ${organizationId}::uuid order by x.issue_id, x.position desc) newest order by "publishedOn" desc, code desc`
  return rows.map((one) => publication.parse(one))
}

const acknowledgement = z.object({
  publicationId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  heldOn: z.string(),
  present: z.number(),
  version: z.number(),
})
/** A cell that talked an answer over. */
export type AcknowledgementRow = z.infer<typeof acknowledgement>

/** The cells within the scope that talked these answers over, by name. */
export async function listAcknowledgements(
  tx: Tx,
  scope: Scope,
  { publicationIds }: { readonly publicationIds: readonly string[] },
): Promise<AcknowledgementRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.publication_id::text as "publicationId", x.organization_id::text as "organizationId", n.name as "organizationName",
        ${day('x.held_on')} as "heldOn", x.present, x.version
      from information_acknowledgement x
      join lateral (select v.name from organization_version v where v.organization_id = x.organization_id
        order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true
     where x.publication_id = any (${[...publicationIds]}::uuid[]) and ${withinReach(scope)} order by "organizationName", x.organization_id`
  return rows.map((one) => acknowledgement.parse(one))
}

const cells = orgTypes.filter((type) => isCell(type))

/** How many cells stand below a committee on a day: what acknowledgements are counted against. */
export async function countCells(
  tx: Tx,
  _scope: Scope,
  { organizationId, today }: { readonly organizationId: string; readonly today: LegalDay },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from app.organization_reach r
      join organization_version v on v.organization_id = r.organization_id and v.valid_from <= ${today}::date and ${today}::date < v.valid_to
     where r.above_id = ${organizationId}::uuid and r.valid_from <= ${today}::date and ${today}::date < r.valid_to
       and v.side = 'party' and v.org_type = any (${cells})`
  return row?.count ?? 0
}
