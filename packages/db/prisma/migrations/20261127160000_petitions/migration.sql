-- Citizen reception, petitions, complaints and denunciations (petitions, sections 5 to 19). The installation runs detached: who
-- denounces is in no column here, only the number of the sealed original and an alias.

-- 1. Rights of their own: no role that reads organizations or members reads petitions, and none of these reads members.
alter table app.role_class
  add column petition_read boolean not null default false,
  add column petition_work boolean not null default false,
  add column petition_decide boolean not null default false;
insert into app.role_class (role, tree_read, tree_work, tree_decide, tree_setup, person_read, person_work, person_decide, trail_read, trail_seal, accounts, petition_read, petition_work, petition_decide)
  values
    ('receptionist', false, false, false, false, false, false, false, false, false, false, true, true, false),
    ('unit-head',    false, false, false, false, false, false, false, false, false, false, true, true, true);
update app.role_class set petition_read = true, petition_work = true, petition_decide = true where role = 'service-operator';
-- Only to see which days are still to be reminded of; it tells ids and days.
update app.role_class set petition_read = true where role = 'service-events';

-- Where the actor works on petitions: exactly where he was put, with what an organization that ended left there; never all below.
create function app.petition_orgs(wanted text) returns uuid[]
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  with held as (
    select distinct g.organization_id as id from access_grant g join app.role_class c on c.role = g.role
     where g.user_id = app.actor_id() and g.organization_id is not null and g.valid_from <= app.today() and app.today() < g.valid_to
       and case wanted when 'read' then c.petition_read when 'work' then c.petition_work else c.petition_decide end)
  select coalesce(array_agg(distinct o.id), '{}') from (
    select id from held
    union
    select r.organization_id from held h join app.organization_reach r on r.above_id = h.id and r.valid_from <= app.today() and app.today() < r.valid_to
     where not exists (select from organization_version v where v.organization_id = r.organization_id and v.valid_from <= app.today() and app.today() < v.valid_to)) o;
end;
create function app.petition_all(wanted text) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select exists (select from access_grant g join app.role_class c on c.role = g.role
    where g.user_id = app.actor_id() and g.organization_id is null and g.valid_from <= app.today() and app.today() < g.valid_to
      and case wanted when 'read' then c.petition_read when 'work' then c.petition_work else c.petition_decide end);
end;
-- Against whom a denunciation is shut to the actor: the organizations he was put into, everything above them, and those he is a
-- member of or holds a post in. Read anew in every statement, so that a new post shuts the same day.
create function app.denounced_orgs() returns uuid[]
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select coalesce(array_agg(distinct o.id), '{}') from (
    select r.above_id as id from access_grant g join app.organization_reach r on r.organization_id = g.organization_id
       and r.valid_from <= app.today() and app.today() < r.valid_to
     where g.user_id = app.actor_id() and g.valid_from <= app.today() and app.today() < g.valid_to
    union
    select m.organization_id from membership m
     where m.member_id = nullif(current_setting('app.member_id', true), '')::uuid and m.valid_from <= app.today() and app.today() < m.valid_to
    union
    select p.post_organization_id from member_post p
     where p.member_id = nullif(current_setting('app.member_id', true), '')::uuid and p.valid_from <= app.today() and app.today() < p.valid_to) o;
end;
revoke execute on function app.petition_orgs(text), app.petition_all(text), app.denounced_orgs() from public;
grant execute on function app.petition_orgs(text), app.petition_all(text), app.denounced_orgs() to nq15_app, nq15_wide, nq15_city, nq15_city_person;

alter table app.table_class drop constraint table_class_class_check;
alter table app.table_class add constraint table_class_class_check check (class in ('tree', 'person', 'directory', 'own', 'trail', 'accounts', 'petition'));

create function app.protect_petitions(guarded text) returns void language plpgsql as $$
declare
  allowed text := '(select app.petition_all(%1$L)) or organization_id = any ((select app.petition_orgs(%1$L))::uuid[])';
  role_name text;
