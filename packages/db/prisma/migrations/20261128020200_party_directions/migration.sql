-- A direction of the secretary on a paper: who, what, by when; reported back, followed to the end, closed by who gave it. It tells who
-- owes nothing of the paper but what was written into it; of a denunciation it is shut to whom the paper is shut.
create function app.petition_shut(paper uuid) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select coalesce((select p.kind = 'denunciation' and p.respondent_organization_id = any (app.denounced_orgs()) from petition p where p.id = paper), false)
      or paper = any (app.shut_papers());
end;
revoke execute on function app.petition_shut(uuid) from public;
grant execute on function app.petition_shut(uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- Whether an account still decides in a unit: somebody else closes what he gave once he does not.
create function app.decides_petitions(account uuid, unit uuid) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select exists (select from access_grant g join app.role_class c on c.role = g.role join access_account a on a.user_id = g.user_id and a.disabled_at is null
    where g.user_id = account and g.organization_id = unit and c.petition_decide and g.valid_from <= app.today() and app.today() < g.valid_to);
end;
revoke execute on function app.decides_petitions(uuid, uuid) from public;
grant execute on function app.decides_petitions(uuid, uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

create table party_direction (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  petition_id uuid not null references petition on delete restrict,
  petition_code text not null,
  given_by uuid not null,
  given_by_name text not null,
  given_on date not null,
  content text not null check (btrim(content) <> ''),
  owed_by_id uuid not null references organization on delete restrict,
  due_on date not null,
  state text not null default 'issued' check (state in ('issued', 'in-progress', 'reported', 'closed')),
  last_on date not null,
  -- Until when the citizen is told that his matter is directed (R10); null where nobody can be told.
  citizen_due_on date,
  citizen_notified_on date,
  closed_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint party_direction_closed check ((closed_on is not null) = (state = 'closed')),
  constraint party_direction_due check (due_on >= given_on)
);
create index party_direction_petition on party_direction (petition_id);
create index party_direction_given on party_direction (organization_id, state);
create index party_direction_owed on party_direction (owed_by_id, state, due_on);

create table party_direction_step (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  direction_id uuid not null references party_direction on delete restrict,
  position integer not null check (position > 0),
  event text not null check (event in ('give', 'progress', 'report', 'reopen', 'close', 'notify-citizen')),
  actor_id uuid not null,
  actor_name text not null,
  acted_at timestamptz not null default clock_timestamp(),
  on_day date not null,
  content text not null default '',
  -- The day it was due when the step was taken: a new day never hides the old one.
  due_on date not null,
  constraint party_direction_step_position unique (direction_id, position)
);
create index party_direction_step_organization on party_direction_step (organization_id);
create trigger append_only before update or delete on party_direction_step for each row execute function app.refuse_rewrite();

create function app.keep_party_direction() returns trigger language plpgsql as $$
begin
  if (new.id, new.organization_id, new.petition_id, new.petition_code, new.given_by, new.given_on, new.content, new.owed_by_id)
      is distinct from (old.id, old.organization_id, old.petition_id, old.petition_code, old.given_by, old.given_on, old.content, old.owed_by_id)
    or (old.state = 'closed' and (new.state, new.due_on, new.closed_on) is distinct from (old.state, old.due_on, old.closed_on)) then
    raise exception 'what was directed is kept' using errcode = 'integrity_constraint_violation', constraint = 'party_direction_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on party_direction for each row execute function app.keep_party_direction();

-- A step is taken in one's own name; who gave a direction closes or reopens it, another head only once he no longer decides there.
create function app.check_party_direction_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  given record;
begin
  if app.actor_id() is null or app.actor_id() = '01900000-0000-7000-8000-000000000001' then return new; end if;
  if app.actor_id() is distinct from new.actor_id then
    raise exception 'a step is taken in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  select d.given_by, d.organization_id, d.owed_by_id into given from party_direction d where d.id = new.direction_id;
  if given.organization_id is distinct from new.organization_id then
    raise exception 'of another unit' using errcode = 'insufficient_privilege';
  end if;
  if new.event in ('give', 'reopen', 'close') and (not coalesce(new.organization_id = any (app.petition_orgs('decide')), false)
      or (given.given_by <> new.actor_id and app.decides_petitions(given.given_by, given.organization_id))) then
    raise exception 'by who gave it' using errcode = 'insufficient_privilege';
  end if;
  if new.event in ('progress', 'report') and not coalesce(given.owed_by_id = any (app.petition_orgs('work')), false) then
    raise exception 'by who owes it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger check_step before insert on party_direction_step for each row execute function app.check_party_direction_step();

-- The party track runs by its own clock: a unit enters the term of its own rule, with the document; the software names none (P-4).
create table petition_party_term (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  quantity integer not null check (quantity between 1 and 365),
  unit text not null check (unit in ('WD', 'CD')),
  basis text not null check (btrim(basis) <> ''),
  -- Papers received from this day on; the newest row that had begun on the day of receipt counts.
  valid_from date not null,
  set_by uuid not null,
  set_by_name text not null,
  set_at timestamptz not null default clock_timestamp(),
  constraint petition_party_term_once unique (organization_id, valid_from)
);
create trigger append_only before update or delete on petition_party_term for each row execute function app.refuse_rewrite();

-- Given, and its own term set, by the head of the unit.
create function app.check_petition_head() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if app.actor_id() is null or app.actor_id() = '01900000-0000-7000-8000-000000000001' then return new; end if;
  if not coalesce(new.organization_id = any (app.petition_orgs('decide')), false) then
    raise exception 'decided by the head of the unit' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger check_head before insert on party_direction for each row execute function app.check_petition_head();
create trigger check_head before insert on petition_party_term for each row execute function app.check_petition_head();

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
select app.protect_petitions('party_direction');
select app.protect_petitions('party_direction_step');
select app.protect_petitions('petition_party_term');

-- Who owes it sees it and reports, wherever the paper lies; whom the paper is shut to sees nothing of it.
create policy owes_read on party_direction for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (owed_by_id = any ((select app.petition_orgs('read'))::uuid[]));
create policy owes_update on party_direction for update to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (owed_by_id = any ((select app.petition_orgs('work'))::uuid[]));
create policy not_shut on party_direction as restrictive for all to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (not app.petition_shut(petition_id));
create policy owes_read on party_direction_step for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (exists (select from party_direction d where d.id = direction_id and d.owed_by_id = any ((select app.petition_orgs('read'))::uuid[])));
create policy owes_insert on party_direction_step for insert to nq15_app, nq15_wide, nq15_city, nq15_city_person
  with check (exists (select from party_direction d where d.id = direction_id and d.owed_by_id = any ((select app.petition_orgs('work'))::uuid[])));
create policy of_seen on party_direction_step as restrictive for all to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (exists (select from party_direction d where d.id = direction_id));
select app.audited('party_direction');
select app.audited('party_direction_step');
select app.audited('petition_party_term');
