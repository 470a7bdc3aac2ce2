-- What happened (outbox), what runs because of it or by the clock (jobs), and who is told (notifications).

-- 1. What a payload may hold: ids, days, moments, numbers, yes and no, and short code words; never a text about anybody.
create function app.is_bare(payload jsonb) returns boolean language sql immutable parallel safe
  return jsonb_typeof(payload) = 'object' and not jsonb_path_exists(payload,
    'strict $.** ? (@.type() == "string" && !(@ like_regex "^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?|[a-z0-9.:-]{1,60}|[A-Z0-9_]{1,60})$"))');

-- 2. The outbox: one row for what happened, written in the transaction in which it happened.
create table outbox (
  id uuid primary key,
  type text not null check (type ~ '^[a-z-]+\.[a-z-]+$'),
  organization_id uuid references organization on delete cascade,
  record_table text not null,
  record_id uuid,
  payload jsonb not null default '{}' check (app.is_bare(payload)),
  -- Who did it: an account, or a service of the product.
  actor_id uuid,
  request_id text,
  occurred_at timestamptz not null default clock_timestamp(),
  -- When the relay last gave it to the queue, and how often.
  relayed_at timestamptz,
  relays integer not null default 0 check (relays >= 0),
  -- Every handler has done its part.
  finished_at timestamptz,
  -- The kind of the last fault; its text may quote a row and stays out.
  fault text
);
create index outbox_waiting on outbox (occurred_at) where finished_at is null;
create index outbox_record on outbox (record_table, record_id);
create index outbox_organization on outbox (organization_id);

-- A handler's effect and this row are one transaction: each event once, whatever process dies.
create table event_handled (
  event_id uuid not null references outbox on delete cascade,
  handler text not null,
  handled_at timestamptz not null default clock_timestamp(),
  primary key (event_id, handler)
);

-- Anybody who acts may tell what he did; only the service reads it.
create function app.emit(event_id uuid, event_type text, organization_id uuid, record_table text, record_id uuid, payload jsonb) returns void
  language sql volatile security definer set search_path = public, app, pg_temp
begin atomic
  insert into outbox (id, type, organization_id, record_table, record_id, payload, actor_id, request_id)
  values ($1, $2, $3, $4, $5, $6, coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id()),
    nullif(current_setting('app.request_id', true), ''));
end;
revoke execute on function app.emit(uuid, text, uuid, text, uuid, jsonb) from public;
grant execute on function app.emit(uuid, text, uuid, text, uuid, jsonb) to nq15_app, nq15_wide, nq15_city, nq15_city_person, nq15_auth;

-- 3. Work by the clock: the last slot of each name that was done to its end.
create table job_clock (
  name text primary key,
  -- Taken up by one process; another may take it up again when this one has not ended after a while.
  begun_slot timestamptz not null,
  begun_at timestamptz not null default clock_timestamp(),
  done_slot timestamptz,
  done_at timestamptz,
  -- The kind of the last fault.
  fault text
);

-- 4. Long jobs of people.
create table job_run (
  id uuid primary key,
  job text not null,
  user_id uuid not null references access_account on delete restrict,
  organization_id uuid references organization on delete cascade,
  -- What the job needs to begin; its schema is the job's. It may hold what the person typed.
  input jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done integer not null default 0 check (done >= 0),
  total integer check (total >= 0),
  -- The step under way, as a code word of the job's messages.
  step text,
  result jsonb,
  -- Why it failed, as a code word.
  failure text,
  file_name text,
  file_type text,
  file_content bytea check (octet_length(file_content) <= 50000000),
  attempts integer not null default 0 check (attempts >= 0),
  relayed_at timestamptz,
  heartbeat_at timestamptz,
  cancel_asked_at timestamptz,
  retry_of uuid references job_run on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  ended_at timestamptz,
  constraint job_run_ended check ((state in ('done', 'failed', 'cancelled')) = (ended_at is not null)),
  constraint job_run_failure check ((state = 'failed') = (failure is not null)),
  constraint job_run_started check (state <> 'running' or started_at is not null),
  constraint job_run_file check ((file_name is null) = (file_content is null) and (file_type is null) = (file_content is null)),
  constraint job_run_progress check (total is null or done <= total)
);
create index job_run_user on job_run (user_id, created_at);
create index job_run_open on job_run (created_at) where state in ('waiting', 'running');
create index job_run_organization on job_run (organization_id);
create index job_run_retry_of on job_run (retry_of);

