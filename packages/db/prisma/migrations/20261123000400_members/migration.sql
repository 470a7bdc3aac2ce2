-- Party members: who they are, where they belong, what they hold. `organization_id` is the cell that keeps the file today.
create table member (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  card_number text check (card_number ~ '^[0-9]{2}\.[0-9]{6}$'),
  -- Names a member who has no card yet, within his cell.
  file_number text check (btrim(file_number) <> ''),
  full_name text not null check (full_name = btrim(full_name) and full_name <> '' and full_name is nfc normalized),
  search_name text not null,
  birth_date date,
  gender text check (gender in ('male', 'female')),
  kind text not null check (kind in ('full', 'probationary')),
  admitted_on date not null,
  full_on date,
  status text not null default 'active' check (status in
    ('active', 'exempt', 'suspended', 'temporary-transfer', 'long-absence', 'transferred-out', 'deceased', 'struck-off', 'expelled')),
  status_since date,
  -- Whether the member works in the political system (form 2A) or not (2C); leaders use 2B whatever this says.
  in_political_system boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint member_search check (search_name = app.search_text(full_name)),
  constraint member_full_after_admission check (full_on is null or full_on >= admitted_on),
  constraint member_probationary_has_no_full_day check (kind = 'full' or full_on is null),
  constraint member_born_before_admission check (birth_date is null or birth_date < admitted_on),
  -- Children repeat the organization, so that one policy reads the same column everywhere.
  unique (id, organization_id)
);
-- A card names one member of the whole Party.
create unique index member_card_number on member (card_number);
create unique index member_file_number on member (organization_id, file_number) where card_number is null and file_number is not null;
create index member_organization on member (organization_id, full_name);
create index member_search_name on member using gin (search_name gin_trgm_ops);

create table membership (
  id uuid primary key,
  member_id uuid not null references member on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  kind text not null check (kind in ('official', 'temporary', 'residence-link')),
  valid_from date not null,
  valid_to date not null default '9999-12-31',
  constraint membership_period check (valid_from < valid_to),
  constraint membership_one_home exclude using gist
    (member_id with =, daterange(valid_from, valid_to) with &&) where (kind = 'official')
);
create index membership_organization on membership (organization_id, valid_from);
create index membership_member on membership (member_id);

create table member_post (
  id uuid primary key,
  member_id uuid not null,
  organization_id uuid not null,
  -- The organization the post is held in, which may stand above the home cell.
  post_organization_id uuid not null references organization on delete restrict,
  post text not null check (post in ('secretary', 'deputy-secretary', 'committee-member', 'other')),
  title text not null check (btrim(title) <> ''),
  -- Leading, managing posts are rated by form 2B.
  is_leader boolean not null default false,
  -- Heads the collective whose level caps his own.
  is_head boolean not null default false,
  valid_from date not null,
  valid_to date not null default '9999-12-31',
  constraint member_post_period check (valid_from < valid_to),
  constraint member_post_member foreign key (member_id, organization_id) references member (id, organization_id) on update cascade on delete restrict
);
create index member_post_member_id on member_post (member_id);
create index member_post_organization on member_post (organization_id);
create unique index member_post_one_secretary on member_post (post_organization_id) where post = 'secretary' and valid_to = '9999-12-31';

-- Statuses through time; `member.status` repeats the one of today. Active days have no row.
create table member_status (
  id uuid primary key,
  member_id uuid not null,
  organization_id uuid not null,
  status text not null check (status in
    ('exempt', 'suspended', 'temporary-transfer', 'long-absence', 'transferred-out', 'deceased', 'struck-off', 'expelled')),
  valid_from date not null,
  valid_to date not null default '9999-12-31',
  constraint member_status_period check (valid_from < valid_to),
  constraint member_status_member foreign key (member_id, organization_id) references member (id, organization_id) on update cascade on delete restrict
);
create index member_status_member_id on member_status (member_id);
create index member_status_organization on member_status (organization_id);

create table discipline_record (
  id uuid primary key,
  member_id uuid not null,
  organization_id uuid not null,
  form text not null check (form in ('reprimand', 'warning', 'removal-from-post', 'expulsion')),
  decision_number text not null check (btrim(decision_number) <> ''),
  decided_on date not null,
  -- One violation counts once: two decisions about the same matter share this.
  violation_id uuid not null,
  violation text not null,
  state text not null default 'effective' check (state in ('effective', 'lapsed', 'revoked-wrongful')),
  announced_on date,
  revoked_on date,
  self_detected boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint discipline_record_member foreign key (member_id, organization_id) references member (id, organization_id) on update cascade on delete restrict,
  unique (member_id, decision_number)
);
create index discipline_record_member_id on discipline_record (member_id);
create index discipline_record_organization on discipline_record (organization_id);

