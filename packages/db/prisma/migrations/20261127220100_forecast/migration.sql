-- The forecast around projects (weak units, sections 4.1, 8 and 13.2): a watch level of a commune or of a project in a commune, and
-- the alarms of levels that rose. No count of people stands here.

-- 1. A level as it was judged, with what it rests on; the newest version of a subject counts, and none is ever rewritten.
create table forecast_level (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  project_id uuid references project on delete restrict,
  -- The project's code; empty for the commune itself.
  subject text not null,
  version integer not null check (version > 0),
  as_of date not null,
  month date not null,
  level smallint check (level between 0 and 3),
  level_c smallint check (level_c between 0 and 3),
  level_d smallint check (level_d between 0 and 3),
  answers jsonb not null,
  rule_code text not null,
  judged_at timestamptz not null default clock_timestamp(),
  constraint forecast_level_version unique (organization_id, subject, version),
  constraint forecast_level_subject check ((project_id is null) = (subject = ''))
);
create index forecast_level_project on forecast_level (project_id, as_of);
create index forecast_level_day on forecast_level (as_of);
create trigger append_only before update or delete on forecast_level for each row execute function app.refuse_rewrite();
create trigger only_the_hand before insert on forecast_level for each row execute function app.only_the_incidents_hand();

-- 2. An alarm of a level that rose: answered by people within its days, or it escalates. One open alarm of a subject at a time.
create table forecast_alarm (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  project_id uuid references project on delete restrict,
  subject text not null,
  level_id uuid not null references forecast_level on delete restrict,
  level smallint not null check (level between 1 and 3),
  raised_on date not null,
  due_on date not null,
  state text not null default 'raised' check (state in ('raised', 'escalated', 'acknowledged', 'closed')),
  answer text check (answer in ('action', 'no-action')),
  reason text,
  answered_by uuid,
  answered_by_name text,
  answered_on date,
  escalated_on date,
  closed_on date,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint forecast_alarm_days check (raised_on <= due_on),
  constraint forecast_alarm_answered check ((answer is null) = (reason is null) and (answer is null) = (answered_by is null)
    and (answer is null) = (answered_on is null) and (state <> 'acknowledged' or answer is not null)),
  constraint forecast_alarm_closed check ((state = 'closed') = (closed_on is not null))
);
create index forecast_alarm_organization on forecast_alarm (organization_id, state);
create index forecast_alarm_project on forecast_alarm (project_id);
create index forecast_alarm_level on forecast_alarm (level_id);
create unique index forecast_alarm_one_open on forecast_alarm (organization_id, subject) where state <> 'closed';
create function app.keep_forecast_alarm() returns trigger language plpgsql as $$
begin
  if (new.organization_id, new.subject, new.level_id, new.level, new.raised_on, new.due_on)
      is distinct from (old.organization_id, old.subject, old.level_id, old.level, old.raised_on, old.due_on)
      or old.state = 'closed'
      or (old.answer is not null and (new.answer, new.reason, new.answered_by, new.answered_on)
        is distinct from (old.answer, old.reason, old.answered_by, old.answered_on)) then
    raise exception 'what was raised and answered is kept' using errcode = 'integrity_constraint_violation', constraint = 'forecast_alarm_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on forecast_alarm for each row execute function app.keep_forecast_alarm();
create trigger only_the_hand before insert or update on forecast_alarm for each row execute function app.only_the_incidents_hand();

-- 3. Rights.
select app.protect('forecast_level', 'tree', 'decide');
select app.protect('forecast_alarm', 'tree', 'decide');
select app.audited('forecast_level');
select app.audited('forecast_alarm');
