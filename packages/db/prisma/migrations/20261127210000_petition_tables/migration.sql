-- Report tables of reception and petitions (petitions, section 16): what each paper, coming and matter is in a period, as words that
-- cells ask for; counted as the reader may see them, or for whoever stands above as numbers alone; frozen when they are signed.

-- 1. What a paper is in a period: one that came in it, or was still open from before. `papers` counts đơn (a part of a paper is none),
-- `matters` counts vụ việc (of all papers of one matter the first; of a paper with several contents its parts).
create function app.petition_paper_rows(units uuid[], first_day date, last_day date)
  returns table (record_id uuid, organization_id uuid, kind text, reception text, came text, processed text, eligible text, competence text, handling text,
    field text, instance text, settled text, answered text, party text, papers integer, matters integer)
  language sql stable set search_path = public, app, pg_temp
begin atomic
  with held as (
    select p.id, p.organization_id, p.kind, p.state, p.source, p.received_on, p.field_l1, p.split_from_id, p.party_tracks, p.year, p.number,
        p.settled_on is not null and p.settled_on <= last_day as done,
        coalesce(p.sorting ->> 'eligibility', '') as eligibility, coalesce(p.sorting ->> 'competence', '') as competence, coalesce(p.sorting ->> 'handling', '') as handling,
        coalesce(p.case_id, m.case_id, p.merged_into_id, p.id) as matter, coalesce(p.case_id, m.case_id) as case_id
      from petition p left join petition m on m.id = p.merged_into_id
     where p.organization_id = any (units) and p.received_on <= last_day
       and (p.received_on >= first_day or p.settled_on is null or p.settled_on >= first_day)
  ), answers as (
    select distinct s.petition_id from petition_step s where s.event = 'take-answer' and s.organization_id = any (units) and s.on_day <= last_day
  )
  select h.id, h.organization_id, h.kind, case when h.source = 'in-person' then 'yes' else 'no' end,
    case when h.received_on < first_day then 'before' else 'within' end, case when h.done then 'yes' else 'no' end,
    -- Eligible is what was found so and is handled further: a paper kept for the record or told in person leaves nothing to handle.
    case when h.done and h.eligibility = 'eligible' and h.kind <> 'mixed' and h.handling not in ('file', 'record-only', 'info-only', 'split')
      and not (h.kind = 'denunciation' and h.handling = 'guide') then 'yes' else 'no' end,
    case h.competence when '' then 'none' when 'own' then 'own' else 'other' end, h.handling, h.field_l1,
    coalesce(c.facts ->> 'instance', ''),
    case when least(c.facts ->> 'decidedOn', c.facts ->> 'endedOn') <= to_char(last_day, 'YYYY-MM-DD')
      then case when c.facts ->> 'instance' = 'first' then 'first' else 'more' end else 'no' end,
    case when a.petition_id is not null then 'yes' else 'no' end, case when cardinality(h.party_tracks) > 0 then 'yes' else 'no' end,
    case when h.split_from_id is null then 1 else 0 end,
    case when h.state <> 'split' and row_number() over (partition by h.organization_id, h.matter order by (h.state = 'split'), h.received_on, h.year, h.number) = 1 then 1 else 0 end
    from held h left join petition_case c on c.id = h.case_id left join answers a on a.petition_id = h.id;
end;

-- 2. What a coming is in a period: by whom received, a large group or not. `matters` counts a matter once, at its first coming.
create function app.petition_visit_rows(units uuid[], first_day date, last_day date)
  returns table (record_id uuid, organization_id uuid, host text, party text, large text, again text, kind text, outcome text, reply text, visits integer, people integer, matters integer)
  language sql stable set search_path = public, app, pg_temp
