-- Other systems: keys that read aggregates, and webhooks that tell what happened.

-- 1. A key is a principal of its own: less than its maker, shown once, stored as a hash, bound to networks and an end.
insert into app.role_class (role, tree_read, tree_work, tree_decide, tree_setup, person_read, person_work, person_decide, trail_read, trail_seal, accounts)
  values ('service-key', true, true, false, false, false, false, false, false, false, false);

create table access_key (
  id uuid primary key,
  -- Who made it and answers for it; with his rights end those of the key.
  user_id uuid not null references access_account on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  name text not null check (name = btrim(name) and name <> '' and length(name) <= 80),
  permissions text[] default array[]::text[] check (permissions is not null),
  -- Addresses it may come from, as CIDR blocks.
  networks text[] default array[]::text[] check (networks is not null and cardinality(networks) between 1 and 20),
  per_minute integer not null check (per_minute between 1 and 600),
  secret_hash text not null check (secret_hash ~ '^[0-9a-f]{64}$'),
  -- After a rotation the former secret goes on for a while.
  former_hash text check (former_hash ~ '^[0-9a-f]{64}$'),
  former_until timestamptz,
  -- The last letters, to tell keys apart.
  hint text not null check (length(hint) = 4),
  expires_on date not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by_name text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint access_key_former check ((former_hash is null) = (former_until is null)),
  constraint access_key_revoked check ((revoked_at is null) = (revoked_by_name is null)),
  constraint access_key_term check (expires_on <= (created_at at time zone 'Asia/Ho_Chi_Minh')::date + 366)
);
create index access_key_user on access_key (user_id);
create index access_key_organization on access_key (organization_id);

create function app.keep_access_key() returns trigger language plpgsql as $$
begin
  if (new.id, new.user_id, new.organization_id, new.permissions, new.expires_on, new.created_at)
      is distinct from (old.id, old.user_id, old.organization_id, old.permissions, old.expires_on, old.created_at)
    or (old.revoked_at is not null and to_jsonb(new) - 'last_used_at' is distinct from to_jsonb(old) - 'last_used_at') then
    raise exception 'a key is never widened, and a revoked one stays so' using errcode = 'integrity_constraint_violation', constraint = 'access_key_kept';
  end if;
  return new;
end $$;
create trigger keep before update on access_key for each row execute function app.keep_access_key();

-- What a key reaches: its own organization with all below, as far as its maker reaches today, and of no person.
create function app.scope_of_key(wanted uuid) returns app.scope
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  day date := app.today();
  k access_key;
  maker app.scope;
  result app.scope;
  root uuid;
  reach uuid[];
begin
  result.anyone := false;
  select a.* into k from access_key a join access_account m on m.user_id = a.user_id
   where a.id = wanted and a.revoked_at is null and day < a.expires_on and m.disabled_at is null and (m.closes_on is null or day < m.closes_on);
  if k.id is null then return result; end if;
  maker := app.scope_of_user(k.user_id);
  result.user_id := k.id;
  result.anyone := maker.anyone;
  result.trail := false; result.seal := false; result.accounts := false; result.break_glass := false;
  result.person_all := false; result.work_all := false; result.decide_all := false; result.setup_all := false;
  result.person_work_all := false; result.person_decide_all := false; result.every_side := false;
  select v.organization_id into root from organization_version v where v.parent_id is null and v.side = 'party' order by v.organization_id limit 1;
  if exists (select from organization_version v where v.parent_id is null and v.side = 'party' and v.organization_id > root) then root := null; end if;
  result.tree_all := maker.tree_all and k.organization_id = root;
  if result.tree_all and not 'monitoring:enter' = any (k.permissions) then return result; end if;
  select array_agg(distinct r.organization_id) into reach from app.organization_reach r
   where r.above_id = k.organization_id and r.valid_from <= day and day < r.valid_to;
  if not result.tree_all then
    result.tree := case when maker.tree_all then reach
      else (select array_agg(o) from unnest(reach) o where o = any (maker.tree)) end;
  end if;
  if 'monitoring:enter' = any (k.permissions) then
    result.tree_work := case when maker.work_all then reach
      else (select array_agg(o) from unnest(reach) o where o = any (maker.tree_work)) end;
  end if;
  return result;
