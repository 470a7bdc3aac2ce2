-- A direction given while a paper was a complaint may name its sender. When the paper turns out to be a denunciation such words go, of
-- the direction and of its steps; when it is destroyed all of them do. The owner's function does it and nobody else.
create or replace function app.keep_party_direction() returns trigger language plpgsql as $$
begin
  if (new.id, new.organization_id, new.petition_id, new.petition_code, new.given_by, new.given_on, new.owed_by_id)
      is distinct from (old.id, old.organization_id, old.petition_id, old.petition_code, old.given_by, old.given_on, old.owed_by_id)
    or (new.content <> old.content and (new.content <> '–' or current_user <> (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid)))
    or (old.state = 'closed' and (new.state, new.due_on, new.closed_on) is distinct from (old.state, old.due_on, old.closed_on)) then
    raise exception 'what was directed is kept' using errcode = 'integrity_constraint_violation', constraint = 'party_direction_is_kept';
  end if;
  return new;
end $$;
create function app.keep_party_direction_step() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - 'content') = (to_jsonb(old) - 'content') and new.content = '–'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
    return new;
  end if;
  raise exception 'rows of % are never rewritten', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
drop trigger append_only on party_direction_step;
create trigger append_only before update or delete on party_direction_step for each row execute function app.keep_party_direction_step();

create function app.quiet_directions() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  -- The name without diacritics, or a number as long as a telephone's or an identity paper's.
  sender text := nullif(app.search_text(old.petitioner_name), '');
begin
  update party_direction d set content = '–'
   where d.petition_id = new.id and d.content <> '–'
     and (new.state = 'destroyed' or d.content ~ '[0-9]{9,}' or coalesce(position(sender in app.search_text(d.content)) > 0, false));
  update party_direction_step s set content = '–' from party_direction d
   where d.id = s.direction_id and d.petition_id = new.id and s.content <> '–'
     and (new.state = 'destroyed' or s.content ~ '[0-9]{9,}' or coalesce(position(sender in app.search_text(s.content)) > 0, false));
  return null;
end $$;
revoke execute on function app.quiet_directions() from public;
create trigger quiet_directions after update on petition for each row
  when ((new.kind in ('denunciation', 'mixed') and old.kind not in ('denunciation', 'mixed')) or (new.state = 'destroyed' and old.state <> 'destroyed'))
  execute function app.quiet_directions();
