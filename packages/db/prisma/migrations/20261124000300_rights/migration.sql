-- Rights that explain themselves: what an answer rests on, who looked, who can see what. Each function here has the owner's
-- rights and therefore asks first, from the settings of the entered actor, whether this caller may know.

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
