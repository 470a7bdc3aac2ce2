-- Accounts, grants, the audit trail, and the function by which a transaction enters as an actor.

-- 1. Sign-in: tables of the authentication library, in their own schema, reached only by the role nq15_auth.
create table auth."user" (
  id uuid primary key,
  name text not null,
  -- The library wants an address; accounts here sign in by username, so it is a reserved one that delivers nowhere.
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  username text not null unique,
  display_username text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table auth.session (
  id uuid primary key,
  user_id uuid not null references auth."user" on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_user_id on auth.session (user_id);
create table auth.account (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references auth."user" on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_user_id on auth.account (user_id);
create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on auth.verification (identifier);
create table auth.two_factor (
  id uuid primary key,
  user_id uuid not null references auth."user" on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
create index two_factor_user_id on auth.two_factor (user_id);
-- Counters of failed sign-ins, per name and per address; the key is a hash, not the name.
create table auth.sign_in_limit (
  key text primary key,
  points integer not null,
  expire timestamptz
);
grant select, insert, update, delete on all tables in schema auth to nq15_auth;

-- 2. What an account is in this product.
create table access_account (
  user_id uuid primary key references auth."user" on delete restrict,
  display_name text not null,
  -- Whose own file this account may see.
  member_id uuid unique,
  must_change_password boolean not null default true,
  is_demo boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);

create table access_grant (
  id uuid primary key,
  -- An account, or a service of the product itself (access_service).
  user_id uuid not null,
  role text not null,
  -- Null means everything; kept for services and for the roles that open no record of an organization (the first
  -- administrator is made on an empty database).
  organization_id uuid references organization on delete restrict,
  valid_from date not null,
  valid_to date not null default '9999-12-31',
  granted_by uuid,
  reason text,
  created_at timestamptz not null default now(),
  -- A grant taken back before it was ever in force keeps its row with no day in it.
  constraint access_grant_period check (valid_from <= valid_to),
  constraint access_grant_everything_opens_no_record check
    (organization_id is not null or role like 'service-%' or role in ('system-admin', 'privacy-auditor', 'identity-custodian'))
);
create index access_grant_user on access_grant (user_id);
create index access_grant_organization on access_grant (organization_id);

-- The product's own hands (command, jobs): they enter as an actor with dated grants like anybody else.
create table access_service (
  id uuid primary key,
  name text not null unique,
  created_at timestamptz not null default now()
);

-- What each role opens. The domain's permission table says the same; a test compares them.
create table app.role_class (
  role text primary key,
  tree_read boolean not null, tree_work boolean not null, tree_decide boolean not null, tree_setup boolean not null,
  person_read boolean not null, person_work boolean not null, person_decide boolean not null,
  trail_read boolean not null, trail_seal boolean not null,
  accounts boolean not null,
  -- May open an organization in an emergency, for hours, to read.
  break_glass boolean not null default false
);
insert into app.role_class values
  -- role                    tree: read work decide setup | person: read work decide | trail: read seal | accounts | break-glass
  ('member',                  false, false, false, false,  false, false, false,  false, false,  false,  false),
  ('org-secretary',           true,  true,  false, false,  true,  true,  false,  false, false,  false,  false),
  ('cell-teller',             true,  true,  false, false,  true,  true,  false,  false, false,  false,  false),
  ('grassroots-office',       true,  true,  false, true,   true,  true,  false,  false, false,  false,  false),
  ('grassroots-committee',    true,  true,  true,  false,  true,  true,  true,   false, false,  false,  false),
  ('organization-board',      true,  true,  false, true,   false, false, false,  false, false,  false,  true),
  ('standing-committee',      true,  false, true,  false,  false, false, false,  false, false,  false,  false),
  ('city-office',             true,  false, false, false,  false, false, false,  false, false,  false,  false),
  ('area-member',             true,  false, false, false,  false, false, false,  false, false,  false,  false),
  ('inspection-commission',   true,  false, false, false,  true,  false, false,  false, false,  false,  false),
  ('system-admin',            false, false, false, false,  false, false, false,  false, false,  true,  true),
  ('privacy-auditor',         false, false, false, false,  false, false, false,  true,  false,  false,  false),
  ('identity-custodian',      false, false, false, false,  false, false, false,  false, false,  false,  false),
  -- Held for hours by who opened an organization in an emergency (access_break_glass), never granted.
  ('break-glass',             true,  false, false, false,  true,  false, false,  false, false,  false,  false),
  ('service-operator',        true,  true,  true,  true,   true,  true,  true,   true,  true,   true,  false),
  ('service-campaign',        true,  true,  false, true,   true,  true,  false,  false, false,  false,  false),
  ('service-sealer',          false, false, false, false,  false, false, false,  true,  true,   false,  false);
alter table access_grant add constraint access_grant_role foreign key (role) references app.role_class (role);
alter table access_grant add constraint access_grant_no_break_glass check (role <> 'break-glass');

-- 3. The trail. Written by triggers in the transaction of the change; it names what changed, never the content.
create table audit_event (
  id uuid primary key,
  at timestamptz not null,
  actor_id uuid,
  -- The account on whose word a service acted.
  on_behalf_of uuid,
  request_id text,
  action text not null,
  record_table text not null,
  record_id uuid,
  organization_id uuid,
  detail jsonb not null default '{}'
);
create index audit_event_record on audit_event (record_table, record_id);
create index audit_event_organization on audit_event (organization_id, at);

create table audit_batch (
  seq integer primary key check (seq > 0),
  sealed_at timestamptz not null,
  event_count integer not null check (event_count > 0),
  merkle_root text not null,
  previous_hash text not null,
  hash text not null unique
);
create table audit_leaf (
  event_id uuid primary key,
  batch_seq integer not null references audit_batch,
  position integer not null,
  leaf_hash text not null,
  unique (batch_seq, position)
);

create function app.refuse_rewrite() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger append_only before update or delete on audit_event for each row execute function app.refuse_rewrite();
create trigger append_only before update or delete on audit_batch for each row execute function app.refuse_rewrite();
create trigger append_only before update or delete on audit_leaf for each row execute function app.refuse_rewrite();
create trigger append_only_truncate before truncate on audit_event for each statement execute function app.refuse_rewrite();
create trigger append_only_truncate before truncate on audit_batch for each statement execute function app.refuse_rewrite();
create trigger append_only_truncate before truncate on audit_leaf for each statement execute function app.refuse_rewrite();

create function app.actor_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::uuid;

-- What stands in the trail beside whatever is read while an emergency opening is in force over its organization.
create function app.break_glass_of(organization uuid) returns jsonb
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  under text := coalesce(current_setting('app.under_break_glass', true), '');
  ids uuid[];
begin
  if under in ('', '{}') then return '{}'; end if;
  select array_agg(b.id order by b.opened_at) into ids from access_break_glass b
   where b.id = any (under::uuid[]) and (organization is null or exists (select from app.organization_reach r
     where r.above_id = b.organization_id and r.organization_id = organization and r.valid_from <= app.today() and app.today() < r.valid_to));
  return case when ids is null then '{}' else jsonb_build_object('breakGlass', ids) end;
end $$;
revoke execute on function app.break_glass_of(uuid) from public;

-- One row for a deliberate act or a sensitive read; callable by every entered actor, readable by auditors only.
create function app.audit(action text, record_table text, record_id uuid, organization_id uuid, detail jsonb default '{}') returns void
  language sql volatile security definer set search_path = public, app, pg_temp
begin atomic
  insert into audit_event (id, at, actor_id, on_behalf_of, request_id, action, record_table, record_id, organization_id, detail)
  values (app.uuid_v7(), clock_timestamp(), app.actor_id(), nullif(current_setting('app.on_behalf_of', true), '')::uuid,
    nullif(current_setting('app.request_id', true), ''), $1, $2, $3, $4, $5 || app.break_glass_of($4));
end;

revoke execute on function app.audit(text, text, uuid, uuid, jsonb) from public;
grant execute on function app.audit(text, text, uuid, uuid, jsonb) to nq15_app, nq15_wide, nq15_city, nq15_city_person, nq15_auth;

-- Rows written, set-wise, so that an import of 100,000 members costs one statement. tg_argv[0] is the organization's column,
-- tg_argv[1] the key's; both are names from the migration, never input.
create function app.audit_rows() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  org text := coalesce(nullif(tg_argv[0], ''), 'null::uuid');
  key text := coalesce(nullif(tg_argv[1], ''), 'id');
begin
  if tg_op = 'INSERT' then
    execute format($q$
      insert into audit_event (id, at, actor_id, on_behalf_of, request_id, action, record_table, record_id, organization_id)
      select app.uuid_v7(), clock_timestamp(), app.actor_id(), nullif(current_setting('app.on_behalf_of', true), '')::uuid,
        nullif(current_setting('app.request_id', true), ''), 'insert', %L, %s, %s from new_rows$q$, tg_table_name, key, org);
  elsif tg_op = 'UPDATE' then
    execute format($q$
      insert into audit_event (id, at, actor_id, on_behalf_of, request_id, action, record_table, record_id, organization_id, detail)
      select app.uuid_v7(), clock_timestamp(), app.actor_id(), nullif(current_setting('app.on_behalf_of', true), '')::uuid,
        nullif(current_setting('app.request_id', true), ''), 'update', %L, n.%s, %s,
        jsonb_build_object('changed', (select jsonb_agg(e.key order by e.key) from jsonb_each(to_jsonb(n)) e
          where e.value is distinct from to_jsonb(o) -> e.key))
      from new_rows n join old_rows o on o.%s = n.%s$q$, tg_table_name, key,
        case when tg_argv[0] = '' then 'null::uuid' else 'n.' || tg_argv[0] end, key, key);
  else
    execute format($q$
      insert into audit_event (id, at, actor_id, on_behalf_of, request_id, action, record_table, record_id, organization_id)
      select app.uuid_v7(), clock_timestamp(), app.actor_id(), nullif(current_setting('app.on_behalf_of', true), '')::uuid,
        nullif(current_setting('app.request_id', true), ''), 'delete', %L, %s, %s from old_rows$q$, tg_table_name, key, org);
  end if;
  return null;
end $$;

create function app.audited(audited regclass, organization_column text default 'organization_id', key_column text default 'id') returns void
  language plpgsql as $$
begin
  execute format('create trigger audit_insert after insert on %s referencing new table as new_rows for each statement execute function app.audit_rows(%L, %L)', audited, organization_column, key_column);
  execute format('create trigger audit_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function app.audit_rows(%L, %L)', audited, organization_column, key_column);
  execute format('create trigger audit_delete after delete on %s referencing old table as old_rows for each statement execute function app.audit_rows(%L, %L)', audited, organization_column, key_column);
end $$;

-- 4. A request sent twice acts once: the first answer is kept under the id that the form carried.
create table access_request (
  id uuid primary key,
  user_id uuid not null,
  use_case text not null,
  result jsonb,
  at timestamptz not null default now()
);

-- 5. Entering. The scope is computed once a transaction and put into settings that the policies read.
create type app.scope as (
  user_id uuid, member_id uuid, anyone boolean, trail boolean, seal boolean, accounts boolean, break_glass boolean,
  tree_all boolean, person_all boolean, work_all boolean, decide_all boolean, setup_all boolean, person_work_all boolean, person_decide_all boolean,
  tree uuid[], tree_work uuid[], tree_decide uuid[], tree_setup uuid[], person uuid[], person_work uuid[], person_decide uuid[],
  -- Granted without any organization (services): the rows of the state's and the front's side too.
  every_side boolean,
  -- Emergency openings in force.
  under_break_glass uuid[]
);

-- What an account or service may read and write now: by its grants of today and its emergency openings of this moment.
create function app.scope_of_user(wanted uuid) returns app.scope
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  day date := app.today();
  result app.scope;
  root uuid;
begin
  result.user_id := wanted;
  -- A grant on the only root the Party's side ever had is a grant on everything of the Party; with a second one, even an ended one
  -- whose records went elsewhere, it is a long list like any other. The roots of the state and the front always are.
  select organization_id into root from organization_version where parent_id is null and side = 'party' order by organization_id limit 1;
  if exists (select from organization_version where parent_id is null and side = 'party' and organization_id > root)
    or not exists (select from organization_version where parent_id is null and organization_id = root and valid_from <= day and day < valid_to) then
    root := null;
  end if;

  select count(*) > 0, coalesce(bool_or(c.trail_read), false), coalesce(bool_or(c.trail_seal), false), coalesce(bool_or(c.accounts), false),
      coalesce(bool_or(c.break_glass), false),
      coalesce(bool_or(c.tree_read and e), false), coalesce(bool_or(c.person_read and e), false), coalesce(bool_or(c.tree_work and e), false),
      coalesce(bool_or(c.tree_decide and e), false), coalesce(bool_or(c.tree_setup and e), false),
      coalesce(bool_or(c.person_work and e), false), coalesce(bool_or(c.person_decide and e), false),
      coalesce(bool_or(c.tree_read and g.organization_id is null), false)
    into result.anyone, result.trail, result.seal, result.accounts, result.break_glass, result.tree_all, result.person_all, result.work_all,
      result.decide_all, result.setup_all, result.person_work_all, result.person_decide_all, result.every_side
    from access_grant g join app.role_class c on c.role = g.role
    cross join lateral (select g.organization_id is null or g.organization_id = root as e) everything
   where g.user_id = wanted and g.valid_from <= day and day < g.valid_to;

  if result.break_glass then
    select array_agg(b.id) into result.under_break_glass from access_break_glass b
     where b.user_id = wanted and b.opened_at <= now() and now() < coalesce(b.ended_at, b.ends_at);
  end if;

  select array_agg(organization_id) filter (where tree_read), array_agg(organization_id) filter (where tree_work),
      array_agg(organization_id) filter (where tree_decide), array_agg(organization_id) filter (where tree_setup),
      array_agg(organization_id) filter (where person_read), array_agg(organization_id) filter (where person_work),
      array_agg(organization_id) filter (where person_decide)
    into result.tree, result.tree_work, result.tree_decide, result.tree_setup, result.person, result.person_work, result.person_decide
    from (select r.organization_id, bool_or(c.tree_read) as tree_read, bool_or(c.tree_work) as tree_work, bool_or(c.tree_decide) as tree_decide,
            bool_or(c.tree_setup) as tree_setup, bool_or(c.person_read) as person_read, bool_or(c.person_work) as person_work,
            bool_or(c.person_decide) as person_decide
            from (select g.role, g.organization_id from access_grant g
                   where g.user_id = wanted and g.valid_from <= day and day < g.valid_to and g.organization_id is distinct from root
                  union all
                  select 'break-glass', b.organization_id from access_break_glass b where b.id = any (result.under_break_glass)) held
            join app.role_class c on c.role = held.role
            join app.organization_reach r on r.above_id = held.organization_id and r.valid_from <= day and day < r.valid_to
           where c.tree_read or c.person_read
           group by 1) reached;
  return result;
end $$;

create function app.scope_of(kind text, key uuid) returns app.scope
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  result app.scope;
  account uuid;
  file uuid;
begin
  if kind = 'session' then
    -- Idle limit: expires_at slides with use. Absolute limit: twelve hours after sign-in, whatever the use.
    select s.user_id, a.member_id into account, file
      from auth.session s join access_account a on a.user_id = s.user_id
     where s.id = key and s.expires_at > now() and s.created_at > now() - interval '12 hours' and a.disabled_at is null
       -- The first day on which a person who leaves has his account no longer.
       and (a.closes_on is null or app.today() < a.closes_on);
  elsif kind = 'service' then
    select id into account from access_service where id = key;
  elsif kind = 'run' then
    -- A job goes on when who asked for it has left, with the rights he has today.
    select r.user_id, a.member_id into account, file
      from job_run r join access_account a on a.user_id = r.user_id
     where r.id = key and r.state = 'running' and a.disabled_at is null;
  end if;
  if account is null then
    result.anyone := false;
    return result;
  end if;
  result := app.scope_of_user(account);
  result.member_id := file;
  return result;
end $$;
revoke execute on function app.scope_of_user(uuid) from public;

-- Invoker's rights, since a definer may not set the role. An unknown or ended session enters as an actor who sees nothing.
create function app.enter(kind text, key uuid, request_id text default '', on_behalf_of text default '') returns boolean
  language plpgsql volatile as $$
declare
  s app.scope := app.scope_of(kind, key);
begin
  perform set_config('app.user_id', coalesce(s.user_id::text, ''), true),
    set_config('app.member_id', coalesce(s.member_id::text, ''), true),
    set_config('app.request_id', request_id, true),
    set_config('app.on_behalf_of', on_behalf_of, true),
    set_config('app.anyone', case when s.anyone then 'yes' else 'no' end, true),
    set_config('app.trail', case when s.trail then 'yes' else 'no' end, true),
    set_config('app.seal', case when s.seal then 'yes' else 'no' end, true),
    set_config('app.accounts', case when s.accounts then 'yes' else 'no' end, true),
    set_config('app.break_glass', case when s.break_glass then 'yes' else 'no' end, true),
    set_config('app.under_break_glass', coalesce(s.under_break_glass, '{}')::text, true),
    set_config('app.every_side', case when s.every_side then 'yes' else 'no' end, true),
    set_config('app.work_all', case when s.work_all then 'yes' else 'no' end, true),
    set_config('app.decide_all', case when s.decide_all then 'yes' else 'no' end, true),
    set_config('app.setup_all', case when s.setup_all then 'yes' else 'no' end, true),
    set_config('app.person_work_all', case when s.person_work_all then 'yes' else 'no' end, true),
    set_config('app.person_decide_all', case when s.person_decide_all then 'yes' else 'no' end, true),
    set_config('app.orgs', coalesce(s.tree, '{}')::text, true),
    set_config('app.work_orgs', coalesce(s.tree_work, '{}')::text, true),
    set_config('app.decide_orgs', coalesce(s.tree_decide, '{}')::text, true),
    set_config('app.setup_orgs', coalesce(s.tree_setup, '{}')::text, true),
    set_config('app.person_orgs', coalesce(s.person, '{}')::text, true),
    set_config('app.person_work_orgs', coalesce(s.person_work, '{}')::text, true),
    set_config('app.person_decide_orgs', coalesce(s.person_decide, '{}')::text, true),
    set_config('role', case when s.tree_all and s.person_all then 'nq15_city_person' when s.tree_all then 'nq15_city'
      -- Above this many organizations a hashed sub-select beats the array; measured with uuid in docs/benchmarks.md.
      when cardinality(coalesce(s.tree, '{}')) > 300 or cardinality(coalesce(s.person, '{}')) > 300 then 'nq15_wide' else 'nq15_app' end, true);
  if cardinality(s.under_break_glass) > 0 then perform app.note_break_glass(); end if;
  return s.user_id is not null;
end $$;
revoke execute on function app.enter(text, uuid, text, text), app.scope_of(text, uuid) from public;
grant execute on function app.enter(text, uuid, text, text), app.scope_of(text, uuid) to nq15_guest;

-- 6. The policies of each class, made in one place so that no table has its own idea of them.
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
