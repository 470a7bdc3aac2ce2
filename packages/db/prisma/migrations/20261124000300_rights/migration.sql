-- Rights that explain themselves: what an answer rests on, who looked, who can see what. Each function here has the owner's
-- rights and therefore asks first, from the settings of the entered actor, whether this caller may know.

-- 0. Emergency openings; `app.scope_of_user` counts them.
-- Emergency reading of one organization: for hours, with reason, told to the organization and judged afterwards. It counts for
-- reading alone and only while its holder has a role that may open it.
create table access_break_glass (
  id uuid primary key,
  user_id uuid not null references access_account on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  reason text not null check (char_length(btrim(reason)) between 15 and 1000),
  case_number text not null check (char_length(btrim(case_number)) between 1 and 100),
  opened_at timestamptz not null default now(),
  ends_at timestamptz not null,
  -- Given back before its end.
  ended_at timestamptz,
  reviewed_at timestamptz,
  reviewed_by uuid,
  review text check (review in ('justified', 'unjustified')),
  review_note text check (char_length(btrim(review_note)) between 1 and 1000),
  constraint access_break_glass_hours check (opened_at < ends_at and ends_at <= opened_at + interval '24 hours'),
  constraint access_break_glass_ended check (ended_at >= opened_at and ended_at <= ends_at),
  constraint access_break_glass_reviewed check (num_nonnulls(reviewed_at, reviewed_by, review, review_note) in (0, 4)),
  constraint access_break_glass_reviewed_when_over check (reviewed_at >= coalesce(ended_at, ends_at)),
  constraint access_break_glass_reviewed_by_another check (reviewed_by <> user_id)
);
create index access_break_glass_user on access_break_glass (user_id, ends_at);
create index access_break_glass_organization on access_break_glass (organization_id, opened_at);

-- The organization it opens and who stands above it see it, who opened it sees it, and auditors see all and judge.
select app.protect('access_break_glass', 'tree', 'own', 'organization_id', 'user_id');
create policy may_open on access_break_glass as restrictive for insert to nq15_app, nq15_wide, nq15_city, nq15_city_person
  with check ((select current_setting('app.break_glass')) = 'yes');
create policy read_auditor on access_break_glass for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using ((select current_setting('app.trail')) = 'yes');
create policy judge on access_break_glass for update to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using ((select current_setting('app.trail')) = 'yes');
select app.audited('access_break_glass');

-- What may be written on an opening, and when: the rest of the row stands.
create function app.guard_break_glass() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.ended_at is not null or new.reviewed_at is not null then
      raise exception 'an opening begins open' using errcode = 'check_violation', constraint = 'access_break_glass_begins_open';
    end if;
    -- The whole city is opened to nobody.
    if not exists (select from organization_version v where v.organization_id = new.organization_id and v.parent_id is not null) then
      raise exception 'a root is not opened' using errcode = 'check_violation', constraint = 'access_break_glass_no_root';
    end if;
    new.opened_at := now();
    return new;
  end if;
  if (new.id, new.user_id, new.organization_id, new.reason, new.case_number, new.opened_at, new.ends_at)
      is distinct from (old.id, old.user_id, old.organization_id, old.reason, old.case_number, old.opened_at, old.ends_at)
    or old.ended_at is not null and new.ended_at is distinct from old.ended_at
    or old.reviewed_at is not null and (new.reviewed_at, new.reviewed_by, new.review, new.review_note)
      is distinct from (old.reviewed_at, old.reviewed_by, old.review, old.review_note) then
    raise exception 'an opening is not rewritten' using errcode = 'integrity_constraint_violation', constraint = 'access_break_glass_stands';
  end if;
  if new.ended_at is distinct from old.ended_at then new.ended_at := now(); end if;
  if new.reviewed_at is distinct from old.reviewed_at then
    if coalesce(current_setting('app.trail', true), '') <> 'yes' or new.reviewed_by is distinct from app.actor_id() then
      raise exception 'an auditor judges in his own name' using errcode = 'check_violation', constraint = 'access_break_glass_by_auditor';
    end if;
    new.reviewed_at := now();
  end if;
  return new;
