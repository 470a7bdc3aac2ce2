import type { Tx } from '../src/client.ts'
import { newId } from '../src/ids.ts'
import { proveScope } from '../src/prove-scope.ts'
import type { Scope } from '../src/scope.ts'
import { everySideTableSql, type LoadedWorld } from './load-world.ts'
import { type Random, randomOf, rightsOf, sideOf } from './random-world.ts'
import type { TestDatabase } from './test-database.ts'

/*
 * Asks the database as each actor of a world and compares every answer with the oracle. The application's own filter is not
 * in play: tables are called directly.
 */

/**
 * Helpers inside the database, with the caller's rights. `seen` keeps its plans from actor to actor, as a prepared
 * statement would; `attempt` answers how many rows a statement wrote, or why not, and undoes it.
 */
export const helpersSql = `
  ${everySideTableSql}
  create schema trial;
  grant usage on schema trial to public;
  create function trial.seen() returns table (name text, ids text[]) language plpgsql stable as $$
  begin
    return query
      select 'rating_cell_file', array_agg(id::text) from rating_cell_file union all
      select 'rating_decision', array_agg(id::text) from rating_decision union all
      select 'every_side_note', array_agg(id::text) from every_side_note union all
      select 'member', array_agg(id::text) from member union all
      select 'membership', array_agg(id::text) from membership union all
      select 'rating_campaign', array_agg(id::text) from rating_campaign union all
      select 'organization', array_agg(id::text) from organization union all
      select 'organization_version', array_agg(id::text) from organization_version union all
      select 'access_account', array_agg(user_id::text) from access_account union all
      select 'access_request', array_agg(user_id::text) from access_request union all
      select 'access_grant', array_agg(distinct user_id::text) from access_grant where organization_id is not null union all
      select 'audit_event', array_agg('some'::text) from (select from audit_event limit 1) found;
  end $$;
  create function trial.attempt(statement text) returns text language plpgsql as $$
  declare written integer;
  begin
    begin
      execute statement;
      get diagnostics written = row_count;
      raise exception using errcode = 'ZZ000', message = written::text;
    exception
      when sqlstate 'ZZ000' then return sqlerrm;
      when others then return sqlstate;
    end;
  end $$;`

/** The proof the application's first wall would ask for: it gives everything, so only the database stands in the way. */
export function unfilteredScope(sessionId: string, userId: string): Scope {
  const scope = proveScope(
    {
      kind: 'session',
      key: sessionId,
      userId,
      name: 'x',
      memberId: null,
      grants: [{ role: 'service-operator', organizationId: null }],
      requestId: '',
      onBehalfOf: '',
    },
    'organization:read',
  )
  if (!scope) throw new Error('the operator may read organizations')
  return scope
}

/** What an actor must see of each table, neither more nor less. */
export function expectedIds(loaded: LoadedWorld, actor: number): Record<string, string[]> {
  const { world, organizations } = loaded
  const one = world.actors[actor]
  const user = loaded.actors[actor]?.userId ?? ''
  if (!one) throw new Error(`no actor ${actor}`)
  const rights = rightsOf(world, one)
  const isParty = (at: number) => sideOf(world, at) === 'party'
  const where = (ids: readonly string[], keep: (at: number) => boolean) => ids.filter((_, at) => keep(at)).sort()
  const everything = (ids: readonly string[], open: boolean) => (open ? [...ids].sort() : [])
  const users = loaded.actors.map(({ userId }) => userId)
  const granted = users.filter((_, at) => (world.actors[at]?.grants.length ?? 0) > 0)
  return {
    rating_cell_file: where(loaded.files, (at) => isParty(at) && rights.tree('read', at)),
    rating_decision: where(loaded.decisions, (at) => isParty(at) && rights.tree('read', at)),
    every_side_note: where(loaded.notes, (at) => rights.tree('read', at)),
    member: where(loaded.members, (at) => rights.person('read', world.members[at] ?? null) || one.member === at),
    membership: where(loaded.memberships, (at) => {
      const { organization = null, member = null } = world.memberships[at] ?? {}
      return rights.person('read', organization) || (member !== null && member === one.member)
    }),
    rating_campaign: everything(loaded.campaigns, rights.anyone),
    organization: everything(organizations, rights.anyone),
    organization_version: everything(
      loaded.versions.map(({ id }) => id),
      rights.anyone,
    ),
    access_account: everything(users, rights.anyone),
    access_request: [user],
    access_grant: rights.accounts ? granted.sort() : granted.filter((id) => id === user),
    audit_event: rights.trail ? ['some'] : [],
  }
}

