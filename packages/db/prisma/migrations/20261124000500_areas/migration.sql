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
