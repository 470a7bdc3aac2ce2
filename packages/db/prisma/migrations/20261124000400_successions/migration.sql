-- Changes of organizations: prepared by one person, decided by another, in force from the midnight of their day.

-- 1. The hand that writes a decided change: tree, memberships, posts and rights at once, on the word of who decides.
insert into app.role_class (role, tree_read, tree_work, tree_decide, tree_setup, person_read, person_work, person_decide, trail_read, trail_seal, accounts)
  values ('service-succession', true, true, true, true, true, true, false, false, false, true);
insert into access_service (id, name) values ('01900000-0000-7000-8000-000000000005', 'succession');
insert into access_grant (id, user_id, role, organization_id, valid_from, reason) values
  ('01900000-0000-7000-8000-000000000015', '01900000-0000-7000-8000-000000000005', 'service-succession', null, '2020-01-01', 'writes decided changes of organizations');

-- 2. One change with its draft. organization_id is the organization that arranges it: the nearest one above everybody in it.
create table succession_case (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  kind text not null check (kind in ('establishment', 'merger', 'split', 'transfer', 'rename', 'dissolution')),
  effective_on date not null,
  title text not null check (title = btrim(title) and title <> ''),
  -- What was chosen, as the domain's proposal; nothing that follows from it.
  proposal jsonb not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'decided', 'undone')),
  prepared_by uuid not null,
  prepared_by_name text not null,
  -- Everybody who has changed the draft: none of them decides it.
  edited_by uuid[] default array[]::uuid[] check (edited_by is not null),
  submitted_at timestamptz,
  return_reason text,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  -- SHA-256 of the plan that was shown and written, and the plan itself as it was decided.
  plan_hash text,
  plan jsonb,
  undone_by uuid,
  undone_by_name text,
  undone_at timestamptz,
  undo_reason text,
  -- When the files of members had followed them and it was told that the change is in force.
  settled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint succession_case_second_person check (decided_by is null or (decided_by <> prepared_by and not decided_by = any (edited_by))),
  constraint succession_case_decided check ((state in ('decided', 'undone')) = (decided_by is not null)
    and (decided_by is null or num_nulls(decided_by_name, decided_at, plan_hash, plan, submitted_at) = 0)),
  constraint succession_case_returned check (state <> 'returned' or btrim(coalesce(return_reason, '')) <> ''),
  constraint succession_case_undone check ((state = 'undone') = (undone_by is not null)
    and (undone_by is null or (undone_at is not null and undone_by_name is not null and btrim(coalesce(undo_reason, '')) <> '')))
);
create index succession_case_organization on succession_case (organization_id, effective_on);
create index succession_case_effective on succession_case (effective_on) where state = 'decided';

-- What a decision wrote, row by row, so that undoing takes away exactly that.
create table succession_write (
  id uuid primary key,
  case_id uuid not null references succession_case on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  position integer not null,
  record_table text not null references app.table_class (table_name),
  record_id uuid not null,
  action text not null check (action in ('insert', 'end')),
  was_valid_to date,
  set_valid_to date,
  constraint succession_write_end check (action = 'insert' or (was_valid_to is not null and set_valid_to is not null)),
  constraint succession_write_once unique (case_id, record_table, record_id)
);
create index succession_write_record on succession_write (record_table, record_id);
create index succession_write_organization on succession_write (organization_id);

alter table succession add column case_id uuid references succession_case on delete restrict;
create index succession_case_id on succession (case_id);
-- Who is renamed or moved is its own successor; nothing is inherited from oneself.
alter table succession_link drop constraint succession_link_two_ends;
alter table succession_link add constraint succession_link_two_ends check (predecessor_id is distinct from successor_id or not inherits_records);

