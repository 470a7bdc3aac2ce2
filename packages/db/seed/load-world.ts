import { newId } from '../src/ids.ts'
import { endless, sideOf, type World } from './random-world.ts'
import type { TestDatabase } from './test-database.ts'

/** The ids a world got in the database; each list stands in the world's own order. */
export type LoadedWorld = {
  readonly world: World
  readonly organizations: readonly string[]
  readonly versions: readonly { readonly id: string; readonly organization: number; readonly parent: number | null }[]
  readonly actors: readonly { readonly userId: string; readonly sessionId: string }[]
  readonly members: readonly string[]
  readonly memberships: readonly string[]
  readonly campaigns: readonly string[]
  /** One per organization each. */
  readonly files: readonly string[]
  readonly decisions: readonly string[]
  /** One per organization of whatever side, in a table the tests make for it. */
  readonly notes: readonly string[]
  readonly succession: string
}

/** A table such as the petitions' will be: with rows of organizations of every side. */
export const everySideTableSql = `
  create table every_side_note (id uuid primary key, organization_id uuid not null references organization, note text not null);
  select app.protect('every_side_note', 'tree', 'work', sides => 'every');`

/** Tables a world fills, children first. */
const filled = [
  'rating_decision',
  'rating_cell_file',
  'rating_campaign',
  'membership',
  'access_request',
  'access_account',
  'member',
  'succession_link',
  'succession',
  'organization_version',
]

/** Empties what an earlier world left; the services keep their grants. */
export async function clearWorld({ asOwner }: TestDatabase): Promise<void> {
  await asOwner(`delete from every_side_note; delete from access_grant where organization_id is not null;
    ${filled.map((table) => `delete from ${table};`).join(' ')}
    delete from auth."user"; delete from app.organization_reach; delete from organization`)
}

type Row = Record<string, string | number | boolean | null | object>

async function insertRows({ asOwner }: TestDatabase, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).join(', ')
  await asOwner(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  )
}

/** The legal day of a world's day, when the world's today is the database's. */
export function dayIn(world: World, today: string, day: number): string {
  if (day >= endless) return '9999-12-31'
  return new Date(Date.parse(`${today}T00:00:00Z`) + (day - world.today) * 86_400_000).toISOString().slice(0, 10)
}

