-- Early recognition: facts of organizations, what the indicators say of them each month, signs of weakness, and the questions
-- they raise. Rules are data of the domain; a city's own thresholds stand here and never change once published.

-- 1. Facts. One row holds the figures that were entered together: of one organization (or of a project or case in its area),
-- one sheet, one period. A late correction is a new row; the old one stays readable.
create table monitoring_fact (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  sheet text not null check (sheet ~ '^[a-z][a-z0-9-]{1,39}$'),
  -- A project or a case by its code; empty for the organization itself.
  subject text not null default '' check (subject ~ '^[0-9A-Za-z._-]{0,60}$'),
  subject_name text check (btrim(subject_name) <> '' and length(subject_name) <= 200),
  period_kind text not null check (period_kind in ('month', 'quarter', 'year')),
  period_start date not null,
  -- Figures by name: numbers, yes or no, code words. A name that is absent is unknown, and unknown is never zero.
  figures jsonb not null check (jsonb_typeof(figures) = 'object'),
  source text not null check (source = btrim(source) and source <> '' and length(source) <= 300),
  -- How sure it is: typed by hand, read from a file, counted by another room of the product, estimated.
  quality text not null check (quality in ('entered', 'imported', 'derived', 'estimated')),
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null default clock_timestamp(),
  verified_by uuid,
  verified_by_name text,
  verified_at timestamptz,
  version integer not null default 1 check (version >= 1),
  supersedes uuid references monitoring_fact on delete restrict,
  superseded_at timestamptz,
  correction_reason text check (btrim(correction_reason) <> '' and length(correction_reason) <= 500),
  constraint monitoring_fact_period check (period_start = date_trunc(period_kind, period_start::timestamp)::date),
  constraint monitoring_fact_subject_named check ((subject = '') = (subject_name is null)),
  constraint monitoring_fact_verified_by_another check (verified_by <> entered_by),
  constraint monitoring_fact_verified_whole check (num_nonnulls(verified_by, verified_by_name, verified_at) in (0, 3)),
  constraint monitoring_fact_correction check ((version = 1) = (supersedes is null))
);
create unique index monitoring_fact_one_standing on monitoring_fact (organization_id, sheet, subject, period_start) where superseded_at is null;
create index monitoring_fact_organization on monitoring_fact (organization_id, period_start);
create index monitoring_fact_supersedes on monitoring_fact (supersedes);

create function app.keep_monitoring_fact() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - '{verified_by,verified_by_name,verified_at,superseded_at}'::text[]
      is distinct from to_jsonb(old) - '{verified_by,verified_by_name,verified_at,superseded_at}'::text[]
    or old.superseded_at is not null
    or old.verified_at is not null and new.verified_at is distinct from old.verified_at then
    raise exception 'figures are superseded, never rewritten' using errcode = 'integrity_constraint_violation', constraint = 'monitoring_fact_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on monitoring_fact for each row execute function app.keep_monitoring_fact();

-- 2. Thresholds and indicators of a city's own, over those the product ships.
create table indicator_overlay (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  -- Counted by organization; the published ones are version 1, 2, 3 … of the city's rules.
  number integer not null check (number >= 1),
  effective_from date not null,
  -- The decision it rests on.
  basis text not null check (basis = btrim(basis) and basis <> '' and length(basis) <= 300),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  content_hash text not null,
  state text not null default 'draft' check (state in ('draft', 'published', 'dropped')),
  drafted_by uuid not null,
  drafted_by_name text not null,
  drafted_at timestamptz not null default clock_timestamp(),
  published_by uuid,
  published_by_name text,
  published_at timestamptz,
  version integer not null default 1,
  constraint indicator_overlay_published check ((state = 'published') = (published_at is not null)
    and num_nonnulls(published_by, published_by_name, published_at) in (0, 3)),
  constraint indicator_overlay_by_another check (published_by <> drafted_by),
  unique (organization_id, number)
);
create unique index indicator_overlay_one_draft on indicator_overlay (organization_id) where state = 'draft';

