import { type AnyRole, emergencyRoles, type RowRights, roles, rowRights, serviceRoles } from '@nq15/domain/access'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  actors,
  exceptions,
  type Policy,
  policiesOf,
  servedByEvents,
  type TableClass,
  writable,
} from '../../seed/expected-policies.ts'
import { deletable } from '../../seed/policy-parts.ts'
import { openTestDatabase, type TestDatabase } from '../../seed/test-database.ts'

let db: TestDatabase
let classes: TableClass[]
beforeAll(async () => {
  db = await openTestDatabase()
  classes = (await db.asOwner('select * from app.table_class order by table_name')) as TableClass[]
})
afterAll(() => db.close())

const readPolicies = async (): Promise<Policy[]> =>
  (await db.asOwner(
    `select c.relname as "table", p.polname as name, p.polpermissive as permissive,
        case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
        (select string_agg(case when r = 0 then 'public' else r::regrole::text end, ',' order by r::regrole::text) from unnest(p.polroles) r) as roles,
        coalesce(pg_get_expr(p.polqual, p.polrelid), '') as "using", coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') as "check"
       from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and not c.relispartition order by 1, 2`,
  )) as Policy[]

const line = ({ table, name, command, roles: on, permissive, using, check }: Policy) =>
  `${table} ${name}: ${permissive ? '' : 'restrictive '}${command} to ${on} using ${using} check ${check}`

/** The same policies with their conditions as PostgreSQL prints them: it is asked to keep them for a moment. */
async function asPrinted(policies: readonly Policy[]): Promise<Policy[]> {
  const statement = ({ table, command, roles: on, permissive, using, check }: Policy, at: number) =>
    `create policy "expected ${at}" on ${table} as ${permissive ? 'permissive' : 'restrictive'} for ${command} to ${on}
      ${using && `using (${using})`} ${check && `with check (${check})`}`
  await db.asOwner(policies.map(statement).join(';'))
  const printed = (await readPolicies()).filter(({ name }) => name.startsWith('expected '))
  await db.asOwner(printed.map(({ table, name }) => `drop policy "${name}" on ${table}`).join(';'))
  return printed.map((row) => ({ ...row, name: policies[Number(row.name.slice('expected '.length))]?.name ?? '' }))
}

test('every table of the product has a class, and every class a table', async () => {
  const tables = await db.asOwner(
    `select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f', 'm') and relname <> '_prisma_migrations' and not relispartition order by 1`,
  )
  expect(tables).toEqual(classes.map(({ table_name: name }) => ({ name, enabled: true, forced: true })))
})

test('every table has exactly the policies of its class, and the few exceptions named here', async () => {
  const [{ owner } = {}] = await db.asOwner(`select tableowner as owner from pg_tables where tablename = 'member'`)
  const byClass = classes.flatMap((table) => policiesOf(table, String(owner), deletable.has(table.table_name)))
  const expected = await asPrinted([...byClass, ...exceptions])
  expect(expected).toHaveLength(byClass.length + exceptions.length)
  expect((await readPolicies()).map(line).sort()).toEqual(expected.map(line).sort())
})