end $$;
create trigger guard before insert or update on access_break_glass for each row execute function app.guard_break_glass();

-- A session's gate reads which openings are in force, as it reads grants.
grant select on access_break_glass to nq15_auth;
create policy sign_in on access_break_glass for select to nq15_auth using (true);

-- Every request made under an emergency opening stands in the trail, whatever it read.
create function app.note_break_glass() returns void
  language sql volatile security definer set search_path = public, app, pg_temp
begin atomic
  insert into audit_event (id, at, actor_id, on_behalf_of, request_id, action, record_table, record_id, organization_id, detail)
  select app.uuid_v7(), clock_timestamp(), app.actor_id(), nullif(current_setting('app.on_behalf_of', true), '')::uuid,
      nullif(current_setting('app.request_id', true), ''), 'enter', 'access_break_glass', b.id, b.organization_id, jsonb_build_object('breakGlass', array[b.id])
    from access_break_glass b
   where b.id = any (nullif(current_setting('app.under_break_glass', true), '')::uuid[]) and b.user_id = app.actor_id()
     and not exists (select from audit_event e where e.record_table = 'access_break_glass' and e.record_id = b.id and e.action = 'enter'
       and e.request_id = nullif(current_setting('app.request_id', true), ''));
end;
revoke execute on function app.note_break_glass() from public;
grant execute on function app.note_break_glass() to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- Whoever keeps accounts or the trail may ask about everybody, an organization's board about its own organizations.
create function app.may_ask_about(organization uuid) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp
  return coalesce(current_setting('app.accounts', true), '') = 'yes' or coalesce(current_setting('app.trail', true), '') = 'yes'
    or coalesce(current_setting('app.setup_all', true), '') = 'yes'
    or coalesce(organization = any (nullif(current_setting('app.setup_orgs', true), '')::uuid[]), false);

-- 1. Where a record stands: its class, its organization and whose own it is; never what it holds.
create type app.place as (
  table_name text, class text, organization_id uuid, member_id uuid, user_id uuid, has_other_policies boolean
);

-- What is known of a table; `key_column` is null when its rows are not named by one uuid.
create function app.class_of(asked text)
  returns table (class text, organization_column text, own_column text, key_column text, has_other_policies boolean)
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select t.class, t.organization_column, case when asked = 'member' then 'id' else t.own_column end,
      (select a.attname::text from pg_catalog.pg_index x join pg_catalog.pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
        where x.indrelid = to_regclass('public.' || quote_ident(asked)) and x.indisprimary and x.indnkeyatts = 1
          and a.atttypid = 'uuid'::regtype),
      exists (select from pg_catalog.pg_policy p where p.polrelid = to_regclass('public.' || quote_ident(asked)) and p.polcmd in ('r', '*')
        and p.polname not in ('owner', 'sign_in') and p.polname !~ '^read_nq15_' and not (asked = 'member' and p.polname ~ '^own_nq15_'))
    from app.table_class t where t.table_name = asked;
end;

-- With the caller's rights: a record he does not see has no place.
create function app.find_place(asked text, record uuid) returns setof app.place
  language plpgsql stable as $$
declare known record;
begin
  select * into known from app.class_of(asked);
  if not found or known.key_column is null then return; end if;
  return query execute format('select %L::text, %L::text, %s, %s, %s, %L::boolean from public.%I where %I = $1', asked, known.class,
    coalesce(quote_ident(known.organization_column), 'null::uuid'),
    case when known.own_column is null or known.own_column = 'user_id' then 'null::uuid' else quote_ident(known.own_column) end,
    case when known.own_column = 'user_id' then 'user_id' else 'null::uuid' end,
    known.has_other_policies, asked, known.key_column) using record;
end $$;

-- The same of any record, for who may ask about its organization.
create function app.find_any_place(asked text, record uuid) returns setof app.place
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select p.* from app.find_place(asked, record) p where app.may_ask_about(p.organization_id);
end;