-- 5. Reminders: rows tied to a record and a due day; a changed day replaces them.
create table reminder (
  id uuid primary key,
  record_table text not null,
  record_id uuid not null,
  organization_id uuid not null references organization on delete cascade,
  kind text not null,
  due_on date not null,
  remind_on date not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'cancelled')),
  created_at timestamptz not null default clock_timestamp(),
  constraint reminder_before_due check (remind_on <= due_on)
);
create unique index reminder_once on reminder (record_table, record_id, organization_id, kind, due_on, remind_on) where state <> 'cancelled';
create index reminder_waiting on reminder (remind_on) where state = 'waiting';
create index reminder_organization on reminder (organization_id);

-- 6. The inbox. Texts are made when somebody reads, in his language and under his rights.
create table notification (
  id uuid primary key,
  user_id uuid not null references access_account on delete restrict,
  event_id uuid not null,
  type text not null,
  organization_id uuid references organization on delete cascade,
  record_table text not null,
  record_id uuid,
  payload jsonb not null default '{}' check (app.is_bare(payload)),
  urgent boolean not null,
  due_on date,
  occurred_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  -- A reminder of a day that was changed since.
  withdrawn_at timestamptz,
  -- When a mail counted it: each is counted in one mail at most.
  mailed_at timestamptz,
  unique (user_id, event_id)
);
create index notification_unread on notification (user_id, created_at) where read_at is null and withdrawn_at is null;
create index notification_inbox on notification (user_id, created_at);
create index notification_unmailed on notification (user_id) where mailed_at is null;
create index notification_organization on notification (organization_id);
create index notification_record on notification (record_table, record_id);