begin
  insert into app.table_class values (guarded, 'petition', 'work', 'organization_id', null, false, 'every');
  execute format('alter table %I enable row level security', guarded);
  execute format('alter table %I force row level security', guarded);
  execute format('create policy owner on %I to current_user using (true)', guarded);
  foreach role_name in array array['nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person'] loop
    execute format('grant select, insert, update on %I to %I', guarded, role_name);
    execute format('create policy read_%s on %I for select to %I using (%s)', role_name, guarded, role_name, format(allowed, 'read'));
    execute format('create policy insert_%s on %I for insert to %I with check (%s)', role_name, guarded, role_name, format(allowed, 'work'));
    execute format('create policy update_%s on %I for update to %I using (%s)', role_name, guarded, role_name, format(allowed, 'work'));
  end loop;
end $$;

-- 2. Reception.
create table reception_schedule (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  head text not null check (head in ('commune-secretary', 'commune-chair', 'city-secretary', 'city-chair', 'department-head', 'public-unit-head')),
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  days date[] default array[]::date[] check (days is not null and cardinality(days) between 1 and 31),
  place text not null check (btrim(place) <> ''),
  published_on date not null,
  published_by_name text not null,
  version integer not null default 1,
  constraint reception_schedule_month unique (organization_id, head, month)
);
create table reception_session (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  kind text not null check (kind in ('regular', 'periodic', 'unscheduled')),
  head text not null check (head in ('commune-secretary', 'commune-chair', 'city-secretary', 'city-chair', 'department-head', 'public-unit-head')),
  held_on date not null,
  host text not null check (btrim(host) <> ''),
  is_delegated boolean not null,
  delegation_reason text not null default '',
  place text not null check (btrim(place) <> ''),
  conclusion_number text not null default '',
  conclusion_on date,
  opened_by_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint reception_session_delegated check (is_delegated = (delegation_reason <> '')),
  constraint reception_session_conclusion check ((conclusion_on is null) = (conclusion_number = ''))
);
create index reception_session_day on reception_session (organization_id, held_on);

-- 3. Papers and matters.
create table petition_case (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  year integer not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('complaint', 'denunciation', 'feedback')),
  state text not null default 'accepted' check (state in ('accepted', 'notified', 'verifying', 'suspended', 'decided', 'concluded', 'answered', 'sent', 'handled', 'published',
    'effective', 'enforcing', 'second-instance', 'court', 'terminated', 'done')),
  title text not null check (btrim(title) <> ''),
  respondent text not null default '',
  respondent_organization_id uuid references organization on delete restrict,
  place text not null default '',
  field_l1 text not null,
  facts jsonb not null,
  decided_by uuid,
  handler_id uuid not null,
  handler_name text not null,
  opened_on date not null,
  last_on date not null,
  due_rule text,
  due_on date,
  is_provisional boolean not null default false,
  ended_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint petition_case_number unique (organization_id, year, number),
  constraint petition_case_due check ((due_rule is null) = (due_on is null)),
  constraint petition_case_ended check ((ended_on is not null) = (state in ('second-instance', 'court', 'terminated', 'done')))
);
create index petition_case_state on petition_case (organization_id, state, due_on);
create index petition_case_respondent on petition_case (respondent_organization_id);

