-- Rules of the yearly rating as committees choose them, scores by sheets, quarters of leading cadres, ratings of past years that
-- were imported, and comparisons of a draft with a past year.

-- 1. A committee's overlay: its options, sheets, calendar and rounds for the campaigns of a year. Published it stands for ever.
create table rule_overlay (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  rule_set_code text not null check (btrim(rule_set_code) <> ''),
  year integer not null check (year between 2014 and 2100),
  title text not null check (title = btrim(title) and title <> '' and length(title) <= 300),
  -- Validated by the schema of overlays; the decision stands in the columns below and is put in when it is published.
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  content_hash text not null,
  state text not null default 'draft' check (state in ('draft', 'published', 'dropped')),
  drafted_by uuid not null,
  drafted_by_name text not null,
  -- Whoever typed anything in it does not publish it.
  edited_by uuid[] constraint rule_overlay_edited_by check (edited_by is not null),
  decision_number text,
  decided_on date,
  published_by uuid,
  published_by_name text,
  published_at timestamptz,
  superseded_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rule_overlay_published check ((state = 'published') = (published_at is not null)
    and num_nonnulls(published_by, published_by_name, published_at, decision_number, decided_on) in (0, 5)),
  constraint rule_overlay_by_another check (published_by <> all (edited_by)),
  constraint rule_overlay_edited check (drafted_by = any (edited_by)),
  constraint rule_overlay_superseded check (superseded_at is null or state = 'published')
);
create unique index rule_overlay_one_standing on rule_overlay (organization_id, year) where state = 'published' and superseded_at is null;
create index rule_overlay_organization on rule_overlay (organization_id, year);

create function app.keep_rule_overlay() returns trigger language plpgsql as $$
begin
  if old.state = 'published' and to_jsonb(new) - 'superseded_at' is not distinct from to_jsonb(old) - 'superseded_at' and old.superseded_at is null then
    return new;
  end if;
  if old.state <> 'draft' then
    raise exception 'published rules stand' using errcode = 'integrity_constraint_violation', constraint = 'rule_overlay_stands';
  end if;
  if (new.organization_id, new.drafted_by) is distinct from (old.organization_id, old.drafted_by) or not new.edited_by @> old.edited_by then
    raise exception 'who drafted it is not forgotten' using errcode = 'integrity_constraint_violation', constraint = 'rule_overlay_drafted';
  end if;
  if new.state = 'published' and (new.rule_set_code, new.year, new.title, new.edited_by) is distinct from (old.rule_set_code, old.year, old.title, old.edited_by) then
    raise exception 'what is published is what was drafted' using errcode = 'integrity_constraint_violation', constraint = 'rule_overlay_same';
  end if;
  return new;
end $$;
create trigger keep before update on rule_overlay for each row execute function app.keep_rule_overlay();

-- 2. Scores of a person by the sheet of his case: his own, and as appraised. The sheet is kept beside them as it was.
create table rating_self_score (
  id uuid primary key,
  case_id uuid not null unique,
  organization_id uuid not null,
  member_id uuid not null,
  sheet jsonb not null,
  scores jsonb not null,
  general_points numeric(9, 3) check (general_points >= 0),
  result_points numeric(9, 3) check (result_points >= 0),
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_self_score_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict
);
create index rating_self_score_organization on rating_self_score (organization_id);
create index rating_self_score_member on rating_self_score (member_id);

create table rating_appraised_score (
  id uuid primary key,
  case_id uuid not null unique,
  organization_id uuid not null,
  member_id uuid not null,
  sheet jsonb not null,
  scores jsonb not null,
  general_points numeric(9, 3) check (general_points >= 0),
  result_points numeric(9, 3) check (result_points >= 0),
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_appraised_score_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict
);
create index rating_appraised_score_organization on rating_appraised_score (organization_id);
create index rating_appraised_score_member on rating_appraised_score (member_id);

