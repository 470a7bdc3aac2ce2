-- A level's places are many or few; a planner that takes them for few walks a city cell by cell.
alter function app.table_places(uuid, date) rows 20000;

-- Organizations, collectives and leaders managed from above by line, kind and status as of a day; the level itself is not among them.
create function app.unit_figures(level uuid, wanted integer, day date)
  returns table (line text, subject text, organization_subject text, sector text, status text, units bigint)
  language plpgsql stable security definer set plan_cache_mode = force_custom_plan set work_mem = '32MB' set jit = off set search_path = public, app, pg_temp as $$
declare
  here uuid[];
  lines text[];
  many boolean;
begin
  select coalesce(array_agg(p.organization_id), '{}'), coalesce(array_agg(p.line), '{}') into here, lines from app.table_places(level, day) p
   where p.organization_id <> level or p.line = level::text;
  many := cardinality(here) > 3000;
  return query
  with cases as materialized (
    select p.line, c.id, c.subject, c.organization_subject, c.sector, c.not_rated_reason
      from rating_campaign y join rating_unit_case c on c.campaign_id = y.id
      join unnest(here, lines) p (organization_id, line) on p.organization_id = c.organization_id where y.year = wanted and (many or c.organization_id = any(here))
  ), standing as materialized (
    select l.case_id, coalesce(l.not_rated_reason, l.outcome) as status from rating_unit_level l
     where l.year = wanted and l.superseded_at is null and l.decided_on <= day and (many or l.organization_id = any(here))
    union all
    -- Replaced by a decision of a later day, or annulled later: on this day it still stood.
    select s.case_id, s.status from (
      select distinct on (l.case_id) l.case_id, coalesce(l.not_rated_reason, l.outcome) as status from rating_unit_level l
       where l.year = wanted and l.superseded_at is not null and l.decided_on <= day and (many or l.organization_id = any(here))
         and not exists (select from rating_unit_level n where n.case_id = l.case_id and n.id > l.id and n.decided_on <= day)
         and ((l.superseded_at at time zone 'Asia/Ho_Chi_Minh')::date > day or exists (select from rating_unit_level n where n.case_id = l.case_id and n.id > l.id))
       order by l.case_id, l.id desc) s
  ), rated as (
    select c.line, c.subject, c.organization_subject, c.sector, coalesce(s.status, c.not_rated_reason, 'UNDECIDED') as status
      from cases c left join standing s on s.case_id = c.id
  )
  select coalesce(r.line, 'whole'), r.subject, r.organization_subject, r.sector, r.status, count(*) from rated r
   group by grouping sets ((r.line, r.subject, r.organization_subject, r.sector, r.status), (r.subject, r.organization_subject, r.sector, r.status));
end $$;
revoke execute on function app.unit_figures(uuid, integer, date) from public;
grant execute on function app.unit_figures(uuid, integer, date) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