create function app.keep_indicator_overlay() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' then
    raise exception 'published thresholds stand' using errcode = 'integrity_constraint_violation', constraint = 'indicator_overlay_stands';
  end if;
  if new.state = 'published' and (new.content, new.content_hash, new.effective_from, new.basis, new.number, new.drafted_by)
      is distinct from (old.content, old.content_hash, old.effective_from, old.basis, old.number, old.drafted_by) then
    raise exception 'what is published is what was drafted' using errcode = 'integrity_constraint_violation', constraint = 'indicator_overlay_same';
  end if;
  return new;
end $$;
create trigger keep before update on indicator_overlay for each row execute function app.keep_indicator_overlay();

-- 3. Runs, and what they found.
create table screening_run (
  id uuid primary key,
  -- Screened with everything below it.
  organization_id uuid not null references organization on delete restrict,
  kind text not null check (kind in ('nightly', 'demand', 'changed')),
  month date not null check (extract(day from month) = 1),
  as_of date not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  done integer not null default 0 check (done >= 0),
  total integer check (total >= 0),
  -- The rules it judged by: their name and the hash of all of them.
  rule_version text,
  rule_hash text,
  inputs_hash text,
  result_hash text,
  -- What the peer groups were that month: median and deviation by indicator and group.
  peers jsonb,
  counts jsonb,
  failure text,
  asked_by uuid,
  asked_by_name text not null,
  asked_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  heartbeat_at timestamptz,
  ended_at timestamptz,
  constraint screening_run_ended check ((state in ('done', 'failed')) = (ended_at is not null)),
  constraint screening_run_failure check ((state = 'failed') = (failure is not null)),
  constraint screening_run_whole check (state <> 'done' or num_nonnulls(rule_version, rule_hash, inputs_hash, result_hash) = 4)
);
-- One at a time for an organization, however many processes; and one question that waits.
create unique index screening_run_one_running on screening_run (organization_id) where state = 'running' and kind <> 'changed';
create unique index screening_run_one_waiting on screening_run (organization_id, month) where state = 'waiting';
create index screening_run_organization on screening_run (organization_id, month);

-- What the indicators said of an organization for a month: one row, with the inputs it was judged by, so that it can be judged
-- again. Another answer for the same month is a new row.
create table screening_result (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  month date not null check (extract(day from month) = 1),
  run_id uuid not null references screening_run on delete restrict,
  -- [{ i: indicator, s: subject, p: first day of its period, st: status, v: value, in: inputs, f: ids of facts }]
  answers jsonb not null check (jsonb_typeof(answers) = 'array'),
  -- Number of reds in a block, at most 3; null when nothing of the block is known.
  level_a smallint check (level_a between 0 and 3),
  level_b smallint check (level_b between 0 and 3),
  level_c smallint check (level_c between 0 and 3),
  level_d smallint check (level_d between 0 and 3),
  reds text[] default array[]::text[],
  yellows text[] default array[]::text[],
  missing text[] default array[]::text[],
  hash text not null,
  rule_hash text not null,
  version integer not null default 1 check (version >= 1),
  judged_at timestamptz not null default clock_timestamp(),
  superseded_at timestamptz
);
create unique index screening_result_one_standing on screening_result (organization_id, month) where superseded_at is null;
create index screening_result_organization on screening_result (organization_id, month);
create index screening_result_run on screening_result (run_id);

-- Where facts changed since the last look; the month is the first one that must be judged again.
create table screening_pending (
  organization_id uuid primary key references organization on delete cascade,
  month date not null,
  marked_at timestamptz not null default clock_timestamp(),
  done_at timestamptz
);
create index screening_pending_open on screening_pending (marked_at) where done_at is null;

