-- Destruction of filed papers by decision (TT 05/2021/TT-TTCP, Article 28; privacy L7): a list is proposed, decided by another person
-- under a number, carried out by a job. What was destroyed, by which decision, stays; a legal hold stops it, also after the decision.
alter table petition drop constraint petition_state_check;
alter table petition add constraint petition_state_check check (state in ('registered', 'sorted', 'split', 'merged', 'guided', 'forwarded', 'awaiting-feedback',
  'answered', 'returned', 'acceptance-proposed', 'accepted', 'not-accepted', 'closed', 'filed', 'destroyed'));
alter table petition drop constraint petition_merged;
alter table petition add constraint petition_merged check ((state = 'merged' and merged_into_id is not null and merged_into_id <> id)
  or state in ('filed', 'destroyed') or (state <> 'merged' and merged_into_id is null));

create table petition_destruction (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  state text not null default 'proposed' check (state in ('proposed', 'refused', 'decided', 'done')),
  reason text not null check (btrim(reason) <> ''),
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_on date not null,
  decided_by uuid,
  decided_by_name text,
  decided_on date,
  decision_number text not null default '',
  refusal_reason text not null default '',
  done_at timestamptz,
  version integer not null default 1,
  constraint petition_destruction_two_people check (decided_by is null or decided_by <> proposed_by),
  constraint petition_destruction_decided check ((state in ('decided', 'done')) = (decision_number <> '') and (state = 'refused') = (refusal_reason <> '')
    and (state = 'proposed') = (decided_by is null) and (state = 'done') = (done_at is not null))
);
create index petition_destruction_organization on petition_destruction (organization_id, state);
create table petition_destruction_item (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  destruction_id uuid not null references petition_destruction on delete restrict,
  petition_id uuid not null references petition on delete restrict,
  petition_code text not null,
  kind text not null check (kind in ('complaint', 'denunciation', 'feedback', 'mixed')),
  filed_until date not null,
  -- What came of it: destroyed, kept by a legal hold, or kept because it is no filed paper any more.
  outcome text check (outcome in ('destroyed', 'held', 'changed')),
  had_identity boolean not null default false,
  settled_at timestamptz,
  constraint petition_destruction_item_once unique (destruction_id, petition_id),
  constraint petition_destruction_item_settled check ((outcome is null) = (settled_at is null))
);
create index petition_destruction_item_petition on petition_destruction_item (petition_id);
create index petition_destruction_item_organization on petition_destruction_item (organization_id);

create function app.keep_petition_destruction() returns trigger language plpgsql as $$
begin
  if (new.id, new.organization_id, new.reason, new.proposed_by, new.proposed_on) is distinct from (old.id, old.organization_id, old.reason, old.proposed_by, old.proposed_on)
    or old.state in ('refused', 'done')
    or (old.state = 'decided' and (new.decided_by, new.decided_on, new.decision_number) is distinct from (old.decided_by, old.decided_on, old.decision_number)) then
    raise exception 'what was decided is kept' using errcode = 'integrity_constraint_violation', constraint = 'petition_destruction_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on petition_destruction for each row execute function app.keep_petition_destruction();
create function app.keep_petition_destruction_item() returns trigger language plpgsql as $$
begin
  if old.outcome is not null or current_user <> (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid)
    or (to_jsonb(new) - array['outcome', 'settled_at', 'had_identity']) is distinct from (to_jsonb(old) - array['outcome', 'settled_at', 'had_identity']) then
    raise exception 'a list is kept as it was proposed' using errcode = 'integrity_constraint_violation', constraint = 'petition_destruction_item_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on petition_destruction_item for each row execute function app.keep_petition_destruction_item();

-- In one's own name; decided by the head of the unit, never by who proposed; done by the job's service alone.
create function app.check_petition_destruction() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if app.actor_id() is null then return new; end if;
  if tg_op = 'INSERT' and app.actor_id() is distinct from new.proposed_by then
    raise exception 'a list is proposed in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'INSERT' or old.state = new.state then return new; end if;
  if new.state = 'done' and app.actor_id() is distinct from '01900000-0000-7000-8000-000000000004' then
    raise exception 'carried out by its service' using errcode = 'insufficient_privilege';
  end if;
  if new.state in ('decided', 'refused') and (app.actor_id() is distinct from new.decided_by
      or not coalesce(new.organization_id = any (app.petition_orgs('decide')), false)) then
    raise exception 'decided by the head of the unit' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger check_hands before insert or update on petition_destruction for each row execute function app.check_petition_destruction();

do $$
declare
  allowed text := '(select app.petition_all(%1$L)) or organization_id = any ((select app.petition_orgs(%1$L))::uuid[])';
  guarded text;
  role_name text;
begin
  foreach guarded in array array['petition_destruction', 'petition_destruction_item'] loop
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
select app.audited('petition_destruction');
select app.audited('petition_destruction_item');

-- A filed paper changes in one way only: destroyed by a decided list.
create or replace function app.keep_petition() returns trigger language plpgsql as $$
declare
  last record;
