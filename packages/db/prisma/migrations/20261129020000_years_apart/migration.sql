-- Ratings of past years lie apart by year: a year is read, measured and, one day, put away by itself, and a nation's 56 million
-- rows are never one heap. Keys of a partitioned table hold the year; nobody references these rows, so nothing else changes.

-- 1. Tables whose rows lie apart by year. A partition is reached through its table only: it has row-level security of its own, forced, a
-- policy for the owner and no right for anybody, since policies of the table do not reach who names a partition.
create table app.yearly_table (
  table_name text primary key
);

create function app.guard_partition(part text) returns void
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  execute format('alter table %I enable row level security', part);
  execute format('alter table %I force row level security', part);
  execute format('create policy owner on %I to current_user using (true)', part);
  -- Who owns the tables may still name a partition; what he does there stands in the trail under its name.
  perform app.audited(part::regclass);
end $$;

-- The partition of a year; rows of that year that waited in the partition of all other years move into it. Answers whether it was made.
create function app.add_year(yearly text, wanted integer) returns boolean
  language plpgsql security definer set lock_timeout = '10s' set search_path = public, app, pg_temp as $$
declare
  part text := yearly || '_' || wanted;
  others text := yearly || '_others';
begin
  if not exists (select from app.yearly_table y where y.table_name = yearly) then
    raise exception 'no yearly table: %', yearly using errcode = 'undefined_table';
  end if;
  if wanted not between 2000 and 2100 then
    raise exception 'no such year: %', wanted using errcode = 'check_violation';
  end if;
  perform pg_advisory_xact_lock(hashtext('app.add_year'));
  if to_regclass('public.' || quote_ident(part)) is not null then return false; end if;
  -- A default partition that holds rows of the year refuses the new one, so it stands aside while they move. Nothing about a row
  -- changes and the trail has nothing to tell: the triggers of the partition rest.
  execute format('alter table %I detach partition %I', yearly, others);
  execute format('create table %I partition of %I for values in (%s)', part, yearly, wanted);
  execute format('insert into %I select * from %I where year = %s', part, others, wanted);
  execute format('alter table %I disable trigger user', others);
  execute format('delete from %I where year = %s', others, wanted);
  execute format('alter table %I enable trigger user', others);
  execute format('alter table %I attach partition %I default', yearly, others);
  perform app.guard_partition(part);
  return true;
end $$;

-- This year's partitions and the next one's, made ahead by the job of every night, the operator and each start. A year without one
-- is no error for anybody: its rows wait among the others.
create function app.prepare_years() returns integer
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  made integer := 0;
  yearly text;
  wanted integer;
begin
  -- Nobody has entered where who owns the tables migrates or mends.
  if current_setting('role') <> 'none' and not exists
    (select from access_service s where s.id = app.actor_id() and s.name in ('operator', 'events')) then
    raise exception 'years are prepared by the product itself' using errcode = 'insufficient_privilege';
  end if;
  for yearly, wanted in
    select y.table_name, years.year from app.yearly_table y
      cross join generate_series(extract(year from app.today())::integer, extract(year from app.today())::integer + 1) years (year) order by 1, 2
  loop
    if app.add_year(yearly, wanted) then made := made + 1; end if;
  end loop;
  return made;
end $$;
revoke execute on function app.guard_partition(text), app.add_year(text, integer), app.prepare_years() from public;
grant execute on function app.prepare_years() to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- 2. What a large import leaves in the trail. Up to 5,000 rows of one statement each stand by themselves, as everywhere; above that one row
-- stands for what one file brought in: how many, from which to which, and the SHA-256 of their content, from which each of them is proved.
create function app.history_content(run uuid, first uuid, last uuid, of_units boolean) returns text
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare told text;
begin
  execute format($q$
    select encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', h.id, %s, h.organization_id, h.year, h.generation, h.original_label, h.outcome,
        h.decision_number, to_char(h.decided_on, 'YYYY-MM-DD'), h.decided_by, h.entered_by, h.entered_by_name), e'\n' order by h.id), ''), 'UTF8')), 'hex')
      from %I h where h.import_run_id = $1 and h.id between $2 and $3 $q$,
    case when of_units then 'null' else 'h.member_id' end, case when of_units then 'rating_history_unit' else 'rating_history' end)
    into told using run, first, last;
  return told;
end $$;
revoke execute on function app.history_content(uuid, uuid, uuid, boolean) from public;