-- 4. Signs of weakness. One open sign for each matter: as long as it goes on, it does not speak again.
create table sign_record (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  -- An indicator (A2, X1) or a sign recorded by people (SG04).
  code text not null check (code ~ '^[A-Z]{1,3}[0-9]{1,3}$'),
  kind text not null check (kind in ('red', 'yellow', 'contradiction', 'outlier', 'trend', 'manual')),
  subject text not null default '',
  subject_name text,
  state text not null default 'open' check (state in ('open', 'cleared', 'withdrawn')),
  -- First day of the first period in which it was met.
  since date not null,
  -- The last month in which it was met.
  month date not null,
  observed_on date not null,
  -- Its numbers when it was raised, and those of the last look: value, threshold, inputs, facts, what would clear it.
  first jsonb not null,
  latest jsonb not null,
  -- For a sign that people recorded: the evidence by its number, and who.
  evidence text check (btrim(evidence) <> '' and length(evidence) <= 500),
  recorded_by uuid,
  recorded_by_name text,
  result_id uuid references screening_result on delete restrict,
  raised_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  cleared_on date,
  cleared_reason text check (btrim(cleared_reason) <> '' and length(cleared_reason) <= 500),
  version integer not null default 1,
  constraint sign_record_cleared check ((state = 'open') = (cleared_on is null)),
  constraint sign_record_manual check ((kind = 'manual') = (evidence is not null) and (kind = 'manual') = (recorded_by is not null)),
  unique (id, organization_id)
);
create unique index sign_record_one_open on sign_record (organization_id, code, kind, subject) where state = 'open';
create index sign_record_organization on sign_record (organization_id, raised_at);
create index sign_record_raised on sign_record (raised_at, id);
create index sign_record_result on sign_record (result_id);

create function app.keep_sign_record() returns trigger language plpgsql as $$
begin
  if (new.id, new.organization_id, new.code, new.kind, new.subject, new.since, new.observed_on, new.first, new.evidence, new.recorded_by, new.raised_at)
      is distinct from (old.id, old.organization_id, old.code, old.kind, old.subject, old.since, old.observed_on, old.first, old.evidence, old.recorded_by, old.raised_at)
    or old.state <> 'open' then
    raise exception 'a sign stands as it was raised' using errcode = 'integrity_constraint_violation', constraint = 'sign_record_stands';
  end if;
  return new;
end $$;
create trigger keep before update on sign_record for each row execute function app.keep_sign_record();

-- The question that a sign raises, and its answers; answers stand, the last one counts.
create table alarm (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  sign_id uuid not null unique,
  state text not null default 'raised' check (state in ('raised', 'acknowledged', 'escalated', 'closed')),
  raised_on date not null,
  due_on date not null,
  escalated_on date,
  answer text check (answer in ('action', 'no-action', 'contested')),
  answered_at timestamptz,
  -- Judged afterwards, for the back-test: a true sign, one that was known already, a false alarm.
  verdict text check (verdict in ('true', 'known', 'false')),
  verdict_reason text check (btrim(verdict_reason) <> '' and length(verdict_reason) <= 500),
  verdict_by uuid,
  verdict_by_name text,
  verdict_at timestamptz,
  closed_on date,
  version integer not null default 1,
  constraint alarm_sign foreign key (sign_id, organization_id) references sign_record (id, organization_id) on delete restrict,
  constraint alarm_days check (raised_on <= due_on),
  constraint alarm_answered check ((answer is null) = (answered_at is null) and (state <> 'acknowledged' or answer is not null)),
  constraint alarm_verdict_whole check (num_nonnulls(verdict, verdict_by, verdict_by_name, verdict_at) in (0, 4)),
  constraint alarm_closed check ((state = 'closed') = (closed_on is not null)),
  unique (id, organization_id)
);
create index alarm_organization on alarm (organization_id, raised_on);
create index alarm_open on alarm (due_on) where state = 'raised';

create table alarm_answer (
  id uuid primary key,
  alarm_id uuid not null,
  organization_id uuid not null,
  answer text not null check (answer in ('action', 'no-action', 'contested')),
  reason text check (btrim(reason) <> '' and length(reason) <= 1000),
  by_user_id uuid not null,
  by_name text not null,
  at timestamptz not null default clock_timestamp(),
  constraint alarm_answer_alarm foreign key (alarm_id, organization_id) references alarm (id, organization_id) on delete restrict,
  constraint alarm_answer_reason check (reason is not null or answer = 'action')
);
create index alarm_answer_alarm_id on alarm_answer (alarm_id, at);
create index alarm_answer_organization on alarm_answer (organization_id);

-- 5. What the rules would have said of past years, against what was decided afterwards.
create table screening_backtest (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  from_month date not null,
  to_month date not null,
  rule_version text not null,
  rule_hash text not null,
  -- By indicator: organizations judged, hits, false alarms, missed, months between sign and outcome.
  result jsonb not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null default clock_timestamp(),
  constraint screening_backtest_months check (from_month <= to_month)
);
create index screening_backtest_organization on screening_backtest (organization_id, made_at);