type Attempt = { readonly what: string; readonly sql: string; readonly allowed: boolean }

/** Writes of every kind, to rows one may and may not touch; `allowed` is the oracle's word. */
function attemptsOf(loaded: LoadedWorld, actor: number, random: Random): Attempt[] {
  const { world, organizations, versions } = loaded
  const one = world.actors[actor]
  if (!one) throw new Error(`no actor ${actor}`)
  const rights = rightsOf(world, one)
  const isParty = (organization: number) => sideOf(world, organization) === 'party'
  const isSeen = (table: string, id: string) => expectedIds(loaded, actor)[table]?.includes(id) ?? false
  const id = (index: number) => organizations[index] ?? ''
  const any = () => random.between(0, organizations.length - 1)
  const attempts: Attempt[] = []
  for (let round = 0; round < 4; round++) {
    const [here, there] = [any(), any()]
    const file = loaded.files[here] ?? ''
    const person = random.between(0, loaded.members.length - 1)
    const home = world.members[person] ?? 0
    const member = loaded.members[person] ?? ''
    const version = random.pick(versions)
    const someone = random.between(0, loaded.actors.length - 1)
    const works = (organization: number) => rights.tree('work', organization)
    const arranges = (organization: number | null) => rights.tree('setup', organization)
    // What hangs under nobody is corrected by whoever arranges everything, of that side.
    const arrangesAllOf = (organization: number) => arranges(null) && isParty(organization)
    attempts.push(
      {
        what: `update file of ${here}`,
        sql: `update rating_cell_file set name = 'khac' where id = '${file}'`,
        allowed: isParty(here) && rights.tree('read', here) && works(here),
      },
      {
        what: `update note of ${here}`,
        sql: `update every_side_note set note = 'khac' where id = '${loaded.notes[here]}'`,
        allowed: rights.tree('read', here) && works(here),
      },
      {
        what: `insert note in ${here}`,
        sql: `insert into every_side_note (id, organization_id, note) values ('${newId()}', '${id(here)}', 'x')`,
        allowed: works(here),
      },
      {
        what: `update file of ${here} without a filter`,
        sql: `update rating_cell_file set name = 'khac'`,
        allowed: organizations.some((_, at) => isParty(at) && rights.tree('read', at) && works(at)),
      },
      {
        what: `move file of ${here} to ${there}`,
        sql: `update rating_cell_file set organization_id = '${id(there)}', campaign_id = '${loaded.campaigns[1]}' where id = '${file}'`,
        allowed:
          isParty(here) &&
          isParty(there) &&
          rights.tree('read', here) &&
          works(here) &&
          works(there) &&
          rights.tree('read', there),
      },
      {
        what: `insert file in ${here}`,
        sql: `insert into rating_cell_file (id, campaign_id, organization_id, committee_id, name, due_on)
          values ('${newId()}', '${loaded.campaigns[1]}', '${id(here)}', '${id(here)}', 'x', '2026-01-01')`,
        allowed: isParty(here) && works(here),
      },
      {
        what: `supersede decision of ${here}`,
        sql: `update rating_decision set superseded_at = now() where id = '${loaded.decisions[here]}'`,
        allowed: isParty(here) && rights.tree('read', here) && rights.tree('decide', here),
      },
      {
        what: `update member of ${home}`,
        sql: `update member set gender = 'female' where id = '${member}'`,
        allowed: isSeen('member', member) && rights.person('work', home),
      },
      {
        what: `insert member in ${here}`,
        sql: `insert into member (id, organization_id, full_name, search_name, kind, admitted_on)
          values ('${newId()}', '${id(here)}', 'x', 'x', 'full', '2020-01-01')`,
        allowed: isParty(here) && rights.person('work', here),
      },
      { what: 'delete a member', sql: `delete from member where id = '${member}'`, allowed: false },
      { what: 'empty a table', sql: 'truncate rating_count', allowed: false },
      {
        what: `insert campaign of ${there}`,
        sql: `insert into rating_campaign (id, organization_id, year, rule_set_code, rule_set_hash, opens_on, cut_off_on, cell_due_on, committee_due_on)
          values ('${newId()}', '${id(there)}', 2030, 'x', 'x', '2030-01-01', '2030-01-01', '2030-01-01', '2030-01-01')`,
        allowed: isParty(there) && arranges(there),
      },
      {
        what: `hang ${version.organization} under ${there}`,
        sql: `update organization_version set parent_id = '${id(there)}' where id = '${version.id}' and organization_id <> '${id(there)}'`,
        allowed:
          version.organization !== there &&
          sideOf(world, version.organization) === sideOf(world, there) &&
          arranges(version.organization) &&
          arranges(version.parent) &&
          arranges(there),
      },
      {
        what: `give records of ${here} to ${there}`,
        sql: `insert into succession_link (id, succession_id, predecessor_id, successor_id, inherits_records)
          values ('${newId()}', '${loaded.succession}', nullif('${id(here)}', '${id(there)}')::uuid, '${id(there)}', false)
          on conflict do nothing`,
        allowed:
          arranges(there) &&
          (here === there || arranges(here)) &&
          !world.links.some(({ predecessor, successor }) => predecessor === here && successor === there),
      },
      {
        what: 'add an organization',
        sql: `insert into organization (id, side) values ('${newId()}', 'party')`,
        allowed: rights.arrangesSome,
      },
      {
        what: `change organization ${here}`,
        sql: `update organization set created_at = now() where id = '${id(here)}'`,
        allowed: arrangesAllOf(here),
      },
      {
        what: 'move an organization to another side',
        sql: `update organization set side = 'state' where side = 'party'`,
        allowed: false,
      },
      {
        what: 'grant a role',
        sql: `insert into access_grant (id, user_id, role, organization_id, valid_from)
          values ('${newId()}', '${loaded.actors[someone]?.userId}', 'member', '${id(here)}', '2026-01-01')`,
        allowed: rights.accounts,
      },
      { what: 'change an account', sql: 'update access_account set is_demo = true', allowed: false },
      {
        what: `answer the request of ${someone}`,
        sql: `update access_request set use_case = 'y' where user_id = '${loaded.actors[someone]?.userId}'`,
        allowed: someone === actor,
      },
      {
        what: `insert a request of ${someone}`,
        sql: `insert into access_request (id, user_id, use_case) values ('${newId()}', '${loaded.actors[someone]?.userId}', 'x')`,
        allowed: someone === actor,
      },
      { what: 'rewrite the trail', sql: `update audit_event set action = 'x'`, allowed: false },
      {
        what: 'write the trail by hand',
        sql: `insert into audit_event (id, at, action, record_table) values ('${newId()}', now(), 'x', 'x')`,
        allowed: false,
      },
      { what: 'open a class to a role', sql: 'update app.role_class set person_read = true', allowed: false },
      {
        what: 'enter as the operator',
        sql: `select app.enter('service', '01900000-0000-7000-8000-000000000001')`,
        allowed: false,
      },
      { what: 'read sessions', sql: 'select token from auth.session', allowed: false },
    )
  }
  return attempts
}