alter table access_account add constraint access_account_member foreign key (member_id) references member on delete restrict;

-- Imports: a file is read into rows first, judged, and only then taken, in one statement.
create table import_run (
  id uuid primary key,
  user_id uuid not null,
  organization_id uuid references organization on delete restrict,
  kind text not null check (kind in ('members', 'organizations')),
  file_name text not null,
  file_sha256 text not null,
  mapping jsonb not null default '{}',
  -- The day the rows are judged on.
  as_of date not null,
  state text not null check (state in ('reading', 'checked', 'taken', 'abandoned', 'failed')),
  rows_total integer not null default 0,
  rows_good integer not null default 0,
  rows_bad integer not null default 0,
  rows_new integer not null default 0,
  rows_changed integer not null default 0,
  rows_same integer not null default 0,
  error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index import_run_user on import_run (user_id, created_at);
create table import_row (
  run_id uuid not null references import_run on delete cascade,
  user_id uuid not null,
  -- The line of the file, counted from 1 with its head.
  line integer not null,
  -- The id the row will have when it is new, and the record it was recognized as.
  record_id uuid not null,
  existing_id uuid,
  card_number text,
  file_number text,
  -- The cell of a member, the superior of an organization.
  place_id uuid,
  -- Typed facts when good, null when refused.
  facts jsonb,
  reasons jsonb,
  warnings jsonb,
  primary key (run_id, line)
);
create index import_row_existing on import_row (existing_id) where existing_id is not null;
create index import_row_refused on import_row (run_id, line) where reasons is not null;

-- The uploaded file itself, in pieces, until the run is taken or abandoned: it is given back with its reasons.
create table import_part (
  run_id uuid not null references import_run on delete cascade,
  user_id uuid not null,
  position integer not null,
  bytes bytea not null,
  primary key (run_id, position)
);

-- The lines of one's own run whose card belongs to a member outside the run's organization. The policy hides that member from
-- the caller, and the unique card would betray him by an error; this tells no more than the error would.
create function app.cards_held_elsewhere(run uuid) returns setof integer
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select r.line from import_run n join import_row r on r.run_id = n.id join member m on m.card_number = r.card_number
   where n.id = run and n.user_id = app.actor_id() and r.reasons is null
     and not exists (select from app.organization_reach x where x.above_id = n.organization_id and x.organization_id = m.organization_id
       and x.valid_from <= app.today() and app.today() < x.valid_to);
end;
-- A planner that knows nothing of rows staged a moment ago walks them in nested loops: minutes instead of a second.
create function app.measure_staged() returns void
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  analyze import_row;
end $$;
revoke execute on function app.cards_held_elsewhere(uuid), app.measure_staged() from public;
grant execute on function app.cards_held_elsewhere(uuid), app.measure_staged() to nq15_app, nq15_wide, nq15_city, nq15_city_person;

select app.protect('member', 'person', 'work', 'organization_id', null);
select app.protect('membership', 'person', 'work', 'organization_id', 'member_id');
select app.protect('member_post', 'person', 'work', 'organization_id', 'member_id');
-- privacy.md G9 restricts discipline to the inspection commission and the deciding committee; the cell itself knows its own
-- members' discipline (it voted on it), so the class is person until the inspection room brings assignments.
select app.protect('discipline_record', 'person', 'work', 'organization_id', 'member_id');
select app.protect('member_status', 'person', 'work', 'organization_id', 'member_id');
select app.protect('import_run', 'own', 'own', 'organization_id', 'user_id');
select app.protect('import_row', 'own', 'own', null, 'user_id');
select app.protect('import_part', 'own', 'own', null, 'user_id');
select app.allow_delete('import_row');
select app.allow_delete('import_part');
-- The member's own row is found by its id, not by a member_id.
do $$
declare role_name text;
begin
  foreach role_name in array array['nq15_app', 'nq15_wide', 'nq15_city'] loop
    execute format('create policy own_%s on member for select to %I using (id = (select nullif(current_setting(''app.member_id''), '''')::uuid))', role_name, role_name);
  end loop;
end $$;
select app.audited('member');
select app.audited('membership');
select app.audited('member_post');
select app.audited('member_status');
select app.audited('discipline_record');
select app.audited('import_run');
