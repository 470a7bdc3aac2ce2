-- Inspection and supervision, conclusions with remedies, and proceedings on discipline (weak units, sections 9 and 13.2).

-- 1. The hand that writes a step on the word of who takes it: who conducts, who decides and who reports hold different rights.
insert into app.role_class (role, tree_read, tree_work, tree_decide, tree_setup, person_read, person_work, person_decide, trail_read, trail_seal, accounts)
  values ('service-inspection', true, true, true, false, true, true, true, false, false, false);
insert into access_service (id, name) values ('01900000-0000-7000-8000-0000000000a1', 'inspection');
insert into access_grant (id, user_id, role, organization_id, valid_from, reason) values
  ('01900000-0000-7000-8000-0000000000b1', '01900000-0000-7000-8000-0000000000a1', 'service-inspection', null, '2020-01-01', 'writes steps of inspections and of proceedings');
create function app.only_the_inspection_hand() returns trigger language plpgsql as $$
begin
  if app.actor_id() is not null and app.actor_id() not in ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000001') then
    raise exception 'inspections are written by their hand' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
-- Whether somebody decides on inspections for a body: its committee or a superior one, or an inspection commission over it.
create function app.decides_inspection(speaker uuid, body uuid) returns boolean
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare s app.scope := app.scope_of_user(speaker);
begin
  return coalesce(s.decide_all or body = any (s.tree_decide), false) or exists (
    select from access_grant g join app.organization_reach r on r.above_id = g.organization_id and r.organization_id = body
     where g.user_id = speaker and g.role = 'inspection-commission' and g.valid_from <= app.today() and app.today() < g.valid_to
       and r.valid_from <= app.today() and app.today() < r.valid_to);
end $$;
revoke execute on function app.decides_inspection(uuid, uuid) from public;

-- 2. What the rules leave to the committee: a time limit that no text at hand states is no row, never a guess. Newest first counts.
create table inspection_parameter (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  name text not null check (name ~ '^(limit|extension):[a-z-]+$' or name in ('conflict-years', 'lapse-months')),
  value integer not null check (value between 1 and 400),
  valid_from date not null,
  source text not null check (btrim(source) <> ''),
  set_by uuid not null,
  set_by_name text not null,
  created_at timestamptz not null default now(),
  constraint inspection_parameter_once unique (organization_id, name, valid_from)
);
create trigger append_only before update or delete on inspection_parameter for each row execute function app.refuse_rewrite();
create trigger only_the_hand before insert on inspection_parameter for each row execute function app.only_the_inspection_hand();

-- 3. A programme of a year and a body.
create table inspection_programme (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  body text not null check (body in ('committee', 'commission')),
  year integer not null check (year between 2000 and 2100),
  title text not null check (btrim(title) <> ''),
  decision_number text not null check (btrim(decision_number) <> ''),
  decided_on date not null,
  made_by uuid not null,
  made_by_name text not null,
  created_at timestamptz not null default now(),
  constraint inspection_programme_once unique (organization_id, body, year)
);
create trigger append_only before update or delete on inspection_programme for each row execute function app.refuse_rewrite();
create trigger only_the_hand before insert on inspection_programme for each row execute function app.only_the_inspection_hand();

