-- Areas, who is in charge of them, and the sides of the house: Party, state and front, each a tree of its own.

-- 1. Sides. An organization keeps its side for ever; its periods and the one above it are of the same side.
create function app.check_sides() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from new_rows v join organization o on o.id in (v.organization_id, v.parent_id) where o.side <> v.side) then
    raise exception 'an organization stands under one of its own side' using errcode = 'check_violation', constraint = 'organization_version_one_side';
  end if;
  return null;
end $$;
create trigger one_side_insert after insert on organization_version referencing new table as new_rows for each statement execute function app.check_sides();
create trigger one_side_update after update on organization_version referencing new table as new_rows for each statement execute function app.check_sides();

create function app.keep_side() returns trigger language plpgsql set search_path = public, app, pg_temp as $$
begin
  raise exception 'an organization keeps its side' using errcode = 'check_violation', constraint = 'organization_side_fixed';
end $$;
create trigger keep_side before update of side on organization for each row when (old.side <> new.side) execute function app.keep_side();

-- Records pass within a side: whoever holds the Party's root must not read what the state's bodies kept, nor the other way round.
create function app.refuse_records_across_sides() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.inherits_records and (select count(distinct side) from organization where id in (new.predecessor_id, new.successor_id)) > 1 then
    raise exception 'records pass within one side only' using errcode = 'check_violation', constraint = 'succession_link_one_side';
  end if;
  return null;
end $$;
create trigger one_side after insert or update on succession_link for each row execute function app.refuse_records_across_sides();

-- 2. Areas. Like an organization an area is an identity; its official code names it on its own days only.
create table area (
  id uuid primary key,
  code text not null check (code ~ '^[0-9A-Za-z]+$'),
  name text not null check (name = btrim(name) and name <> '' and name is nfc normalized),
  search_name text not null,
  kind text not null check (kind in ('city', 'urban-district', 'rural-district', 'town', 'ward', 'commune', 'township', 'special-zone')),
  parent_id uuid references area on delete restrict,
  valid_from date not null,
  valid_to date not null default '9999-12-31',
  constraint area_period check (valid_from < valid_to),
  constraint area_search check (search_name = app.search_text(name)),
  constraint area_not_own_parent check (parent_id <> id),
  constraint area_code_once exclude using gist (code with =, daterange(valid_from, valid_to) with &&)
);
create index area_parent on area (parent_id);
create index area_code on area (code, valid_from);
create index organization_version_area on organization_version (area_code, side) where area_code is not null;

-- The border of an area, simplified for a page: polygons of rings of [longitude, latitude].
create table area_outline (
  area_id uuid primary key references area on delete restrict,
  rings jsonb not null check (jsonb_typeof(rings) = 'array' and jsonb_array_length(rings) > 0),
  points_read integer not null check (points_read >= 4),
  source text not null check (btrim(source) <> ''),
  imported_at timestamptz not null default now()
);

-- Residents of a year, each with its source; a correction writes the row anew and the trail keeps that it did.
create table area_residents (
  id uuid primary key,
  area_id uuid not null references area on delete restrict,
  -- The Party organization that answers for the area: whoever arranges it may enter the figure.
  organization_id uuid not null references organization on delete restrict,
  year integer not null check (year between 1945 and 2200),
  residents integer not null check (residents > 0),
  source text not null check (source = btrim(source) and source <> ''),
  entered_by uuid,
  entered_at timestamptz not null default now(),
  version integer not null default 1,
  constraint area_residents_once unique (area_id, year)
);
create index area_residents_organization on area_residents (organization_id);

