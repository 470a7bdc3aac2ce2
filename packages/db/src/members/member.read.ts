import {
  type MemberKind,
  type MemberStatus,
  type MembershipKind,
  memberKinds,
  memberStatuses,
  membershipKinds,
} from '@nq15/domain/members'
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
 * out unless his status is asked for. Words match names without diacritics, in any order, or the beginning of a card.
 */
export async function listMembers(tx: Tx, scope: Scope, query: MemberQuery): Promise<MemberPage> {
  const { day, organizationId, status, offset, limit } = query
  const { everything, ids } = reachOf(scope)
  const wanted = searchText(query.text.slice(0, 200))
  const words = wanted === '' ? [] : wanted.split(' ').map((word) => `%${literal(word)}%`)
  const card = `${literal(query.text.trim().slice(0, 20))}%`
  const [answer] = await tx.$queryRaw<{ page: unknown }[]>`
    with cells as materialized (
      select v.organization_id, v.name, v.code from organization_version v
       where v.side = 'party' and v.valid_from <= ${day}::date and ${day}::date < v.valid_to
         and (${everything} or v.organization_id in (select r.organization_id from app.organization_reach r
           where r.above_id = any (${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to))
         and (${organizationId}::uuid is null or v.organization_id in (select r.organization_id from app.organization_reach r
           where r.above_id = ${organizationId}::uuid and r.valid_from <= ${day}::date and ${day}::date < r.valid_to))
    ), found as materialized (
      select m.id, m.full_name, m.search_name, m.card_number, m.file_number, m.admitted_on, c.organization_id as cell_id, c.name as cell_name,
          c.code as cell_code, case when m.kind = 'full' and (m.full_on is null or m.full_on <= ${day}::date) then 'full' else 'probationary' end as kind,
          coalesce((select t.status from member_status t where t.member_id = m.id
            and t.valid_from <= ${day}::date and ${day}::date < t.valid_to order by t.valid_from desc limit 1),
            case when exists (select from member_status t where t.member_id = m.id) then 'active' else m.status end) as status
        from cells c join membership s on s.organization_id = c.organization_id and s.kind = 'official'
         and s.valid_from <= ${day}::date and ${day}::date < s.valid_to
        join member m on m.id = s.member_id
       where (cardinality(${words}::text[]) = 0 or m.search_name like all (${words}::text[]) or m.card_number like ${card} or m.file_number like ${card})
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

/** Who holds a Party post in an organization on a day. */
export type PostHolder = {
  readonly memberId: string
  readonly fullName: string
  readonly title: string
  readonly from: LegalDay
}

/** The holders of posts in an organization on a day whose files are within the scope, the secretary first. */
export async function listPostHolders(
  tx: Tx,
  scope: Scope,
  { organizationId, day }: { organizationId: string; day: LegalDay },
): Promise<PostHolder[]> {
  const { everything, ids } = reachOf(scope)
  return tx.$queryRaw<PostHolder[]>`
    select m.id::text as "memberId", m.full_name as "fullName", p.title, to_char(p.valid_from, 'YYYY-MM-DD') as "from"
      from member_post p join member m on m.id = p.member_id
     where p.post_organization_id = ${organizationId}::uuid and p.post <> 'other'
       and p.valid_from <= ${day}::date and ${day}::date < p.valid_to
       and (${everything} or p.organization_id in (select r.organization_id from app.organization_reach r
         where r.above_id = any (${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to))
     order by case p.post when 'secretary' then 0 when 'deputy-secretary' then 1 else 2 end, m.search_name, m.id`
}

const span = { from: z.string(), to: z.string() }
const memberFile = z.object({
  memberId: z.string(),
  organizationId: z.string(),
  fullName: z.string(),
  cardNumber: z.string().nullable(),
  fileNumber: z.string().nullable(),
  bornOn: z.string().nullable(),
  kind: z.enum(memberKinds),
  status: z.enum(memberStatuses),
  admittedOn: z.string(),
  fullOn: z.string().nullable(),
  inPoliticalSystem: z.boolean(),
  posts: z.array(z.object({ title: z.string(), organizationName: z.string(), isLeader: z.boolean(), ...span })),
  memberships: z.array(
    z.object({ organizationId: z.string(), organizationName: z.string(), kind: z.enum(membershipKinds), ...span }),
  ),
  statuses: z.array(z.object({ status: z.enum(memberStatuses), ...span })),
  disciplines: z.array(
    z.object({
      form: z.string(),
      decisionNumber: z.string(),
      decidedOn: z.string(),
      violation: z.string(),
      state: z.string(),
    }),
  ),
})

/** Everything kept of one member, newest first in every list; `to` is the first day it no longer held. */
export type MemberFile = Readonly<z.infer<typeof memberFile>>
export type MemberSpanKind = MembershipKind

/**
 * The file of a member within the scope, or the actor's own; null otherwise, and for ids that are none. A sensitive read:
 * written into the trail in the same transaction, unless it is one's own.
 */
export async function readMember(tx: Tx, scope: Scope, memberId: string): Promise<MemberFile | null> {
  if (!z.guid().safeParse(memberId).success) return null
  const isOwn = scope.actor.memberId === memberId
  const { everything, ids } = reachOf(scope)
  const [row] = await tx.$queryRaw<{ file: unknown }[]>`
    select jsonb_build_object('memberId', m.id, 'organizationId', m.organization_id, 'fullName', m.full_name, 'cardNumber', m.card_number,
        'fileNumber', m.file_number, 'bornOn', to_char(m.birth_date, 'YYYY-MM-DD'), 'kind', m.kind, 'status', m.status,
        'admittedOn', to_char(m.admitted_on, 'YYYY-MM-DD'), 'fullOn', to_char(m.full_on, 'YYYY-MM-DD'),
        'inPoliticalSystem', m.in_political_system,
      'posts', coalesce((select jsonb_agg(jsonb_build_object('title', p.title, 'isLeader', p.is_leader, 'organizationName', app_name.name,
          'from', to_char(p.valid_from, 'YYYY-MM-DD'), 'to', to_char(p.valid_to, 'YYYY-MM-DD')) order by p.valid_from desc, p.title)
        from member_post p cross join lateral (select v.name from organization_version v where v.organization_id = p.post_organization_id
          and v.valid_from < p.valid_to order by v.valid_from desc limit 1) app_name where p.member_id = m.id), '[]'),
      'memberships', coalesce((select jsonb_agg(jsonb_build_object('organizationId', s.organization_id, 'kind', s.kind,
          'organizationName', app_name.name, 'from', to_char(s.valid_from, 'YYYY-MM-DD'), 'to', to_char(s.valid_to, 'YYYY-MM-DD'))
          order by s.valid_from desc)
        from membership s cross join lateral (select v.name from organization_version v where v.organization_id = s.organization_id
          and v.valid_from < s.valid_to order by v.valid_from desc limit 1) app_name where s.member_id = m.id), '[]'),
      'statuses', coalesce((select jsonb_agg(jsonb_build_object('status', t.status, 'from', to_char(t.valid_from, 'YYYY-MM-DD'),
          'to', to_char(t.valid_to, 'YYYY-MM-DD')) order by t.valid_from desc) from member_status t where t.member_id = m.id), '[]'),
      'disciplines', coalesce((select jsonb_agg(jsonb_build_object('form', d.form, 'decisionNumber', d.decision_number,
          'decidedOn', to_char(d.decided_on, 'YYYY-MM-DD'), 'violation', d.violation, 'state', d.state) order by d.decided_on desc)
        from discipline_record d where d.member_id = m.id), '[]')) as file
      from member m where m.id = ${memberId}::uuid
       and (${everything} or ${isOwn} or m.organization_id in (select r.organization_id from app.organization_reach r
         where r.above_id = any (${ids}::uuid[]) and r.valid_from <= app.today() and app.today() < r.valid_to))`
  if (!row) return null
  const file = memberFile.parse(row.file)
  if (!isOwn) {
    await tx.$queryRaw`select app.audit('read', 'member', ${file.memberId}::uuid, ${file.organizationId}::uuid)::text`
  }
  return file
}
