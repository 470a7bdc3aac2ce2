import { cardBeginnings, type MemberKind, type MemberStatus, memberKinds, memberStatuses } from '@nq15/domain/members'
import { type LegalDay, searchText } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** A member as a list shows him: where he belongs and stands on the day, his posts in one line. */
export type ListedMember = {
  readonly memberId: string
  readonly fullName: string
  readonly cardNumber: string | null
  readonly fileNumber: string | null
  readonly cellId: string
  readonly cellName: string
  readonly kind: MemberKind
  readonly status: MemberStatus
  readonly admittedOn: LegalDay
  readonly posts: string | null
}

const listed = z.object({
  memberId: z.string(),
  fullName: z.string(),
  cardNumber: z.string().nullable(),
  fileNumber: z.string().nullable(),
  cellId: z.string(),
  cellName: z.string(),
  kind: z.enum(memberKinds),
  status: z.enum(memberStatuses),
  admittedOn: z.string(),
  posts: z.string().nullable(),
})

/** Which members: of a cell or of everything below an organization (null: the whole scope), on a day, by status and words. */
export type MemberQuery = {
  readonly day: LegalDay
  readonly organizationId: string | null
  readonly status: MemberStatus | null
  readonly text: string
  /** Words match names only below these organizations: above the committee a name is not a way to a code. */
  readonly namedBelow?: readonly string[]
  readonly offset: number
  readonly limit: number
}

/** One page of members with what the filters count: by status and by cell, each under the other choices. */
export type MemberPage = {
  readonly rows: readonly ListedMember[]
  readonly total: number
  readonly byStatus: Readonly<Partial<Record<MemberStatus, number>>>
  readonly byCell: readonly { readonly cellId: string; readonly cellName: string; readonly count: number }[]
}

/** Characters that mean something in a pattern mean themselves here. */
const literal = (text: string) => text.replace(/[\\%_]/gu, '\\$&')

type Reach = { readonly everything: boolean; readonly ids: string[] }
const reachOf = ({ organizationIds }: Scope): Reach =>
  organizationIds === 'everything' ? { everything: true, ids: [] } : { everything: false, ids: [...organizationIds] }

/**
 * Members whose home on the day is a cell within the scope, by cell and name; who has ended membership by then is left
 * out unless his status is asked for. Words match names without diacritics, in any order, or the beginning of a
 * card, of the present one or of the one it was exchanged for, with or without point and spaces.
 */
export async function listMembers(tx: Tx, scope: Scope, query: MemberQuery): Promise<MemberPage> {
  const { day, organizationId, status, offset, limit } = query
  const namedEverywhere = query.namedBelow === undefined
  const named = [...(query.namedBelow ?? [])]
  const { everything, ids } = reachOf(scope)
  const wanted = searchText(query.text.slice(0, 200))
  const words = wanted === '' ? [] : wanted.split(' ').map((word) => `%${literal(word)}%`)
  const cards = cardBeginnings(query.text).map((beginning) => `${literal(beginning)}%`)
  const [answer] = await tx.$queryRaw<{ page: unknown }[]>`
    with cells as materialized (
      select v.organization_id, v.name, v.code from organization_version v
       where v.side = 'party' and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
         and (${everything} or v.organization_id in (select r.organization_id from app.organization_reach r
           where r.above_id = any (${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to))
         and (${organizationId}::uuid is null or v.organization_id in (select r.organization_id from app.organization_reach r
           where r.above_id = ${organizationId}::uuid and r.valid_from <= ${day}::date and ${day}::date < r.valid_to))
    ), found as materialized (
      select m.id, m.full_name, m.search_name, m.card_number, m.former_card_number, m.file_number, m.admitted_on, c.organization_id as cell_id, c.name as cell_name,
          c.code as cell_code, case when m.kind = 'full' and (m.full_on is null or m.full_on <= ${day}::date) then 'full' else 'probationary' end as kind,
          coalesce((select t.status from member_status t where t.member_id = m.id
            and t.valid_from <= ${day}::date and ${day}::date < t.valid_to order by t.valid_from desc limit 1),
            case when exists (select from member_status t where t.member_id = m.id and t.valid_from < t.valid_to) then 'active' else m.status end) as status
        from cells c join membership s on s.organization_id = c.organization_id and s.kind = 'official'
         and s.valid_from <= ${day}::date and ${day}::date < s.valid_to
        join member m on m.id = s.member_id
       where (cardinality(${words}::text[]) = 0
         or (m.search_name like all (${words}::text[]) and (${namedEverywhere} or c.organization_id in (select r.organization_id
           from app.organization_reach r where r.above_id = any (${named}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to)))
         or m.card_number like any (${cards}::text[]) or m.former_card_number like any (${cards}::text[])
         or m.file_number like any (${cards}::text[]))
    ), shown as (
      select * from found where (${status}::text is not null and status = ${status}::text)
        or (${status}::text is null and status not in ('transferred-out', 'struck-off', 'expelled', 'deceased'))
    )
    select jsonb_build_object(
      'total', (select count(*)::int from shown),
      'byStatus', coalesce((select jsonb_object_agg(status, n) from (select status, count(*)::int as n from found group by 1) s), '{}'),
      'byCell', coalesce((select jsonb_agg(jsonb_build_object('cellId', cell_id, 'cellName', cell_name, 'count', n) order by cell_code)
        from (select cell_id, cell_name, cell_code, count(*)::int as n from shown group by 1, 2, 3) c), '[]'),
      'rows', coalesce((select jsonb_agg(to_jsonb(p) - 'at' order by p.at) from (
        select row_number() over (order by s.cell_code, s.search_name, s.id) as at, s.id as "memberId", s.full_name as "fullName",
            s.card_number as "cardNumber", s.file_number as "fileNumber", s.cell_id as "cellId", s.cell_name as "cellName", s.kind, s.status,
            to_char(s.admitted_on, 'YYYY-MM-DD') as "admittedOn",
            (select string_agg(o.title, ', ' order by o.is_head desc, o.post) from member_post o where o.member_id = s.id
              and o.valid_from <= ${day}::date and ${day}::date < o.valid_to) as posts
          from shown s order by s.cell_code, s.search_name, s.id limit ${limit} offset ${offset}) p), '[]')) as page`
  return memberPage.parse(answer?.page)
}

const memberPage = z.object({
  rows: z.array(listed),
  total: z.number(),
  byStatus: z.partialRecord(z.enum(memberStatuses), z.number()),
  byCell: z.array(z.object({ cellId: z.string(), cellName: z.string(), count: z.number() })),
})

/** How many members an organization has on a day, all cells below it counted; who has ended membership is not. */
export async function countMembers(
  tx: Tx,
  scope: Scope,
  { organizationId, day }: { organizationId: string; day: LegalDay },
): Promise<number> {
  return (await listMembers(tx, scope, { day, organizationId, status: null, text: '', offset: 0, limit: 0 })).total
}
