-- Party members: who they are, where they belong, what they hold. `organization_id` is the cell that keeps the file today.
create table member (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  card_number text check (card_number ~ '^[0-9]{2}\.[0-9]{6}$'),
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
  line integer not null,
  -- Typed facts when good, null when refused.
  facts jsonb,
  reasons jsonb,
  primary key (run_id, line)
);

select app.protect('member', 'person', 'work', 'organization_id', null);
select app.protect('membership', 'person', 'work', 'organization_id', 'member_id');
select app.protect('member_post', 'person', 'work', 'organization_id', 'member_id');
-- privacy.md G9 restricts discipline to the inspection commission and the deciding committee; the cell itself knows its own
-- members' discipline (it voted on it), so the class is person until the inspection room brings assignments.
select app.protect('discipline_record', 'person', 'work', 'organization_id', 'member_id');
select app.protect('import_run', 'own', 'own', 'organization_id', 'user_id');
select app.protect('import_row', 'own', 'own', null, 'user_id');
select app.allow_delete('import_row');
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
select app.audited('discipline_record');
select app.audited('import_run');
