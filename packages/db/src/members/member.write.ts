import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** A member to be kept with his home cell since `memberFrom`, the posts he holds there, and discipline decisions. */
export type NewMember = {
  readonly memberId: string
  readonly organizationId: string
  readonly cardNumber: string | null
  readonly fileNumber: string | null
  readonly fullName: string
  readonly searchName: string
  readonly birthDate: LegalDay | null
  readonly gender: 'male' | 'female' | null
  readonly kind: 'full' | 'probationary'
  readonly admittedOn: LegalDay
  readonly fullOn: LegalDay | null
  readonly status: string
  readonly statusSince: LegalDay | null
  readonly inPoliticalSystem: boolean
  readonly memberFrom: LegalDay
  readonly posts: readonly {
    readonly post: 'secretary' | 'deputy-secretary' | 'committee-member' | 'other'
    readonly title: string
    readonly isLeader: boolean
    readonly isHead: boolean
    readonly from: LegalDay
  }[]
  readonly disciplines: readonly {
    readonly form: 'reprimand' | 'warning' | 'removal-from-post' | 'expulsion'
    readonly decisionNumber: string
    readonly decidedOn: LegalDay
    readonly violation: string
    readonly violationId: string
    readonly violatedOn?: LegalDay
    /** With the paper that says so. */
    readonly duty?: { readonly related: 'yes' | 'no' | 'not-established'; readonly basis: string }
  }[]
}

/** Keeps members with everything that belongs to them, set-wise: five statements, however many there are. */
export async function insertMembers(tx: Tx, _scope: Scope, members: readonly NewMember[]): Promise<void> {
  const own = ({ memberId, organizationId }: NewMember) => ({ id: newId(), memberId, organizationId })
  await tx.$executeRaw`
    insert into member (id, organization_id, card_number, file_number, full_name, search_name, birth_date, gender, kind, admitted_on,
        full_on, status, status_since, in_political_system)
    select r."memberId", r."organizationId", r."cardNumber", r."fileNumber", r."fullName", r."searchName", r."birthDate", r.gender, r.kind,
        r."admittedOn", r."fullOn", r.status, r."statusSince", r."inPoliticalSystem"
      from json_to_recordset(${JSON.stringify(members)}::json) as r("memberId" uuid, "organizationId" uuid, "cardNumber" text,
        "fileNumber" text, "fullName" text, "searchName" text, "birthDate" date, gender text, kind text, "admittedOn" date, "fullOn" date,
        status text, "statusSince" date, "inPoliticalSystem" boolean)`
  const homes = members.map((member) => ({ ...own(member), from: member.memberFrom }))
  await tx.$executeRaw`
    insert into membership (id, member_id, organization_id, kind, valid_from)
    select r.id, r."memberId", r."organizationId", 'official', r."from"
      from json_to_recordset(${JSON.stringify(homes)}::json) as r(id uuid, "memberId" uuid, "organizationId" uuid, "from" date)`
  const posts = members.flatMap((member) => member.posts.map((post) => ({ ...own(member), ...post })))
  await tx.$executeRaw`
    insert into member_post (id, member_id, organization_id, post_organization_id, post, title, is_leader, is_head, valid_from)
    select r.id, r."memberId", r."organizationId", r."organizationId", r.post, r.title, r."isLeader", r."isHead", r."from"
      from json_to_recordset(${JSON.stringify(posts)}::json) as r(id uuid, "memberId" uuid, "organizationId" uuid, post text, title text,
        "isLeader" boolean, "isHead" boolean, "from" date)`
  const statuses = members
    .filter(({ status, statusSince }) => status !== 'active' && statusSince !== null)
    .map((member) => ({ ...own(member), status: member.status, from: member.statusSince }))
  await tx.$executeRaw`
    insert into member_status (id, member_id, organization_id, status, valid_from)
    select r.id, r."memberId", r."organizationId", r.status, r."from"
      from json_to_recordset(${JSON.stringify(statuses)}::json) as r(id uuid, "memberId" uuid, "organizationId" uuid, status text, "from" date)`
  const disciplines = members.flatMap((member) =>
    member.disciplines.map(({ duty, ...one }) => ({
      ...own(member),
      ...one,
      related: duty?.related,
      basis: duty?.basis,
    })),
  )
  await tx.$executeRaw`
    insert into discipline_record (id, member_id, organization_id, form, decision_number, decided_on, announced_on, violation_id, violation,
        violated_on, duty_related, duty_basis)
    select r.id, r."memberId", r."organizationId", r.form, r."decisionNumber", r."decidedOn", r."decidedOn", r."violationId", r.violation,
        r."violatedOn", r.related, r.basis
      from json_to_recordset(${JSON.stringify(disciplines)}::json) as r(id uuid, "memberId" uuid, "organizationId" uuid, form text,
        "decisionNumber" text, "decidedOn" date, "violationId" uuid, violation text, "violatedOn" date,
        related text, basis text)`
}
