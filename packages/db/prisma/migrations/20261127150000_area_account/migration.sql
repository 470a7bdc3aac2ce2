-- Answering for an area: notes after a visit with what was promised, days of reception held, and how many of both are due.

-- Whether somebody is in charge of an organization on a day: by an assignment to it, or to something it stands below.
create function app.is_in_charge(holder uuid, organization uuid, on_day date) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from area_assignment s join app.organization_reach r on r.above_id = s.organization_id
    where s.holder_user_id = holder and s.kind in ('main', 'supporting') and s.valid_from <= on_day and on_day < s.valid_to
      and r.organization_id = organization and r.valid_from <= on_day and on_day < r.valid_to)
$$;
revoke execute on function app.is_in_charge(uuid, uuid, date) from public;
grant execute on function app.is_in_charge(uuid, uuid, date) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- 1. A note after a visit, in the visitor's own name.
create table visit_note (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  user_id uuid not null references access_account on delete restrict,
  author_name text not null check (btrim(author_name) <> ''),
  visited_on date not null,
  -- What was seen; never names of citizens.
  seen text not null check (btrim(seen) <> '' and length(seen) <= 4000),
  written_on date not null check (written_on >= visited_on),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index visit_note_organization on visit_note (organization_id, visited_on);
create index visit_note_user on visit_note (user_id, visited_on);

-- 2. What was promised there. Its day is never moved: another day is another promise.
create table visit_promise (
  id uuid primary key,
  note_id uuid not null references visit_note on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  user_id uuid not null references access_account on delete restrict,
  promise text not null check (btrim(promise) <> ''),
  due_on date not null,
  kept_on date,
  -- What shows that it was kept, or why it was not.
  word text not null default '',
  said_on date,
  previous_id uuid references visit_promise on delete restrict,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint visit_promise_kept check (kept_on is null or btrim(word) <> ''),
  constraint visit_promise_once unique (previous_id)
);
create index visit_promise_note on visit_promise (note_id);
create index visit_promise_organization on visit_promise (organization_id, due_on);
create index visit_promise_user on visit_promise (user_id, due_on);

create function app.keep_visit() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  note visit_note;
begin
  if tg_table_name = 'visit_note' then
    if tg_op = 'INSERT' and not app.is_in_charge(new.user_id, new.organization_id, new.visited_on) then
      raise exception 'a visit is noted by who is in charge' using errcode = 'insufficient_privilege', constraint = 'visit_note_in_charge';
    end if;
    if tg_op = 'UPDATE' and (new.organization_id, new.user_id, new.visited_on, new.written_on) is distinct from
        (old.organization_id, old.user_id, old.visited_on, old.written_on) then
      raise exception 'of a note only the words are corrected' using errcode = 'integrity_constraint_violation', constraint = 'visit_note_is_kept';
    end if;
    return new;
  end if;
  select * into note from visit_note where id = new.note_id;
  if new.organization_id <> note.organization_id or new.user_id <> note.user_id or new.due_on < note.visited_on then
    raise exception 'a promise is of its note' using errcode = 'check_violation', constraint = 'visit_promise_of_note';
  end if;
  if tg_op = 'UPDATE' and (new.promise, new.due_on, new.note_id, new.previous_id) is distinct from (old.promise, old.due_on, old.note_id, old.previous_id)
      or tg_op = 'UPDATE' and old.kept_on is not null then
    raise exception 'a promise and its day are kept' using errcode = 'integrity_constraint_violation', constraint = 'visit_promise_is_kept';
  end if;
  return new;
end $$;
create trigger keep before insert or update on visit_note for each row execute function app.keep_visit();
create trigger keep before insert or update on visit_promise for each row execute function app.keep_visit();

-- 3. A day on which a head or a member in charge received citizens; who came stands in the book of reception, not here.
create table reception_day (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  bearer text not null check (bearer in ('area-member', 'commune-head', 'city-head')),
  bearer_name text not null check (btrim(bearer_name) <> ''),
  user_id uuid not null references access_account on delete restrict,
  held_on date not null,
  note text not null default '' check (length(note) <= 300),
  taken_back_on date,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create unique index reception_day_once on reception_day (organization_id, bearer, bearer_name, held_on) where taken_back_on is null;
create index reception_day_organization on reception_day (organization_id, held_on);
create index reception_day_user on reception_day (user_id, held_on);
create function app.keep_reception_day() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  s app.scope := app.scope_of_user(new.user_id);
begin
  if tg_op = 'INSERT' and not (s.tree_all or new.organization_id = any (s.tree)) then
    raise exception 'a day is entered where one may read' using errcode = 'insufficient_privilege', constraint = 'reception_day_in_reach';
  end if;
  if tg_op = 'INSERT' and new.bearer = 'area-member' and not app.is_in_charge(new.user_id, new.organization_id, new.held_on) then
    raise exception 'entered by who is in charge' using errcode = 'insufficient_privilege', constraint = 'reception_day_in_charge';
  end if;
  if tg_op = 'UPDATE' and (old.taken_back_on is not null or (new.organization_id, new.bearer, new.bearer_name, new.user_id, new.held_on, new.note)
      is distinct from (old.organization_id, old.bearer, old.bearer_name, old.user_id, old.held_on, old.note)) then
    raise exception 'a day held is taken back, not rewritten' using errcode = 'integrity_constraint_violation', constraint = 'reception_day_is_kept';
  end if;
  return new;
end $$;
create trigger keep before insert or update on reception_day for each row execute function app.keep_reception_day();

-- 4. How many days a month a committee asks for, with where it is written; a norm is followed by another, never rewritten.
create table duty_norm (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  duty text not null check (duty in ('visit', 'reception')),
  bearer text not null check (bearer in ('area-member', 'commune-head', 'city-head')),
  per_month integer not null check (per_month between 0 and 20),
  document text not null check (btrim(document) <> ''),
  provision text not null default '',
  confidence text not null check (confidence in ('T', 'S', 'S-code', 'M', 'design')),
  valid_from date not null,
  set_by uuid not null,
  set_by_name text not null,
  created_at timestamptz not null default now(),
  constraint duty_norm_once unique (organization_id, duty, bearer, valid_from)
);
create trigger append_only before update or delete on duty_norm for each row execute function app.refuse_rewrite();

select app.protect('visit_note', 'tree', 'own', 'organization_id', 'user_id');
select app.protect('visit_promise', 'tree', 'own', 'organization_id', 'user_id');
select app.protect('reception_day', 'tree', 'own', 'organization_id', 'user_id');
select app.protect('duty_norm', 'directory', 'setup');
select app.audited('visit_note');
select app.audited('visit_promise');
select app.audited('reception_day');
select app.audited('duty_norm');