end $$;
revoke execute on function app.scope_of_key(uuid) from public;

create or replace function app.scope_of(kind text, key uuid) returns app.scope
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  result app.scope;
  account uuid;
  file uuid;
begin
  if kind = 'key' then return app.scope_of_key(key); end if;
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

-- 2. Webhooks: to hosts of the administrator's list only; what is sent holds ids, days, numbers and code words.
create table webhook_host (
  id uuid primary key,
  host text not null unique check (host ~ '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$'),
  port integer not null check (port between 1 and 65535),
  note text not null check (btrim(note) <> '' and length(note) <= 200),
  added_by_name text not null,
  removed_at timestamptz,
  created_at timestamptz not null default now()
);
create table webhook_target (
  id uuid primary key,
  user_id uuid not null references access_account on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  url text not null check (url ~ '^https?://' and length(url) <= 500),
  event_types text[] default array[]::text[] check (event_types is not null and cardinality(event_types) >= 1),
  -- Sealed with the secret of the processes; shown once.
  sealed_secret text not null,
  state text not null default 'active' check (state in ('active', 'paused')),
  -- Failures in a row; a target that never answers is paused.
  failures integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create index webhook_target_user on webhook_target (user_id);
create index webhook_target_organization on webhook_target (organization_id);
create table webhook_delivery (
  id uuid primary key,
  target_id uuid not null references webhook_target on delete restrict,
  user_id uuid not null,
  event_id uuid not null,
  body jsonb not null check (app.is_bare(body)),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed')),
  attempts integer not null default 0,
  not_before timestamptz not null default clock_timestamp(),
  -- The answer's status, or a code word of what went wrong; never what was answered.
  outcome text check (outcome ~ '^[A-Z0-9_-]{1,40}$'),
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  unique (target_id, event_id)
);
create index webhook_delivery_waiting on webhook_delivery (not_before) where state in ('waiting', 'sending');
create index webhook_delivery_user on webhook_delivery (user_id, created_at);

-- One row for each event and target whose maker still sees the organization today.
create function app.queue_webhooks(event_ids uuid[]) returns integer
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  made integer := 0;
  t webhook_target;
  s app.scope;
  step integer;
begin
  if app.actor_id() is distinct from '01900000-0000-7000-8000-000000000004'::uuid then
    raise exception 'only the service of events queues webhooks' using errcode = 'insufficient_privilege';
  end if;
  for t in select w.* from webhook_target w join access_account a on a.user_id = w.user_id
      where w.state = 'active' and a.disabled_at is null and exists (select from outbox o where o.id = any (event_ids) and o.type = any (w.event_types)) loop
    s := app.scope_of_user(t.user_id);
    insert into webhook_delivery (id, target_id, user_id, event_id, body)
    select app.uuid_v7(), t.id, t.user_id, o.id, jsonb_build_object('id', o.id, 'type', replace(o.type, '_', '-'), 'organizationId', o.organization_id,
        'recordId', o.record_id, 'occurredAt', to_char(o.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'payload', o.payload)
      from outbox o
     where o.id = any (event_ids) and o.type = any (t.event_types) and o.organization_id is not null
       and exists (select from app.organization_reach r where r.above_id = t.organization_id and r.organization_id = o.organization_id
         and r.valid_from <= app.today() and app.today() < r.valid_to)
       and (s.tree_all or o.organization_id = any (s.tree))
    on conflict (target_id, event_id) do nothing;
    get diagnostics step = row_count;
    made := made + step;
  end loop;
  return made;
end $$;
revoke execute on function app.queue_webhooks(uuid[]) from public;
grant execute on function app.queue_webhooks(uuid[]) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

select app.protect('access_key', 'accounts', 'work', null, 'user_id', true);
select app.protect('webhook_host', 'directory', 'accounts', null);
select app.protect('webhook_target', 'accounts', 'work', null, 'user_id', true);
select app.protect('webhook_delivery', 'accounts', 'none', null, 'user_id');
select app.serve_events('webhook_target');
select app.serve_events('webhook_delivery');
select app.audited('access_key');
select app.audited('webhook_host', '');
select app.audited('webhook_target');
-- The gate reads keys before anybody is known.
grant select, update on access_key to nq15_auth;
create policy sign_in on access_key to nq15_auth using (true);
