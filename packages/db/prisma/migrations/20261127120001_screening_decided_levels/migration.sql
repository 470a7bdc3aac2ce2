-- A decided level of an organization changes what was said of the rated year: of the organization, and of who stands above it.
-- A year is judged from its December on; a level corrected years later has it judged again from there (E13).
create function app.mark_screening_of_level() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into screening_pending (organization_id, month)
  select m.id, min(m.month) from (
    select unnest(array[n.organization_id, n.decider_id]) as id, least(make_date(n.year, 12, 1), date_trunc('month', n.decided_on::timestamp)::date) as month
      from new_rows n) m group by 1
  on conflict (organization_id) do update
    set month = case when screening_pending.done_at is null then least(screening_pending.month, excluded.month) else excluded.month end,
      marked_at = clock_timestamp(), done_at = null;
  return null;
end $$;
create trigger mark_screening_insert after insert on rating_unit_level referencing new table as new_rows for each statement execute function app.mark_screening_of_level();