-- 4. One inspection or supervision of one organization, for the body that decides on it.
create table inspection (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  body_id uuid not null references organization on delete restrict,
  programme_id uuid references inspection_programme on delete restrict,
  -- A failed plan whose proposal it answers.
  plan_id uuid references consolidation_plan on delete restrict,
  kind text not null check (kind in ('programme-inspection', 'sign-inspection', 'function-inspection', 'regular-supervision', 'thematic-supervision')),
  state text not null default 'planned' check (state in ('planned', 'decided', 'preparing', 'conducting', 'concluded', 'discipline-review', 'remedying', 'closed')),
  subject text not null check (btrim(subject) <> ''),
  content jsonb not null default '{}',
  -- Everybody who prepared, conducted or is on the team: none of them decides or concludes.
  workers uuid[] default array[]::uuid[] check (workers is not null),
  rule_code text not null,
  decided_on date,
  decision_number text,
  -- What the rules in force on the day of the decision said of its time, frozen; no due day where no limit is set.
  term jsonb,
  due_on date,
  extended_from date,
  announced_on date,
  self_report jsonb,
  minutes jsonb,
  report jsonb,
  result text check (result in ('no-violation', 'shortcomings', 'violation')),
  conclusion jsonb,
  concluded_on date,
  concluded_by uuid,
  opened_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint inspection_decided check ((decided_on is null) = (decision_number is null) and (state = 'planned') = (decided_on is null)),
  constraint inspection_concluded check ((concluded_on is null) = (conclusion is null) and (concluded_on is null) = (concluded_by is null)
    and (concluded_on is null) = (result is null)
    and (concluded_on is not null) = (state in ('concluded', 'discipline-review', 'remedying', 'closed'))),
  constraint inspection_second_person check (concluded_by is null or concluded_by <> all (workers)),
  constraint inspection_extended check (extended_from is null or extended_from < due_on)
);
create index inspection_organization on inspection (organization_id, state);
create index inspection_body on inspection (body_id);
create index inspection_programme_id on inspection (programme_id);
create unique index inspection_of_plan on inspection (plan_id) where plan_id is not null;
create function app.keep_inspection() returns trigger language plpgsql as $$
begin
  if old.concluded_on is not null and (new.content, new.report, new.minutes, new.self_report, new.conclusion, new.result, new.concluded_on, new.concluded_by, new.term)
      is distinct from (old.content, old.report, old.minutes, old.self_report, old.conclusion, old.result, old.concluded_on, old.concluded_by, old.term) then
    raise exception 'a conclusion is kept' using errcode = 'integrity_constraint_violation', constraint = 'inspection_is_kept';
  end if;
  if old.decided_on is not null and (new.decided_on, new.decision_number, new.organization_id, new.body_id, new.kind)
      is distinct from (old.decided_on, old.decision_number, old.organization_id, old.body_id, old.kind) then
    raise exception 'a decision is kept' using errcode = 'integrity_constraint_violation', constraint = 'inspection_is_kept';
  end if;
  if old.extended_from is not null and (new.due_on, new.extended_from) is distinct from (old.due_on, old.extended_from) then
    raise exception 'a term is extended once' using errcode = 'check_violation', constraint = 'inspection_extended_once';
  end if;
  return new;
end $$;
create trigger keep before update on inspection for each row execute function app.keep_inspection();
create trigger only_the_hand before insert or update on inspection for each row execute function app.only_the_inspection_hand();

-- 5. The team, each with the check against his own and former units as it was made.
create table inspection_team (
  id uuid primary key,
  inspection_id uuid not null references inspection on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  name text not null check (btrim(name) <> ''),
  post text not null default '',
  is_lead boolean not null,
  user_id uuid,
  member_id uuid references member on delete restrict,
  -- What was looked at and found, frozen; a statement of the person himself where no file says anything.
  cleared jsonb not null,
  added_by uuid not null,
  added_by_name text not null,
  added_on date not null,
  left_on date,
  left_reason text,
  constraint inspection_team_left check ((left_on is null) = (left_reason is null))
);
create index inspection_team_inspection on inspection_team (inspection_id);
create index inspection_team_organization on inspection_team (organization_id);
create index inspection_team_member on inspection_team (member_id);
create unique index inspection_team_one_lead on inspection_team (inspection_id) where is_lead and left_on is null;
create trigger only_the_hand before insert or update on inspection_team for each row execute function app.only_the_inspection_hand();
-- What an account may do or could do within an organization: only for the hand that checks a team.
create function app.account_roles_within(account uuid, above uuid) returns table (organization_id uuid, role text, valid_from date, valid_to date)
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select g.organization_id, g.role, g.valid_from, g.valid_to from access_grant g
   where g.user_id = account and app.actor_id() in ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000001')
     and g.organization_id in (select r.organization_id from app.organization_reach r where r.above_id = above);