-- Thôn and tổ dân phố of a commune.
create table neighbourhood (
  id uuid primary key,
  area_id uuid not null references area on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  name text not null check (name = btrim(name) and name <> '' and name is nfc normalized),
  search_name text not null,
  kind text not null check (kind in ('village', 'residential-group')),
  valid_from date not null,
  valid_to date not null default '9999-12-31',
  version integer not null default 1,
  constraint neighbourhood_period check (valid_from <= valid_to),
  constraint neighbourhood_search check (search_name = app.search_text(name)),
  constraint neighbourhood_name_once exclude using gist (area_id with =, search_name with =, daterange(valid_from, valid_to) with &&)
);
create index neighbourhood_organization on neighbourhood (organization_id);

-- Which cells lead a village or group.
create table neighbourhood_cell (
  id uuid primary key,
  neighbourhood_id uuid not null references neighbourhood on delete restrict,
  cell_id uuid not null references organization on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  valid_from date not null,
  valid_to date not null default '9999-12-31',
  constraint neighbourhood_cell_period check (valid_from <= valid_to),
  constraint neighbourhood_cell_once exclude using gist (neighbourhood_id with =, cell_id with =, daterange(valid_from, valid_to) with &&)
);
create index neighbourhood_cell_cell on neighbourhood_cell (cell_id);
create index neighbourhood_cell_organization on neighbourhood_cell (organization_id);

-- 3. Who is in charge: a committee's member for an area below it, or for an organization below it.
create table area_assignment (
  id uuid primary key,
  -- The Party organization it is about; with an area, the one that answers for that area.
  organization_id uuid not null references organization on delete restrict,
  area_id uuid references area on delete restrict,
  target_id uuid not null,
  -- The committee that assigned him.
  committee_id uuid not null references organization on delete restrict,
  kind text not null check (kind in ('main', 'supporting', 'ubkt-follow')),
  holder_name text not null check (holder_name = btrim(holder_name) and holder_name <> '' and holder_name is nfc normalized),
  holder_post text not null default '',
  holder_user_id uuid references access_account on delete restrict,
  decision_number text not null check (btrim(decision_number) <> ''),
  decided_on date,
  valid_from date not null,
  -- One taken back before its first day keeps its row with no day in it.
  valid_to date not null default '9999-12-31',
  -- What was open when it passed on, by kind and number, as the hand-over listed it.
  handed_over jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint area_assignment_target check (target_id = coalesce(area_id, organization_id)),
  constraint area_assignment_period check (valid_from <= valid_to),
  constraint area_assignment_decided_before check (decided_on is null or decided_on <= valid_from),
  constraint area_assignment_not_by_itself check (committee_id <> organization_id),
  constraint area_assignment_one_main exclude using gist
    (target_id with =, daterange(valid_from, valid_to) with &&) where (kind = 'main'),
  constraint area_assignment_once_each exclude using gist
    (target_id with =, kind with =, holder_name with =, daterange(valid_from, valid_to) with &&)
);
create index area_assignment_organization on area_assignment (organization_id);
create index area_assignment_target on area_assignment (target_id, valid_from);
create index area_assignment_holder on area_assignment (holder_user_id) where holder_user_id is not null;
create index area_assignment_committee on area_assignment (committee_id);

-- What it is about follows from area and organization, also when an act of succession moves it.
create function app.name_assignment_target() returns trigger language plpgsql set search_path = public, app, pg_temp as $$
begin
  new.target_id := coalesce(new.area_id, new.organization_id);
  return new;
end $$;
create trigger name_target before insert or update on area_assignment for each row execute function app.name_assignment_target();

-- From the first one in charge to the end of the area's or organization's life no day is without one. Asked at the end of the
-- transaction, so that a hand-over may close one and open the next.
create function app.check_assignment_chain() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  covered datemultirange;
  ends_on date;
