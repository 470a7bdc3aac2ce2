-- Consolidation plans, their tasks and every step of both (weak units, sections 6 and 13.2).

-- 1. A plan of one entry of a watch list. What was approved is never rewritten: another edition follows it.
create table consolidation_plan (
  id uuid primary key,
  entry_id uuid not null references watch_entry on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  -- Whose standing committee decides on it.
  body_id uuid not null references organization on delete restrict,
  edition integer not null default 1 check (edition > 0),
  previous_plan_id uuid references consolidation_plan on delete restrict,
  state text not null default 'draft' check (state in ('draft', 'appraisal', 'approved', 'in-progress', 'extended', 'completed', 'accepted', 'failed', 'ended')),
  owner_id uuid not null,
  owner_name text not null,
  -- Everybody who wrote on it: none of them appraises, decides or reviews.
  workers uuid[] default array[]::uuid[] check (workers is not null),
  content jsonb not null,
  -- The signs of the listing, and with the approval what the screening said of them then.
  signs jsonb not null default '[]',
  situation jsonb,
  starts_on date not null,
  ends_on date not null,
  extended_from date,
  appraisal jsonb,
  review jsonb,
  approved_on date,
  approved_by uuid,
  review_on date,
  completed_on date,
  inspection_proposed boolean not null default false,
  opened_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint consolidation_plan_edition unique (entry_id, edition),
  constraint consolidation_plan_days check (starts_on <= ends_on and (extended_from is null or extended_from < ends_on)),
  constraint consolidation_plan_approved check ((approved_on is null) = (approved_by is null) and (approved_on is null) = (situation is null)
    and (state not in ('approved', 'in-progress', 'extended', 'completed', 'accepted', 'failed') or approved_on is not null)),
  constraint consolidation_plan_second_person check (approved_by is null or (approved_by <> owner_id and approved_by <> all (workers))),
  constraint consolidation_plan_reviewer check (review is null or (review ->> 'userId')::uuid is distinct from owner_id)
);
create unique index consolidation_plan_one_open on consolidation_plan (entry_id) where state not in ('accepted', 'failed', 'ended');
create index consolidation_plan_organization on consolidation_plan (organization_id, state);
create index consolidation_plan_body on consolidation_plan (body_id);
create index consolidation_plan_previous on consolidation_plan (previous_plan_id);

create function app.keep_consolidation_plan() returns trigger language plpgsql as $$
begin
  if old.approved_on is not null and (new.content, new.signs, new.situation, new.owner_id, new.starts_on, new.approved_on, new.approved_by, new.entry_id)
      is distinct from (old.content, old.signs, old.situation, old.owner_id, old.starts_on, old.approved_on, old.approved_by, old.entry_id) then
    raise exception 'an approved plan is kept' using errcode = 'integrity_constraint_violation', constraint = 'consolidation_plan_is_kept';
  end if;
  if old.approved_on is not null and new.ends_on <> old.ends_on and (old.extended_from is not null or new.extended_from is distinct from old.ends_on) then
    raise exception 'a plan is extended once' using errcode = 'check_violation', constraint = 'consolidation_plan_extended_once';
  end if;
  if old.state in ('accepted', 'failed', 'ended') then
    raise exception 'a plan that ended is kept' using errcode = 'integrity_constraint_violation', constraint = 'consolidation_plan_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on consolidation_plan for each row execute function app.keep_consolidation_plan();
create trigger only_the_hand before insert or update on consolidation_plan for each row execute function app.only_the_hand();

-- 2. Its tasks. baseline_due_on is the approved day; due_on the day that holds now.
create table plan_task (
  id uuid primary key,
  plan_id uuid not null references consolidation_plan on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  position integer not null check (position > 0),
  sign_code text not null default '',
  title text not null check (btrim(title) <> ''),
  output text not null check (btrim(output) <> ''),
  owner_name text not null check (btrim(owner_name) <> ''),
  owner_post text not null default '',
  owner_user_id uuid,
  due_on date not null,
  baseline_due_on date,
  state text not null default 'open' check (state in ('open', 'waiting', 'done', 'closed')),
  progress integer not null default 0 check (progress between 0 and 100),
  evidence text not null default '',
  waiting_for text,
  waiting_since date,
  waited_days integer not null default 0 check (waited_days >= 0),
  depends_on uuid[] default array[]::uuid[] check (depends_on is not null),
  -- Tasks that one template made, and which time this is.
  series_id uuid,
  occurrence integer,
  done_on date,
  -- Where an open task went when the organization was merged or split.
  moved_to_id uuid references plan_task on delete restrict,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint plan_task_done check ((state = 'done') = (done_on is not null) and (state <> 'done' or progress = 100)),
  constraint plan_task_waiting check ((state = 'waiting') = (waiting_since is not null) and (state = 'waiting') = (waiting_for is not null)),
  constraint plan_task_series check ((series_id is null) = (occurrence is null))
);
create index plan_task_plan on plan_task (plan_id, position);
create index plan_task_organization on plan_task (organization_id, due_on);
create index plan_task_owner on plan_task (owner_user_id);
create index plan_task_moved on plan_task (moved_to_id);
create index plan_task_open on plan_task (due_on) where state in ('open', 'waiting');
create function app.keep_plan_task() returns trigger language plpgsql as $$
begin
  if old.baseline_due_on is not null and new.baseline_due_on is distinct from old.baseline_due_on then
    raise exception 'the approved day is kept' using errcode = 'integrity_constraint_violation', constraint = 'plan_task_baseline_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on plan_task for each row execute function app.keep_plan_task();