-- 3. A quarter of a leading cadre (02-HD/BTCTW). Whether it was below the minimum is stated by the body that assessed it.
create table rating_quarter (
  id uuid primary key,
  member_id uuid not null references member on delete restrict,
  -- The organization that keeps his file.
  organization_id uuid not null references organization on delete restrict,
  year integer not null check (year between 2026 and 2100),
  quarter integer not null check (quarter between 1 and 4),
  post_title text not null check (btrim(post_title) <> ''),
  -- Points and maximum by axis, as exact decimal texts; the maxima total 70.
  axes jsonb not null check (jsonb_typeof(axes) = 'object'),
  general_points numeric(9, 3) check (general_points >= 0),
  result_points numeric(9, 3) check (result_points >= 0),
  below_minimum boolean,
  remark text not null default '',
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  unique (member_id, year, quarter)
);
create index rating_quarter_organization on rating_quarter (organization_id, year);

-- 4. Ratings of past years as their papers name them: the label in its own words, the code that lets years be compared beside it.
create table rating_history (
  id uuid primary key,
  member_id uuid not null references member on delete restrict,
  -- The organization in which the member was rated; it may have ended since.
  organization_id uuid not null references organization on delete restrict,
  year integer not null check (year between 2000 and 2100),
  generation text not null,
  original_label text not null check (btrim(original_label) <> ''),
  outcome text not null check (outcome in ('XS', 'T', 'HT', 'KHT', 'NOT_RATED')),
  decision_number text,
  decided_on date,
  decided_by text,
  import_run_id uuid not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  superseded_at timestamptz
);
create unique index rating_history_one_standing on rating_history (member_id, year) where superseded_at is null;
create index rating_history_organization_id on rating_history (organization_id, year);

create table rating_history_unit (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  year integer not null check (year between 2000 and 2100),
  generation text not null,
  original_label text not null check (btrim(original_label) <> ''),
  outcome text not null check (outcome in ('XS', 'T', 'HT', 'KHT', 'NOT_RATED')),
  decision_number text,
  decided_on date,
  decided_by text,
  import_run_id uuid not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  superseded_at timestamptz
);
create unique index rating_history_unit_one_standing on rating_history_unit (organization_id, year) where superseded_at is null;

create trigger keep_decided before update on rating_history for each row execute function app.keep_decided();
create trigger keep_decided before update on rating_history_unit for each row execute function app.keep_decided();

alter table import_run drop constraint import_run_kind_check;
alter table import_run add constraint import_run_kind_check check (kind in ('members', 'organizations', 'accounts', 'ratings'));

-- 5. A draft tried on a past year. Only the comparison is kept: counts for whoever arranges, and who moved for whoever may read persons.
create table rule_simulation (
  id uuid primary key,
  -- Simulated with everything below it.
  organization_id uuid not null references organization on delete restrict,
  campaign_id uuid not null references rating_campaign on delete restrict,
  overlay_id uuid not null references rule_overlay on delete restrict,
  -- The draft as it was tried; it may have been edited since.
  content_hash text not null,
  cases integer not null check (cases >= 0),
  moved integer not null check (moved between 0 and cases),
  result jsonb not null check (jsonb_typeof(result) = 'object'),
  asked_by uuid not null,
  asked_by_name text not null,
  simulated_at timestamptz not null
);
create index rule_simulation_overlay on rule_simulation (overlay_id, simulated_at);
create index rule_simulation_organization on rule_simulation (organization_id);

create table rule_simulation_move (
  id uuid primary key,
  simulation_id uuid not null references rule_simulation on delete restrict,
  case_id uuid not null references rating_case on delete restrict,
  -- The committee that decides on the person.
  organization_id uuid not null references organization on delete restrict,
  before text not null check (before in ('XS', 'T', 'HT', 'KHT', 'NOT_RATED', 'MANUAL', 'INVALID')),
  after text not null check (after in ('XS', 'T', 'HT', 'KHT', 'NOT_RATED', 'MANUAL', 'INVALID')),
  reasons text[] constraint rule_simulation_move_reasons check (reasons is not null),
  constraint rule_simulation_move_moves check (before <> after)
);
create unique index rule_simulation_move_once on rule_simulation_move (simulation_id, case_id);
create index rule_simulation_move_organization on rule_simulation_move (organization_id);