begin
  if new.kind <> 'main' then return null; end if;
  select range_agg(daterange(valid_from, valid_to)) into covered
    from area_assignment where target_id = new.target_id and kind = 'main' and valid_from < valid_to;
  if covered is null then return null; end if;
  if new.area_id is null then select max(valid_to) into ends_on from organization_version where organization_id = new.organization_id;
  else select valid_to into ends_on from area where id = new.area_id; end if;
  if (select count(*) from unnest(covered)) > 1 or upper(covered) < ends_on then
    raise exception 'a day without anybody in charge' using errcode = 'check_violation', constraint = 'area_assignment_no_gap';
  end if;
  if upper(covered) > ends_on then
    raise exception 'an assignment longer than what it is for' using errcode = 'check_violation', constraint = 'area_assignment_within_life';
  end if;
  return null;
end $$;
create constraint trigger no_gap after insert or update on area_assignment
  deferrable initially deferred for each row execute function app.check_assignment_chain();

-- 4. What the nightly check found; a finding stays open until a later check no longer meets it.
create table integrity_run (
  id uuid primary key,
  at timestamptz not null default now(),
  day date not null,
  took_ms integer not null check (took_ms >= 0),
  found integer not null,
  opened integer not null,
  resolved integer not null
);
create index integrity_run_at on integrity_run (at);
create table integrity_finding (
  id uuid primary key,
  code text not null check (code ~ '^[A-Z_]+$'),
  record_table text not null,
  record_id uuid not null,
  organization_id uuid not null references organization on delete restrict,
  -- A name of an organization, area or village; never a person's.
  label text not null,
  detail jsonb not null default '{}',
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  resolved_at timestamptz
);
create unique index integrity_finding_open on integrity_finding (code, record_id) where resolved_at is null;
create index integrity_finding_organization on integrity_finding (organization_id);
create table integrity_account_finding (
  id uuid primary key,
  code text not null check (code ~ '^[A-Z_]+$'),
  record_table text not null,
  record_id uuid not null,
  label text not null,
  detail jsonb not null default '{}',
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  resolved_at timestamptz
);
create unique index integrity_account_finding_open on integrity_account_finding (code, record_id) where resolved_at is null;

select app.protect('area', 'directory', 'setup', null);
select app.protect('area_outline', 'directory', 'setup', null);
select app.protect('area_residents', 'directory', 'setup');
select app.protect('neighbourhood', 'directory', 'setup');
select app.protect('neighbourhood_cell', 'directory', 'setup');
select app.protect('area_assignment', 'tree', 'setup');
select app.protect_ends('area_assignment', 'committee_id');
select app.protect('integrity_run', 'directory', 'setup', null);
select app.protect('integrity_finding', 'tree', 'setup', sides => 'every');
select app.protect('integrity_account_finding', 'accounts', 'accounts', null);
select app.audited('area', '');
select app.audited('area_outline', '', 'area_id');
select app.audited('area_residents');
select app.audited('neighbourhood');
select app.audited('neighbourhood_cell');
select app.audited('area_assignment');

-- What the check reads beyond its own hands' classes: reach as it should be, against reach as it is stored.
create function app.reach_differences() returns integer
  language sql stable security definer set search_path = public, app, pg_temp as $$
  with recursive climb as (
    select id as above_id, id as organization_id, date '0001-01-01' as valid_from, date '9999-12-31' as valid_to, 0 as steps from organization
    union all
    select u.up_id, c.organization_id, greatest(c.valid_from, u.valid_from), least(c.valid_to, u.valid_to), c.steps + 1
      from climb c join app.organization_up u on u.organization_id = c.above_id and u.valid_from < c.valid_to and c.valid_from < u.valid_to
     where c.steps < 32
  ), wanted as (select distinct above_id, organization_id, valid_from, valid_to from climb)
  select ((select count(*) from (select * from wanted except select above_id, organization_id, valid_from, valid_to from app.organization_reach) missing)
        + (select count(*) from (select above_id, organization_id, valid_from, valid_to from app.organization_reach except select * from wanted) extra))::integer
$$;
revoke execute on function app.reach_differences() from public;
grant execute on function app.reach_differences() to nq15_app, nq15_wide, nq15_city, nq15_city_person;
