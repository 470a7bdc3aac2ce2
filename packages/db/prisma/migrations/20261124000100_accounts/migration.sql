-- Accounts kept on pages: who ended a grant and why, delegation for an absence, leaving on a day, import of accounts.

-- 1. An account that is closed on a day to come; `disabled_at` stays for closing at once.
alter table access_account
  add column closes_on date,
  add column closed_by uuid,
  add column close_reason text,
  -- The import that made it, whose first passwords are given out once.
  add column import_run_id uuid references import_run on delete set null;
create index access_account_import_run on access_account (import_run_id);
create index access_account_search on access_account using gin (app.search_text(display_name) gin_trgm_ops);

-- When an account signed in for the first and the last time; sessions themselves are forgotten.
create table access_sign_in (
  user_id uuid primary key references access_account on delete cascade,
  first_at timestamptz not null,
  last_at timestamptz not null
);
create function app.remember_sign_in() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  -- A first step that waits for the second factor makes a session and takes it back in the same breath: that is no sign-in.
  if exists (select from auth.session s where s.id = new.id) then
    insert into access_sign_in (user_id, first_at, last_at)
      select a.user_id, new.created_at, new.created_at from access_account a where a.user_id = new.user_id
      on conflict (user_id) do update set last_at = greatest(access_sign_in.last_at, excluded.last_at);
  end if;
  return null;
end $$;
create constraint trigger remember_sign_in after insert on auth.session deferrable initially deferred
  for each row execute function app.remember_sign_in();

-- 2. What the keeper of accounts sets for everybody.
create table access_setting (
  id uuid primary key default '01900000-0000-7000-8000-0000000000a1' check (id = '01900000-0000-7000-8000-0000000000a1'),
  -- A delegation lasts at most so many days.
  delegation_days integer not null default 90 check (delegation_days between 1 and 366)
);
insert into access_setting default values;

-- 3. Grants: who ended one and why, and what one was delegated from.
alter table access_grant
  add column ended_by uuid,
  add column ended_at timestamptz,
  add column end_reason text,
  add column delegated_from uuid references access_grant on delete restrict,
  -- One's own file, the keeping of accounts, trail and identities, and the product's hands are nobody's to pass on.
  add constraint access_grant_delegated check (delegated_from is null or (organization_id is not null and valid_to < '9999-12-31'
    and btrim(coalesce(reason, '')) <> '' and role not like 'service-%'
    and role not in ('member', 'system-admin', 'privacy-auditor', 'identity-custodian')));
create index access_grant_delegated_from on access_grant (delegated_from);

create function app.check_delegation() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  original access_grant;
begin
  if new.delegated_from is null then return new; end if;
  -- Waits for whoever is ending the original right now, and then sees its end.
  select * into original from access_grant where id = new.delegated_from for share;
  if original.delegated_from is not null then
    raise exception 'a delegated grant is not delegated further' using errcode = 'check_violation', constraint = 'access_grant_delegated_once';
  end if;
  if original.user_id = new.user_id then
    raise exception 'nobody delegates to himself' using errcode = 'check_violation', constraint = 'access_grant_delegated_to_another';
  end if;
  if original.role <> new.role then
    raise exception 'a delegation is of the same role' using errcode = 'check_violation', constraint = 'access_grant_delegated_role';
  end if;
  if new.valid_from < new.valid_to and (new.valid_from < original.valid_from or new.valid_to > original.valid_to) then
    raise exception 'a delegation lies within its original' using errcode = 'check_violation', constraint = 'access_grant_delegated_period';
  end if;
  if tg_op = 'INSERT' then
    if new.valid_to - new.valid_from > (select delegation_days from access_setting) then
      raise exception 'a delegation is short' using errcode = 'check_violation', constraint = 'access_grant_delegated_days';
    end if;
    if original.organization_id is not null and original.organization_id <> new.organization_id and not exists (
        select from app.organization_reach r where r.above_id = original.organization_id and r.organization_id = new.organization_id
          and r.valid_from <= app.today() and app.today() < r.valid_to) then
      raise exception 'a delegation reaches no further than its original' using errcode = 'check_violation', constraint = 'access_grant_delegated_place';
    end if;
  end if;
  return new;
end $$;
create trigger check_delegation before insert or update of user_id, role, organization_id, valid_from, valid_to, delegated_from on access_grant
  for each row execute function app.check_delegation();

-- What was delegated from a grant ends with it.
create function app.end_delegated() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update access_grant set valid_to = greatest(valid_from, new.valid_to), ended_at = clock_timestamp(), ended_by = app.actor_id(),
      end_reason = new.end_reason
    where delegated_from = new.id and valid_to > greatest(valid_from, new.valid_to);
  return null;