-- How somebody wants to be told; absent means the usual: inbox, and no address for mail.
create table notification_setting (
  user_id uuid primary key references access_account on delete restrict,
  -- Where mail goes; only what the person himself gave. No mail holds a name or a content.
  mail_address text check (mail_address ~ '^[^[:space:]@<>]+@[^[:space:]@<>]+$' and length(mail_address) <= 254),
  -- Kinds of matters he does not want mail of.
  muted text[] default array[]::text[],
  daily_digest boolean not null default true,
  urgent_mail boolean not null default true,
  quiet_from text not null default '20:00' check (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  quiet_until text not null default '06:30' check (quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  locale text not null default 'vi' check (locale in ('vi', 'en')),
  version integer not null default 1,
  updated_at timestamptz not null default clock_timestamp()
);

-- A mail to be sent: a count and nothing else. One digest a day and person.
create table notification_mail (
  id uuid primary key,
  user_id uuid not null references access_account on delete restrict,
  kind text not null check (kind in ('digest', 'urgent')),
  on_day date not null,
  matters integer not null check (matters > 0),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed')),
  attempts integer not null default 0,
  not_before timestamptz not null default clock_timestamp(),
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz
);
create unique index notification_mail_digest on notification_mail (user_id, on_day) where kind = 'digest';
create index notification_mail_waiting on notification_mail (not_before) where state in ('waiting', 'sending');
create index notification_mail_user on notification_mail (user_id);

-- The moment itself, or the end of the quiet hours it falls into; times of day in Hà Nội.
create function app.after_quiet(moment timestamptz, quiet_from time, quiet_until time) returns timestamptz
  language sql stable parallel safe
  return (with here as (select moment at time zone 'Asia/Ho_Chi_Minh' as t)
    select case
      when quiet_from < quiet_until and t::time >= quiet_from and t::time < quiet_until then (t::date + quiet_until) at time zone 'Asia/Ho_Chi_Minh'
      when quiet_from > quiet_until and t::time >= quiet_from then (t::date + 1 + quiet_until) at time zone 'Asia/Ho_Chi_Minh'
      when quiet_from > quiet_until and t::time < quiet_until then (t::date + quiet_until) at time zone 'Asia/Ho_Chi_Minh'
      else moment end from here);
grant execute on function app.after_quiet(timestamptz, time, time) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- 7. Who is told: everybody whose grant in force today gives one of the roles over the organization or a superior of it, or below it;
-- grants over no organization count for the roles that stand alone. One statement for all events given. The doer is not told of his own
-- deed, unless he is named.
create function app.fan_out(wanted jsonb) returns integer
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare made integer;
begin
  if app.actor_id() is distinct from '01900000-0000-7000-8000-000000000004'::uuid then
    raise exception 'only the service of events fans out' using errcode = 'insufficient_privilege';
  end if;
  with asked as (
    select o.id, o.type, o.organization_id, o.record_table, o.record_id, o.payload, o.actor_id, o.occurred_at, w.urgent, w.due_on, w.roles, w.below, w.users, w.all_roles
      from jsonb_to_recordset(wanted) as w (event_id uuid, urgent boolean, due_on date, roles text[], below boolean, all_roles text[], users uuid[])
      join outbox o on o.id = w.event_id
  ), told as (
    select a.id, g.user_id from asked a
      join app.organization_reach r on r.organization_id = a.organization_id and r.valid_from <= app.today() and app.today() < r.valid_to
      join access_grant g on g.organization_id = r.above_id and g.role = any (a.roles) and g.valid_from <= app.today() and app.today() < g.valid_to
     where not a.below and g.user_id is distinct from a.actor_id
    union
    select a.id, g.user_id from asked a
      join app.organization_reach r on r.above_id = a.organization_id and r.valid_from <= app.today() and app.today() < r.valid_to
      join access_grant g on g.organization_id = r.organization_id and g.role = any (a.roles) and g.valid_from <= app.today() and app.today() < g.valid_to
     where a.below and g.user_id is distinct from a.actor_id
    union
    select a.id, g.user_id from asked a
      join access_grant g on g.role = any (a.all_roles) and g.valid_from <= app.today() and app.today() < g.valid_to
     where g.user_id is distinct from a.actor_id
    union
    select a.id, u.user_id from asked a cross join lateral unnest(a.users) as u (user_id)
  )
  insert into notification (id, user_id, event_id, type, organization_id, record_table, record_id, payload, urgent, due_on, occurred_at)
  select app.uuid_v7(), t.user_id, a.id, a.type, a.organization_id, a.record_table, a.record_id, a.payload, a.urgent, a.due_on, a.occurred_at
    from told t join asked a on a.id = t.id
    join access_account c on c.user_id = t.user_id and c.disabled_at is null
  on conflict (user_id, event_id) do nothing;
  get diagnostics made = row_count;
  return made;
end $$;
revoke execute on function app.fan_out(jsonb) from public;
grant execute on function app.fan_out(jsonb) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- An administrator sees that something runs, for how long and how it ended, and nothing of what it is about.
create function app.list_runs(at_most integer) returns table (id uuid, job text, state text, done integer, total integer, failure text,
    attempts integer, created_at timestamptz, started_at timestamptz, ended_at timestamptz)
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  if current_setting('app.accounts', true) is distinct from 'yes' then
    raise exception 'only who keeps accounts sees the runs of others' using errcode = 'insufficient_privilege';
  end if;
  return query select r.id, r.job, r.state, r.done, r.total, r.failure, r.attempts, r.created_at, r.started_at, r.ended_at
    from job_run r order by r.created_at desc limit at_most;
end $$;
revoke execute on function app.list_runs(integer) from public;
grant execute on function app.list_runs(integer) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- 8. Rights. The service reads the tree (days of campaigns and plans) and works on the tables of this room; nobody else touches
-- the machinery. Persons read and keep their own.
insert into app.role_class (role, tree_read, tree_work, tree_decide, tree_setup, person_read, person_work, person_decide, trail_read, trail_seal, accounts)
  values ('service-events', true, false, false, false, false, false, false, false, false, false);
insert into access_service (id, name) values ('01900000-0000-7000-8000-000000000004', 'events');
insert into access_grant (id, user_id, role, organization_id, valid_from, reason) values
  ('01900000-0000-7000-8000-000000000014', '01900000-0000-7000-8000-000000000004', 'service-events', null, '2020-01-01', 'relays events, runs jobs, tells people');

create function app.serve_events(served text) returns void language plpgsql as $$
declare role_name text;
begin
  foreach role_name in array array['nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person'] loop
    execute format('grant insert, update, delete on %I to %I', served, role_name);
    execute format('create policy events_%s on %I for all to %I using ((select current_setting(''app.user_id'')) = ''01900000-0000-7000-8000-000000000004'')',
      role_name, served, role_name);
  end loop;
end $$;

select app.protect('outbox', 'own', 'none', null);
select app.protect('event_handled', 'own', 'none', null);
select app.protect('job_clock', 'own', 'none', null);
select app.protect('reminder', 'own', 'none', null);
select app.protect('notification_mail', 'own', 'none', null);
select app.protect('job_run', 'own', 'own', null, 'user_id');
select app.protect('notification', 'own', 'own', null, 'user_id');
select app.protect('notification_setting', 'own', 'own', null, 'user_id');
select app.serve_events('outbox');
select app.serve_events('event_handled');
select app.serve_events('job_clock');
select app.serve_events('reminder');
select app.serve_events('notification_mail');
select app.serve_events('job_run');
select app.serve_events('notification');
select app.serve_events('notification_setting');
select app.audited('notification_setting', '', 'user_id');