-- 6. Rights. The service of screening reads organizations and persons (it counts members, posts, discipline) and writes what it
-- finds; people enter facts, record signs and answer. Results are its alone.
insert into app.role_class (role, tree_read, tree_work, tree_decide, tree_setup, person_read, person_work, person_decide, trail_read, trail_seal, accounts)
  values ('service-screening', true, true, false, false, true, false, false, false, false, false);
insert into access_service (id, name) values ('01900000-0000-7000-8000-000000000041', 'screening');
insert into access_grant (id, user_id, role, organization_id, valid_from, reason) values
  ('01900000-0000-7000-8000-000000000051', '01900000-0000-7000-8000-000000000041', 'service-screening', null, '2020-01-01', 'judges organizations by the indicators');

select app.protect('monitoring_fact', 'tree', 'work');
select app.protect('indicator_overlay', 'directory', 'setup');
select app.protect('screening_run', 'tree', 'work');
select app.protect('screening_result', 'tree', 'work');
select app.protect('screening_pending', 'tree', 'work');
select app.protect('sign_record', 'tree', 'work');
select app.protect('alarm', 'tree', 'work');
select app.protect('alarm_answer', 'tree', 'work');
select app.protect('screening_backtest', 'tree', 'work');

create function app.is_screening() returns boolean language sql stable parallel safe
  return (select current_setting('app.user_id', true)) = '01900000-0000-7000-8000-000000000041';
grant execute on function app.is_screening() to nq15_app, nq15_wide, nq15_city, nq15_city_person;
create policy screening_only on screening_run as restrictive for update to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using ((select app.is_screening()));
create policy screening_only_insert on screening_result as restrictive for insert to nq15_app, nq15_wide, nq15_city, nq15_city_person
  with check ((select app.is_screening()));
create policy screening_only_update on screening_result as restrictive for update to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using ((select app.is_screening()));
-- What was drafted by one is published by a body that decides.
create policy publish on indicator_overlay for update to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using ((select current_setting('app.decide_all')) = 'yes' or organization_id = any ((select current_setting('app.decide_orgs')::uuid[])::uuid[]));
-- Who is in charge of an area reads its organizations, records signs there and answers; he works on nothing else.
create policy in_charge_insert on sign_record for insert to nq15_app, nq15_wide
  with check (organization_id = any ((select current_setting('app.orgs')::uuid[])::uuid[]) and recorded_by = (select app.actor_id()));
create policy in_charge_insert on alarm for insert to nq15_app, nq15_wide
  with check (organization_id = any ((select current_setting('app.orgs')::uuid[])::uuid[]));
create policy in_charge_update on alarm for update to nq15_app, nq15_wide
  using (organization_id = any ((select current_setting('app.orgs')::uuid[])::uuid[]));
create policy in_charge_insert on alarm_answer for insert to nq15_app, nq15_wide
  with check (organization_id = any ((select current_setting('app.orgs')::uuid[])::uuid[]) and by_user_id = (select app.actor_id()));

select app.audited('monitoring_fact');
select app.audited('indicator_overlay');
select app.audited('sign_record');
select app.audited('alarm');
select app.audited('alarm_answer');
select app.audited('screening_backtest');

-- Discipline and decisions of other rooms change what was judged: those organizations are looked at again (E13).
create function app.mark_screening() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into screening_pending (organization_id, month)
  select (n.row ->> 'organization_id')::uuid, min(date_trunc('month', (n.row ->> tg_argv[0])::timestamp)::date)
    from (select to_jsonb(r) as row from new_rows r) n group by 1
  on conflict (organization_id) do update
    set month = case when screening_pending.done_at is null then least(screening_pending.month, excluded.month) else excluded.month end,
      marked_at = clock_timestamp(), done_at = null;
  return null;
end $$;
create trigger mark_screening_insert after insert on discipline_record referencing new table as new_rows for each statement execute function app.mark_screening('decided_on');
create trigger mark_screening_update after update on discipline_record referencing new table as new_rows for each statement execute function app.mark_screening('decided_on');
create trigger mark_screening_insert after insert on rating_decision referencing new table as new_rows for each statement execute function app.mark_screening('decided_on');
create trigger mark_screening_insert after insert on monitoring_fact referencing new table as new_rows for each statement execute function app.mark_screening('period_start');