-- 3. The steps of a case, whoever writes.
create function app.check_succession_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  speaker uuid := coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id());
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      raise exception 'a change begins as a draft' using errcode = 'check_violation', constraint = 'succession_case_step';
    end if;
    new.edited_by := array_remove(array[speaker], null);
    return new;
  end if;
  if (old.state, new.state) not in (('draft', 'draft'), ('returned', 'returned'), ('draft', 'submitted'), ('returned', 'submitted'),
      ('submitted', 'returned'), ('submitted', 'decided'), ('decided', 'decided'), ('decided', 'undone')) then
    raise exception 'not a step of a change: % to %', old.state, new.state using errcode = 'check_violation', constraint = 'succession_case_step';
  end if;
  if (new.proposal, new.kind, new.effective_on, new.organization_id, new.title) is distinct from
     (old.proposal, old.kind, old.effective_on, old.organization_id, old.title) then
    if old.state not in ('draft', 'returned') or new.state <> old.state then
      raise exception 'what was handed in stays as it is' using errcode = 'check_violation', constraint = 'succession_case_kept';
    end if;
    new.edited_by := case when speaker is null or speaker = any (old.edited_by) then old.edited_by else old.edited_by || speaker end;
  else
    new.edited_by := old.edited_by;
  end if;
  if new.prepared_by <> old.prepared_by or (old.decided_by is not null and (new.decided_by, new.plan_hash, new.plan, new.decided_at)
      is distinct from (old.decided_by, old.plan_hash, old.plan, old.decided_at)) then
    raise exception 'a decision is kept' using errcode = 'check_violation', constraint = 'succession_case_kept';
  end if;
  if new.state in ('decided', 'undone') and new.state <> old.state then
    if new.effective_on <= app.today() then
      raise exception 'its day has begun' using errcode = 'check_violation', constraint = 'succession_case_before_its_day';
    end if;
    if speaker is distinct from (case new.state when 'decided' then new.decided_by else new.undone_by end)
       or not (current_setting('app.decide_all', true) = 'yes'
         or new.organization_id = any (coalesce(nullif(current_setting('app.decide_orgs', true), ''), '{}')::uuid[])) then
      raise exception 'decided by who may decide, in his own name' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;
create trigger check_step before insert or update on succession_case for each row execute function app.check_succession_step();

-- How many predecessors and successors each kind has; asked at the end of the transaction. Imported history may be partial.
create function app.check_succession_counts() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  act succession;
  before integer;
  after integer;
begin
  select * into act from succession where id = case tg_table_name when 'succession' then coalesce(new.id, old.id) else null end;
  if tg_table_name = 'succession_link' then
    select * into act from succession where id = coalesce(new.succession_id, old.succession_id);
  end if;
  if act.id is null or act.case_id is null then return null; end if;
  select count(distinct predecessor_id), count(distinct successor_id) into before, after from succession_link where succession_id = act.id;
  if not (case act.kind
      when 'establishment' then after = 1
      when 'merger' then before >= 2 and after = 1
      when 'split' then before = 1 and after >= 2
      when 'transfer' then before = 1 and after = 1
      when 'rename' then before = 1 and after = 1
      when 'dissolution' then before = 1 and after = 0 end) then
    raise exception 'a % has % predecessors and % successors', act.kind, before, after using errcode = 'check_violation', constraint = 'succession_counts';
  end if;
  return null;
end $$;
create constraint trigger counts after insert or update on succession
  deferrable initially deferred for each row execute function app.check_succession_counts();
create constraint trigger counts after insert or update or delete on succession_link
  deferrable initially deferred for each row execute function app.check_succession_counts();