begin
  if old.state = 'filed' and new.state = 'destroyed' and (new.id, new.organization_id, new.year, new.number, new.kind, new.source, new.received_on, new.alias, new.split_from_id)
      is not distinct from (old.id, old.organization_id, old.year, old.number, old.kind, old.source, old.received_on, old.alias, old.split_from_id)
    and exists (select from petition_destruction_item i join petition_destruction d on d.id = i.destruction_id
      where i.petition_id = old.id and i.outcome = 'destroyed' and d.state = 'decided') then
    return new;
  end if;
  if (new.id, new.organization_id, new.year, new.number, new.source, new.received_on, new.split_from_id)
      is distinct from (old.id, old.organization_id, old.year, old.number, old.source, old.received_on, old.split_from_id)
    or old.state in ('filed', 'destroyed') or new.state = 'destroyed' then
    raise exception 'what the register holds is kept' using errcode = 'integrity_constraint_violation', constraint = 'petition_is_kept';
  end if;
  if (new.kind, new.content, new.sealed_number, new.alias, new.respondent_organization_id)
      is distinct from (old.kind, old.content, old.sealed_number, old.alias, old.respondent_organization_id) then
    select s.event, s.detail into last from petition_step s where s.petition_id = old.id order by s.position desc limit 1;
    if last.event is distinct from 'correct-kind' or old.state not in ('registered', 'sorted', 'acceptance-proposed')
      or (last.detail ->> 'was', last.detail ->> 'kind') is distinct from (old.kind, new.kind)
      or (new.content is distinct from old.content and (new.kind not in ('denunciation', 'mixed') or old.kind in ('denunciation', 'mixed'))) then
      raise exception 'what the register holds is kept' using errcode = 'integrity_constraint_violation', constraint = 'petition_is_kept';
    end if;
  end if;
  return new;
end $$;
create or replace function app.keep_petition_step() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - array['reason', 'receiver', 'number', 'detail']) = (to_jsonb(old) - array['reason', 'receiver', 'number', 'detail'])
    and new.reason is null and new.receiver is null and new.number is null and new.detail = '{"emptied": true}'
    and (exists (select from petition_step s where s.petition_id = old.petition_id and s.position > old.position and s.event = 'correct-kind'
        and s.detail ->> 'was' in ('complaint', 'feedback') and s.detail ->> 'kind' in ('denunciation', 'mixed'))
      or exists (select from petition p where p.id = old.petition_id and p.state = 'destroyed')) then
    return new;
  end if;
  raise exception 'rows of % are never rewritten', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

-- Carries one item of a decided list out, for the job's service. The paper keeps its number, kind, days and state; everything that
-- was said in it goes, with the identity sealed under it (its trigger), the words of its steps and of the comings that brought it.
create function app.destroy_petition(item uuid) returns text
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  wanted record;
  paper petition%rowtype;
  result text;
begin
  if app.actor_id() is distinct from '01900000-0000-7000-8000-000000000004' then
    raise exception 'carried out by its service' using errcode = 'insufficient_privilege';
  end if;
  select i.id, i.petition_id, d.decision_number, d.state into wanted
    from petition_destruction_item i join petition_destruction d on d.id = i.destruction_id where i.id = item and i.outcome is null for update of i;
  if wanted.id is null or wanted.state <> 'decided' then return null; end if;
  select p.* into paper from petition p where p.id = wanted.petition_id for update;
  result := case when app.is_held('petition', paper.id, paper.organization_id) then 'held'
    when paper.state <> 'filed' or paper.filed_until > app.today() or paper.case_id is not null then 'changed' else 'destroyed' end;
  update petition_destruction_item set outcome = result, settled_at = clock_timestamp(), had_identity = result = 'destroyed' and paper.kind in ('denunciation', 'mixed')
   where id = item;
  if result = 'destroyed' then
    insert into petition_step (id, organization_id, petition_id, position, event, from_state, to_state, actor_id, actor_name, on_day, number)
    select app.uuid_v7(), paper.organization_id, paper.id, 1 + coalesce(max(s.position), 0), 'destroy', 'filed', 'destroyed', app.actor_id(), 'NQ15', app.today(), wanted.decision_number
      from petition_step s where s.petition_id = paper.id;
    update petition set state = 'destroyed', petitioner_name = '', petitioner_address = '', id_hint = '', sealed_number = '', respondent = '', subject = '',
        content = '–', demand = '', place = '', forwarder = '', forwarder_number = '', respondent_organization_id = null,
        search_text = year || '-' || lpad(number::text, 4, '0'), version = version + 1, updated_at = now()
     where id = paper.id;
    update petition_step set reason = null, receiver = null, number = null, detail = '{"emptied": true}' where petition_id = paper.id and event <> 'destroy';
    update reception_visit set visitor_name = '', visitor_address = '', id_hint = '', content = '–', demand = '', settled_by = '', receiver = '', version = version + 1
     where petition_id = paper.id;
    update petition_receipt set superseded_at = clock_timestamp() where petition_id = paper.id and superseded_at is null;
    delete from app.petition_respondent where petition_id = paper.id;
  end if;
  return result;
end $$;
revoke execute on function app.destroy_petition(uuid) from public;
grant execute on function app.destroy_petition(uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
create function app.finish_destructions() returns integer
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  many integer;
begin
  if app.actor_id() is distinct from '01900000-0000-7000-8000-000000000004' then
    raise exception 'carried out by its service' using errcode = 'insufficient_privilege';
  end if;
  update petition_destruction d set state = 'done', done_at = clock_timestamp(), version = version + 1
   where d.state = 'decided' and not exists (select from petition_destruction_item i where i.destruction_id = d.id and i.outcome is null);
  get diagnostics many = row_count;
  return many;
end $$;
revoke execute on function app.finish_destructions() from public;
grant execute on function app.finish_destructions() to nq15_app, nq15_wide, nq15_city, nq15_city_person;
