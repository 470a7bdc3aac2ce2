import { type AssignmentKind, assignmentKinds } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** Who is in charge of an area or an organization, `[validFrom, validTo)`, with the decision and what was open at the hand-over. */
export type Assignment = {
  readonly assignmentId: string
  readonly organizationId: string
  readonly areaId: string | null
  readonly targetId: string
  readonly committeeId: string
  readonly committeeName: string | null
  readonly kind: AssignmentKind
  readonly holderName: string
  readonly holderPost: string
  readonly holderUserId: string | null
  readonly decisionNumber: string
  readonly decidedOn: LegalDay | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay
  readonly handedOver: readonly { readonly matter: string; readonly count: number }[] | null
  readonly version: number
}

const row = z.object({
  assignmentId: z.string(),
  organizationId: z.string(),
  areaId: z.string().nullable(),
  targetId: z.string(),
  committeeId: z.string(),
  committeeName: z.string().nullable(),
  kind: z.enum(assignmentKinds),
  holderName: z.string(),
  holderPost: z.string(),
  holderUserId: z.string().nullable(),
  decisionNumber: z.string(),
  decidedOn: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string(),
  handedOver: z.array(z.object({ matter: z.string(), count: z.number() })).nullable(),
  version: z.number(),
})

type Wanted = { readonly by: 'id' | 'target' | 'organization'; readonly ids: readonly string[] }

async function listWanted(tx: Tx, { by, ids }: Wanted): Promise<Assignment[]> {
  if (ids.length === 0) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select s.id::text as "assignmentId", s.organization_id::text as "organizationId", s.area_id::text as "areaId",
        s.target_id::text as "targetId", s.committee_id::text as "committeeId",
        (select v.name from organization_version v where v.organization_id = s.committee_id
          order by (v.valid_from <= s.valid_from and s.valid_from < v.valid_to) desc, v.valid_from desc limit 1) as "committeeName",
        s.kind, s.holder_name as "holderName", s.holder_post as "holderPost", s.holder_user_id::text as "holderUserId",
        s.decision_number as "decisionNumber", to_char(s.decided_on, 'YYYY-MM-DD') as "decidedOn",
        to_char(s.valid_from, 'YYYY-MM-DD') as "validFrom", to_char(s.valid_to, 'YYYY-MM-DD') as "validTo",
        s.handed_over as "handedOver", s.version
      from area_assignment s
     where case ${by} when 'id' then s.id when 'target' then s.target_id else s.organization_id end = any (${[...ids]}::uuid[])
     order by s.valid_from desc, s.created_at desc`
  return rows.map((one) => row.parse(one))
}

/** Every assignment to an area or an organization, the newest first, as far as they are the reader's to see. */
export const listAssignmentsOfTarget = (tx: Tx, _scope: Scope, targetId: string): Promise<Assignment[]> =>
  listWanted(tx, { by: 'target', ids: [targetId] })

/** One assignment; null when unknown or not the reader's to see. */
export async function findAssignment(tx: Tx, _scope: Scope, assignmentId: string): Promise<Assignment | null> {
  return (await listWanted(tx, { by: 'id', ids: [assignmentId] }))[0] ?? null
}

/**
 * Every assignment that is about one of some organizations, or about the area one of them answers for: what a structural act
 * has to move or to end. Ended ones and those taken back are among them.
 */
export const readAssignmentsOf = (tx: Tx, _scope: Scope, organizationIds: readonly string[]): Promise<Assignment[]> =>
  listWanted(tx, { by: 'organization', ids: organizationIds })

/** Who is in charge on a day of each of some areas or organizations. */
export type InCharge = {
  readonly targetId: string
  readonly holderName: string
  readonly holderPost: string
  readonly isOwn: boolean
}

/** The main assignments in force on a day, of everything the reader may see; `isOwn` marks the actor's own. */
export async function listInCharge(tx: Tx, scope: Scope, day: LegalDay): Promise<InCharge[]> {
  return tx.$queryRaw<InCharge[]>`
    select target_id::text as "targetId", holder_name as "holderName", holder_post as "holderPost",
        coalesce(holder_user_id = ${scope.actor.userId}::uuid, false) as "isOwn"
      from area_assignment where kind = 'main' and valid_from <= ${day}::date and ${day}::date < valid_to`
}

/** The first and the last day `[from, to)` of an organization's whole life; null for an unknown one. */
export async function findOrganizationLife(
  tx: Tx,
  _scope: Scope,
  organizationId: string,
): Promise<{ from: LegalDay; to: LegalDay } | null> {
  const [life] = await tx.$queryRaw<{ from: LegalDay | null; to: LegalDay | null }[]>`
    select to_char(min(valid_from), 'YYYY-MM-DD') as "from", to_char(max(valid_to), 'YYYY-MM-DD') as "to"
      from organization_version where organization_id = ${organizationId}::uuid`
  return life?.from && life.to ? { from: life.from, to: life.to } : null
}

/** The committee directly above a Party organization on a day; null at the root. */
export async function findCommitteeAbove(
  tx: Tx,
  _scope: Scope,
  { organizationId, day }: { organizationId: string; day: LegalDay },
): Promise<string | null> {
  const [above] = await tx.$queryRaw<{ id: string | null }[]>`
    select parent_id::text as id from organization_version
     where organization_id = ${organizationId}::uuid and side = 'party' and valid_from <= ${day}::date and ${day}::date < valid_to`
  return above?.id ?? null
}

/** The accounts in use that carry a display name; at most two, since two are already one too many. */
export async function findAccountsOfName(tx: Tx, _scope: Scope, name: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select user_id::text as id from access_account where display_name = ${name} and disabled_at is null limit 2`
  return rows.map(({ id }) => id)
}

/** What somebody is in charge of: an area by its code, or a Party organization; `organizationId` answers for it. */
export type OwnCharge = {
  readonly targetId: string
  readonly organizationId: string
  readonly areaCode: string | null
  readonly name: string
  readonly kind: AssignmentKind
  readonly validFrom: LegalDay
}

/** What the actor himself is in charge of or supports on a day, areas first. */
export async function listOwnCharges(tx: Tx, scope: Scope, day: LegalDay): Promise<OwnCharge[]> {
  return tx.$queryRaw<OwnCharge[]>`
    select s.target_id::text as "targetId", s.organization_id::text as "organizationId", a.code as "areaCode", s.kind,
        to_char(s.valid_from, 'YYYY-MM-DD') as "validFrom",
        coalesce(a.name, (select v.name from organization_version v where v.organization_id = s.organization_id
          and v.valid_from <= ${day}::date and ${day}::date < v.valid_to), '…') as name
      from area_assignment s left join area a on a.id = s.area_id
     where s.holder_user_id = ${scope.actor.userId}::uuid and s.kind <> 'ubkt-follow' and s.valid_from <= ${day}::date and ${day}::date < s.valid_to
     order by a.code nulls last, s.valid_from`
}
