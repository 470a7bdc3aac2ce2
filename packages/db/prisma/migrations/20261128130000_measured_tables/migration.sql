-- Triggers keep the plan they made when a table was small; after a bulk of rows they would walk it in nested loops for minutes
-- instead of a second. The operator's command lets the planner look again; measuring a table drops every kept plan over it.
create function app.measure_tables(wanted text[]) returns void
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  name text;
begin
  if app.actor_id() is distinct from '01900000-0000-7000-8000-000000000001' then
    raise exception 'tables are measured by the operator' using errcode = 'insufficient_privilege';
  end if;
  foreach name in array wanted loop
    if not exists (select from app.table_class c where c.table_name = name) then
      raise exception 'no such table: %', name using errcode = 'undefined_table';
    end if;
    execute format('analyze %I', name);
  end loop;
end $$;
revoke execute on function app.measure_tables(text[]) from public;
grant execute on function app.measure_tables(text[]) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