-- 4. Between decision and day people go on working: who joins a cell that will end goes on with its only heir, and a right over
-- an organization that will end ends with it.
create function app.continue_memberships() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  joined record;
begin
  for joined in
    select n.*, c.id as case_id, c.organization_id as home_id, c.effective_on,
        (select count(distinct l.successor_id) from succession_link l join succession s on s.id = l.succession_id where s.case_id = c.id) as heirs,
        (select min(l.successor_id::text)::uuid from succession_link l join succession s on s.id = l.succession_id where s.case_id = c.id) as heir
      from new_rows n
      join succession_write w on w.record_table = 'organization_version' and w.action = 'end'
      join organization_version v on v.id = w.record_id and v.organization_id = n.organization_id
      join succession_case c on c.id = w.case_id and c.state = 'decided' and c.effective_on > app.today()
     where n.valid_from < c.effective_on and n.valid_to > c.effective_on
       and not exists (select from organization_version o where o.organization_id = n.organization_id and o.valid_from >= c.effective_on)
  loop
    if joined.heirs <> 1 then
      raise exception 'the cell ends on % and its members were assigned one by one', joined.effective_on
        using errcode = 'check_violation', constraint = 'membership_beyond_the_end';
    end if;
    insert into succession_write (id, case_id, organization_id, position, record_table, record_id, action, was_valid_to, set_valid_to)
      values (app.uuid_v7(), joined.case_id, joined.home_id, 0, 'membership', joined.id, 'end', joined.valid_to, joined.effective_on);
    update membership set valid_to = joined.effective_on where id = joined.id;
    with kept as (
      insert into membership (id, member_id, organization_id, kind, valid_from, valid_to)
        values (app.uuid_v7(), joined.member_id, joined.heir, joined.kind, joined.effective_on, joined.valid_to) returning id)
    insert into succession_write (id, case_id, organization_id, position, record_table, record_id, action, set_valid_to)
      select app.uuid_v7(), joined.case_id, joined.home_id, 1, 'membership', kept.id, 'insert', joined.valid_to from kept;
  end loop;
  return null;
end $$;
create trigger continue_pending after insert on membership referencing new table as new_rows
  for each statement execute function app.continue_memberships();

create function app.end_pending_grants() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  given record;
begin
  for given in
    select n.id, n.valid_from, n.valid_to, c.id as case_id, c.organization_id as home_id, c.effective_on from new_rows n
      join succession_write w on w.record_table = 'organization_version' and w.action = 'end'
      join organization_version v on v.id = w.record_id and v.organization_id = n.organization_id
      join succession_case c on c.id = w.case_id and c.state = 'decided' and c.effective_on > app.today()
     where n.valid_to > greatest(n.valid_from, c.effective_on)
       and not exists (select from organization_version o where o.organization_id = n.organization_id and o.valid_from >= c.effective_on)
  loop
    insert into succession_write (id, case_id, organization_id, position, record_table, record_id, action, was_valid_to, set_valid_to)
      values (app.uuid_v7(), given.case_id, given.home_id, 0, 'access_grant', given.id, 'end', given.valid_to, greatest(given.valid_from, given.effective_on));
    update access_grant set valid_to = greatest(given.valid_from, given.effective_on) where id = given.id;
  end loop;
  return null;
end $$;
create trigger end_pending after insert on access_grant referencing new table as new_rows
  for each statement execute function app.end_pending_grants();

-- 5. Undoing: what stands in the way, and taking away exactly what was written.
create function app.succession_obstacles(wanted uuid) returns table (record_table text, record_id uuid, reason text, other_case uuid)
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  found record;
  here uuid[];
begin
  select array_agg(w.record_id) into here from succession_write w where w.case_id = wanted and w.record_table = 'organization' and w.action = 'insert';
  -- A row that was ended or begun and has been changed since: a later act builds on it.
  for found in select distinct w.record_table as name from succession_write w where w.case_id = wanted
      and exists (select from pg_attribute a where a.attrelid = format('public.%I', w.record_table)::regclass and a.attname = 'valid_to' and not a.attisdropped) loop
    return query execute format($q$
      select w.record_table, w.record_id, 'changed',
          (select o.case_id from succession_write o join succession_case c on c.id = o.case_id and c.state = 'decided'
            where o.record_table = w.record_table and o.record_id = w.record_id and o.case_id <> w.case_id limit 1)
        from succession_write w left join public.%I t on t.id = w.record_id
       where w.case_id = $1 and w.record_table = %L and t.valid_to is distinct from w.set_valid_to$q$, found.name, found.name) using wanted;
  end loop;
  if here is null then return; end if;
  -- A row of somebody else's on an organization that this decision made.
  for found in
    select c.conrelid::regclass as guarded, r.relname as name, a.attname as col from pg_constraint c
      join pg_class r on r.oid = c.conrelid and r.relnamespace = 'public'::regnamespace
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confdeltype <> 'c' and c.confrelid = 'organization'::regclass and cardinality(c.conkey) = 1
       and exists (select from pg_attribute i where i.attrelid = c.conrelid and i.attname = 'id' and not i.attisdropped)
       and exists (select from app.table_class k where k.table_name = r.relname)
  loop
    return query execute format($q$
      select %L::text, t.id, 'built-on',
          (select o.case_id from succession_write o where o.record_table = %L and o.record_id = t.id and o.case_id <> $1 limit 1)
        from %s t where t.%I = any ($2)
         and not exists (select from succession_write w where w.case_id = $1 and w.record_table = %L and w.record_id = t.id)$q$,
      found.name, found.name, found.guarded, found.col, found.name) using wanted, here;
  end loop;
