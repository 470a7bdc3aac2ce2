-- Statistical tables of a rating year (B1 to B8): counted from what was decided, signed, frozen.

-- What was signed of a level and a year: the numbers with the rules they were made by, and no person. Never edited: a later
-- sign-off replaces it and says why.
create table report_sign_off (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  year integer not null check (year between 2014 and 2100),
  -- The day the tables show.
  as_of date not null,
  -- The layout of the tables and the rules of the year.
  tables_version text not null,
  rule_set_code text not null,
  rule_set_hash text not null,
  content jsonb not null,
  -- SHA-256 of the canonical content; papers and workbooks carry it.
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  signer_name text not null check (btrim(signer_name) <> ''),
  signer_title text not null check (btrim(signer_title) <> ''),
  signed_by uuid not null,
  signed_by_name text not null,
  signed_at timestamptz not null,
  -- The sign-off it replaces, and why.
  replaces_id uuid references report_sign_off on delete restrict,
  reason text,
  superseded_at timestamptz,
  constraint report_sign_off_replacement check ((replaces_id is null) = (reason is null) and (reason is null or btrim(reason) <> ''))
);
create unique index report_sign_off_one_standing on report_sign_off (organization_id, year) where superseded_at is null;
create index report_sign_off_replaces on report_sign_off (replaces_id);
create trigger keep_decided before update on report_sign_off for each row execute function app.keep_decided();
select app.protect('report_sign_off', 'tree', 'decide');
select app.audited('report_sign_off');

-- A year is counted from these alone, without the rows behind them.
create index rating_figures on rating (year, organization_id, subject, outcome, not_rated_reason) include (decided_on, committee_id, case_id)
  where superseded_at is null;
create index rating_of_case on rating (case_id);
create index rating_superseded on rating (year, organization_id) where superseded_at is not null;
create index rating_not_completed on rating (year, organization_id) where outcome = 'KHT';
create index rating_case_figures on rating_case (campaign_id, organization_id) include (subject, not_rated_reason);

-- Which records stand under which line of a level's table on a day: the organizations directly below it, or itself when there
-- are none. What ended is with its heir; with several heirs, or with none here, it stands in a line of its own, so that each
-- record counts once. Only what the asker reaches today.
create function app.table_places(level uuid, day date) returns table (organization_id uuid, line text)
  language plpgsql stable security definer set plan_cache_mode = force_custom_plan set work_mem = '32MB' set jit = off set search_path = public, app, pg_temp as $$
declare
  everything boolean := current_setting('role') in ('nq15_city', 'nq15_city_person');
  orgs uuid[] := case when everything then '{}' else current_setting('app.orgs')::uuid[] end;
  divided boolean := exists (select from organization_version v
    where v.parent_id = level and v.side = 'party' and v.valid_from <= day and day < v.valid_to);
begin
  return query
  with held as materialized (
    select r.organization_id, min(r.above_id::text) as first, max(r.above_id::text) as last
      from organization_version v join app.organization_reach r on r.above_id = v.organization_id
     where v.parent_id = level and v.side = 'party' and v.valid_from <= day and day < v.valid_to and r.valid_from <= day and day < r.valid_to
     group by 1
  ), below as materialized (
    select distinct r.organization_id from app.organization_reach r
     where r.above_id = level and r.valid_from <= day and day < r.valid_to
       and (everything or r.organization_id in (select unnest(orgs)))
  )
  select w.organization_id, case when not divided then level::text when h.first = h.last then h.first when h.first is not null then 'shared' else 'ended' end
    from below w left join held h on h.organization_id = w.organization_id;
end $$;

-- Members of a level by line, kind and status as of a day, counted and never named: a level, a reason for no level, UNDECIDED;
-- beside them DOWNGRADED and ANNULLED. A level stands from the day of its decision to the day of the one that replaced it.
create function app.person_figures(level uuid, wanted integer, day date) returns table (line text, subject text, status text, persons bigint)
  language plpgsql stable security definer set plan_cache_mode = force_custom_plan set work_mem = '32MB' set jit = off set search_path = public, app, pg_temp as $$
declare
  here uuid[];
  lines text[];
  -- Nearly everything is read anyway; asking for each cell by name would only cost.
  many boolean;