create trigger only_the_hand before insert or update on plan_task for each row execute function app.only_the_hand();
-- A task goes only while its plan is a draft: what was submitted is ended by a step.
create function app.keep_submitted_task() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if app.actor_id() is not null and app.actor_id() not in ('01900000-0000-7000-8000-000000000081', '01900000-0000-7000-8000-000000000001') then
    raise exception 'a plan is written by its hand' using errcode = 'insufficient_privilege';
  end if;
  if (select state from consolidation_plan where id = old.plan_id) <> 'draft' then
    raise exception 'a task of a submitted plan is kept' using errcode = 'integrity_constraint_violation', constraint = 'plan_task_is_kept';
  end if;
  return old;
end $$;
create trigger keep_submitted before delete on plan_task for each row execute function app.keep_submitted_task();

-- 3. Every step of a plan or of one of its tasks, with who took it and why; never rewritten.
create table plan_step (
  id uuid primary key,
  plan_id uuid not null references consolidation_plan on delete restrict,
  task_id uuid references plan_task on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  position integer not null check (position > 0),
  event text not null check (event ~ '^[a-z-]{3,30}$'),
  from_state text,
  to_state text not null,
  actor_id uuid not null,
  actor_name text not null,
  acted_at timestamptz not null default clock_timestamp(),
  on_day date not null,
  reason text,
  decision_number text,
  decision_body text,
  due_on date,
  progress integer,
  detail jsonb not null default '{}',
  constraint plan_step_position unique (plan_id, position)
);
create index plan_step_task on plan_step (task_id, on_day);
create index plan_step_organization on plan_step (organization_id, on_day);
create trigger append_only before update or delete on plan_step for each row execute function app.refuse_rewrite();

-- The second wall of two persons: whatever code asks, who worked on a plan neither decides nor reviews it.
create function app.check_plan_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  speaker uuid := coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id());
  plan consolidation_plan;
  s app.scope;
begin
  select * into plan from consolidation_plan where id = new.plan_id;
  if new.organization_id <> plan.organization_id or (new.task_id is null and new.to_state <> plan.state) then
    raise exception 'a step is of its plan' using errcode = 'check_violation', constraint = 'plan_step_of_plan';
  end if;
  if speaker is distinct from new.actor_id then
    raise exception 'a step is taken in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  if new.task_id is null and new.event in ('appraise', 'return', 'approve', 'extend', 'report-review', 'accept', 'fail')
      and (speaker = any (plan.workers) or speaker = plan.owner_id) then
    raise exception 'who worked on a plan does not judge it' using errcode = 'check_violation', constraint = 'plan_step_second_person';
  end if;
  if new.task_id is null and new.event in ('return', 'approve', 'extend', 'accept', 'fail') then
    s := app.scope_of_user(speaker);
    if not coalesce(s.decide_all or plan.body_id = any (s.tree_decide), false) then
      raise exception 'decided by who may decide for this list' using errcode = 'insufficient_privilege';
    end if;
    if new.event <> 'return' and btrim(coalesce(new.decision_number, '')) = '' or btrim(coalesce(new.reason, '')) = '' then
      raise exception 'a decision has a number and a reason' using errcode = 'check_violation', constraint = 'plan_step_decision';
    end if;
  end if;
  return new;
end $$;
create trigger check_step before insert on plan_step for each row execute function app.check_plan_step();

-- 4. Files are evidence of a task.
do $$
declare body text; held text;
begin
  select pg_get_functiondef('app.check_attached_record'::regproc) into body;
  execute replace(body, 'else false end',
    'when ''plan_task'' then exists (select from plan_task p where p.id = new.record_id and p.organization_id = new.organization_id)
    else false end');
  select pg_get_constraintdef(oid) into held from pg_constraint where conname = 'file_attachment_record';
  execute 'alter table file_attachment drop constraint file_attachment_record';
  execute 'alter table file_attachment add constraint file_attachment_record ' || replace(held, '''organization''::text', '''organization''::text, ''plan_task''::text');
end $$;

select app.protect('consolidation_plan', 'tree', 'decide');
select app.protect('plan_task', 'tree', 'decide');
select app.protect('plan_step', 'tree', 'decide');
-- A draft is unfinished work.
select app.allow_delete('plan_task');
select app.audited('consolidation_plan');
select app.audited('plan_task');
select app.audited('plan_step');
