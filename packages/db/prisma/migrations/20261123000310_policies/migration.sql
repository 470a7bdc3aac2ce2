-- The policies of each class, made in one place so that no table has its own idea of them.
--    class: tree | person | directory | own | trail | accounts        write: work | decide | setup | own | accounts | none
create table app.table_class (
  table_name text primary key,
  class text not null check (class in ('tree', 'person', 'directory', 'own', 'trail', 'accounts')),
  write_kind text not null check (write_kind in ('work', 'decide', 'setup', 'own', 'accounts', 'none')),
  organization_column text,
  own_column text,
  own_write boolean not null,
  -- Whose organizations' rows it holds: the Party's alone (kept so by a trigger), those of every side, or the side its own column says.
  sides text not null check (sides in ('party', 'every', 'own'))
);

-- `true` is the policy of whoever holds everything of the Party, so a table of the Party's takes in no row of another side's body.
create function app.refuse_other_sides() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare strangers boolean;
begin
  execute format('select exists (select from new_rows n join organization o on o.id = n.%I where o.side <> ''party'')', tg_argv[0]) into strangers;
  if strangers then
    raise exception '% holds rows of the Party''s organizations only', tg_table_name
      using errcode = 'check_violation', constraint = tg_table_name || '_party_side';
  end if;
  return null;
end $$;

-- What "all of it" means on a table: of the Party's side where the table holds several.
create function app.whole_side(organization_column text, sides text) returns text
  language sql immutable set search_path = public, app, pg_temp
  return case sides when 'party' then 'true'
    else format('((select current_setting(''app.every_side'')) = ''yes'' or %s)',
      case sides when 'own' then 'side = ''party''' else format('%I not in (select id from organization where side <> ''party'')', organization_column) end) end;

create function app.protect(guarded text, class text, write_kind text, organization_column text default 'organization_id',
    own_column text default null, own_write boolean default false, sides text default 'party') returns void
  language plpgsql as $$
declare
  whole text := app.whole_side(organization_column, sides);
  all_of text;
  readable jsonb;   -- database role → condition
  writable text;
  correctable text;
  own text;
  prefix text := case when class = 'person' then 'person_' else '' end;
  role_name text;