-- 2. What an account holds, and has held: for itself, and for who may ask about the organization. Of a stranger's grants a board
-- learns those that lie in its own organizations or above the one it asks about.
create function app.grants_of_account(wanted uuid, organization uuid) returns jsonb
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  everything boolean := wanted = app.actor_id() or coalesce(current_setting('app.accounts', true), '') = 'yes'
    or coalesce(current_setting('app.trail', true), '') = 'yes';
begin
  if not everything and not app.may_ask_about(organization) then return null; end if;
  return (select jsonb_build_object(
      'userId', a.user_id, 'name', a.display_name, 'username', u.username, 'closedOn', to_char(least((a.disabled_at at time zone 'Asia/Ho_Chi_Minh')::date, a.closes_on), 'YYYY-MM-DD'),
      'memberId', case when everything then a.member_id end,
      'isAnybody', exists (select from access_grant g where g.user_id = wanted and g.valid_from <= app.today() and app.today() < g.valid_to),
      'grants', coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'organizationId', g.organization_id,
          'validFrom', to_char(g.valid_from, 'YYYY-MM-DD'), 'validTo', to_char(g.valid_to, 'YYYY-MM-DD'), 'reason', g.reason,
          'grantedByName', coalesce(b.display_name, 'NQ15 ' || s.name), 'grantedAt', g.created_at) order by g.valid_from desc, g.id)
        from access_grant g left join access_account b on b.user_id = g.granted_by left join access_service s on s.id = g.granted_by
       where g.user_id = wanted and (everything or app.may_ask_about(g.organization_id) or exists (select from app.organization_reach r
         where r.above_id = g.organization_id and r.organization_id = grants_of_account.organization))), '[]'),
      'openings', coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'organizationId', o.organization_id, 'openedAt', o.opened_at,
          'endsAt', coalesce(o.ended_at, o.ends_at), 'reason', o.reason, 'caseNumber', o.case_number,
          'inForce', o.opened_at <= now() and now() < coalesce(o.ended_at, o.ends_at)) order by o.opened_at desc)
        from access_break_glass o where o.user_id = wanted and (everything or app.may_ask_about(o.organization_id))), '[]'))
    from access_account a join auth."user" u on u.id = a.user_id where a.user_id = wanted);
end $$;

-- The database's own answer of this moment, by the very function that every transaction enters with.
create function app.account_reads(wanted uuid, class text, organization uuid) returns boolean
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  s app.scope;
  is_party boolean := coalesce((select o.side = 'party' from organization o where o.id = organization), true);
begin
  if wanted is distinct from app.actor_id() and not app.may_ask_about(organization) then return null; end if;
  if exists (select from access_account a where a.user_id = wanted and (a.disabled_at is not null or a.closes_on <= app.today())) then return false; end if;
  s := app.scope_of_user(wanted);
  return coalesce(case class
    when 'tree' then s.tree_all and is_party or organization = any (s.tree)
    when 'person' then s.person_all and is_party or organization = any (s.person)
    when 'directory' then s.anyone
    when 'trail' then s.trail
    when 'accounts' then s.accounts
    else false end, false);
end $$;

-- Accounts by name, without diacritics, or by the beginning of the name they sign in with.
create function app.search_accounts(words text[], beginning text, at_most integer)
  returns table (user_id uuid, name text, username text, closed boolean)
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select a.user_id, a.display_name, u.username, a.disabled_at is not null or coalesce(a.closes_on <= app.today(), false) from access_account a join auth."user" u on u.id = a.user_id
   where (current_setting('app.accounts', true) = 'yes' or current_setting('app.trail', true) = 'yes' or current_setting('app.setup_all', true) = 'yes'
       or coalesce(current_setting('app.setup_orgs', true), '{}') not in ('', '{}'))
     and (app.search_text(a.display_name) like all (words) or u.username like beginning)
   order by u.username limit least(at_most, 50);
end;

