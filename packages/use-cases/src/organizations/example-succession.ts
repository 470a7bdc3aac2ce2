import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Actor, Scope } from '@nq15/db/scope'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import { serviceActor } from '@nq15/db/services'
import type { AnyRole, Permission, Role } from '@nq15/domain/access'
import type { OrgType, ProposedSuccessor, SuccessionProposal } from '@nq15/domain/organizations'

type Organization = {
  readonly id: string
  readonly kind: OrgType
  readonly parent: string | null
  readonly code: string
}
/** A small city for tests of successions: communes, cells, members, secretaries, and the two persons of a decision. */
export type SuccessionCity = {
  readonly city: string
  readonly communes: readonly string[]
  readonly cellsOf: ReadonlyMap<string, readonly string[]>
  readonly membersOf: ReadonlyMap<string, readonly string[]>
  readonly preparer: Scope
  readonly decider: { readonly decider: Scope; readonly hand: Scope }
  readonly actorOf: (role: AnyRole, organizationId: string) => Promise<Actor>
}

/** Sets what day the database says it is: the only clock that days of effect know. */
export async function setToday({ asOwner }: TestDatabase, day: string): Promise<void> {
  await asOwner(
    `create or replace function app.today() returns date language sql stable parallel safe return date '${day}'`,
  )
}

/** Invents the city; each commune has its cells, each cell members with a secretary who has an account. */
export async function inventCity(
  db: TestDatabase,
  {
    communes: communeCount,
    cells: cellCount,
    members: memberCount,
  }: { communes: number; cells: number; members: number },
): Promise<SuccessionCity> {
  const { asOwner } = db
  const mark = newId().slice(-6)
  const rows: Organization[] = []
  const make = (kind: OrgType, parent: string | null, code: string) => {
    const id = newId()
    rows.push({ id, kind, parent, code })
    return id
  }
  const city = make('city-org', null, `T${mark}`)
  const cellsOf = new Map<string, string[]>()
  const communes = Array.from({ length: communeCount }, (_, at) => {
    const commune = make('grassroots-committee-org', city, `X${mark}.${at}`)
    cellsOf.set(
      commune,
      Array.from({ length: cellCount }, (_, cell) => make('cell', commune, `X${mark}.${at}.${cell}`)),
    )
    return commune
  })
  await asOwner(
    `with o as (insert into organization (id, side) select (r ->> 'id')::uuid, 'party' from jsonb_array_elements($1::jsonb) r)
     insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from)
     select app.uuid_v7(), (r ->> 'id')::uuid, (r ->> 'parent')::uuid, 'party', r ->> 'code', 'To chuc ' || (r ->> 'code'),
       app.search_text('To chuc ' || (r ->> 'code')), r ->> 'kind', '2020-01-01' from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(rows)],
  )
  const cells = [...cellsOf.values()].flat()
  const membersOf = new Map(cells.map((cell) => [cell, Array.from({ length: memberCount }, () => newId())]))
  await asOwner(
    `with m as (insert into member (id, organization_id, full_name, search_name, kind, admitted_on)
       select (r ->> 1)::uuid, (r ->> 0)::uuid, 'nguoi ' || right(r ->> 1, 6), 'nguoi ' || right(r ->> 1, 6), 'full', '2010-01-01' from jsonb_array_elements($1::jsonb) r returning id, organization_id)
     insert into membership (id, member_id, organization_id, kind, valid_from) select app.uuid_v7(), id, organization_id, 'official', '2020-01-01' from m`,
    [JSON.stringify([...membersOf].flatMap(([cell, members]) => members.map((member) => [cell, member])))],
  )
  await asOwner(
    `insert into member_post (id, member_id, organization_id, post_organization_id, post, title, valid_from)
     select app.uuid_v7(), (r ->> 1)::uuid, (r ->> 0)::uuid, (r ->> 0)::uuid, 'secretary', 'Bí thư chi bộ', '2021-01-01' from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify([...membersOf].flatMap(([cell, members]) => (members[0] ? [[cell, members[0]]] : [])))],
  )
  const actorOf = (role: AnyRole, organizationId: string) => keepActor(db, { role, organizationId })
  const given: [Role, string][] = [
    ...communes.flatMap((commune): [Role, string][] => [
      ['grassroots-office', commune],
      ['grassroots-committee', commune],
    ]),
    ...cells.map((cell): [Role, string] => ['org-secretary', cell]),
  ]
  for (const [role, place] of given) await actorOf(role, place)
  const board = await actorOf('organization-board', city)
  const standing = await actorOf('standing-committee', city)
  return {
    city,
    communes,
    cellsOf,
    membersOf,
    preparer: proof(board, 'organization:write'),
    decider: decidingBy(standing),
    actorOf,
  }
}

/** The proof of a permission, which the test's own actor must hold. */
export function proof(actor: Actor, permission: Permission): Scope {
  const scope = proveScope(actor, permission)
  if (!scope) throw new Error(`${actor.name} lacks ${permission}`)
  return scope
}

/** Who decides, with the hand that writes on his word. */
export const decidingBy = (actor: Actor) => ({
  decider: proof(actor, 'organization:decide'),
  hand: proof(serviceActor('succession', { onBehalfOf: actor.userId }), 'organization:decide'),
})

async function keepActor({ asOwner }: TestDatabase, grant: { role: AnyRole; organizationId: string }): Promise<Actor> {
  const [userId, key] = [newId(), newId()]
  await asOwner(
    `insert into auth."user" (id, name, email, username) values ($1::uuid, $2, $1::text || '@invalid', $1::text)`,
    [userId, grant.role],
  )
  await asOwner(`insert into access_account (user_id, display_name, must_change_password) values ($1, $2, false)`, [
    userId,
    grant.role,
  ])
  await asOwner(
    `insert into auth.session (id, user_id, token, expires_at) values ($1::uuid, $2, $1::text, now() + interval '11 hours')`,
    [key, userId],
  )
  await asOwner(
    `insert into access_grant (id, user_id, role, organization_id, valid_from) values ($1, $2, $3, $4, '2020-01-01')`,
    [newId(), userId, grant.role, grant.organizationId],
  )
  return {
    kind: 'session',
    key,
    userId,
    name: grant.role,
    memberId: null,
    grants: [grant],
    requestId: '',
    onBehalfOf: '',
  }
}

/** A flawless proposal of a kind, empty of organizations; a test fills in what it is about. */
export function exampleProposal(change: Partial<SuccessionProposal>): SuccessionProposal {
  return {
    kind: 'merger',
    effectiveOn: '2027-01-01',
    decision: { number: '12-QĐ/TU', decidedOn: '2026-11-20', signerName: 'Trần Thị Mẫu', signerTitle: 'Phó Bí thư' },
    predecessorIds: [],
    successors: [],
    inherits: [],
    places: [],
    homes: [],
    cellHomes: [],
    choices: [],
    ...change,
  }
}

/** A new organization as a proposal names it. */
export function newSuccessor(change: Partial<ProposedSuccessor> = {}): ProposedSuccessor {
  const organizationId = newId()
  const code = `N${organizationId.slice(-8)}`
  return {
    organizationId,
    isNew: true,
    code,
    name: `To chuc moi ${code}`,
    kind: 'cell',
    sector: null,
    parentId: null,
    areaCode: null,
    ...change,
  }
}

/** An organization that stands already, as it is. */
export const standingSuccessor = (
  organizationId: string,
  change: Partial<ProposedSuccessor> = {},
): ProposedSuccessor => ({
  ...{ organizationId, isNew: false, code: null, name: null, kind: null, sector: null, parentId: null, areaCode: null },
  ...change,
})
