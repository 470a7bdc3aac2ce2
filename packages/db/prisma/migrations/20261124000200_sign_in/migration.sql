-- Ways of signing in beside the password: an organization's own provider (OpenID Connect), passkeys, emergency accounts.

-- 1. How a session was opened, and whether a second factor was used for it: by us, by the provider, or by the passkey.
alter table auth.session
  add column method text not null default 'password' constraint session_method check (method in ('password', 'oidc', 'passkey', 'emergency')),
  add column second_factor boolean not null default false,
  -- The provider's word, encrypted; given back to it when signing out there too.
  add column id_token text,
  add constraint session_passkey_is_a_second_factor check (method <> 'passkey' or second_factor),
  add constraint session_id_token check (id_token is null or method = 'oidc');

create table auth.passkey (
  id uuid primary key,
  user_id uuid not null references auth."user" on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  -- How often the device says it signed; one that falls behind is a copy.
  counter bigint not null check (counter >= 0),
  -- Ways to reach the device, as the browser named them, with commas between.
  transports text not null default '' constraint passkey_transports check (transports ~ '^[a-z,-]{0,100}$'),
  -- Kept by the device's maker for the person's other devices too.
  backed_up boolean not null,
  name text not null constraint passkey_name check (length(btrim(name)) between 1 and 60),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
-- Names tell a person's passkeys apart.
create unique index passkey_name_of_user on auth.passkey (user_id, name);
grant select, insert, update, delete on auth.passkey to nq15_auth;

-- 2. Which identity of the provider is which account. Never made by signing up: an administrator names the subject, or the
--    configured claim equals the username once; from then on the subject counts, whoever has the username over there.
create table access_identity (
  id uuid primary key,
  user_id uuid not null references access_account on delete restrict,
  issuer text not null constraint access_identity_issuer check (issuer ~ '^https?://'),
  subject text not null constraint access_identity_subject check (length(subject) between 1 and 255),
  origin text not null constraint access_identity_origin check (origin in ('administrator', 'claim')),
  linked_at timestamptz not null default now(),
  linked_by uuid,
  unlinked_at timestamptz,
  constraint access_identity_administrator check ((origin = 'administrator') = (linked_by is not null)),
  constraint access_identity_period check (unlinked_at >= linked_at)
);
create unique index access_identity_one_subject on access_identity (issuer, subject) where unlinked_at is null;
create unique index access_identity_one_account on access_identity (issuer, user_id) where unlinked_at is null;
create index access_identity_user on access_identity (user_id);

-- 3. Emergency accounts: two of them, for the day when the provider or the second factor is down.
create table access_emergency (
  user_id uuid primary key references access_account on delete restrict,
  slot smallint not null unique constraint access_emergency_slot check (slot in (1, 2)),
  role text not null references app.role_class (role) constraint access_emergency_role check (role not like 'service-%'),
  organization_id uuid references organization on delete restrict,
  -- How long one use lasts.
  hours integer not null constraint access_emergency_hours check (hours between 1 and 72),
  sealed_at timestamptz not null,
  opened_at timestamptz,
  closes_at timestamptz,
  constraint access_emergency_opening check ((opened_at is null) = (closes_at is null) and closes_at = opened_at + hours * interval '1 hour'),
  constraint access_emergency_everything_opens_no_record check
    (organization_id is not null or role in ('system-admin', 'privacy-auditor', 'identity-custodian'))
);
create index access_emergency_organization on access_emergency (organization_id);

-- What was opened closes by itself and opens again only after sealing anew.
create function app.keep_seal() returns trigger language plpgsql as $$
begin
  if old.opened_at is not null and new.opened_at is distinct from old.opened_at and not (new.opened_at is null and new.sealed_at > old.sealed_at) then
    raise exception 'an emergency account is opened once for each seal' using errcode = 'check_violation', constraint = 'access_emergency_once';
  end if;
  if new.user_id <> old.user_id or new.closes_at > old.closes_at then
    raise exception 'an emergency account is not held open' using errcode = 'check_violation', constraint = 'access_emergency_once';
  end if;
  return new;
end $$;
create trigger keep_seal before update on access_emergency for each row execute function app.keep_seal();

-- No session of an emergency account while it is sealed, and none beyond its hours, whatever the application does.
create function app.bound_emergency_session() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  emergency access_emergency;
begin
  select * into emergency from access_emergency where user_id = new.user_id;
  if (emergency.user_id is not null) <> (new.method = 'emergency') then
    raise exception 'an emergency account has emergency sessions, and nobody else' using errcode = 'check_violation', constraint = 'session_emergency';
  end if;
  if emergency.user_id is null then return new; end if;
  if tg_op = 'INSERT' and coalesce(emergency.closes_at <= now(), true) then
    raise exception 'this emergency account is sealed' using errcode = 'check_violation', constraint = 'session_emergency';
  end if;
  new.expires_at := least(new.expires_at, coalesce(emergency.closes_at, now()));
  return new;
end $$;
create trigger bound_emergency before insert or update on auth.session for each row execute function app.bound_emergency_session();

-- An emergency account is opened by what lies in its envelope and by nothing else.
create function app.keep_emergency_apart() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if coalesce(current_setting('app.sealing', true), '') <> 'yes' and exists (select from access_emergency where user_id = new.user_id) then
    raise exception 'an emergency account has its sealed passphrase and nothing else' using errcode = 'check_violation', constraint = 'emergency_apart';
  end if;
  return new;
end $$;
create trigger emergency_apart before insert or update of password on auth.account for each row execute function app.keep_emergency_apart();
create trigger emergency_apart before insert on auth.passkey for each row execute function app.keep_emergency_apart();
create trigger emergency_apart before insert on auth.two_factor for each row execute function app.keep_emergency_apart();
create trigger emergency_apart before insert on access_identity for each row execute function app.keep_emergency_apart();
revoke execute on function app.keep_seal(), app.bound_emergency_session(), app.keep_emergency_apart() from public;

-- 4. Classes. Who uses an emergency account is told to auditors by the trail.
select app.protect('access_identity', 'accounts', 'none', null, 'user_id');
select app.protect('access_emergency', 'accounts', 'none', null);
select app.audited('access_identity', '');
select app.audited('access_emergency', '', 'user_id');

grant select, insert, update on access_identity, access_emergency to nq15_auth;
create policy sign_in on access_identity to nq15_auth using (true);
create policy sign_in on access_emergency to nq15_auth using (true);