-- 3. Who can see what in an organization: every grant that reaches it, and with `below` those held inside it.
create function app.review_grants(organization uuid, below boolean)
  returns table (grant_id uuid, user_id uuid, name text, username text, closed boolean, role text, organization_id uuid,
    valid_from date, valid_to date, reason text, granted_by_name text, reaches boolean, last_act timestamptz, last_session timestamptz, opened_until timestamptz)
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  if not app.may_ask_about(organization) then return; end if;
  return query
    with held as (
      select g.id, g.user_id, g.role, g.organization_id, g.valid_from, g.valid_to, g.reason, g.granted_by, null::timestamptz as opened_until
        from access_grant g where app.today() < g.valid_to and g.valid_from < g.valid_to
      union all
      select o.id, o.user_id, 'break-glass', o.organization_id, (o.opened_at at time zone 'Asia/Ho_Chi_Minh')::date,
          (o.ends_at at time zone 'Asia/Ho_Chi_Minh')::date + 1, o.case_number || ': ' || o.reason, o.user_id, o.ends_at
        from access_break_glass o where o.opened_at <= now() and now() < coalesce(o.ended_at, o.ends_at)
    ), above as materialized (
      select distinct r.above_id from app.organization_reach r where r.organization_id = review_grants.organization
         and r.valid_from <= app.today() and app.today() < r.valid_to
    ), inside as materialized (
      select distinct r.organization_id from app.organization_reach r where below and r.above_id = review_grants.organization
         and r.valid_from <= app.today() and app.today() < r.valid_to
    )
    select h.id, h.user_id, a.display_name, u.username, a.disabled_at is not null or coalesce(a.closes_on <= app.today(), false), h.role, h.organization_id, h.valid_from, h.valid_to, h.reason,
        coalesce(b.display_name, 'NQ15 ' || s.name), h.organization_id in (select above_id from above),
        (select max(e.at) from audit_event e where e.actor_id = h.user_id), (select max(n.updated_at) from auth.session n where n.user_id = h.user_id),
        h.opened_until
      from held h join access_account a on a.user_id = h.user_id join auth."user" u on u.id = h.user_id
      left join access_account b on b.user_id = h.granted_by left join access_service s on s.id = h.granted_by
     where h.organization_id in (select above_id from above) or h.organization_id in (select i.organization_id from inside i)
     order by (h.organization_id in (select above_id from above)) desc, u.username, h.valid_from;
end $$;
create index audit_event_actor on audit_event (actor_id, at);

-- 4. Who looked. A member learns who read his file; an organization who read its. Nobody learns of another's.
create function app.roles_on(wanted uuid, moment timestamptz) returns text[]
  language sql stable security definer set search_path = public, app, pg_temp
  return (select array_agg(distinct g.role order by g.role) from access_grant g where g.user_id = wanted
    and g.valid_from <= (moment at time zone 'Asia/Ho_Chi_Minh')::date and (moment at time zone 'Asia/Ho_Chi_Minh')::date < g.valid_to);