begin atomic
  select v.id, v.organization_id, case when s.kind = 'regular' then 'regular' when s.is_delegated then 'deputy' else 'head' end,
    case when s.head in ('commune-secretary', 'city-secretary') then 'yes' else 'no' end, case when v.people >= 5 then 'yes' else 'no' end,
    case when v.is_repeat then 'yes' else 'no' end, v.kind, v.result,
    case when v.due_on is null then 'none' when v.replied_on is null then case when v.due_on < last_day then 'late' else 'open' end
      when v.replied_on <= v.due_on then 'in-time' else 'late' end,
    1, v.people,
    case when row_number() over (partition by v.organization_id, coalesce(p.case_id, p.merged_into_id, p.id, v.id) order by v.visited_on, v.year, v.number) = 1 then 1 else 0 end
    from reception_visit v join reception_session s on s.id = v.session_id left join petition p on p.id = v.petition_id
   where v.organization_id = any (units) and v.visited_on between first_day and last_day;
end;

-- 3. What a matter is in a period. `settling`: it was to be settled in it; `enforcing`: its decision was to be enforced in it. Whether
-- it was decided in time is what was written down with the decision.
create function app.petition_case_rows(units uuid[], first_day date, last_day date)
  returns table (record_id uuid, organization_id uuid, kind text, settling text, enforcing text, enforced text, instance text, outcome text, ended text, in_time text, crime text, party text,
    cases integer, papers integer, papers_before integer, papers_within integer, due jsonb, done jsonb)
  language sql stable set search_path = public, app, pg_temp
begin atomic
  with days as (select to_char(first_day, 'YYYY-MM-DD') as first, to_char(last_day, 'YYYY-MM-DD') as last),
  held as (
    select c.id, c.organization_id, c.kind, c.facts, c.ended_on, c.state, c.opened_on, d.first, d.last,
        least(c.facts ->> 'decidedOn', c.facts ->> 'endedOn') as settled, c.facts ->> 'executionNumber' <> '' and c.facts ->> 'effectiveOn' <= d.last
          and (c.ended_on is null or c.ended_on >= first_day) as enforcing
      from petition_case c cross join days d where c.organization_id = any (units) and c.opened_on <= last_day
  ), of_case as (
    select p.case_id, count(*) as papers, count(*) filter (where p.received_on < first_day) as before, bool_or(cardinality(p.party_tracks) > 0) as party
      from petition p where p.organization_id = any (units) and p.case_id is not null and p.received_on <= last_day group by 1
  ), decided as (
    select s.case_id, case when s.detail ->> 'wasDue' is null then 'unknown' when to_char(s.on_day, 'YYYY-MM-DD') <= s.detail ->> 'wasDue' then 'yes' else 'no' end as in_time
      from petition_step s where s.organization_id = any (units) and s.case_id is not null and s.event in ('decide', 'conclude', 'answer') and s.on_day between first_day and last_day
  )
  select h.id, h.organization_id, h.kind, case when h.settled is null or h.settled >= h.first then 'yes' else 'no' end, case when h.enforcing then 'yes' else 'no' end,
    case when h.enforcing and h.state = 'done' and h.ended_on <= last_day then 'yes' else 'no' end,
    h.facts ->> 'instance', coalesce(h.facts ->> 'outcome', ''),
    case when h.settled is null or h.settled > h.last then 'no' when h.settled < h.first then 'before' when h.facts ->> 'decidedOn' is not null then 'decided'
      when h.facts ->> 'terminated' = 'withdrawn-after-explanation' then 'explained' when h.facts ->> 'terminated' = 'full-withdrawal' then 'withdrawn' else 'terminated' end,
    coalesce(t.in_time, 'unknown'), case when (h.facts ->> 'isCrimeTransferred')::boolean and h.facts ->> 'handledOn' between h.first and h.last then 'yes' else 'no' end,
    case when coalesce(o.party, false) then 'yes' else 'no' end,
    1, coalesce(o.papers, 0)::integer, coalesce(o.before, 0)::integer, (coalesce(o.papers, 0) - coalesce(o.before, 0))::integer, h.facts -> 'due', h.facts -> 'done'
    from held h left join of_case o on o.case_id = h.id left join decided t on t.case_id = h.id
   where h.settled is null or h.settled >= h.first or h.enforcing;