end $$;

create function app.undo_succession(wanted uuid) returns integer
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  undone succession_case;
  written record;
  gone integer := 0;
  step integer;
begin
  select * into undone from succession_case where id = wanted for update;
  if undone.state is distinct from 'undone' then
    raise exception 'only what is being undone is taken away' using errcode = 'check_violation', constraint = 'succession_case_step';
  end if;
  if exists (select from app.succession_obstacles(wanted)) then
    raise exception 'later acts build on it' using errcode = 'check_violation', constraint = 'succession_case_built_on';
  end if;
  -- First what was begun goes, last written first; then what was ended is open again, first written last.
  for written in select record_table as name, position from succession_write where case_id = wanted and action = 'insert'
      group by 1, 2 order by position desc loop
    execute format('delete from %I t using succession_write w where w.case_id = $1 and w.action = ''insert'' and w.record_table = %L and w.position = $2 and t.id = w.record_id',
      written.name, written.name) using wanted, written.position;
    get diagnostics step = row_count;
    gone := gone + step;
  end loop;
  for written in select record_table as name, position from succession_write where case_id = wanted and action = 'end'
      group by 1, 2 order by position desc loop
    execute format('update %I t set valid_to = w.was_valid_to from succession_write w where w.case_id = $1 and w.action = ''end'' and w.record_table = %L and w.position = $2 and t.id = w.record_id',
      written.name, written.name) using wanted, written.position;
    get diagnostics step = row_count;
    gone := gone + step;
  end loop;
  return gone;
end $$;

-- 6. After midnight the file of a member follows his membership. Everything else is dated and needs no hand.
create function app.settle_successions() returns table (case_id uuid, organization_id uuid, kind text, effective_on date)
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if current_setting('app.setup_all', true) is distinct from 'yes' then
    raise exception 'the hand of successions settles' using errcode = 'insufficient_privilege';
  end if;
  -- The same file number twice in a cell would break a promise of the cell: such a file waits and the nightly check names it.
  update member m set organization_id = s.organization_id
    from membership s join succession_write w on w.record_table = 'membership' and w.record_id = s.id and w.action = 'insert'
   where s.member_id = m.id and s.kind = 'official' and s.valid_from <= app.today() and app.today() < s.valid_to
     and m.organization_id <> s.organization_id
     and not exists (select from member o where o.organization_id = s.organization_id and o.file_number = m.file_number
       and o.card_number is null and m.card_number is null);
  return query update succession_case c set settled_at = clock_timestamp()
    where c.state = 'decided' and c.settled_at is null and c.effective_on <= app.today()
    returning c.id, c.organization_id, c.kind, c.effective_on;
end $$;
revoke execute on function app.succession_obstacles(uuid), app.undo_succession(uuid), app.settle_successions() from public;
grant execute on function app.succession_obstacles(uuid), app.undo_succession(uuid), app.settle_successions()
  to nq15_app, nq15_wide, nq15_city, nq15_city_person;

select app.protect('succession_case', 'tree', 'setup');
select app.protect('succession_write', 'tree', 'setup');
select app.audited('succession_case');
select app.audited('succession_write');