-- Whoever arranges the rules reads no person. What the rules ask of each dossier is handed to him without name, card or member,
-- and only to be weighed: the comparison that is kept tells him counts.
create function app.may_simulate(organization uuid) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp
  return coalesce(current_setting('app.setup_all', true), '') = 'yes'
    or coalesce(organization = any (nullif(current_setting('app.setup_orgs', true), '')::uuid[]), false);
revoke execute on function app.may_simulate(uuid) from public;
grant execute on function app.may_simulate(uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

create function app.simulation_dossiers(campaign uuid, organization uuid, after_case uuid, most integer) returns table (dossiers jsonb)
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select coalesce(jsonb_agg(jsonb_build_array(c.id, c.committee_id, c.subject, c.is_head, c.months_since_admission, c.not_rated_reason,
      trim_scale(a.general_points)::text, trim_scale(a.result_points)::text, a.tasks_assigned, a.tasks_on_time, a.tasks_late,
      a.tasks_failed, a.tasks_exceeded, a.limitations_pointed_out, a.limitations_remedied, k.level,
      (select jsonb_agg(jsonb_build_object('form', d.form, 'decisionNumber', d.decision_number, 'decidedOn', to_char(d.decided_on, 'YYYY-MM-DD'),
        'violationId', d.violation_id, 'state', d.state) order by d.decided_on) from discipline_record d where d.member_id = c.member_id),
      (select bool_or(q.below_minimum) from rating_quarter q where q.member_id = c.member_id and q.year = y.year),
      coalesce(p.scores, s.scores)) order by c.id), '[]')
    from (select r.* from rating_case r where r.campaign_id = campaign and r.id > after_case
        and exists (select from app.organization_reach o where o.above_id = organization and o.organization_id = r.committee_id)
      order by r.id limit most) c
    join rating_campaign y on y.id = c.campaign_id
    left join rating_self_assessment a on a.case_id = c.id
    left join rating_collective k on k.case_id = c.id
    left join rating_self_score s on s.case_id = c.id
    left join rating_appraised_score p on p.case_id = c.id
   where app.may_simulate(organization);
end;
revoke execute on function app.simulation_dossiers(uuid, uuid, uuid, integer) from public;
grant execute on function app.simulation_dossiers(uuid, uuid, uuid, integer) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
create index rating_case_campaign_order on rating_case (campaign_id, id);

-- Who moved, kept beside a comparison of one's own; nothing else can be written there.
create function app.keep_simulation_moves(simulation uuid, moves jsonb) returns integer
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare kept integer;
begin
  insert into rule_simulation_move (id, simulation_id, case_id, organization_id, before, after, reasons)
  select app.uuid_v7(), s.id, c.id, c.committee_id, m.before, m.after, array(select jsonb_array_elements_text(m.reasons))
    from rule_simulation s
    cross join jsonb_to_recordset(moves) m("caseId" uuid, before text, after text, reasons jsonb)
    join rating_case c on c.id = m."caseId" and c.campaign_id = s.campaign_id
   where s.id = simulation and s.asked_by = app.actor_id() and app.may_simulate(s.organization_id);
  get diagnostics kept = row_count;
  return kept;
end $$;
revoke execute on function app.keep_simulation_moves(uuid, jsonb) from public;
grant execute on function app.keep_simulation_moves(uuid, jsonb) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

select app.protect('rule_overlay', 'directory', 'setup', 'organization_id');
select app.protect('rating_self_score', 'person', 'work', 'organization_id', 'member_id', true);
select app.protect('rating_appraised_score', 'person', 'work', 'organization_id', 'member_id');
select app.protect('rating_quarter', 'person', 'work', 'organization_id', 'member_id');
select app.protect('rating_history', 'person', 'work', 'organization_id', 'member_id');
select app.protect('rating_history_unit', 'tree', 'work');
select app.protect('rule_simulation', 'tree', 'setup');
select app.protect('rule_simulation_move', 'person', 'none');

select app.audited('rule_overlay');
select app.audited('rating_self_score');
select app.audited('rating_appraised_score');
select app.audited('rating_quarter');
select app.audited('rating_history');
select app.audited('rating_history_unit');
select app.audited('rule_simulation');