begin
  insert into app.table_class values (guarded, class, write_kind, organization_column, own_column, own_write, sides);
  if sides = 'party' and organization_column is not null and class in ('tree', 'person', 'directory') then
    execute format('create trigger party_side_insert after insert on %I referencing new table as new_rows for each statement execute function app.refuse_other_sides(%L)', guarded, organization_column);
    execute format('create trigger party_side_update after update on %I referencing new table as new_rows for each statement execute function app.refuse_other_sides(%L)', guarded, organization_column);
  end if;
  execute format('alter table %I enable row level security', guarded);
  execute format('alter table %I force row level security', guarded);
  -- Functions that compute scopes run as the owner; nobody serves with that login.
  execute format('create policy owner on %I to current_user using (true)', guarded);

  own := case when own_column is null then null
    else format('%I = (select nullif(current_setting(''app.%s''), '''')::uuid)', own_column,
      case when own_column = 'user_id' then 'user_id' else 'member_id' end) end;
  all_of := case when sides = 'party' or organization_column is null then 'true'
    else format('%s or %I = any ((select current_setting(''app.orgs'')::uuid[])::uuid[])', whole, organization_column) end;
  readable := case class
    when 'tree' then jsonb_build_object(
      'nq15_app', format('%I = any ((select current_setting(''app.orgs'')::uuid[])::uuid[])', organization_column),
      'nq15_wide', format('%I in (select unnest(current_setting(''app.orgs'')::uuid[]))', organization_column),
      'nq15_city', all_of, 'nq15_city_person', all_of)
    when 'person' then jsonb_build_object(
      'nq15_app', format('%I = any ((select current_setting(''app.person_orgs'')::uuid[])::uuid[])', organization_column),
      'nq15_wide', format('%I in (select unnest(current_setting(''app.person_orgs'')::uuid[]))', organization_column),
      'nq15_city', format('%I = any ((select current_setting(''app.person_orgs'')::uuid[])::uuid[])', organization_column),
      'nq15_city_person', replace(all_of, 'app.orgs', 'app.person_orgs'))
    when 'directory' then '{"nq15_app": "(select current_setting(''app.anyone'')) = ''yes''", "nq15_wide": "(select current_setting(''app.anyone'')) = ''yes''", "nq15_city": "true", "nq15_city_person": "true"}'::jsonb
    when 'trail' then '{"nq15_app": "(select current_setting(''app.trail'')) = ''yes''", "nq15_wide": "(select current_setting(''app.trail'')) = ''yes''", "nq15_city": "(select current_setting(''app.trail'')) = ''yes''", "nq15_city_person": "(select current_setting(''app.trail'')) = ''yes''"}'::jsonb
    when 'accounts' then '{"nq15_app": "(select current_setting(''app.accounts'')) = ''yes''", "nq15_wide": "(select current_setting(''app.accounts'')) = ''yes''", "nq15_city": "(select current_setting(''app.accounts'')) = ''yes''", "nq15_city_person": "(select current_setting(''app.accounts'')) = ''yes''"}'::jsonb
    else '{"nq15_app": "false", "nq15_wide": "false", "nq15_city": "false", "nq15_city_person": "false"}'::jsonb
  end;
  writable := case write_kind
    when 'none' then null
    when 'own' then own
    -- What an administrator keeps although everybody reads it: the calendar.
    when 'accounts' then '(select current_setting(''app.accounts'')) = ''yes'''
    else case class
      -- Who reads the trail does not write its seals.
      when 'trail' then '(select current_setting(''app.seal'')) = ''yes'''
      when 'accounts' then '(select current_setting(''app.accounts'')) = ''yes'''
      else case when organization_column is null
        then format('(select current_setting(''app.%1$s%2$s_all'')) = ''yes'' or (select current_setting(''app.%1$s%2$s_orgs'')) <> ''{}''', prefix, write_kind)
        else format('(select current_setting(''app.%1$s%2$s_all'')) = ''yes''%4$s or %3$I = any ((select current_setting(''app.%1$s%2$s_orgs'')::uuid[])::uuid[])',
          prefix, write_kind, organization_column, case whole when 'true' then '' else ' and ' || whole end) end
      end
  end;
  if own_write and write_kind <> 'own' then writable := '(' || writable || ') or ' || own; end if;
  -- A row of no organization is added by whoever arranges anything and corrected by whoever arranges everything.
  correctable := case when organization_column is null and class in ('tree', 'person', 'directory') and write_kind in ('work', 'decide', 'setup')
    then format('(select current_setting(''app.%s%s_all'')) = ''yes''', prefix, write_kind) || case whole when 'true' then '' else ' and ' || whole end
    else writable end;

  foreach role_name in array array['nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person'] loop
    execute format('grant select on %I to %I', guarded, role_name);
    execute format('create policy read_%s on %I for select to %I using (%s)', role_name, guarded, role_name,
      case when own is not null and readable ->> role_name <> 'true' then '(' || (readable ->> role_name) || ') or ' || own else readable ->> role_name end);
    if writable is not null then
      execute format('grant insert, update on %I to %I', guarded, role_name);
      execute format('create policy insert_%s on %I for insert to %I with check (%s)', role_name, guarded, role_name, writable);
      execute format('create policy update_%s on %I for update to %I using (%s)', role_name, guarded, role_name, correctable);
    end if;
  end loop;
end $$;

-- Deleting is not a right of the class; the few tables of unfinished work that may be emptied say so themselves.
create function app.allow_delete(guarded text) returns void language plpgsql as $$
declare role_name text; condition text;
begin
  foreach role_name in array array['nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person'] loop
    select pg_get_expr(polqual, polrelid) into condition from pg_policy
     where polrelid = guarded::regclass and polname = 'update_' || role_name;
    execute format('grant delete on %I to %I', guarded, role_name);
    execute format('create policy delete_%s on %I for delete to %I using (%s)', role_name, guarded, role_name, condition);
  end loop;
end $$;

-- Whoever arranges organizations arranges his own ends of it, or new ones: without this he could hang a stranger's ended
-- organization under his own and read its records.
create function app.protect_ends(guarded text, variadic ends text[]) returns void language plpgsql as $$
declare condition text;
begin
  select string_agg(format('(%1$I is null or (select current_setting(''app.setup_all'')) = ''yes'' and %3$s or %1$I = any ((select current_setting(''app.setup_orgs'')::uuid[])::uuid[])
      or not exists (select from app.organization_reach r where r.organization_id = %2$I.%1$I))', one, guarded, app.whole_side(one, 'every')), ' and ') into condition
    from unnest(ends) one;
  execute format('create policy ends_insert on %I as restrictive for insert to nq15_app, nq15_wide, nq15_city, nq15_city_person with check (%s)', guarded, condition);
  execute format('create policy ends_update on %I as restrictive for update to nq15_app, nq15_wide, nq15_city, nq15_city_person using (%s)', guarded, condition);
end $$;

-- The organization tree is a directory: names, kinds, codes and lineage, and no fact about anybody.
select app.protect('organization', 'directory', 'setup', null, sides => 'own');
select app.protect('organization_version', 'directory', 'setup', 'parent_id', sides => 'own');
select app.protect('succession', 'directory', 'setup', null);
select app.protect('succession_link', 'directory', 'setup', null);
select app.protect('area_tile', 'directory', 'setup', null);
select app.protect_ends('organization_version', 'organization_id');
select app.protect_ends('succession_link', 'predecessor_id', 'successor_id');
select app.audited('organization', 'id');
select app.audited('organization_version');
select app.audited('succession', '');
select app.audited('succession_link', 'successor_id');

select app.protect('access_account', 'directory', 'none', null);
select app.protect('access_grant', 'accounts', 'work', null, 'user_id');
select app.protect('access_service', 'accounts', 'none', null);
select app.protect('access_request', 'own', 'own', null, 'user_id');
select app.audited('access_account', '', 'user_id');
select app.audited('access_grant');


select app.protect('audit_event', 'trail', 'none');
select app.protect('audit_batch', 'trail', 'work', null);
select app.protect('audit_leaf', 'trail', 'work', null);

grant select on app.organization_reach, app.organization_up to nq15_app, nq15_wide, nq15_city, nq15_city_person;
-- Not forced: the functions that compute scopes and reach run as its owner.
alter table app.organization_reach enable row level security;
create policy read_entered on app.organization_reach for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using ((select current_setting('app.anyone')) = 'yes');
-- The sign-in keeps what an account is beside it: first password, disabled, which roles demand a second factor.
grant usage on schema public, app to nq15_auth;
grant select, insert, update on access_account to nq15_auth;
grant select, insert, update on access_grant to nq15_auth;
grant select on access_service to nq15_auth;
-- Keeping accounts happens in the sign-in's role; it asks again, in the database, whether who acts may keep them.
grant execute on function app.scope_of(text, uuid) to nq15_auth;
create policy sign_in on access_account to nq15_auth using (true);
create policy sign_in on access_grant to nq15_auth using (true);
create policy sign_in on access_service to nq15_auth using (true);

-- The hands of the product itself.
insert into access_service (id, name) values
  ('01900000-0000-7000-8000-000000000001', 'operator'),
  ('01900000-0000-7000-8000-000000000002', 'campaign'),
  ('01900000-0000-7000-8000-000000000003', 'sealer');
insert into access_grant (id, user_id, role, organization_id, valid_from, reason) values
  ('01900000-0000-7000-8000-000000000011', '01900000-0000-7000-8000-000000000001', 'service-operator', null, '2020-01-01', 'the nq15 command, run by whoever holds the server'),
  ('01900000-0000-7000-8000-000000000012', '01900000-0000-7000-8000-000000000002', 'service-campaign', null, '2020-01-01', 'freezes the population of a campaign'),
  ('01900000-0000-7000-8000-000000000013', '01900000-0000-7000-8000-000000000003', 'service-sealer', null, '2020-01-01', 'seals the audit trail');
