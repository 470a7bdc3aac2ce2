-- The register of directives and resolutions (weak units, section 1.3, task 1): each document as a reference, the tasks it gave, what was
-- done for each, and what a new document changes here. Owners are organizations and posts; only who took a step stands by his account.

-- 1. Documents, kept by the level that works by them. What was entered is never rewritten; a wrong entry is struck out with its reason.
create table directive (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  kind text not null check (kind in ('resolution', 'directive', 'conclusion', 'plan', 'notice', 'other')),
  number text not null check (btrim(number) <> ''),
  issuer text not null check (btrim(issuer) <> ''),
  issued_on date not null,
  title text not null check (btrim(title) <> ''),
  source text not null check (btrim(source) <> ''),
  -- What is known of it otherwise: another day on another page, a text that is not at hand.
  note text not null default '',
  entered_by uuid not null,
  entered_by_name text not null,
  entered_on date not null,
  struck_on date,
  struck_why text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint directive_struck check ((struck_on is null) = (struck_why = '')),
  constraint directive_days check (issued_on <= entered_on and (struck_on is null or entered_on <= struck_on))
);
create unique index directive_number on directive (organization_id, lower(number), issued_on) where struck_on is null;
create function app.keep_directive() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - array['struck_on', 'struck_why', 'version', 'updated_at'] is distinct from to_jsonb(old) - array['struck_on', 'struck_why', 'version', 'updated_at']
      or old.struck_on is not null then
    raise exception 'a document is kept as it was entered' using errcode = 'integrity_constraint_violation', constraint = 'directive_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on directive for each row execute function app.keep_directive();
create trigger never_deleted before delete on directive for each row execute function app.refuse_rewrite();

-- 2. What a document changes here, typed by a person: which rules or page, how, from which day.
create table directive_change (
  id uuid primary key,
  directive_id uuid not null references directive on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  effect text not null check (effect in ('replaces', 'adds-to')),
  about text not null check (btrim(about) <> ''),
  -- A page of the product, never an address outside it.
  place text not null default '' check (place = '' or place ~ '^/[a-z0-9]'),
  said text not null check (btrim(said) <> ''),
  in_force_on date not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_on date not null
);
create index directive_change_directive on directive_change (directive_id);
create index directive_change_organization on directive_change (organization_id, in_force_on);
create trigger append_only before update or delete on directive_change for each row execute function app.refuse_rewrite();
-- Written where the document is kept, so that nobody says in another level's place what it changes.
create function app.check_directive_change() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from directive d where d.id = new.directive_id and d.organization_id = new.organization_id and d.struck_on is null) then
    raise exception 'a change is of a document that its level keeps' using errcode = 'check_violation', constraint = 'directive_change_of_keeper';
  end if;
  return new;
end $$;
create trigger check_change before insert on directive_change for each row execute function app.check_directive_change();

-- 3. Tasks: `organization_id` owes it, `giver_id` keeps the document and closes the task. Days that were set stand in the steps for ever.
create table directive_task (
  id uuid primary key,
  directive_id uuid not null references directive on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  giver_id uuid not null references organization on delete restrict,
  position integer not null check (position > 0),
  content text not null check (btrim(content) <> ''),
  owner_post text not null check (btrim(owner_post) <> ''),
  given_on date not null,
  first_due_on date not null,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'reported', 'accepted', 'returned', 'withdrawn')),
  -- The day of the last report, by which a task was done in time or late.
  reported_on date,
  closed_on date,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint directive_task_position unique (directive_id, position),
  constraint directive_task_closed check ((state in ('accepted', 'withdrawn')) = (closed_on is not null)),
  constraint directive_task_reported check (state not in ('reported', 'accepted', 'returned') or reported_on is not null)
);
create index directive_task_organization on directive_task (organization_id, state, due_on);
create index directive_task_giver on directive_task (giver_id, state);
-- The second wall: given, moved and closed by who works for the level that gave it, whatever code asks.
create function app.keep_directive_task() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  speaker uuid := coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id());
  s app.scope;
  is_givers boolean := tg_op = 'INSERT';