test('a partition has a wall of its own: nobody may name it, and whoever could would still meet its policy', async () => {
  const parts = await db.asOwner(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as guarded, coalesce(array_length(c.relacl, 1), 1) as holders,
        (select string_agg(p.polname || ' ' || p.polcmd::text || ' ' || (p.polroles = array[c.relowner])::text, ', ') from pg_policy p where p.polrelid = c.oid) as policies,
        (select string_agg(t.tgname, ' ' order by t.tgname) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
       from pg_class c join pg_inherits i on i.inhrelid = c.oid join app.yearly_table y on i.inhparent = to_regclass('public.' || y.table_name)
      where c.relkind = 'r' order by 1`,
  )
  const names = parts.map(({ name }) => String(name))
  expect(names).toContain('rating_history_2025')
  expect(names).toContain('rating_history_unit_others')
  for (const part of parts)
    expect(part).toMatchObject({
      guarded: true,
      holders: 1,
      policies: 'owner * true',
      triggers: 'audit_delete audit_insert audit_update keep_decided',
    })
  const reading = await Promise.all(
    [...actors, 'nq15_guest', 'nq15_auth', 'nq15_public'].map((role) =>
      db.asOwner('select has_table_privilege($1, $2, $3) as may', [role, 'rating_history_2025', 'select']),
    ),
  )
  expect(reading.flat().some(({ may }) => may)).toBe(false)
  // A right given by mistake opens nothing: the policies of the table do not reach a partition that is named, and its own has no reader.
  await db.asOwner('grant select on rating_history_2025 to nq15_city_person')
  const [policy] = await db.asOwner(
    `select count(*)::int as readers from pg_policy where polrelid = 'rating_history_2025'::regclass and polroles && array['nq15_city_person'::regrole::oid, 0::oid]`,
  )
  await db.asOwner('revoke select on rating_history_2025 from nq15_city_person')
  expect(policy).toEqual({ readers: 0 })
})

const spoils: [string, string, string][] = [
  [
    'dropped',
    'drop policy sign_in on access_service',
    'create policy sign_in on access_service to nq15_auth using (true)',
  ],
  ['with another condition', 'alter policy owner on member using (false)', 'alter policy owner on member using (true)'],
  [
    'given to another role',
    'alter policy sign_in on access_grant to nq15_app',
    'alter policy sign_in on access_grant to nq15_auth',
  ],
  [
    'one too many',
    'create policy extra on rating_case for select to nq15_city using (true)',
    'drop policy extra on rating_case',
  ],
]
test.each(spoils)('a policy %s is seen', async (_, spoil, mend) => {
  const before = (await readPolicies()).map(line)
  await db.asOwner(spoil)
  const spoiled = (await readPolicies()).map(line)
  await db.asOwner(mend)
  expect(spoiled).not.toEqual(before)
  expect((await readPolicies()).map(line)).toEqual(before)
})

test('nobody has a right on a table but the roles of actors and the sign-in, each what its class writes', async () => {
  const grants = await db.asOwner(
    `select c.relname || ': ' || coalesce(nullif(a.grantee, 0)::regrole::text, 'public') || ' ' || string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) as line
       from pg_class c cross join lateral aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S') and a.grantee <> c.relowner
      group by c.relname, a.grantee order by 1`,
  )
  const expected = classes.flatMap((table) => {
    const writes = writable(table) ? 'insert, select, update' : 'select'
    if (servedByEvents.includes(table.table_name)) {
      return actors.map((role) => `${table.table_name}: ${role} delete, insert, select, update`)
    }
    const rights = deletable.has(table.table_name) ? `delete, ${writes}` : writes
    return actors.map((role) => `${table.table_name}: ${role} ${rights}`)
  })
  const signIn = [
    'access_account: nq15_auth insert, select, update',
    'access_break_glass: nq15_auth select',
    'access_emergency: nq15_auth insert, select, update',
    'access_grant: nq15_auth insert, select, update',
    'access_identity: nq15_auth insert, select, update',
    'access_key: nq15_auth select, update',
    'access_request: nq15_auth insert, select, update',
    'access_service: nq15_auth select',
    'access_setting: nq15_auth select, update',
    'access_sign_in: nq15_auth select',
    'import_part: nq15_auth delete, select',
    'import_row: nq15_auth delete, select',
    'import_run: nq15_auth select, update',
    'organization: nq15_auth select',
    'organization_version: nq15_auth select',
  ]
  expect(grants.map((row) => row['line']).sort()).toEqual([...expected, ...signIn].sort())
})

test('the tables of sign-in belong to the sign-in alone, those behind the policies to nobody', async () => {
  const grants = await db.asOwner(
    `select n.nspname || '.' || c.relname as "table", coalesce(nullif(a.grantee, 0)::regrole::text, 'public') as grantee, lower(a.privilege_type) as "right"
       from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
      where n.nspname in ('auth', 'app') and c.relkind in ('r', 'p', 'v', 'm') and a.grantee <> c.relowner`,
  )
  const inAuth = grants.filter((row) => String(row['table']).startsWith('auth.'))
  expect([...new Set(inAuth.map((row) => row['grantee']))]).toEqual(['nq15_auth'])
  const inApp = grants.filter((row) => String(row['table']).startsWith('app.'))
  expect([...new Set(inApp.map((row) => `${row['table']} ${row['right']}`))].sort()).toEqual([
    'app.organization_reach select',
    'app.organization_up select',
  ])
  expect([...new Set(inApp.map((row) => row['grantee']))].sort()).toEqual([...actors, 'nq15_auth'].sort())
})

test('the tables of the vault belong to the vault alone, which has no right outside', async () => {
  const grants = await db.asOwner(
    `select n.nspname as schema, coalesce(nullif(a.grantee, 0)::regrole::text, 'public') as grantee
       from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
      where c.relkind in ('r', 'p', 'v', 'm') and a.grantee <> c.relowner`,
  )
  const ofVault = grants.filter((row) => row['schema'] === 'vault').map((row) => row['grantee'])
  expect([...new Set(ofVault)]).toEqual(['nq15_vault'])
  expect(grants.filter((row) => row['grantee'] === 'nq15_vault' && row['schema'] !== 'vault')).toEqual([])
  const [role] = await db.asOwner(
    `select count(*)::int as memberships from pg_auth_members m join pg_roles r on r.oid = m.roleid
      where r.rolname = 'nq15_vault' and m.member in (select oid from pg_roles where rolname = any ($1))`,
    [[...actors, 'nq15_guest', 'nq15_auth', 'nq15_queue', 'nq15_public']],
  )
  expect(role?.['memberships']).toBe(0)
})

test('no database role of the product passes the policies or inherits a right', async () => {
  const rows = await db.asOwner(
    `select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin or rolinherit as strong from pg_roles
      where rolname = any ($1) order by 1`,
    [[...actors, 'nq15_guest', 'nq15_auth', 'nq15_vault']],
  )
  expect(rows).toEqual(
    ['nq15_app', 'nq15_auth', 'nq15_city', 'nq15_city_person', 'nq15_guest', 'nq15_vault', 'nq15_wide'].map((name) => ({
      name,
      strong: false,
    })),
  )
})

test('every view asks with the rights of who asks, and nothing is materialized', async () => {
  const views = await db.asOwner(
    `select c.relname as name, c.relkind as kind, coalesce(c.reloptions::text, '') as options from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'app', 'auth') and c.relkind in ('v', 'm')`,
  )
  expect(views.length).toBeGreaterThan(0)
  for (const view of views)
    expect(view).toMatchObject({ kind: 'v', options: expect.stringContaining('security_invoker=true') })
})

test('no function of the product is leakproof; those with the rights of the owner have a fixed search path and no open door', async () => {
  const functions = await db.asOwner(
    `select p.proname as name, p.proleakproof as leakproof, p.prosecdef as definer, coalesce((select c from unnest(p.proconfig) c where c like 'search_path=%'), '') as config,
        p.prorettype = 'trigger'::regtype as is_trigger,
        exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0) as is_public
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'app', 'auth', 'vault')
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  )
  expect(functions.filter((row) => row['leakproof'])).toEqual([])
  const definers = functions.filter((row) => row['definer'])
  expect(definers.map((row) => row['name'])).toContain('scope_of')
  for (const definer of definers) {
    // `pg_temp` last, or a temporary table would stand in front of a real one.
    expect(definer).toMatchObject({ config: expect.stringMatching(/^search_path=.*pg_temp[^,]*$/) })
    // A trigger's function cannot be called by hand.
    expect([definer['name'], definer['is_public'] && !definer['is_trigger']]).toEqual([definer['name'], false])
  }
})