end;
revoke execute on function app.account_roles_within(uuid, uuid) from public;
grant execute on function app.account_roles_within(uuid, uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
-- The second wall: whatever code asks, nobody inspects a unit in which he belongs, holds a post or has a role today.
create function app.check_inspection_team() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from app.organization_reach r
      where r.above_id = new.organization_id and r.valid_from <= app.today() and app.today() < r.valid_to
        and (r.organization_id in (select g.organization_id from access_grant g where g.user_id = new.user_id and g.valid_from <= app.today() and app.today() < g.valid_to)
          or r.organization_id in (select m.organization_id from membership m where m.member_id = new.member_id and m.valid_from <= app.today() and app.today() < m.valid_to)
          or r.organization_id in (select p.post_organization_id from member_post p where p.member_id = new.member_id and p.valid_from <= app.today() and app.today() < p.valid_to))) then
    raise exception 'nobody inspects his own unit' using errcode = 'check_violation', constraint = 'inspection_team_own_unit';
  end if;
  return new;
end $$;
create trigger check_team before insert on inspection_team for each row execute function app.check_inspection_team();

-- 6. What a conclusion asks to be put right. first_due_on is the day of the conclusion; due_on the one that holds now.
create table inspection_remedy (
  id uuid primary key,
  inspection_id uuid not null references inspection on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  position integer not null check (position > 0),
  title text not null check (btrim(title) <> ''),
  output text not null check (btrim(output) <> ''),
  owner_name text not null check (btrim(owner_name) <> ''),
  owner_post text not null default '',
  owner_user_id uuid,
  first_due_on date not null,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'reported', 'done')),
  evidence text not null default '',
  reported_by uuid,
  reported_on date,
  done_on date,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint inspection_remedy_done check ((state = 'done') = (done_on is not null)),
  constraint inspection_remedy_reported check ((state = 'open') = (reported_on is null) and (reported_on is null) = (reported_by is null)),
  constraint inspection_remedy_position unique (inspection_id, position)
);
create index inspection_remedy_organization on inspection_remedy (organization_id, due_on);
create index inspection_remedy_owner on inspection_remedy (owner_user_id);
create index inspection_remedy_open on inspection_remedy (due_on) where state <> 'done';
create function app.keep_inspection_remedy() returns trigger language plpgsql as $$
begin
  if (new.first_due_on, new.title, new.output, new.inspection_id) is distinct from (old.first_due_on, old.title, old.output, old.inspection_id) or old.state = 'done' then
    raise exception 'what was concluded is kept' using errcode = 'integrity_constraint_violation', constraint = 'inspection_remedy_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on inspection_remedy for each row execute function app.keep_inspection_remedy();
create trigger only_the_hand before insert or update on inspection_remedy for each row execute function app.only_the_inspection_hand();

-- 7. Every step of an inspection or of a remedy, with who took it and why; never rewritten.
create table inspection_step (
  id uuid primary key,
  inspection_id uuid not null references inspection on delete restrict,
  remedy_id uuid references inspection_remedy on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  position integer not null check (position > 0),
  event text not null check (event ~ '^[a-z-]{3,30}$'),
  from_state text,
  to_state text not null,
  actor_id uuid not null,
  actor_name text not null,
  acted_at timestamptz not null default clock_timestamp(),
  on_day date not null,
  reason text,
  decision_number text,
  decision_body text,
  due_on date,
  detail jsonb not null default '{}',
  constraint inspection_step_position unique (inspection_id, position)
);
create index inspection_step_remedy on inspection_step (remedy_id);
create index inspection_step_organization on inspection_step (organization_id, on_day);
create trigger append_only before update or delete on inspection_step for each row execute function app.refuse_rewrite();
create function app.check_inspection_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  speaker uuid := coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id());
  of inspection;