end;

create function app.petition_session_rows(units uuid[], first_day date, last_day date)
  returns table (record_id uuid, organization_id uuid, host text, party text, sessions integer)
  language sql stable set search_path = public, app, pg_temp
begin atomic
  select s.id, s.organization_id, case when s.kind = 'regular' then 'regular' when s.is_delegated then 'deputy' else 'head' end,
    case when s.head in ('commune-secretary', 'city-secretary') then 'yes' else 'no' end, 1
    from reception_session s where s.organization_id = any (units) and s.held_on between first_day and last_day;
end;

-- The sum of one thing that a decision brings, over the documents of facts.
create function app.petition_amounts(documents jsonb[]) returns jsonb language sql immutable set search_path = public, app, pg_temp
begin atomic
  select coalesce(jsonb_object_agg(e.key, e.total), '{}') from (
    select a.key, sum(a.value::numeric) as total from unnest(documents) d(facts) cross join lateral jsonb_each_text(d.facts) a group by 1) e;
end;

-- 4. All of it counted by unit. As the reader sees it: rows shut to him are not counted either.
create function app.petition_figures(units uuid[], first_day date, last_day date)
  returns table (source text, organization_id uuid, dims jsonb, sums jsonb)
  language plpgsql stable set plan_cache_mode = force_custom_plan set work_mem = '32MB' set jit = off set search_path = public, app, pg_temp as $$
begin
  return query
  select 'papers'::text, r.organization_id, jsonb_build_object('kind', r.kind, 'reception', r.reception, 'came', r.came, 'processed', r.processed, 'eligible', r.eligible,
      'competence', r.competence, 'handling', r.handling, 'field', r.field, 'instance', r.instance, 'settled', r.settled, 'answered', r.answered, 'party', r.party),
      jsonb_build_object('papers', sum(r.papers), 'matters', sum(r.matters))
    from app.petition_paper_rows(units, first_day, last_day) r
   group by r.organization_id, r.kind, r.reception, r.came, r.processed, r.eligible, r.competence, r.handling, r.field, r.instance, r.settled, r.answered, r.party
  union all
  select 'visits', r.organization_id, jsonb_build_object('host', r.host, 'party', r.party, 'large', r.large, 'again', r.again, 'kind', r.kind, 'outcome', r.outcome, 'reply', r.reply),
      jsonb_build_object('visits', sum(r.visits), 'people', sum(r.people), 'matters', sum(r.matters))
    from app.petition_visit_rows(units, first_day, last_day) r
   group by r.organization_id, r.host, r.party, r.large, r.again, r.kind, r.outcome, r.reply
  union all
  select 'sessions', r.organization_id, jsonb_build_object('host', r.host, 'party', r.party), jsonb_build_object('sessions', sum(r.sessions))
    from app.petition_session_rows(units, first_day, last_day) r group by r.organization_id, r.host, r.party
  union all
  select 'cases', r.organization_id, jsonb_build_object('kind', r.kind, 'settling', r.settling, 'enforcing', r.enforcing, 'enforced', r.enforced, 'instance', r.instance,
      'outcome', r.outcome, 'ended', r.ended, 'inTime', r.in_time, 'crime', r.crime, 'party', r.party),
      jsonb_build_object('cases', sum(r.cases), 'papers', sum(r.papers), 'papersBefore', sum(r.papers_before), 'papersWithin', sum(r.papers_within),
        'due', app.petition_amounts(array_agg(r.due)), 'done', app.petition_amounts(array_agg(r.done)))
    from app.petition_case_rows(units, first_day, last_day) r
   group by r.organization_id, r.kind, r.settling, r.enforcing, r.enforced, r.instance, r.outcome, r.ended, r.in_time, r.crime, r.party;
end $$;

-- For a unit and everything below it: numbers alone, to whoever reads that tree or receives citizens at its top.
create function app.petition_tree_figures(top uuid, first_day date, last_day date)
  returns table (source text, organization_id uuid, dims jsonb, sums jsonb)
  language plpgsql stable security definer set plan_cache_mode = force_custom_plan set jit = off set search_path = public, app, pg_temp as $$
