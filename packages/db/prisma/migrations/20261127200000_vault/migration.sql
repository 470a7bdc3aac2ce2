-- The vault: who denounces, sealed. Its own schema and its own role; the login that serves pages reads nothing of it, and what
-- stands here opens with a custodian's passphrase or two recovery shares only (architecture, decision 15; decision record 0095).
create schema vault;
do $$
begin
  begin
    create role nq15_vault nologin noinherit;
  exception when duplicate_object or unique_violation then null;
  end;
end $$;
grant usage on schema vault to nq15_vault;

-- A unit's vault. The recovery key's private half is in three shares on paper and nowhere here.
create table vault.unit (
  organization_id uuid primary key references organization on delete restrict,
  recovery_public text not null,
  -- Grows with each change of the keys, so that a change meets no other.
  generation integer not null default 1,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null default clock_timestamp()
);
create table vault.custodian (
  id uuid primary key,
  organization_id uuid not null references vault.unit on delete restrict,
  user_id uuid not null,
  name text not null,
  state text not null check (state in ('waiting', 'active', 'retired')),
  public_key text not null,
  -- The private key under a key of the passphrase (Argon2id with the salt and cost beside it); emptied when the custodian leaves.
  wrapped_key text not null,
  salt text not null,
  operations integer not null check (operations > 0),
  memory integer not null check (memory > 0),
  failed integer not null default 0 check (failed >= 0),
  locked_until timestamptz,
  since timestamptz not null default clock_timestamp(),
  retired_at timestamptz,
  constraint custodian_retired check ((state = 'retired') = (retired_at is not null)),
  constraint custodian_retired_keeps_no_key check ((state = 'retired') = (wrapped_key = ''))
);
create unique index custodian_once on vault.custodian (organization_id, user_id) where state <> 'retired';