create table petition (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  year integer not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('complaint', 'denunciation', 'feedback', 'mixed')),
  state text not null default 'registered' check (state in ('registered', 'sorted', 'split', 'merged', 'guided', 'forwarded', 'awaiting-feedback', 'answered', 'returned',
    'acceptance-proposed', 'accepted', 'not-accepted', 'closed', 'filed')),
  source text not null check (source in ('in-person', 'post', 'box', 'forwarded', 'online')),
  received_on date not null,
  written_on date,
  identity text not null check (identity in ('named', 'anonymous', 'false-name', 'unverifiable')),
  petitioner_name text not null default '',
  petitioner_address text not null default '',
  -- The last three digits of an identity paper, no more.
  id_hint text not null default '' check (id_hint ~ '^([0-9]{3})?$'),
  -- The number of the closed envelope with the original of a denunciation, and how its sender is called here; a paper with several
  -- contents may hold one, so it names nobody either.
  sealed_number text not null default '',
  alias text not null default '',
  petitioner_count integer not null check (petitioner_count > 0),
  representatives integer not null check (representatives >= 0),
  respondent text not null default '',
  respondent_organization_id uuid references organization on delete restrict,
  subject text not null default '',
  content text not null check (btrim(content) <> ''),
  demand text not null default '',
  place text not null default '',
  field_l1 text not null,
  field_l2 text,
  originals integer not null check (originals >= 0),
  copies integer not null check (copies >= 0),
  originals_returned_on date,
  forwarder text not null default '',
  forwarder_number text not null default '',
  is_signed boolean not null,
  is_verifiable boolean not null,
  severity text not null,
  party_tracks text[] default array[]::text[] check (party_tracks is not null),
  -- What a person decided when sorting it; null until then.
  sorting jsonb,
  proposed_by uuid,
  merged_into_id uuid references petition on delete restrict,
  split_from_id uuid references petition on delete restrict,
  case_id uuid references petition_case on delete restrict,
  handler_id uuid not null,
  handler_name text not null,
  due_rule text,
  due_on date,
  is_provisional boolean not null default false,
  settled_on date,
  filed_until date,
  -- Words of the matter without diacritics; never who sent it: there is no search for a person.
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint petition_number unique (organization_id, year, number),
  constraint petition_detached check (kind not in ('denunciation', 'mixed') or (petitioner_name = '' and petitioner_address = '' and id_hint = '')),
  constraint petition_alias check ((kind in ('denunciation', 'mixed')) = (alias <> '')),
  constraint petition_due check ((due_rule is null) = (due_on is null)),
  constraint petition_merged check ((state = 'merged' and merged_into_id is not null and merged_into_id <> id) or state = 'filed' or (state <> 'merged' and merged_into_id is null))
);
create index petition_received on petition (organization_id, received_on);
create index petition_due on petition (organization_id, due_on);
create index petition_case_id on petition (case_id);
create index petition_merged_into on petition (merged_into_id);
create index petition_split_from on petition (split_from_id);
create index petition_respondent on petition (respondent_organization_id);
create index petition_search on petition using gin (search_text gin_trgm_ops);

create function app.keep_petition() returns trigger language plpgsql as $$
begin
  if (new.id, new.organization_id, new.year, new.number, new.kind, new.source, new.received_on, new.content, new.sealed_number, new.alias, new.respondent_organization_id, new.split_from_id)
      is distinct from (old.id, old.organization_id, old.year, old.number, old.kind, old.source, old.received_on, old.content, old.sealed_number, old.alias, old.respondent_organization_id, old.split_from_id)
    or old.state = 'filed' then
    raise exception 'what the register holds is kept' using errcode = 'integrity_constraint_violation', constraint = 'petition_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on petition for each row execute function app.keep_petition();
create function app.keep_petition_case() returns trigger language plpgsql as $$
begin
  if (new.id, new.organization_id, new.year, new.number, new.kind, new.respondent_organization_id, new.facts ->> 'acceptedOn')
      is distinct from (old.id, old.organization_id, old.year, old.number, old.kind, old.respondent_organization_id, old.facts ->> 'acceptedOn')
    or old.ended_on is not null
    or (old.facts ->> 'decidedOn' is not null and (new.facts ->> 'decidedOn', new.facts ->> 'decidedNumber', new.facts ->> 'outcome')
      is distinct from (old.facts ->> 'decidedOn', old.facts ->> 'decidedNumber', old.facts ->> 'outcome')) then
    raise exception 'what was decided is kept' using errcode = 'integrity_constraint_violation', constraint = 'petition_case_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on petition_case for each row execute function app.keep_petition_case();