test('what reads the scope is stable and never folded into a plan', async () => {
  const rows = await db.asOwner(
    `select proname as name, provolatile as volatility from pg_proc where pronamespace = 'app'::regnamespace and proname in ('scope_of', 'scope_of_user', 'actor_id', 'today', 'enter') order by 1`,
  )
  expect(rows).toEqual([
    { name: 'actor_id', volatility: 's' },
    { name: 'enter', volatility: 'v' },
    { name: 'scope_of', volatility: 's' },
    { name: 'scope_of_user', volatility: 's' },
    { name: 'today', volatility: 's' },
  ])
})

test('entering is for who has not entered: guest and login, never an actor', async () => {
  const rows = await db.asOwner(
    `select r as role, has_function_privilege(r, 'app.enter(text, uuid, text, text)', 'execute') as enters from unnest($1::text[]) r`,
    [[...actors, 'nq15_auth', 'nq15_guest']],
  )
  expect(rows.filter((row) => row['enters']).map((row) => row['role'])).toEqual(['nq15_guest'])
})

test.each([...roles, ...serviceRoles, ...emergencyRoles])(
  'the database opens to %s what the domain says',
  async (role) => {
    const [row] = await db.asOwner('select * from app.role_class where role = $1', [role])
    const { tree, person, petition, trail, seals, accounts, breakGlass }: RowRights = rowRights[role as AnyRole]
    expect(row).toEqual({
      role,
      tree_read: tree.includes('read'),
      tree_work: tree.includes('work'),
      tree_decide: tree.includes('decide'),
      tree_setup: tree.includes('setup'),
      person_read: person.includes('read'),
      person_work: person.includes('work'),
      person_decide: person.includes('decide'),
      trail_read: trail,
      trail_seal: seals,
      accounts,
      break_glass: breakGlass,
      petition_read: petition.includes('read'),
      petition_work: petition.includes('work'),
      petition_decide: petition.includes('decide'),
    })
  },
)

test('the database knows no role that the domain does not', async () => {
  const rows = await db.asOwner('select role from app.role_class')
  expect(rows.map((row) => row['role']).sort()).toEqual([...roles, ...serviceRoles, ...emergencyRoles].sort())
})