begin
  select * into of from inspection where id = new.inspection_id;
  if new.organization_id <> of.organization_id or (new.remedy_id is null and new.to_state <> of.state) then
    raise exception 'a step is of its inspection' using errcode = 'check_violation', constraint = 'inspection_step_of_inspection';
  end if;
  if speaker is distinct from new.actor_id then
    raise exception 'a step is taken in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  if new.remedy_id is null and new.event in ('decide', 'extend', 'conclude') then
    if speaker = any (of.workers) then
      raise exception 'who conducts does not decide' using errcode = 'check_violation', constraint = 'inspection_step_second_person';
    end if;
    if not app.decides_inspection(speaker, of.body_id) then
      raise exception 'decided by who may decide for this body' using errcode = 'insufficient_privilege';
    end if;
    if btrim(coalesce(new.decision_number, '')) = '' then
      raise exception 'a decision has a number' using errcode = 'check_violation', constraint = 'inspection_step_decision';
    end if;
  end if;
  if new.remedy_id is not null and new.event = 'accept'
      and exists (select from inspection_remedy r where r.id = new.remedy_id and r.reported_by = speaker) then
    raise exception 'who reported does not accept' using errcode = 'check_violation', constraint = 'inspection_step_second_person';
  end if;
  return new;
end $$;
create trigger check_step before insert on inspection_step for each row execute function app.check_inspection_step();

-- 8. Rights.
select app.protect('inspection_parameter', 'directory', 'decide');
select app.protect('inspection_programme', 'tree', 'decide');
select app.protect('inspection', 'tree', 'decide');
select app.protect('inspection_team', 'tree', 'decide');
select app.protect('inspection_remedy', 'tree', 'decide');
select app.protect('inspection_step', 'tree', 'decide');
-- What is only planned is not seen from below: the decision is what is announced.
create policy announced on inspection as restrictive for select to nq15_app, nq15_wide
  using (state <> 'planned' or body_id = any ((select current_setting('app.orgs')::uuid[])::uuid[]));
create policy of_inspection on inspection_step as restrictive for select to nq15_app, nq15_wide
  using (exists (select from inspection i where i.id = inspection_step.inspection_id));
create policy of_inspection on inspection_team as restrictive for select to nq15_app, nq15_wide
  using (exists (select from inspection i where i.id = inspection_team.inspection_id));

select app.audited('inspection_parameter');
select app.audited('inspection_programme');
select app.audited('inspection');
select app.audited('inspection_team');
select app.audited('inspection_remedy');
select app.audited('inspection_step');

-- 9. A plan may be made from a conclusion as well as from a listing.
alter table consolidation_plan alter column entry_id drop not null;
alter table consolidation_plan add column inspection_id uuid references inspection on delete restrict;
alter table consolidation_plan add constraint consolidation_plan_ground check (entry_id is not null or inspection_id is not null);
create index consolidation_plan_inspection on consolidation_plan (inspection_id);
create unique index consolidation_plan_one_open_of_conclusion on consolidation_plan (inspection_id) where state not in ('accepted', 'failed', 'ended');

-- 10. Files are evidence of a remedy.
do $$
declare body text; held text;
begin
  select pg_get_functiondef('app.check_attached_record'::regproc) into body;
  execute replace(body, 'else false end',
    'when ''inspection_remedy'' then exists (select from inspection_remedy p where p.id = new.record_id and p.organization_id = new.organization_id)
    else false end');
  select pg_get_constraintdef(oid) into held from pg_constraint where conname = 'file_attachment_record';
  execute 'alter table file_attachment drop constraint file_attachment_record';
  execute 'alter table file_attachment add constraint file_attachment_record ' || replace(held, '''organization''::text', '''organization''::text, ''inspection_remedy''::text');
end $$;
