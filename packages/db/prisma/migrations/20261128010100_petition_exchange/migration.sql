-- Exchange with the national database on reception and petitions (petitions, section 15) as files: what waits to be told, files made and
-- files taken, and where both sides differ. A record holds numbers, states and days; no person, no text anybody wrote.

create table petition_exchange_file (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  direction text not null check (direction in ('out', 'in')),
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  format_version text not null,
  rows integer not null check (rows >= 0),
  -- SHA-256 of the canonical records; the same file is taken once.
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null default clock_timestamp()
);
create index petition_exchange_file_made on petition_exchange_file (organization_id, made_at);
create unique index petition_exchange_file_taken_once on petition_exchange_file (organization_id, content_hash) where direction = 'in';
create trigger append_only before update or delete on petition_exchange_file for each row execute function app.refuse_rewrite();

create table petition_exchange_item (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  case_id uuid not null references petition_case on delete restrict,
  state text not null default 'pending' check (state in ('pending', 'sent', 'acknowledged', 'rejected')),
  record jsonb not null check (jsonb_typeof(record) = 'object'),
  record_hash text not null check (record_hash ~ '^[0-9a-f]{64}$'),
  queued_at timestamptz not null default clock_timestamp(),
  file_id uuid references petition_exchange_file on delete restrict,
  -- The number the other side gave the matter, and why it did not take it.
  foreign_number text not null default '' check (length(foreign_number) <= 60),
  error text not null default '' check (length(error) <= 300),
  settled_at timestamptz,
  constraint petition_exchange_item_sent check ((state = 'pending') = (file_id is null)),
  constraint petition_exchange_item_settled check ((state in ('acknowledged', 'rejected')) = (settled_at is not null))
);
create unique index petition_exchange_item_one_pending on petition_exchange_item (case_id) where state = 'pending';
create index petition_exchange_item_case on petition_exchange_item (case_id, queued_at);
create index petition_exchange_item_state on petition_exchange_item (organization_id, state);
create index petition_exchange_item_file on petition_exchange_item (file_id);

create function app.keep_exchange_item() returns trigger language plpgsql as $$
begin
  -- What waits may still be written anew; what was told stays as it was told.
  if old.state <> 'pending' and (new.id, new.organization_id, new.case_id, new.record, new.record_hash, new.file_id) is distinct from (old.id, old.organization_id, old.case_id, old.record, old.record_hash, old.file_id)
    or old.state <> 'pending' and new.state = 'pending' then
    raise exception 'what was told is kept' using errcode = 'integrity_constraint_violation', constraint = 'petition_exchange_item_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on petition_exchange_item for each row execute function app.keep_exchange_item();

create table petition_exchange_difference (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  file_id uuid not null references petition_exchange_file on delete restrict,
  case_id uuid references petition_case on delete restrict,
  kind text not null check (kind in ('missing-there', 'missing-here', 'state-differs', 'time-differs', 'not-taken')),
  number text not null default '' check (length(number) <= 60),
  foreign_number text not null default '' check (length(foreign_number) <= 60),
  ours jsonb not null default '{}',
  theirs jsonb not null default '{}',
  answer text check (answer in ('send-again', 'corrected-here', 'ask-there', 'explained')),
  reason text not null default '' check (length(reason) <= 500),
  answered_by uuid,
  answered_by_name text,
  answered_at timestamptz,
  -- A later file says what differs now; what was not answered by then is over.
  superseded_at timestamptz,
  version integer not null default 1,
  constraint petition_exchange_difference_answered check (num_nonnulls(answer, answered_by, answered_by_name, answered_at) in (0, 4)),
  constraint petition_exchange_difference_reason check (answer is null or answer = 'send-again' or btrim(reason) <> '')
);
create index petition_exchange_difference_open on petition_exchange_difference (organization_id) where answer is null and superseded_at is null;
create index petition_exchange_difference_file on petition_exchange_difference (file_id);
create index petition_exchange_difference_case on petition_exchange_difference (case_id);

create function app.keep_exchange_difference() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if old.answer is not null or old.superseded_at is not null
    or (new.id, new.organization_id, new.file_id, new.case_id, new.kind, new.number, new.foreign_number, new.ours, new.theirs)
      is distinct from (old.id, old.organization_id, old.file_id, old.case_id, old.kind, old.number, old.foreign_number, old.ours, old.theirs) then
    raise exception 'an answer stands' using errcode = 'integrity_constraint_violation', constraint = 'petition_exchange_difference_is_kept';
  end if;
  if new.answer is not null and app.actor_id() is not null and app.actor_id() <> '01900000-0000-7000-8000-000000000001' and app.actor_id() is distinct from new.answered_by then
    raise exception 'answered in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep before update on petition_exchange_difference for each row execute function app.keep_exchange_difference();

-- The class of petitions, and of a matter that is shut to the reader nothing either.
do $$
declare
  allowed text := '(select app.petition_all(%1$L)) or organization_id = any ((select app.petition_orgs(%1$L))::uuid[])';
  guarded text;
  role_name text;
begin
  foreach guarded in array array['petition_exchange_file', 'petition_exchange_item', 'petition_exchange_difference'] loop
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
  end loop;
end $$;
create policy of_seen on petition_exchange_item as restrictive for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (exists (select from petition_case c where c.id = case_id));
create policy of_seen on petition_exchange_difference as restrictive for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (case_id is null or exists (select from petition_case c where c.id = case_id));
select app.audited('petition_exchange_file');
select app.audited('petition_exchange_item');
select app.audited('petition_exchange_difference');

-- Numbers of all matters of a unit, also of those shut to whoever compares: their rows are no difference, and nothing is said of them.
create function app.exchange_numbers(unit uuid) returns text[]
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select coalesce(array_agg(c.year || '-' || lpad(c.number::text, 4, '0')), '{}') from petition_case c
   where c.organization_id = unit and (unit = any (app.petition_orgs('work')) or app.petition_all('work'));
end;
revoke execute on function app.exchange_numbers(uuid) from public;
grant execute on function app.exchange_numbers(uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
