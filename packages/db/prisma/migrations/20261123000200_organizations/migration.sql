-- Organizations through time. An organization is an identity; what it is called, of which kind and under whom is dated.
create table organization (
  id uuid primary key,
  side text not null check (side in ('party', 'state', 'front')),
  created_at timestamptz not null default now()
);

create table organization_version (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  parent_id uuid references organization on delete restrict,
  -- The same on both rows' identity, repeated so that codes are compared within one side.
  side text not null check (side in ('party', 'state', 'front')),
  code text not null check (code ~ '^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$'),
  name text not null check (name = btrim(name) and name <> '' and name is nfc normalized),
  search_name text not null,
  org_type text not null,
  sector text,
  -- The administrative area it answers for, by the area's official code, when there is one.
  area_code text,
  valid_from date not null,
  -- 9999-12-31 means no end: a plain date, since drivers disagree about 'infinity'.
  valid_to date not null default '9999-12-31',
  constraint organization_version_period check (valid_from < valid_to),
  constraint organization_version_search check (search_name = app.search_text(name)),
  constraint organization_version_not_own_parent check (parent_id <> organization_id),
  constraint organization_version_no_overlap exclude using gist
    (organization_id with =, daterange(valid_from, valid_to) with &&),
  -- 00004 was Trúc Bạch and is Ba Đình: a code names one organization of a side on a day, never for ever.
  constraint organization_version_code_once exclude using gist
    (side with =, code with =, daterange(valid_from, valid_to) with &&)
);
create index organization_version_organization on organization_version (organization_id, valid_from);
create index organization_version_parent on organization_version (parent_id, valid_from);
-- Every transaction asks for the roots when it enters.
create index organization_version_root on organization_version (side, organization_id) where parent_id is null;
create index organization_version_code on organization_version (code, valid_from);
create index organization_version_search_name on organization_version using gin (search_name gin_trgm_ops);

create table succession (
  id uuid primary key,
  kind text not null check (kind in ('establishment', 'merger', 'split', 'transfer', 'rename', 'dissolution')),
  effective_on date not null,
  decision_number text not null check (btrim(decision_number) <> ''),
  decided_on date,
  -- How well the decision is known: T, S, S-code, M or design.
  confidence text not null check (confidence in ('T', 'S', 'S-code', 'M', 'design')),
  created_at timestamptz not null default now(),
  constraint succession_decided_before check (decided_on is null or decided_on <= effective_on)
);

create table succession_link (
  id uuid primary key,
  succession_id uuid not null references succession on delete restrict,
  predecessor_id uuid references organization on delete restrict,
  successor_id uuid references organization on delete restrict,
  -- Who reads the predecessor's records is a decision on paper, never a default.
  inherits_records boolean not null default false,
  constraint succession_link_some_end check (num_nonnulls(predecessor_id, successor_id) >= 1),
  constraint succession_link_two_ends check (predecessor_id is distinct from successor_id),
  constraint succession_link_inherits_needs_both check (not inherits_records or num_nonnulls(predecessor_id, successor_id) = 2),
  constraint succession_link_once unique nulls not distinct (succession_id, predecessor_id, successor_id)
);
create index succession_link_predecessor on succession_link (predecessor_id);
create index succession_link_successor on succession_link (successor_id);

-- Where an area stands on the map of tiles: rough geographic order, one tile per commune.
create table area_tile (
  area_code text primary key,
  tile_column integer not null check (tile_column >= 0),
  tile_row integer not null check (tile_row >= 0),
  unique (tile_column, tile_row)
);

-- Who stands directly above whom, with dates: the parent while alive, then the heirs of the records, else the last parent.
create view app.organization_up with (security_invoker = true) as
  select organization_id, parent_id as up_id, valid_from, valid_to from organization_version where parent_id is not null
  union all
  select ended.organization_id, l.successor_id, ended.ended_on, date '9999-12-31'
    from (select organization_id, max(valid_to) as ended_on from organization_version group by 1) ended
    join succession_link l on l.predecessor_id = ended.organization_id and l.inherits_records
   where ended.ended_on <> '9999-12-31'
  union all
  select v.organization_id, v.parent_id, v.valid_to, date '9999-12-31' from organization_version v
   where v.valid_to <> '9999-12-31' and v.parent_id is not null
     and not exists (select from organization_version n where n.organization_id = v.organization_id and n.valid_from >= v.valid_to)
     and not exists (select from succession_link l where l.predecessor_id = v.organization_id and l.inherits_records);