end $$;
create trigger end_delegated after update of valid_to on access_grant
  for each row when (new.valid_to < old.valid_to) execute function app.end_delegated();

-- A grant that others act on stays what it was; it only ends.
create function app.keep_delegated_original() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from access_grant d where d.delegated_from = old.id) then
    raise exception 'a delegated grant only ends' using errcode = 'check_violation', constraint = 'access_grant_delegated_original';
  end if;
  return new;
end $$;
create trigger keep_delegated_original before update of user_id, role, organization_id, valid_from on access_grant
  for each row when ((new.user_id, new.role, new.organization_id, new.valid_from) is distinct from (old.user_id, old.role, old.organization_id, old.valid_from))
  execute function app.keep_delegated_original();

-- 4. An import of accounts goes through the imports of the members room.
alter table import_run drop constraint import_run_kind_check;
alter table import_run add constraint import_run_kind_check check (kind in ('members', 'organizations', 'accounts'));

-- Whose own file an account shall open: the keeper of accounts knows a card and a name and reads no member. He learns whether
-- the two belong together, no more.
create function app.members_of_cards(cards text[], names text[]) returns table (card text, name text, member_id uuid, same_name boolean, has_account boolean)
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select c.card, c.name, m.id, m.search_name = app.search_text(c.name), exists (select from access_account a where a.member_id = m.id)
    from unnest(cards, names) c(card, name) join member m on m.card_number = c.card;
end;

-- What is still open in the hands of an account that leaves: counts by kind, organization and year, never a person.
create function app.open_matters(account uuid) returns table (kind text, organization_id uuid, year integer, count integer)
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select 'rating-file', f.organization_id, p.year, 1
    from rating_cell_file f join rating_campaign p on p.id = f.campaign_id
   where f.state in ('in-work', 'returned') and exists (
     select from rating_cell_file_event e where e.file_id = f.id and e.by_user_id = account)
  union all
  select 'rating-tally', t.organization_id, p.year, count(*)::integer
    from rating_tally t join rating_campaign p on p.id = t.campaign_id
    join rating_cell_file f on f.campaign_id = t.campaign_id and f.organization_id = t.organization_id
   where t.entered_by = account and t.completed_at is null and f.state in ('in-work', 'returned') group by 2, 3
  union all
  select 'rating-self-review', s.organization_id, p.year, count(*)::integer
    from rating_self_assessment s join rating_case c on c.id = s.case_id join rating_campaign p on p.id = c.campaign_id
    join rating_cell_file f on f.campaign_id = c.campaign_id and f.organization_id = c.organization_id
   where s.entered_by = account and s.submitted_at is null and f.state in ('in-work', 'returned') group by 2, 3
  union all
  select 'import', n.organization_id, null, count(*)::integer from import_run n
   where n.user_id = account and n.state in ('reading', 'checked') group by 2
  union all
  select 'delegation', d.organization_id, null, count(*)::integer from access_grant d join access_grant g on g.id = d.delegated_from
   where g.user_id = account and app.today() < d.valid_to and d.valid_from < d.valid_to group by 2;
end;
revoke execute on function app.members_of_cards(text[], text[]), app.open_matters(uuid), app.remember_sign_in(), app.check_delegation(),
  app.end_delegated(), app.keep_delegated_original() from public;
grant execute on function app.members_of_cards(text[], text[]), app.open_matters(uuid) to nq15_auth;

-- 5. Classes, and what the sign-in's role, which keeps accounts, may do beside them.
select app.protect('access_sign_in', 'accounts', 'none', null);
select app.protect('access_setting', 'directory', 'accounts', null);
select app.audited('access_setting', '');

grant select on access_sign_in, organization, organization_version, app.organization_reach to nq15_auth;
grant select, update on access_setting, import_run to nq15_auth;
grant select, delete on import_row, import_part to nq15_auth;
grant select, insert, update on access_request to nq15_auth;
create policy sign_in on access_sign_in for select to nq15_auth using (true);
create policy sign_in on access_setting to nq15_auth using (true);
-- Names and codes of organizations are a directory for everybody.
create policy sign_in on organization for select to nq15_auth using (true);
create policy sign_in on organization_version for select to nq15_auth using (true);
create policy sign_in on app.organization_reach for select to nq15_auth using (true);
-- One's own request ids and imports, as everywhere.
create policy sign_in on access_request to nq15_auth using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy sign_in on import_run to nq15_auth using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy sign_in on import_row to nq15_auth using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy sign_in on import_part to nq15_auth using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