-- A key sealed to one holder: a custodian, or the recovery key (held by the unit's own id). What the key opens: a paper's
-- identity, or for the unit's own id the index of identities.
create table vault.sealed_key (
  subject_id uuid not null,
  holder_id uuid not null,
  organization_id uuid not null references vault.unit on delete restrict,
  sealed text not null,
  primary key (subject_id, holder_id)
);
create index sealed_key_holder on vault.sealed_key (holder_id);
create index sealed_key_organization on vault.sealed_key (organization_id);

create table vault.identity (
  petition_id uuid primary key references petition on delete restrict,
  organization_id uuid not null references vault.unit on delete restrict,
  kind text not null check (kind in ('denunciation', 'mixed')),
  year integer not null,
  number integer not null,
  sealed text not null,
  nonce text not null,
  -- The keyed trace of who it is, within unit and kind; null until a custodian's session was open to make it.
  trace text,
  sealed_by uuid not null,
  sealed_by_name text not null,
  sealed_at timestamptz not null default clock_timestamp()
);
create index identity_trace on vault.identity (organization_id, kind, trace);

create table vault.opening (
  id uuid primary key,
  organization_id uuid not null references vault.unit on delete restrict,
  petition_id uuid not null references vault.identity on delete restrict,
  state text not null default 'asked' check (state in ('asked', 'refused', 'open', 'closed', 'ended')),
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null default clock_timestamp(),
  reason text not null check (btrim(reason) <> ''),
  fields text[] not null check (cardinality(fields) > 0),
  until timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  decision_reason text,
  ended_at timestamptz,
  version integer not null default 1,
  constraint opening_two_people check (decided_by is null or decided_by <> asked_by),
  constraint opening_decided check ((state in ('refused', 'open') and decided_by is not null) or state in ('asked', 'closed', 'ended')),
  constraint opening_has_an_end check (until > asked_at and until <= asked_at + interval '72 hours 1 minute')
);
create index opening_petition on vault.opening (petition_id);
create index opening_state on vault.opening (organization_id, state);

-- Everything that was done or tried, never an identity; auditors read it, nobody rewrites it.
create table vault.entry (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  organization_id uuid not null,
  petition_id uuid,
  opening_id uuid,
  actor_id uuid not null,
  actor_name text not null,
  act text not null check (act ~ '^[a-z-]{3,40}$'),
  reason text not null default '',
  -- Their order, also after a restore; two written at once may share one.
  position bigint not null
);
create index entry_organization on vault.entry (organization_id, position);
create index entry_position on vault.entry (position);
create function vault.next_position() returns bigint language sql volatile set search_path = vault, pg_temp
  begin atomic select 1 + coalesce(max(position), 0) from vault.entry; end;
alter table vault.entry alter column position set default vault.next_position();
create index entry_petition on vault.entry (petition_id);
create trigger append_only before update or delete on vault.entry for each row execute function app.refuse_rewrite();

create table vault.recusal (
  petition_id uuid not null references petition on delete restrict,
  custodian_id uuid not null references vault.custodian on delete restrict,
  reason text not null check (btrim(reason) <> ''),
  at timestamptz not null default clock_timestamp(),
  primary key (petition_id, custodian_id)
);
-- An act is done once, whoever sends its form again.
create table vault.done (
  request_id uuid primary key,
  user_id uuid not null,
  act text not null,
  at timestamptz not null default clock_timestamp()
);

create function vault.keep_opening() returns trigger language plpgsql as $$
begin
  if (new.id, new.organization_id, new.petition_id, new.asked_by, new.asked_at, new.reason, new.fields, new.until)
      is distinct from (old.id, old.organization_id, old.petition_id, old.asked_by, old.asked_at, old.reason, old.fields, old.until)
    or (old.decided_by is not null and (new.decided_by, new.decided_at, new.decision_reason) is distinct from (old.decided_by, old.decided_at, old.decision_reason))
    or old.state in ('refused', 'closed', 'ended') then
    raise exception 'what was asked and decided is kept' using errcode = 'integrity_constraint_violation', constraint = 'opening_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on vault.opening for each row execute function vault.keep_opening();

grant select, insert, update on vault.unit, vault.custodian, vault.identity, vault.opening to nq15_vault;
grant select, insert, update, delete on vault.sealed_key to nq15_vault;
grant select, insert on vault.entry, vault.recusal, vault.done to nq15_vault;

-- Which member a denunciation is about, so that the wall follows him into later posts. No page reads it; the functions below do.
create table app.petition_respondent (
  petition_id uuid primary key references petition on delete restrict,
  member_id uuid not null references member on delete restrict,
  named_by uuid not null,
  named_at timestamptz not null default clock_timestamp()
);

create function app.denounced_orgs_of(account uuid, file uuid) returns uuid[]
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select coalesce(array_agg(distinct o.id), '{}') from (
    select r.above_id as id from access_grant g join app.organization_reach r on r.organization_id = g.organization_id
       and r.valid_from <= app.today() and app.today() < r.valid_to
     where g.user_id = account and g.valid_from <= app.today() and app.today() < g.valid_to
    union
    select m.organization_id from membership m where m.member_id = file and m.valid_from <= app.today() and app.today() < m.valid_to
    union
    select p.post_organization_id from member_post p where p.member_id = file and p.valid_from <= app.today() and app.today() < p.valid_to) o;
end;
-- Papers about a member that are shut to an account today: his own, and those of who holds a post at, or is a member of, an
-- organization above, at or of the account's places. Asked anew in every statement.
create function app.shut_papers_of(account uuid, file uuid) returns uuid[]
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select coalesce(array_agg(l.petition_id), '{}') from app.petition_respondent l
   where l.member_id = file
      or exists (select from membership m where m.member_id = l.member_id and m.valid_from <= app.today() and app.today() < m.valid_to
           and m.organization_id = any (app.denounced_orgs_of(account, file)))
      or exists (select from member_post p where p.member_id = l.member_id and p.valid_from <= app.today() and app.today() < p.valid_to
           and p.post_organization_id = any (app.denounced_orgs_of(account, file)));
end;
create function app.shut_papers() returns uuid[]
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select app.shut_papers_of(app.actor_id(), nullif(current_setting('app.member_id', true), '')::uuid);
end;
create function app.shut_cases() returns uuid[]
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select coalesce(array_agg(distinct p.case_id), '{}') from petition p where p.case_id is not null and p.id = any (app.shut_papers());
end;

-- Whether an account keeps identities of a unit today, and a paper of it is not shut to him.
create function app.keeps_vault_of(account uuid, unit uuid) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select exists (select from access_grant g join access_account a on a.user_id = g.user_id and a.disabled_at is null
    where g.user_id = account and g.role = 'identity-custodian' and g.organization_id = unit and g.valid_from <= app.today() and app.today() < g.valid_to);
end;
create function app.vault_shut_to(account uuid, paper uuid) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select coalesce((select p.respondent_organization_id = any (app.denounced_orgs_of(account, a.member_id)) from petition p where p.id = paper), false)
      or paper = any (app.shut_papers_of(account, a.member_id))
    from access_account a where a.user_id = account;
end;
-- What a custodian sees of papers whose sender is sealed: number, alias, envelope; never content. Shut ones are not there.
create function app.vault_papers(wanted uuid default null) returns table (petition_id uuid, organization_id uuid, year integer, number integer, kind text,
    state text, alias text, sealed_number text, received_on date)
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select p.id, p.organization_id, p.year, p.number, p.kind, p.state, p.alias, p.sealed_number, p.received_on
    from petition p
   where p.kind in ('denunciation', 'mixed') and (wanted is null or p.id = wanted) and p.state not in ('split', 'merged', 'filed')
     and app.keeps_vault_of(app.actor_id(), p.organization_id) and not coalesce(app.vault_shut_to(app.actor_id(), p.id), true);
end;
-- Of these accounts those who could keep a paper's identity in a custodian's place: asked when he recuses himself.
create function app.vault_keepers(paper uuid, accounts uuid[]) returns uuid[]
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select coalesce(array_agg(x.id), '{}') from unnest(accounts) x(id) join petition p on p.id = paper
   where app.keeps_vault_of(app.actor_id(), p.organization_id) and app.keeps_vault_of(x.id, p.organization_id)
     and not coalesce(app.vault_shut_to(x.id, paper), true);
end;
-- Names the member a denunciation is about by the number of his file; true when there is such a member.
create function app.name_respondent(paper uuid, card text) returns boolean
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare found_member uuid;
begin
  if not exists (select from petition p where p.id = paper and p.kind in ('denunciation', 'mixed')
      and (app.petition_all('work') or p.organization_id = any (app.petition_orgs('work'))) and not (p.id = any (app.shut_papers()))
      and not coalesce(p.respondent_organization_id = any (app.denounced_orgs()), false)) then
    raise exception 'not there' using errcode = 'insufficient_privilege';
  end if;
  select m.id into found_member from member m where m.card_number = card;
  if found_member is null then return false; end if;
  insert into app.petition_respondent (petition_id, member_id, named_by) values (paper, found_member, app.actor_id())
    on conflict (petition_id) do update set member_id = excluded.member_id, named_by = excluded.named_by, named_at = clock_timestamp();
  perform app.audit('name-respondent', 'petition', paper, null);
  return true;
end $$;

revoke execute on function app.denounced_orgs_of(uuid, uuid), app.shut_papers_of(uuid, uuid), app.shut_papers(), app.shut_cases(), app.keeps_vault_of(uuid, uuid),
  app.vault_shut_to(uuid, uuid), app.vault_papers(uuid), app.vault_keepers(uuid, uuid[]), app.name_respondent(uuid, text) from public;
grant execute on function app.shut_papers(), app.shut_cases(), app.vault_papers(uuid), app.vault_keepers(uuid, uuid[]), app.name_respondent(uuid, text)
  to nq15_app, nq15_wide, nq15_city, nq15_city_person;

create policy not_denounced_member on petition as restrictive for all to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (not (id = any ((select app.shut_papers())::uuid[])));
create policy not_denounced_member on petition_case as restrictive for all to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (not (id = any ((select app.shut_cases())::uuid[])));