declare
  units uuid[];
begin
  if not (current_setting('role') in ('nq15_city', 'nq15_city_person') or app.petition_all('read')
      or top = any (coalesce(nullif(current_setting('app.orgs', true), ''), '{}')::uuid[]) or top = any (app.petition_orgs('read'))) then
    return;
  end if;
  select array_agg(distinct r.organization_id) into units from app.organization_reach r
   where r.above_id = top and r.valid_from <= last_day and last_day < r.valid_to;
  return query select * from app.petition_figures(coalesce(units, '{}'), first_day, last_day);
end $$;
revoke execute on function app.petition_tree_figures(uuid, date, date), app.petition_figures(uuid[], date, date), app.petition_paper_rows(uuid[], date, date),
  app.petition_visit_rows(uuid[], date, date), app.petition_case_rows(uuid[], date, date), app.petition_session_rows(uuid[], date, date), app.petition_amounts(jsonb[]) from public;
grant execute on function app.petition_tree_figures(uuid, date, date), app.petition_figures(uuid[], date, date), app.petition_paper_rows(uuid[], date, date),
  app.petition_visit_rows(uuid[], date, date), app.petition_case_rows(uuid[], date, date), app.petition_session_rows(uuid[], date, date), app.petition_amounts(jsonb[])
  to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- 5. What was signed of a unit and a period: numbers and the layout they were made by; a later one replaces it and says why.
create table petition_report (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  -- The unit by itself, or with everything below it.
  span text not null check (span in ('own', 'tree')),
  first_day date not null,
  last_day date not null,
  tables_version text not null,
  content jsonb not null,
  -- SHA-256 of the canonical content; papers and workbooks carry it.
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  signer_name text not null check (btrim(signer_name) <> ''),
  signer_title text not null check (btrim(signer_title) <> ''),
  signed_by uuid not null,
  signed_by_name text not null,
  signed_at timestamptz not null,
  replaces_id uuid references petition_report on delete restrict,
  reason text,
  superseded_at timestamptz,
  constraint petition_report_period check (first_day <= last_day),
  constraint petition_report_replacement check ((replaces_id is null) = (reason is null) and (reason is null or btrim(reason) <> ''))
);
create unique index petition_report_one_standing on petition_report (organization_id, span, first_day, last_day) where superseded_at is null;
create index petition_report_replaces on petition_report (replaces_id);
create trigger keep_decided before update on petition_report for each row execute function app.keep_decided();

create function app.check_petition_report() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if app.actor_id() is null or app.actor_id() = '01900000-0000-7000-8000-000000000001' then return new; end if;
  if app.actor_id() is distinct from new.signed_by or not coalesce(new.organization_id = any (app.petition_orgs('decide')), false) then
    raise exception 'signed by the head of the unit in his own name' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger check_report before insert on petition_report for each row execute function app.check_petition_report();

-- The class of petitions: exactly where the actor was put, and what an organization that ended left there.
do $$
declare
  allowed text := '(select app.petition_all(%1$L)) or organization_id = any ((select app.petition_orgs(%1$L))::uuid[])';
  role_name text;
begin
  insert into app.table_class values ('petition_report', 'petition', 'work', 'organization_id', null, false, 'every');
  alter table petition_report enable row level security;
  alter table petition_report force row level security;
  create policy owner on petition_report to current_user using (true);
  foreach role_name in array array['nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person'] loop
    execute format('grant select, insert, update on petition_report to %I', role_name);
    execute format('create policy read_%s on petition_report for select to %I using (%s)', role_name, role_name, format(allowed, 'read'));
    execute format('create policy insert_%s on petition_report for insert to %I with check (%s)', role_name, role_name, format(allowed, 'work'));
    execute format('create policy update_%s on petition_report for update to %I using (%s)', role_name, role_name, format(allowed, 'work'));
  end loop;
end $$;
select app.audited('petition_report');