create function app.readers_of_own_file(before timestamptz, at_most integer)
  returns table (id uuid, at timestamptz, reader text, is_service boolean, on_behalf_of text, roles text[], action text, record_table text, detail jsonb,
    organization_id uuid, opening_reason text, opening_case text)
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  own uuid := nullif(current_setting('app.member_id', true), '')::uuid;
begin
  if own is null then return; end if;
  return query
    with mine as materialized (
      select 'member' as table_name, own as record_id
      union all select 'rating_case', c.id from rating_case c where c.member_id = own
      union all select 'rating_self_assessment', t.id from rating_self_assessment t where t.member_id = own
    ), cells as materialized (
      -- A list names whoever belonged to the organization it was read for.
      select r.above_id, greatest(r.valid_from, s.valid_from) as valid_from, least(r.valid_to, s.valid_to) as valid_to
        from membership s join app.organization_reach r on r.organization_id = s.organization_id
         and r.valid_from < s.valid_to and s.valid_from < r.valid_to where s.member_id = own
    ), found as (
      select e.* from mine m join audit_event e on e.record_table = m.table_name and e.record_id = m.record_id
       where e.action in ('read', 'export') and e.at < before
      union all
      select e.* from audit_event e where e.action in ('read', 'export') and e.at < before
         and (e.record_table in ('member', 'rating_case') and e.record_id is null or e.record_table = 'privacy_name_grant')
         and exists (select from cells c where c.above_id = e.organization_id
           and c.valid_from <= (e.at at time zone 'Asia/Ho_Chi_Minh')::date and (e.at at time zone 'Asia/Ho_Chi_Minh')::date < c.valid_to)
    )
    select f.id, f.at, coalesce(a.display_name, s.name), a.user_id is null, b.display_name, app.roles_on(f.actor_id, f.at), f.action, f.record_table,
        f.detail - 'breakGlass', f.organization_id, o.reason, o.case_number
      from found f left join access_account a on a.user_id = f.actor_id left join access_service s on s.id = f.actor_id
      left join access_account b on b.user_id = f.on_behalf_of
      left join access_break_glass o on o.id = (f.detail #>> '{breakGlass,0}')::uuid
     where f.actor_id is distinct from app.actor_id()
     order by f.at desc, f.id desc limit least(at_most, 200);
end $$;

create function app.readers_of_organization(organization uuid, before timestamptz, only_outside boolean, at_most integer)
  returns table (id uuid, at timestamptz, reader text, is_service boolean, on_behalf_of text, roles text[], action text, record_table text, detail jsonb,
    organization_id uuid, is_outside boolean, opening_reason text, opening_case text)
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  if not coalesce(current_setting('app.work_all', true) = 'yes' or current_setting('app.trail', true) = 'yes'
    or readers_of_organization.organization = any (nullif(current_setting('app.work_orgs', true), '')::uuid[]), false) then return; end if;
  return query
    with inside as materialized (
      select distinct r.organization_id as inside_id from app.organization_reach r where r.above_id = readers_of_organization.organization
         and r.valid_from <= app.today() and app.today() < r.valid_to
    ), found as (
      select e.*, not exists (select from access_grant g join inside i on i.inside_id = g.organization_id where g.user_id = e.actor_id
          and g.valid_from <= (e.at at time zone 'Asia/Ho_Chi_Minh')::date and (e.at at time zone 'Asia/Ho_Chi_Minh')::date < g.valid_to) as outside
        from audit_event e
       where e.organization_id in (select inside_id from inside) and e.action in ('read', 'export') and e.at < before
       order by e.at desc, e.id desc
    )
    select f.id, f.at, coalesce(a.display_name, s.name), a.user_id is null, b.display_name, app.roles_on(f.actor_id, f.at), f.action, f.record_table,
        f.detail - 'breakGlass', f.organization_id, f.outside, o.reason, o.case_number
      from found f left join access_account a on a.user_id = f.actor_id left join access_service s on s.id = f.actor_id
      left join access_account b on b.user_id = f.on_behalf_of
      left join access_break_glass o on o.id = (f.detail #>> '{breakGlass,0}')::uuid
     where (not only_outside or f.outside) and f.actor_id is distinct from app.actor_id()
     order by f.at desc, f.id desc limit least(at_most, 200);
end $$;

revoke execute on function app.may_ask_about(uuid), app.class_of(text), app.find_place(text, uuid), app.find_any_place(text, uuid),
  app.grants_of_account(uuid, uuid), app.account_reads(uuid, text, uuid), app.search_accounts(text[], text, integer), app.review_grants(uuid, boolean),
  app.roles_on(uuid, timestamptz), app.readers_of_own_file(timestamptz, integer), app.readers_of_organization(uuid, timestamptz, boolean, integer) from public;
grant execute on function app.class_of(text), app.find_place(text, uuid), app.find_any_place(text, uuid),
  app.grants_of_account(uuid, uuid), app.account_reads(uuid, text, uuid), app.search_accounts(text[], text, integer), app.review_grants(uuid, boolean),
  app.readers_of_own_file(timestamptz, integer), app.readers_of_organization(uuid, timestamptz, boolean, integer)
  to nq15_app, nq15_wide, nq15_city, nq15_city_person;