/** Puts a world into the database as its owner, past every policy. */
export async function loadWorld(db: TestDatabase, world: World): Promise<LoadedWorld> {
  const [{ today } = {}] = await db.asOwner('select app.today()::text as today')
  const day = (at: number) => dayIn(world, String(today), at)
  const organizations = world.organizations.map(newId)
  const idOf = (index: number | null) => (index === null ? null : (organizations[index] ?? null))
  const versions = world.organizations.flatMap((lives, organization) =>
    lives.map((life) => ({ id: newId(), organization, ...life })),
  )
  // Everything of the tree in one transaction, since the tree is judged at its end.
  const tree = {
    organizations: organizations.map((id, at) => ({ id, side: sideOf(world, at) })),
    versions: versions.map(({ id, organization, parent, from, to }) => ({
      id,
      organization_id: idOf(organization),
      parent_id: idOf(parent),
      side: sideOf(world, organization),
      code: `O${organization}`,
      name: `to chuc ${organization}`,
      search_name: `to chuc ${organization}`,
      org_type: 'cell',
      valid_from: day(from),
      valid_to: day(to),
    })),
  }
  const columns = 'id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from, valid_to'
  await db.asOwner(
    `with identities as (insert into organization (id, side) select id, side from jsonb_populate_recordset(null::organization, $1::jsonb -> 'organizations'))
     insert into organization_version (${columns}) select ${columns} from jsonb_populate_recordset(null::organization_version, $1::jsonb -> 'versions')`,
    [JSON.stringify(tree)],
  )
  const succession = newId()
  await insertRows(db, 'succession', [
    { id: succession, kind: 'merger', effective_on: day(0), decision_number: '1-QĐ', confidence: 'design' },
  ])
  await insertRows(
    db,
    'succession_link',
    world.links.map(({ predecessor, successor, inherits }) => ({
      id: newId(),
      succession_id: succession,
      predecessor_id: idOf(predecessor),
      successor_id: idOf(successor),
      inherits_records: inherits,
    })),
  )

  const members = world.members.map(newId)
  await insertRows(
    db,
    'member',
    members.map((id, at) => ({
      id,
      organization_id: idOf(world.members[at] ?? 0),
      full_name: `nguoi thu ${at}`,
      search_name: `nguoi thu ${at}`,
      kind: 'full',
      admitted_on: '2000-01-01',
    })),
  )
  const memberships = world.memberships.map(newId)
  await insertRows(
    db,
    'membership',
    world.memberships.map(({ member, organization }, at) => ({
      id: memberships[at] ?? '',
      member_id: members[member] ?? null,
      organization_id: idOf(organization),
      kind: 'temporary',
      valid_from: '2000-01-01',
    })),
  )
  const campaigns = [2025, 2026].map(newId)
  const aDay = '2025-11-01'
  await insertRows(
    db,
    'rating_campaign',
    campaigns.map((id, at) => ({
      id,
      organization_id: idOf(0),
      year: 2025 + at,
      rule_set_code: 'G3',
      rule_set_hash: '0',
      opens_on: aDay,
      cut_off_on: aDay,
      cell_due_on: aDay,
      committee_due_on: aDay,
      // A year that is not open takes no writes from anybody; here rights are tried.
      state: 'open',
      opened_at: `${aDay}T00:00:00Z`,
    })),
  )
  const campaign = campaigns[0] ?? ''
  // Ids for all, so that lists stand in the world's order; rows for the Party's organizations.
  const isParty = (at: number) => sideOf(world, at) === 'party'
  const files = organizations.map(newId)
  await insertRows(
    db,
    'rating_cell_file',
    organizations.flatMap((organization, at) =>
      isParty(at)
        ? [
            {
              id: files[at] ?? '',
              campaign_id: campaign,
              organization_id: organization,
              committee_id: organization,
              name: 'ho so',
              due_on: aDay,
            },
          ]
        : [],
    ),
  )
  const decisions = organizations.map(newId)
  await insertRows(
    db,
    'rating_decision',
    organizations.flatMap((organization, at) =>
      isParty(at)
        ? [
            {
              id: decisions[at] ?? '',
              campaign_id: campaign,
              organization_id: organization,
              decision_number: '1-QĐ',
              decided_on: aDay,
              signer_name: 'nguoi ky',
              signer_title: 'T/M',
              reasoning: {},
              content_hash: '0',
              decided_by: newId(),
              decided_by_name: 'nguoi ky',
              decided_at: `${aDay}T00:00:00Z`,
            },
          ]
        : [],
    ),
  )
  const notes = organizations.map(newId)
  await insertRows(
    db,
    'every_side_note',
    organizations.map((organization, at) => ({ id: notes[at] ?? '', organization_id: organization, note: 'x' })),
  )

  const actors = world.actors.map(() => ({ userId: newId(), sessionId: newId() }))
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
  await insertRows(
    db,
    'auth."user"',
    actors.map(({ userId }) => ({
      id: userId,
      name: 'x',
      email: `${userId}@invalid`,
      email_verified: false,
      username: userId,
      two_factor_enabled: false,
      created_at: aDay,
      updated_at: aDay,
    })),
  )
  await insertRows(
    db,
    'auth.session',
    actors.map(({ userId, sessionId }) => ({ id: sessionId, user_id: userId, token: sessionId, expires_at: inAnHour })),
  )
  await insertRows(
    db,
    'access_account',
    actors.map(({ userId }, at) => {
      const member = world.actors[at]?.member ?? null
      return { user_id: userId, display_name: 'x', member_id: member === null ? null : (members[member] ?? null) }
    }),
  )
  await insertRows(
    db,
    'access_grant',
    world.actors.flatMap(({ grants }, at) =>
      grants.map(({ role, organization, from, to }) => ({
        id: newId(),
        user_id: actors[at]?.userId ?? '',
        role,
        organization_id: idOf(organization),
        valid_from: day(from),
        valid_to: day(to),
      })),
    ),
  )
  await insertRows(
    db,
    'access_request',
    actors.map(({ userId }) => ({ id: newId(), user_id: userId, use_case: 'x' })),
  )
  return {
    world,
    organizations,
    versions,
    actors,
    members,
    memberships,
    campaigns,
    files,
    decisions,
    notes,
    succession,
  }
}
