-- The trail says of what was counted, decided, signed and closed how the row stood when it was last written: its imprint. Whoever then
-- changes the row beside the product, with the triggers off, leaves an imprint in the sealed trail that no longer fits, and
-- nq15 audit verify names the row. Rows of before this migration have none until they are written again.

create table app.imprinted_table (table_name text primary key);
insert into app.imprinted_table (table_name) values
  ('rating_tally'), ('rating_tally_vote'), ('rating_decision'), ('rating'), ('rating_unit_decision'),
  ('rating_unit_level'), ('rating_notice'), ('rating_appeal'), ('rating_correction'), ('rating_unit_notice'),
  ('rating_unit_appeal'), ('rating_unit_correction'), ('report_sign_off'), ('petition_report'), ('review_report'),
  ('review_sign_off'), ('consolidation_plan'), ('plan_report'), ('plan_step'), ('inspection_step'),
  ('resolution_target_result');

-- The imprint of a row: SHA-256 of its fields without the empty ones, so that a column added empty later changes none.
create function app.imprint(stored jsonb) returns text language sql immutable parallel safe as $$
  select encode(sha256(convert_to(jsonb_strip_nulls(stored)::text, 'UTF8')), 'hex')
$$;
revoke execute on function app.imprint(jsonb) from public;

-- As before (under names that no column has: a column t hides a row t), with the imprint beside what changed; times are written down in UTC, whatever the connection's own zone.
create or replace function app.audit_rows() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp set timezone to 'UTC' as $$
declare
  org text := coalesce(nullif(tg_argv[0], ''), 'null::uuid');
  key text := coalesce(nullif(tg_argv[1], ''), 'id');
  imprinted boolean := exists (select from app.imprinted_table t where t.table_name = tg_table_name);
begin
  if tg_op = 'INSERT' then
    execute format($q$
      insert into audit_event (id, at, actor_id, on_behalf_of, request_id, action, record_table, record_id, organization_id, detail)
      select app.uuid_v7(), clock_timestamp(), app.actor_id(), nullif(current_setting('app.on_behalf_of', true), '')::uuid,
        nullif(current_setting('app.request_id', true), ''), 'insert', %L, %s, %s, %s from new_rows newer$q$, tg_table_name, key, org,
        case when imprinted then $q$jsonb_build_object('imprint', app.imprint(to_jsonb(newer)))$q$ else $q$'{}'::jsonb$q$ end);
  elsif tg_op = 'UPDATE' then
    execute format($q$
      insert into audit_event (id, at, actor_id, on_behalf_of, request_id, action, record_table, record_id, organization_id, detail)
      select app.uuid_v7(), clock_timestamp(), app.actor_id(), nullif(current_setting('app.on_behalf_of', true), '')::uuid,
        nullif(current_setting('app.request_id', true), ''), 'update', %L, newer.%s, %s,
        jsonb_build_object('changed', (select jsonb_agg(e.key order by e.key) from jsonb_each(to_jsonb(newer)) e
          where e.value is distinct from to_jsonb(older) -> e.key)) || %s
      from new_rows newer join old_rows older on older.%s = newer.%s$q$, tg_table_name, key,
        case when tg_argv[0] = '' then 'null::uuid' else 'newer.' || tg_argv[0] end,
        case when imprinted then $q$jsonb_build_object('imprint', app.imprint(to_jsonb(newer)))$q$ else $q$'{}'::jsonb$q$ end, key, key);
  else
    execute format($q$
      insert into audit_event (id, at, actor_id, on_behalf_of, request_id, action, record_table, record_id, organization_id)
      select app.uuid_v7(), clock_timestamp(), app.actor_id(), nullif(current_setting('app.on_behalf_of', true), '')::uuid,
        nullif(current_setting('app.request_id', true), ''), 'delete', %L, %s, %s from old_rows$q$, tg_table_name, key, org);
  end if;
  return null;
end $$;
