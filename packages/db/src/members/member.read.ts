import { dutyLinks, memberKinds, memberStatuses, membershipKinds } from '@nq15/domain/members'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

type Reach = { readonly everything: boolean; readonly ids: string[] }
const reachOf = ({ organizationIds }: Scope): Reach =>
  organizationIds === 'everything' ? { everything: true, ids: [] } : { everything: false, ids: [...organizationIds] }

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
  formerCard: z.object({ number: z.string(), notedOn: z.string() }).nullable(),
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
      id: z.string(),
      version: z.number(),
      form: z.string(),
      decisionNumber: z.string(),
      decidedOn: z.string(),
      violation: z.string(),
      state: z.string(),
      dutyRelated: z.enum(dutyLinks).nullable(),
      dutyBasis: z.string().nullable(),
      violatedOn: z.string().nullable(),
      selfDetected: z.boolean(),
    }),
  ),
})

/** Everything kept of one member, newest first in every list; `to` is the first day it no longer held. */
export type MemberFile = Readonly<z.infer<typeof memberFile>>

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
        'formerCard', case when m.former_card_number is not null then jsonb_build_object('number', m.former_card_number,
          'notedOn', to_char(m.card_exchange_noted_on, 'YYYY-MM-DD')) end,
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
          'to', to_char(t.valid_to, 'YYYY-MM-DD')) order by t.valid_from desc) from member_status t where t.member_id = m.id and t.valid_from < t.valid_to), '[]'),
      'disciplines', coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'version', d.version, 'form', d.form, 'decisionNumber', d.decision_number,
          'decidedOn', to_char(d.decided_on, 'YYYY-MM-DD'), 'violation', d.violation, 'state', d.state,
          'dutyRelated', d.duty_related, 'dutyBasis', d.duty_basis, 'violatedOn', to_char(d.violated_on, 'YYYY-MM-DD'),
          'selfDetected', d.self_detected) order by d.decided_on desc)
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