begin
  select coalesce(array_agg(p.organization_id), '{}'), coalesce(array_agg(p.line), '{}') into here, lines from app.table_places(level, day) p;
  many := cardinality(here) > 3000;
  return query
  with superseded as materialized (
    select p.line, x.case_id, x.id, x.subject, x.outcome, x.not_rated_reason, n.outcome as later, n.decided_on as later_on,
        (x.superseded_at at time zone 'Asia/Ho_Chi_Minh')::date as ended_on
      from rating x join unnest(here, lines) p (organization_id, line) on p.organization_id = x.organization_id
      left join lateral (select n.outcome, n.decided_on from rating n
        where n.case_id = x.case_id and n.id > x.id order by n.decided_on <= day desc, n.id desc limit 1) n on true
     where x.year = wanted and x.superseded_at is not null and x.decided_on <= day
  ), files as materialized (
    select f.campaign_id, f.committee_id, f.organization_id, p.line
      from rating_campaign y join rating_cell_file f on f.campaign_id = y.id
      join unnest(here, lines) p (organization_id, line) on p.organization_id = f.organization_id where y.year = wanted
  ), undecided as materialized (
    select f.campaign_id, f.organization_id, f.line from files f
     where (f.campaign_id, f.committee_id) not in (select d.campaign_id, d.organization_id from rating_decision d where d.decided_on <= day)
  ), counted as (
    select p.line, x.subject, coalesce(x.not_rated_reason, x.outcome) as status, x.persons from (
      select r.organization_id, r.subject, r.outcome, r.not_rated_reason, count(*) as persons from rating r
       where r.year = wanted and r.superseded_at is null and r.decided_on <= day and (many or r.organization_id = any(here)) group by 1, 2, 3, 4) x
      join unnest(here, lines) p (organization_id, line) on p.organization_id = x.organization_id
    union all
    -- Replaced by a decision of a later day, or annulled later: on this day it still stood.
    select s.line, s.subject, coalesce(s.not_rated_reason, s.outcome), count(*) from (
      select distinct on (u.case_id) u.* from superseded u where coalesce(u.later_on, u.ended_on) > day order by u.case_id, u.id desc) s
     group by 1, 2, 3
    union all
    -- Annulled and not rated anew: without a level again.
    select s.line, s.subject, 'UNDECIDED', count(distinct s.case_id) from superseded s
     where s.later_on is null and s.ended_on <= day group by 1, 2
    union all
    select s.line, s.subject, case when s.later is null or s.later = 'NOT_RATED' then 'ANNULLED' else 'DOWNGRADED' end, count(*) from (
      select distinct on (u.case_id) u.* from superseded u where coalesce(u.later_on, u.ended_on) <= day order by u.case_id, u.id) s
     where s.later is null or s.later = 'NOT_RATED'
        or array_position(array['XS', 'T', 'HT', 'KHT'], s.later) > array_position(array['XS', 'T', 'HT', 'KHT'], s.outcome)
     group by 1, 2, 3
    union all
    select f.line, c.subject, coalesce(c.not_rated_reason, 'UNDECIDED'), count(*)
      from undecided f join rating_case c on c.campaign_id = f.campaign_id and c.organization_id = f.organization_id group by 1, 2, 3
  )
  select coalesce(c.line, 'whole'), c.subject, c.status, sum(c.persons)::bigint from counted c
   group by grouping sets ((c.line, c.subject, c.status), (c.subject, c.status));
end $$;

-- The levels of each deciding committee and group as of a day, once under its line and once under `whole`.
create function app.quota_figures(level uuid, wanted integer, day date)
  returns table (line text, committee_id uuid, subject text, xs bigint, t bigint, ht bigint, kht bigint, exception_number text)
  language plpgsql stable security definer set plan_cache_mode = force_custom_plan set work_mem = '32MB' set jit = off set search_path = public, app, pg_temp as $$
declare
  here uuid[];
  lines text[];
  -- Nearly everything is read anyway; asking for each cell by name would only cost.
  many boolean;