create function app.audit_history() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if (select count(*) from (select from new_rows limit 5001) n) <= 5000 then
    insert into audit_event (id, at, actor_id, on_behalf_of, request_id, action, record_table, record_id, organization_id)
    select app.uuid_v7(), clock_timestamp(), app.actor_id(), nullif(current_setting('app.on_behalf_of', true), '')::uuid,
        nullif(current_setting('app.request_id', true), ''), 'insert', tg_table_name, n.id, n.organization_id from new_rows n;
    return null;
  end if;
  execute format($q$
    insert into audit_event (id, at, actor_id, on_behalf_of, request_id, action, record_table, record_id, organization_id, detail)
    select app.uuid_v7(), clock_timestamp(), app.actor_id(), nullif(current_setting('app.on_behalf_of', true), '')::uuid,
        nullif(current_setting('app.request_id', true), ''), 'insert', %L, b.run, r.organization_id,
        jsonb_build_object('rows', b.rows, 'years', b.years, 'organizations', b.organizations, 'first', b.first, 'last', b.last, 'sha256', b.content)
      from (select h.import_run_id as run, count(*) as rows, array_agg(distinct h.year) as years, count(distinct h.organization_id) as organizations,
              (array_agg(h.id order by h.id))[1] as first, (array_agg(h.id order by h.id desc))[1] as last,
              encode(sha256(convert_to(string_agg(concat_ws('|', h.id, %s, h.organization_id, h.year, h.generation, h.original_label, h.outcome,
                h.decision_number, to_char(h.decided_on, 'YYYY-MM-DD'), h.decided_by, h.entered_by, h.entered_by_name), e'\n' order by h.id), 'UTF8')), 'hex') as content
              from new_rows h group by 1) b
      left join import_run r on r.id = b.run$q$, tg_table_name, tg_argv[0]);
  return null;
end $$;

-- 3. Sums of a year, so that 5.6 million ratings are not counted again by every reader. A row is what one writing added to an organization
-- that is its own, or to one above it on the last day of that year; nothing is ever updated, so no two imports wait for each other.
create table rating_history_sum (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  year integer not null check (year between 2000 and 2100),
  xs integer not null,
  t integer not null,
  ht integer not null,
  kht integer not null,
  not_rated integer not null
);
create index rating_history_sum_organization on rating_history_sum (organization_id, year);

create function app.sum_history() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare changed text := case tg_op
  when 'INSERT' then 'select organization_id, year, outcome, 1 as n from new_rows where superseded_at is null'
  when 'UPDATE' then 'select n.organization_id, n.year, n.outcome, -1 from new_rows n join old_rows o on o.id = n.id and o.year = n.year
    where o.superseded_at is null and n.superseded_at is not null'
  else 'select organization_id, year, outcome, -1 from old_rows where superseded_at is null' end;
begin
  execute format($q$
    insert into rating_history_sum (id, organization_id, year, xs, t, ht, kht, not_rated)
    select app.uuid_v7(), r.above_id, own.year, sum(own.xs), sum(own.t), sum(own.ht), sum(own.kht), sum(own.not_rated)
      from (select c.organization_id, c.year, sum(c.n) filter (where c.outcome = 'XS') as xs, sum(c.n) filter (where c.outcome = 'T') as t,
              sum(c.n) filter (where c.outcome = 'HT') as ht, sum(c.n) filter (where c.outcome = 'KHT') as kht, sum(c.n) filter (where c.outcome = 'NOT_RATED') as not_rated
              from (%s) c (organization_id, year, outcome, n) group by 1, 2) own_given
      cross join lateral (select own_given.organization_id, own_given.year, coalesce(own_given.xs, 0) as xs, coalesce(own_given.t, 0) as t,
        coalesce(own_given.ht, 0) as ht, coalesce(own_given.kht, 0) as kht, coalesce(own_given.not_rated, 0) as not_rated) own
      join app.organization_reach r on r.organization_id = own.organization_id and r.valid_from <= make_date(own.year, 12, 31) and make_date(own.year, 12, 31) < r.valid_to
     group by r.above_id, own.year$q$, changed);
  return null;
end $$;

