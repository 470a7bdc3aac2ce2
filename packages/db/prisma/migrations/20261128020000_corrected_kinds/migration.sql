-- A paper whose kind was wrong is corrected by a person with a reason. What it was counted as, with its term, stays in the step; the
-- paper begins anew as what it is. When it becomes a denunciation, its sender leaves every column, and the walls shut at once.
create or replace function app.keep_petition() returns trigger language plpgsql as $$
declare
  last record;
begin
  if (new.id, new.organization_id, new.year, new.number, new.source, new.received_on, new.split_from_id)
      is distinct from (old.id, old.organization_id, old.year, old.number, old.source, old.received_on, old.split_from_id)
    or old.state = 'filed' then
    raise exception 'what the register holds is kept' using errcode = 'integrity_constraint_violation', constraint = 'petition_is_kept';
  end if;
  if (new.kind, new.content, new.sealed_number, new.alias, new.respondent_organization_id)
      is distinct from (old.kind, old.content, old.sealed_number, old.alias, old.respondent_organization_id) then
    select s.event, s.detail into last from petition_step s where s.petition_id = old.id order by s.position desc limit 1;
    if last.event is distinct from 'correct-kind' or old.state not in ('registered', 'sorted', 'acceptance-proposed')
      or (last.detail ->> 'was', last.detail ->> 'kind') is distinct from (old.kind, new.kind)
      -- The words of a paper are touched only where they would tell who denounces.
      or (new.content is distinct from old.content and (new.kind not in ('denunciation', 'mixed') or old.kind in ('denunciation', 'mixed'))) then
      raise exception 'what the register holds is kept' using errcode = 'integrity_constraint_violation', constraint = 'petition_is_kept';
    end if;
  end if;
  return new;
end $$;

-- A denunciation is made something else by the head of the unit only: it would open it to who is shut out.
create function app.check_kind_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if app.actor_id() is null or app.actor_id() = '01900000-0000-7000-8000-000000000001' then return new; end if;
  if not exists (select from petition p where p.id = new.petition_id and p.kind = new.detail ->> 'was') then
    raise exception 'another kind meanwhile' using errcode = 'check_violation', constraint = 'petition_step_was';
  end if;
  if new.detail ->> 'was' = 'denunciation' and not coalesce(new.organization_id = any (app.petition_orgs('decide')), false) then
    raise exception 'decided by the head of the unit' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger check_kind before insert on petition_step for each row when (new.event = 'correct-kind') execute function app.check_kind_step();

-- Steps are never rewritten. One thing only may happen to them: their free words are emptied once the paper turned out to be a
-- denunciation, since they were written when its sender was no secret.
drop trigger append_only on petition_step;
create function app.keep_petition_step() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - array['reason', 'receiver', 'number', 'detail']) = (to_jsonb(old) - array['reason', 'receiver', 'number', 'detail'])
    and new.reason is null and new.receiver is null and new.number is null and new.detail = '{"emptied": true}'
    and exists (select from petition_step s where s.petition_id = old.petition_id and s.position > old.position and s.event = 'correct-kind'
      and s.detail ->> 'was' in ('complaint', 'feedback') and s.detail ->> 'kind' in ('denunciation', 'mixed')) then
    return new;
  end if;
  raise exception 'rows of % are never rewritten', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger append_only before update or delete on petition_step for each row execute function app.keep_petition_step();

-- Carries a correction out behind its step, also by who is shut out by it: from then on he sees nothing of the paper. False when
-- somebody changed the paper meanwhile. The comings that brought it change with it.
create function app.correct_kind(paper uuid, seen integer, wanted jsonb) returns boolean
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  old petition%rowtype;
  hides boolean := wanted ->> 'kind' in ('denunciation', 'mixed');
begin
  select p.* into old from petition p where p.id = paper for update;
  if old.id is null or not (app.petition_all('work') or coalesce(old.organization_id = any (app.petition_orgs('work')), false))
    or old.id = any (app.shut_papers())
    or (old.kind = 'denunciation' and coalesce(old.respondent_organization_id = any (app.denounced_orgs()), false)) then
    raise exception 'not there' using errcode = 'insufficient_privilege';
  end if;
  if old.version <> seen then return false; end if;
  if hides and old.kind not in ('denunciation', 'mixed') then
    update petition_step set reason = null, receiver = null, number = null, detail = '{"emptied": true}'
     where petition_id = paper and position < (select max(s.position) from petition_step s where s.petition_id = paper);
  end if;
  update petition set kind = wanted ->> 'kind', state = wanted ->> 'state', alias = wanted ->> 'alias', party_tracks = array(select jsonb_array_elements_text(wanted -> 'partyTracks')),
      petitioner_name = wanted ->> 'petitionerName', petitioner_address = wanted ->> 'petitionerAddress', id_hint = wanted ->> 'idHint',
      sealed_number = wanted ->> 'sealedNumber', respondent = wanted ->> 'respondent', respondent_organization_id = (wanted ->> 'respondentOrganizationId')::uuid,
      subject = wanted ->> 'subject', content = wanted ->> 'content', demand = wanted ->> 'demand', sorting = null, proposed_by = null,
      due_rule = wanted ->> 'dueRule', due_on = (wanted ->> 'dueOn')::date, is_provisional = (wanted ->> 'isProvisional')::boolean,
      settled_on = (wanted ->> 'settledOn')::date,
      search_text = app.search_text(concat_ws(' ', year || '-' || lpad(number::text, 4, '0'), wanted ->> 'respondent', wanted ->> 'subject', wanted ->> 'content',
        wanted ->> 'demand', place)),
      version = version + 1, updated_at = now()
   where id = paper;
  if hides then
    update reception_visit set kind = wanted ->> 'kind', visitor_name = '', visitor_address = '', id_hint = '', content = wanted ->> 'content',
        demand = wanted ->> 'demand', settled_by = '', receiver = '', version = version + 1
     where petition_id = paper;
  end if;
  return true;
end $$;
revoke execute on function app.correct_kind(uuid, integer, jsonb) from public;
grant execute on function app.correct_kind(uuid, integer, jsonb) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- The next number of a register counts papers too that are shut to who takes it; otherwise his next paper would take a number twice.
create function app.last_petition_number(register text, unit uuid, of_year integer) returns integer
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  found_number integer;
begin
  if register not in ('petition', 'petition_case', 'reception_visit')
    or not (app.petition_all('work') or coalesce(unit = any (app.petition_orgs('work')), false)) then
    raise exception 'not there' using errcode = 'insufficient_privilege';
  end if;
  execute format('select coalesce(max(number), 0)::integer from %I where organization_id = $1 and year = $2', register) into found_number using unit, of_year;
  return found_number;
end $$;
revoke execute on function app.last_petition_number(text, uuid, integer) from public;
grant execute on function app.last_petition_number(text, uuid, integer) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