/** 42501: the policies refuse it; 23514, 23503: so does what keeps the sides apart. */
const refusals = ['42501', '23514', '23503']

/** `1` and more rows are accepted; 0 rows (a hidden row) and a refusal are not; anything else is the test's own fault. */
function judge({ what, allowed }: Attempt, answer: string): string[] {
  if (!/^\d+$/.test(answer)) return [`${what}: unexpected ${answer}`]
  const accepted = !refusals.includes(answer) && Number(answer) > 0
  return accepted === allowed
    ? []
    : [`${what}: ${accepted ? 'accepted' : `refused with ${answer}`}, the oracle says ${allowed}`]
}

const differ = (what: string, seen: readonly string[], expected: readonly string[]): string[] => {
  const leaked = seen.filter((id) => !expected.includes(id)).length
  const missing = expected.filter((id) => !seen.includes(id)).length
  return leaked + missing === 0 && seen.length === expected.length
    ? []
    : [`${what}: ${leaked} leaked, ${missing} missing`]
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

async function readByClient(tx: Tx, expected: Record<string, string[]>): Promise<string[]> {
  const {
    rating_cell_file: files = [],
    member: members = [],
    membership: memberships = [],
    organization: organizations = [],
  } = expected
  const select = { id: true }
  const tree = await tx.organization.findMany({
    select: { id: true, ratingCellFiles: { select }, members: { select } },
  })
  const withParents = await tx.ratingCellFile.findMany({ include: { campaign: true, organization: true } })
  const withChildren = await tx.member.findMany({ select: { id: true, memberships: { select } } })
  const total = await tx.member.aggregate({ _count: { _all: true }, _min: { fullName: true } })
  const groups = await tx.ratingCellFile.groupBy({ by: ['organizationId'], _count: { _all: true } })
  const summed = groups.reduce((sum, group) => sum + group._count._all, 0)
  const raw = await tx.$queryRaw<{ id: string }[]>`select id::text from membership`
  return [
    ...differ('findMany files', ids(await tx.ratingCellFile.findMany({ select })), files),
    ...differ('findMany members', ids(await tx.member.findMany({ select })), members),
    ...differ('findMany memberships', ids(await tx.membership.findMany({ select })), memberships),
    ...differ('queryRaw memberships', ids(raw), memberships),
    ...differ('include organizations', ids(tree), organizations),
    ...differ(
      'include files',
      ids(tree.flatMap(({ ratingCellFiles }) => ratingCellFiles)),
      organizations.length > 0 ? files : [],
    ),
    // Directory closed: the member's own row is seen, the organization around it is not.
    ...differ('include members', ids(tree.flatMap((row) => row.members)), organizations.length > 0 ? members : []),
    ...differ('include parents', ids(withParents), files),
    ...differ('include children', ids(withChildren), members),
    ...((await tx.ratingCellFile.count()) === files.length ? [] : ['count files']),
    ...((await tx.member.count()) === members.length ? [] : ['count members']),
    ...(total._count._all === members.length && (total._min.fullName === null) === (members.length === 0)
      ? []
      : ['aggregate members']),
    ...(summed === files.length ? [] : ['group files']),
  ]
}

/** Everything in which the database and the oracle differ about one world, or the first actor's; empty when the wall is whole. */
export async function differencesOf(
  db: TestDatabase,
  loaded: LoadedWorld,
  { seed, untilFirst = false }: { seed: number; untilFirst?: boolean },
): Promise<string[]> {
  const random = randomOf(seed)
  const differences: string[] = []
  for (const [actor, { sessionId, userId }] of loaded.actors.entries()) {
    const expected = expectedIds(loaded, actor)
    const attempts = attemptsOf(loaded, actor, random)
    const found = await db.database.asActor(unfilteredScope(sessionId, userId), async (tx) => {
      const seen = await tx.$queryRaw<{ name: string; ids: string[] | null }[]>`select * from trial.seen()`
      const answers = await tx.$queryRaw<{ answer: string }[]>`
        select trial.attempt(s) as answer from unnest(${attempts.map(({ sql }) => sql)}::text[]) with ordinality as t (s, at) order by at`
      return [
        ...seen.flatMap(({ name, ids: rows }) => differ(name, rows ?? [], expected[name] ?? [])),
        ...(await readByClient(tx, expected)),
        ...attempts.flatMap((attempt, at) => judge(attempt, answers[at]?.answer ?? 'none')),
      ]
    })
    if (untilFirst && found.length > 0) return found
    differences.push(...found.map((line) => `seed ${seed}, actor ${actor}, ${line}`))
  }
  return differences
}
