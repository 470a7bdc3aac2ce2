import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'

/** A city of so many units under one, ids by kind and number: what a bench of petitions stands on, before its own rows. */
export const petitionUnitsSql = (units: number): string => `
  create function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as
    $$ select ('00000000-0000-7000-8' || lpad(to_hex(kind), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  insert into organization (id, side) select pg_temp.id(0, n), 'party' from generate_series(1, ${units + 1}) n;
  insert into organization_version (id, organization_id, parent_id, side, code, name, search_name, org_type, valid_from)
    select pg_temp.id(16, n), pg_temp.id(0, n), case when n > 1 then pg_temp.id(0, 1) end, 'party', 'c' || n, 'To chuc ' || n, 'to chuc ' || n,
      case when n > 1 then 'grassroots-committee-org' else 'city-org' end, '2020-01-01' from generate_series(1, ${units + 1}) n;`

/** One account that may read the petitions of the organization `at` and of those below, and what is to be computed at last. */
export const petitionReaderSql = (at: number): string => `
  insert into auth."user" (id, name, email, username) values (pg_temp.id(6, 1), 'x', 'x@nq15.invalid', 'x');
  insert into access_account (user_id, display_name) values (pg_temp.id(6, 1), 'x');
  insert into auth.session (id, user_id, token, expires_at) values (pg_temp.id(7, 1), pg_temp.id(6, 1), 'x', now() + interval '6 hours');
  insert into access_grant (id, user_id, role, organization_id, valid_from) values (pg_temp.id(8, 1), pg_temp.id(6, 1), 'receptionist', pg_temp.id(0, ${at}), '2020-01-01');
  select app.rebuild_organization_reach();
  analyze`

/** The id that the ground gives to a row. */
export const petitionBenchId = (kind: number, n: number): string =>
  `00000000-0000-7000-8${kind.toString(16).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`

/** The reader of the ground, proved. */
export function petitionReader(at: number): Scope {
  const [key, userId] = [petitionBenchId(7, 1), petitionBenchId(6, 1)]
  const actor = { kind: 'session', key, userId, name: 'x', memberId: null, requestId: '', onBehalfOf: '' } as const
  const grants = [{ role: 'receptionist', organizationId: petitionBenchId(0, at) }] as const
  const scope = proveScope({ ...actor, grants }, 'petition:read')
  if (!scope) throw new Error('the desk may not read')
  return scope
}