begin
  if tg_op = 'UPDATE' then
    if (new.directive_id, new.organization_id, new.giver_id, new.position, new.content, new.owner_post, new.given_on, new.first_due_on)
        is distinct from (old.directive_id, old.organization_id, old.giver_id, old.position, old.content, old.owner_post, old.given_on, old.first_due_on)
        or old.closed_on is not null then
      raise exception 'a task is kept as it was given' using errcode = 'integrity_constraint_violation', constraint = 'directive_task_is_kept';
    end if;
    is_givers := new.due_on <> old.due_on or (new.state <> old.state and new.state <> 'reported');
  elsif not exists (select from directive d where d.id = new.directive_id and d.organization_id = new.giver_id and d.struck_on is null) then
    raise exception 'a task is of a document that its giver keeps' using errcode = 'check_violation', constraint = 'directive_task_giver_keeps';
  end if;
  if is_givers and speaker is not null then
    s := app.scope_of_user(speaker);
    if not coalesce(s.work_all or new.giver_id = any (s.tree_work), false) then
      raise exception 'a task is given, moved and closed by who gave it' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;
create trigger keep before insert or update on directive_task for each row execute function app.keep_directive_task();
create trigger never_deleted before delete on directive_task for each row execute function app.refuse_rewrite();

-- 4. What was done: a record of the product, or a sentence with its day and document.
create table directive_trace (
  id uuid primary key,
  task_id uuid not null references directive_task on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  kind text not null check (kind in ('plan', 'inspection', 'case', 'issue', 'measure', 'report', 'document')),
  target_id uuid,
  said text not null check (btrim(said) <> ''),
  document text not null default '',
  done_on date not null,
  entered_by uuid not null,
  entered_by_name text not null,
  constraint directive_trace_kind check ((kind = 'document') = (target_id is null) and (kind <> 'document' or btrim(document) <> ''))
);
create index directive_trace_task on directive_trace (task_id);
create index directive_trace_organization on directive_trace (organization_id);
create trigger append_only before update or delete on directive_trace for each row execute function app.refuse_rewrite();

-- 5. Every step with who took it; never rewritten.
create table directive_step (
  id uuid primary key,
  task_id uuid not null references directive_task on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  position integer not null check (position > 0),
  event text not null check (event in ('give', 'trace', 'report', 'accept', 'return', 'move', 'withdraw')),
  from_state text,
  to_state text not null,
  on_day date not null,
  actor_id uuid not null,
  actor_name text not null,
  acted_at timestamptz not null default clock_timestamp(),
  detail jsonb not null default '{}',
  constraint directive_step_position unique (task_id, position)
);
create index directive_step_organization on directive_step (organization_id, on_day);
create trigger append_only before update or delete on directive_step for each row execute function app.refuse_rewrite();
create function app.check_directive_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  speaker uuid := coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id());
  of directive_task;
begin
  if speaker is distinct from new.actor_id then
    raise exception 'a step is taken in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  select * into of from directive_task where id = new.task_id;
  if new.organization_id <> of.organization_id or new.to_state <> of.state then
    raise exception 'a step is of its task' using errcode = 'check_violation', constraint = 'directive_step_of_task';
  end if;
  if new.event = 'accept' and speaker = (select actor_id from directive_step where task_id = new.task_id and event = 'report' order by position desc limit 1) then
    raise exception 'who reported does not accept' using errcode = 'check_violation', constraint = 'directive_step_second_person';
  end if;
  return new;
end $$;
create trigger check_step before insert on directive_step for each row execute function app.check_directive_step();

-- 6. Rights. A document is read where it is kept, below that, and above; its tasks only by who owes them and whoever stands above.
select app.protect('directive', 'directory', 'work');
select app.protect('directive_change', 'directory', 'work');
create policy line on directive as restrictive for select to nq15_app, nq15_wide using (
  organization_id in (select unnest(current_setting('app.orgs')::uuid[]))
  or exists (select from app.organization_reach r where r.above_id = directive.organization_id and r.organization_id in (select unnest(current_setting('app.orgs')::uuid[]))));
create policy line on directive_change as restrictive for select to nq15_app, nq15_wide using (
  organization_id in (select unnest(current_setting('app.orgs')::uuid[]))
  or exists (select from app.organization_reach r where r.above_id = directive_change.organization_id and r.organization_id in (select unnest(current_setting('app.orgs')::uuid[]))));
select app.protect('directive_task', 'tree', 'work');
select app.protect('directive_trace', 'tree', 'work');
select app.protect('directive_step', 'tree', 'work');
select app.audited('directive');
select app.audited('directive_change');
select app.audited('directive_task');
select app.audited('directive_trace');
select app.audited('directive_step');
