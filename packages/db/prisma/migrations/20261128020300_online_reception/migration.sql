-- Reception over a connection (NĐ 154/2026, Articles 20 to 24): planned, prepared in time, held; and the published days as a calendar
-- that other programs read by a secret address. Neither holds a citizen.
alter table reception_session add column mode text not null default 'direct' check (mode in ('direct', 'online'));

create table online_reception (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  head text not null check (head in ('commune-secretary', 'commune-chair', 'city-secretary', 'city-chair', 'department-head', 'public-unit-head')),
  kind text not null check (kind in ('regular', 'periodic', 'unscheduled')),
  matter text not null check (matter in ('complaint', 'denunciation', 'feedback')),
  planned_on date not null,
  begins_at text not null check (begins_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  host text not null check (btrim(host) <> ''),
  points text not null check (btrim(points) <> ''),
  -- What a denouncer has to state before he is received over a connection (Article 20.4).
  waives_protection boolean not null default false,
  is_secured boolean not null default false,
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  -- Which preparation was done, on which day, by whom.
  prepared jsonb not null default '{}',
  session_id uuid references reception_session on delete restrict,
  cancel_reason text not null default '',
  planned_by_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint online_reception_no_protected check (matter <> 'denunciation' or (waives_protection and is_secured)),
  constraint online_reception_held check ((session_id is not null) = (state = 'held')),
  constraint online_reception_cancelled check ((cancel_reason <> '') = (state = 'cancelled'))
);
create index online_reception_day on online_reception (organization_id, planned_on);
create index online_reception_session on online_reception (session_id);
create function app.keep_online_reception() returns trigger language plpgsql as $$
begin
  if old.state <> 'planned' or (new.id, new.organization_id, new.matter, new.planned_on, new.waives_protection, new.is_secured)
      is distinct from (old.id, old.organization_id, old.matter, old.planned_on, old.waives_protection, old.is_secured) then
    raise exception 'what was planned is kept' using errcode = 'integrity_constraint_violation', constraint = 'online_reception_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on online_reception for each row execute function app.keep_online_reception();

-- An address of the calendar: only a hash of its secret part is kept, so it is shown once; revoked, it opens nothing any more.
create table reception_feed (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  head text check (head in ('commune-secretary', 'commune-chair', 'city-secretary', 'city-chair', 'department-head', 'public-unit-head')),
  label text not null check (btrim(label) <> ''),
  token_hash text not null constraint reception_feed_token_hash unique check (token_hash ~ '^[0-9a-f]{64}$'),
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz
);
create index reception_feed_organization on reception_feed (organization_id);
create function app.keep_reception_feed() returns trigger language plpgsql as $$
begin
  if old.revoked_at is not null or (to_jsonb(new) - 'revoked_at') is distinct from (to_jsonb(old) - 'revoked_at') then
    raise exception 'an address is made and revoked, nothing else' using errcode = 'integrity_constraint_violation', constraint = 'reception_feed_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on reception_feed for each row execute function app.keep_reception_feed();

select app.protect_petitions('online_reception');
select app.protect_petitions('reception_feed');
drop function app.protect_petitions(text);
select app.audited('online_reception');
select app.audited('reception_feed');

-- What an address opens: published days and planned connections of its unit and head from two months ago on. For who has not signed
-- in; without the secret nothing is found, and nothing that is found is about a citizen.
create function app.reception_feed_days(asked text) returns table (uid text, unit_name text, head text, held_on text, place text, begins_at text, published_on text)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  with feed as (select f.organization_id, f.head from reception_feed f where f.token_hash = asked and f.revoked_at is null),
    unit as (select f.organization_id, f.head as only_head, (select v.name from organization_version v where v.organization_id = f.organization_id
      and v.valid_from <= app.today() and app.today() < v.valid_to limit 1) as name from feed f)
  select s.id || '-' || to_char(d, 'YYYYMMDD'), coalesce(u.name, ''), s.head, to_char(d, 'YYYY-MM-DD'), s.place, null, to_char(s.published_on, 'YYYY-MM-DD')
    from unit u join reception_schedule s on s.organization_id = u.organization_id and (u.only_head is null or s.head = u.only_head), unnest(s.days) d
   where d >= app.today() - 62
  union all
  select o.id::text, coalesce(u.name, ''), o.head, to_char(o.planned_on, 'YYYY-MM-DD'), 'trực tuyến', o.begins_at, to_char(o.created_at, 'YYYY-MM-DD')
    from unit u join online_reception o on o.organization_id = u.organization_id and (u.only_head is null or o.head = u.only_head)
   where o.state <> 'cancelled' and o.planned_on >= app.today() - 62
  union all
  -- The address stands, also while nothing is published.
  select '', coalesce(u.name, ''), '', '', '', null, '' from unit u
  order by 4, 1 $$;
revoke execute on function app.reception_feed_days(text) from public;
grant execute on function app.reception_feed_days(text) to nq15_auth;