-- 4. A coming; of a denouncer neither name nor address.
create table reception_visit (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  session_id uuid not null references reception_session on delete restrict,
  year integer not null,
  number integer not null check (number > 0),
  visited_on date not null,
  kind text not null check (kind in ('complaint', 'denunciation', 'feedback', 'mixed')),
  visitor_name text not null default '',
  visitor_address text not null default '',
  id_hint text not null default '' check (id_hint ~ '^([0-9]{3})?$'),
  people integer not null check (people > 0),
  representatives integer not null check (representatives >= 0),
  same_content integer not null default 0 check (same_content >= 0),
  is_repeat boolean not null,
  content text not null check (btrim(content) <> ''),
  demand text not null default '',
  settled_by text not null default '',
  result text not null check (result in ('answered-on-spot', 'term-promised', 'assigned', 'petition-taken', 'guided', 'forwarded', 'refused')),
  refusal_ground text,
  receiver text not null default '',
  letter_number text not null default '',
  petition_id uuid references petition on delete restrict,
  -- Until when the citizen hears (R1), or form 01/TCD is issued (R4); null where nothing is owed.
  due_rule text,
  due_on date,
  replied_on date,
  replied_how text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint reception_visit_number unique (organization_id, year, number),
  constraint reception_visit_detached check (kind not in ('denunciation', 'mixed') or (visitor_name = '' and visitor_address = '' and id_hint = '')),
  constraint reception_visit_refused check ((result = 'refused') = (refusal_ground is not null)),
  constraint reception_visit_due check ((due_rule is null) = (due_on is null)),
  constraint reception_visit_replied check ((replied_on is null) = (replied_how = ''))
);
create index reception_visit_session on reception_visit (session_id);
create index reception_visit_day on reception_visit (organization_id, visited_on);
create index reception_visit_petition on reception_visit (petition_id);

-- 5. Every step of a paper or a matter, with who took it and why; never rewritten.
create table petition_step (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  petition_id uuid references petition on delete restrict,
  case_id uuid references petition_case on delete restrict,
  position integer not null check (position > 0),
  event text not null check (event ~ '^[a-z-]{3,30}$'),
  from_state text,
  to_state text not null,
  actor_id uuid not null,
  actor_name text not null,
  acted_at timestamptz not null default clock_timestamp(),
  on_day date not null,
  number text,
  reason text,
  receiver text,
  detail jsonb not null default '{}',
  constraint petition_step_of_one check ((petition_id is null) <> (case_id is null)),
  constraint petition_step_petition_position unique (petition_id, position),
  constraint petition_step_case_position unique (case_id, position)
);
create index petition_step_day on petition_step (organization_id, on_day);
create trigger append_only before update or delete on petition_step for each row execute function app.refuse_rewrite();

-- The second wall of two persons: a head decides, in his own name, and not on what he proposed himself.
create function app.check_petition_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  proposer uuid;
begin
  if app.actor_id() is null or app.actor_id() = '01900000-0000-7000-8000-000000000001' then return new; end if;
  if app.actor_id() is distinct from new.actor_id then
    raise exception 'a step is taken in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  if new.event in ('accept', 'refuse', 'send-back', 'mark-complex', 'extend', 'suspend', 'resume', 'terminate', 'decide', 'conclude', 'answer', 'handle', 'publish',
      'take-effect', 'start-enforcing', 'complete') and not coalesce(new.organization_id = any (app.petition_orgs('decide')), false) then
    raise exception 'decided by the head of the unit' using errcode = 'insufficient_privilege';
  end if;
  if new.event in ('accept', 'refuse') and new.petition_id is not null then
    select p.proposed_by into proposer from petition p where p.id = new.petition_id;
    if proposer is not distinct from new.actor_id then
      raise exception 'who proposed does not decide' using errcode = 'check_violation', constraint = 'petition_step_second_person';
    end if;
  end if;
  return new;
end $$;
create trigger check_step before insert on petition_step for each row execute function app.check_petition_step();

select app.protect_petitions('reception_schedule');
select app.protect_petitions('reception_session');
select app.protect_petitions('reception_visit');
select app.protect_petitions('petition');
select app.protect_petitions('petition_case');
select app.protect_petitions('petition_step');
drop function app.protect_petitions(text);

-- The denounced, his organization and who stands under it see nothing of it (L3; weak units, SD3).
create policy not_denounced on petition as restrictive for all to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (kind <> 'denunciation' or respondent_organization_id is null or not (respondent_organization_id = any ((select app.denounced_orgs())::uuid[])));
create policy not_denounced on petition_case as restrictive for all to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (kind <> 'denunciation' or respondent_organization_id is null or not (respondent_organization_id = any ((select app.denounced_orgs())::uuid[])));
create policy of_seen on petition_step as restrictive for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using ((petition_id is null or exists (select from petition p where p.id = petition_id)) and (case_id is null or exists (select from petition_case c where c.id = case_id)));

select app.audited('reception_schedule');
select app.audited('reception_session');
select app.audited('reception_visit');
select app.audited('petition');
select app.audited('petition_case');
select app.audited('petition_step');
