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