-- All sums told again from the rows, after the tree of a past day was corrected; for who owns the tables.
create function app.sum_history_again() returns void
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  delete from rating_history_sum;
  insert into rating_history_sum (id, organization_id, year, xs, t, ht, kht, not_rated)
  select app.uuid_v7(), r.above_id, own.year, sum(own.xs), sum(own.t), sum(own.ht), sum(own.kht), sum(own.not_rated)
    from (select organization_id, year, count(*) filter (where outcome = 'XS') as xs, count(*) filter (where outcome = 'T') as t,
            count(*) filter (where outcome = 'HT') as ht, count(*) filter (where outcome = 'KHT') as kht, count(*) filter (where outcome = 'NOT_RATED') as not_rated
            from rating_history where superseded_at is null group by 1, 2) own
    join app.organization_reach r on r.organization_id = own.organization_id and r.valid_from <= make_date(own.year, 12, 31) and make_date(own.year, 12, 31) < r.valid_to
   group by r.above_id, own.year;
end $$;
revoke execute on function app.sum_history_again() from public;
select app.protect('rating_history_sum', 'tree', 'none');

-- 4. The two tables anew, with what they held. The year joins the key; everything else is as it was.
do $$
declare
  plain text;
  of_members boolean;
  wanted integer;
begin
  foreach plain in array array['rating_history', 'rating_history_unit'] loop
    of_members := plain = 'rating_history';
    execute format('alter table %I rename to %I', plain, plain || '_before');
    execute format('alter index %I rename to %I', plain || '_pkey', plain || '_before_pkey');
    execute format('drop index %I', plain || '_one_standing');
    if of_members then drop index rating_history_organization_id; end if;
    delete from app.table_class where table_name = plain;
    execute format($q$
      create table %1$I (
        id uuid not null,
        %2$s
        organization_id uuid not null constraint %1$s_organization_id_fkey references organization on delete restrict,
        year integer not null constraint %1$s_year_check check (year between 2000 and 2100),
        generation text not null,
        original_label text not null constraint %1$s_original_label_check check (btrim(original_label) <> ''),
        outcome text not null constraint %1$s_outcome_check check (outcome in ('XS', 'T', 'HT', 'KHT', 'NOT_RATED')),
        decision_number text,
        decided_on date,
        decided_by text,
        import_run_id uuid not null,
        entered_by uuid not null,
        entered_by_name text not null,
        entered_at timestamptz not null,
        superseded_at timestamptz,
        constraint %1$s_pkey primary key (id, year)
      ) partition by list (year)$q$, plain,
      case when of_members then 'member_id uuid not null constraint rating_history_member_id_fkey references member on delete restrict,' else '' end);
    execute format('create unique index %I on %I (%s, year) where superseded_at is null', plain || '_one_standing', plain,
      case when of_members then 'member_id' else 'organization_id' end);
    execute format('create table %I partition of %I default', plain || '_others', plain);
    insert into app.yearly_table values (plain);
  end loop;
  create index rating_history_organization_id on rating_history (organization_id, year);
  -- Years of the rules that the product knows, up to the next.
  foreach plain in array array['rating_history', 'rating_history_unit'] loop
    for wanted in 2014 .. greatest(2027, extract(year from app.today())::integer + 1) loop
      execute format('create table %I partition of %I for values in (%s)', plain || '_' || wanted, plain, wanted);
    end loop;
    execute format('insert into %I select * from %I', plain, plain || '_before');
    execute format('drop table %I', plain || '_before');
    execute format('create trigger keep_decided before update on %I for each row execute function app.keep_decided()', plain);
  end loop;
end $$;

select app.protect('rating_history', 'person', 'work', 'organization_id', 'member_id');
select app.protect('rating_history_unit', 'tree', 'work');
select app.audited('rating_history');
select app.audited('rating_history_unit');
drop trigger audit_insert on rating_history;
drop trigger audit_insert on rating_history_unit;
create trigger audit_insert after insert on rating_history referencing new table as new_rows for each statement execute function app.audit_history('h.member_id');
create trigger audit_insert after insert on rating_history_unit referencing new table as new_rows for each statement execute function app.audit_history('null');
select app.guard_partition(i.inhrelid::regclass::text) from pg_inherits i
 where i.inhparent in ('rating_history'::regclass, 'rating_history_unit'::regclass);

create trigger sum_insert after insert on rating_history referencing new table as new_rows for each statement execute function app.sum_history();
create trigger sum_update after update on rating_history referencing old table as old_rows new table as new_rows for each statement execute function app.sum_history();
create trigger sum_delete after delete on rating_history referencing old table as old_rows for each statement execute function app.sum_history();
select app.sum_history_again();