begin
  select coalesce(array_agg(p.organization_id), '{}'), coalesce(array_agg(p.line), '{}') into here, lines from app.table_places(level, day) p;
  many := cardinality(here) > 3000;
  return query
  with standing as (
    select x.organization_id, x.committee_id, x.subject, x.outcome, count(*) as persons from rating x
     where x.year = wanted and x.superseded_at is null and x.decided_on <= day and x.outcome <> 'NOT_RATED'
       and (many or x.organization_id = any(here)) group by 1, 2, 3, 4
    union all
    select x.organization_id, x.committee_id, x.subject, x.outcome, 1 from rating x
     where x.year = wanted and x.superseded_at is not null and x.decided_on <= day and x.outcome <> 'NOT_RATED'
       and not exists (select from rating n where n.case_id = x.case_id and n.id > x.id and n.decided_on <= day)
       and ((x.superseded_at at time zone 'Asia/Ho_Chi_Minh')::date > day or exists (select from rating n where n.case_id = x.case_id and n.id > x.id))
  ), counted as (
    select p.line, s.committee_id, s.subject, coalesce(sum(s.persons) filter (where s.outcome = 'XS'), 0)::bigint as xs,
        coalesce(sum(s.persons) filter (where s.outcome = 'T'), 0)::bigint as t, coalesce(sum(s.persons) filter (where s.outcome = 'HT'), 0)::bigint as ht,
        coalesce(sum(s.persons) filter (where s.outcome = 'KHT'), 0)::bigint as kht
      from standing s join unnest(here, lines) p (organization_id, line) on p.organization_id = s.organization_id group by 1, 2, 3
  ), exceptions as materialized (
    select d.organization_id, max(d.exception_decision_number) as number from rating_decision d join rating_campaign y on y.id = d.campaign_id
     where y.year = wanted and d.decided_on <= day and d.superseded_at is null and d.exception_decision_number is not null group by 1
  ), both_ways as (
    select c.line, c.committee_id, c.subject, c.xs, c.t, c.ht, c.kht from counted c
    -- A committee whose cells stand under several lines is reckoned whole, once.
    union all select 'whole', c.committee_id, c.subject, sum(c.xs)::bigint, sum(c.t)::bigint, sum(c.ht)::bigint, sum(c.kht)::bigint from counted c group by 2, 3
  )
  select b.line, b.committee_id, b.subject, b.xs, b.t, b.ht, b.kht, e.number from both_ways b left join exceptions e on e.organization_id = b.committee_id;
end $$;

-- Why members of a level did not complete the tasks: by rule, each person once for each of his reasons.
create function app.not_completed_reasons(level uuid, wanted integer, day date) returns table (code text, persons bigint)
  language plpgsql stable security definer set plan_cache_mode = force_custom_plan set work_mem = '32MB' set jit = off set search_path = public, app, pg_temp as $$
declare
  here uuid[];
  lines text[];
  -- Nearly everything is read anyway; asking for each cell by name would only cost.
  many boolean;
begin
  select coalesce(array_agg(p.organization_id), '{}'), coalesce(array_agg(p.line), '{}') into here, lines from app.table_places(level, day) p;
  many := cardinality(here) > 3000;
  return query
  select coalesce(r.code, 'BY_PEOPLE'), count(distinct x.case_id) from rating x
    join unnest(here) p (organization_id) on p.organization_id = x.organization_id
    left join lateral (select distinct f ->> 'code' as code from jsonb_array_elements(case jsonb_typeof(x.reasoning -> 'findings') when 'array'
        then x.reasoning -> 'findings' else '[]' end) f where f ->> 'severity' = 'BLOCK') r on true
   where x.year = wanted and x.outcome = 'KHT' and x.decided_on <= day
     and (x.superseded_at is null or not exists (select from rating n where n.case_id = x.case_id and n.id > x.id and n.decided_on <= day)
       and ((x.superseded_at at time zone 'Asia/Ho_Chi_Minh')::date > day or exists (select from rating n where n.case_id = x.case_id and n.id > x.id)))
   group by 1 order by 2 desc, 1;
end $$;

-- The level people gave themselves beside the one decided, of a level's members, counted.
create function app.self_and_decided(level uuid, wanted integer, day date) returns table (self_level text, decided text, persons bigint)
  language plpgsql stable security definer set plan_cache_mode = force_custom_plan set work_mem = '32MB' set jit = off set search_path = public, app, pg_temp as $$
declare
  here uuid[];
  lines text[];
  -- Nearly everything is read anyway; asking for each cell by name would only cost.
  many boolean;
begin
  select coalesce(array_agg(p.organization_id), '{}'), coalesce(array_agg(p.line), '{}') into here, lines from app.table_places(level, day) p;
  many := cardinality(here) > 3000;
  return query
  select a.self_level, x.outcome, count(*) from rating x
    join unnest(here) p (organization_id) on p.organization_id = x.organization_id
    left join rating_self_assessment a on a.case_id = x.case_id
   where x.year = wanted and x.superseded_at is null and x.decided_on <= day and x.outcome <> 'NOT_RATED'
     and (many or x.organization_id = any(here)) group by 1, 2;
end $$;

revoke execute on function app.table_places(uuid, date), app.person_figures(uuid, integer, date), app.quota_figures(uuid, integer, date),
  app.not_completed_reasons(uuid, integer, date), app.self_and_decided(uuid, integer, date) from public;
grant execute on function app.table_places(uuid, date), app.person_figures(uuid, integer, date), app.quota_figures(uuid, integer, date),
  app.not_completed_reasons(uuid, integer, date), app.self_and_decided(uuid, integer, date) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
