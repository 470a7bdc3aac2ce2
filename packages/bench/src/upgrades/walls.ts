import type { CopyConnection } from '@nq15/db/operations/copy-connection'

/**
 * What guards a database, line by line: columns, row-level security, policies, rights, triggers, constraints and indexes. An upgraded
 * database must read as one made by the same migrations from nothing.
 */
export async function readWalls(connection: CopyConnection): Promise<readonly string[]> {
  const rows = await connection.query(`
    with own as (
      select c.*, n.nspname || '.' || c.relname as said from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname !~ '^(pg_|information_schema$)' and c.relkind in ('r', 'p', 'v', 'S')),
    functions as (select p.* from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('app', 'auth'))
    select line from (
      select concat_ws(' ', 'table', said, relkind, relrowsecurity, relforcerowsecurity, pg_get_expr(relpartbound, oid)) from own
      union all select concat_ws(' ', 'right', o.said, a.grantee::regrole, a.privilege_type, a.is_grantable) from own o, aclexplode(o.relacl) a
      union all select concat_ws(' ', 'column', o.said, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attacl, pg_get_expr(d.adbin, d.adrelid))
        from own o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      union all select concat_ws(' ', 'policy', schemaname || '.' || tablename, policyname, permissive, roles, cmd, qual, with_check) from pg_policies
      union all select concat_ws(' ', 'trigger', o.said, t.tgenabled, pg_get_triggerdef(t.oid)) from own o join pg_trigger t on t.tgrelid = o.oid and not t.tgisinternal
      union all select concat_ws(' ', 'bond', o.said, k.conname, k.convalidated, pg_get_constraintdef(k.oid)) from own o join pg_constraint k on k.conrelid = o.oid
      union all select concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), i.indisvalid) from own o join pg_index i on i.indrelid = o.oid
      union all select concat_ws(' ', 'function', p.oid::regprocedure, p.prosecdef, p.proconfig, md5(p.prosrc)) from functions p
      -- The login that serves is of one database; what else is granted to whom must be the same.
      union all select concat_ws(' ', 'right', p.oid::regprocedure, a.grantee::regrole, a.privilege_type) from functions p,
        aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where a.grantee = p.proowner or not exists (select from pg_roles r where r.oid = a.grantee and r.rolcanlogin)
    ) all_of (line) order by line collate "C"`)
  return rows.map(({ line }) => String(line))
}

/** Lines that only one of both has. */
export function differingWalls(upgraded: readonly string[], fresh: readonly string[]): string[] {
  const [theirs, ours] = [new Set(upgraded), new Set(fresh)]
  return [
    ...fresh.filter((line) => !theirs.has(line)).map((line) => `lacks: ${line}`),
    ...upgraded.filter((line) => !ours.has(line)).map((line) => `has beside: ${line}`),
  ]
}