-- Every organization above every other, with dates; rights are read from here and nowhere else.
create table app.organization_reach (
  above_id uuid not null references organization on delete cascade,
  organization_id uuid not null references organization on delete cascade,
  valid_from date not null,
  valid_to date not null,
  primary key (above_id, organization_id, valid_from, valid_to)
);
create index organization_reach_below on app.organization_reach (organization_id, above_id) include (valid_from, valid_to);

create function app.rebuild_organization_reach() returns void
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  create temporary table reach_wanted on commit drop as
    with recursive climb as (
      select id as above_id, id as organization_id, date '0001-01-01' as valid_from, date '9999-12-31' as valid_to, 0 as steps
        from organization
      union all
      select u.up_id, c.organization_id, greatest(c.valid_from, u.valid_from), least(c.valid_to, u.valid_to), c.steps + 1
        from climb c join app.organization_up u on u.organization_id = c.above_id
         and u.valid_from < c.valid_to and c.valid_from < u.valid_to
       -- A chain longer than this can only be a circle; the check below names it.
       where c.steps < 32
    )
    select distinct above_id, organization_id, valid_from, valid_to, steps from climb;
  if exists (select from reach_wanted where above_id = organization_id and steps > 0) or exists (select from reach_wanted where steps >= 32) then
    raise exception 'an organization stands above itself' using errcode = 'check_violation', constraint = 'organization_tree_no_cycle';
  end if;
  -- Only the difference is written, so readers of the old rows never wait.
  delete from app.organization_reach r where not exists (select from reach_wanted w
    where (w.above_id, w.organization_id, w.valid_from, w.valid_to) = (r.above_id, r.organization_id, r.valid_from, r.valid_to));
  insert into app.organization_reach select distinct above_id, organization_id, valid_from, valid_to from reach_wanted
    on conflict do nothing;
  drop table reach_wanted;
end $$;

-- No child outlives its parent: while a version names a parent, that parent exists.
create function app.check_parents_alive() returns void
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare orphan record;
begin
  select v.id, v.organization_id into orphan from organization_version v
   where v.parent_id is not null
     and not coalesce(daterange(v.valid_from, v.valid_to) <@ (select range_agg(daterange(p.valid_from, p.valid_to))
       from organization_version p where p.organization_id = v.parent_id), false)
   limit 1;
  if found then
    raise exception 'organization % outlives its parent', orphan.organization_id
      using errcode = 'check_violation', constraint = 'organization_version_parent_alive';
  end if;
end $$;

-- Both checks look at the whole tree once, at the end of the transaction that changed it.
create function app.mark_tree_changed() returns trigger language plpgsql as $$
begin
  perform set_config('app.tree_changed', 'yes', true);
  return null;
end $$;
create function app.settle_tree() returns trigger language plpgsql as $$
begin
  if current_setting('app.tree_changed', true) = 'yes' then
    -- One change of the tree settles at a time: two that do not see each other could close a circle or undo each other's reach.
    perform pg_advisory_xact_lock(hashtext('app.settle_tree'));
    perform app.check_parents_alive();
    perform app.rebuild_organization_reach();
    perform set_config('app.tree_changed', 'no', true);
  end if;
  return null;
end $$;

create trigger mark_changed after insert or update or delete on organization for each statement execute function app.mark_tree_changed();
create trigger mark_changed after insert or update or delete on organization_version for each statement execute function app.mark_tree_changed();
create trigger mark_changed after insert or update or delete on succession_link for each statement execute function app.mark_tree_changed();
create constraint trigger settle after insert or update or delete on organization
  deferrable initially deferred for each row execute function app.settle_tree();
create constraint trigger settle after insert or update or delete on organization_version
  deferrable initially deferred for each row execute function app.settle_tree();
create constraint trigger settle after insert or update or delete on succession_link
  deferrable initially deferred for each row execute function app.settle_tree();
revoke execute on function app.rebuild_organization_reach(), app.check_parents_alive() from public;
grant execute on function app.rebuild_organization_reach(), app.check_parents_alive() to nq15_app, nq15_wide, nq15_city, nq15_city_person;
