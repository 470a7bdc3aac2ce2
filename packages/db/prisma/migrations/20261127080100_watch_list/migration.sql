-- The watch list: apart from the rating, entered and left by decisions of people (weak units, sections 2, 5, 13.1).

-- 1. The hand that writes a step, on the word of who takes it: who proposes, who appraises and who decides hold different rights.
insert into app.role_class (role, tree_read, tree_work, tree_decide, tree_setup, person_read, person_work, person_decide, trail_read, trail_seal, accounts)
  values ('service-watch', true, true, true, false, false, false, false, false, false, false);
insert into access_service (id, name) values ('01900000-0000-7000-8000-000000000081', 'watch');
insert into access_grant (id, user_id, role, organization_id, valid_from, reason) values
  ('01900000-0000-7000-8000-000000000091', '01900000-0000-7000-8000-000000000081', 'service-watch', null, '2020-01-01', 'writes steps of the watch list');

-- 2. A list and its rules. organization_id is the organization whose standing committee decides; names and levels are its own.
create table watch_list (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  name text not null check (name = btrim(name) and name <> ''),
  rules jsonb not null,
  updated_by_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint watch_list_name unique (organization_id, name)
);

-- 3. An entry: one organization on one list, from the first sign to its end. What was decided stands in the steps.
create table watch_entry (
  id uuid primary key,
  list_id uuid not null references watch_list on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  -- Whose standing committee decides now: the list's, until an abolished body's right was handed over.
  body_id uuid not null references organization on delete restrict,
  state text not null default 'suspected' check (state in ('suspected', 'under-appraisal', 'dismissed', 'needs-attention', 'needs-consolidation',
    'plan-pending', 'consolidating', 'awaiting-review', 'after-watch', 'closed', 'relapsed', 'merged', 'dissolved')),
  level_code text,
  severity integer check (severity between 1 and 3),
  signs jsonb not null default '[]',
  -- Everybody who recorded, appraised or submitted: none of them decides.
  proposers uuid[] default array[]::uuid[] check (proposers is not null),
  appraisal_due_on date,
  heard_on date,
  submitted_level text,
  listed_on date,
  review_on date,
  plan jsonb,
  review jsonb,
  off_on date,
  off_by text check (off_by in ('removed', 'merged', 'dissolved')),
  after_watch_until date,
  previous_entry_id uuid references watch_entry on delete restrict,
  decided_by uuid,
  opened_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint watch_entry_listed check (listed_on is null or (level_code is not null and severity is not null)),
  constraint watch_entry_off check ((off_on is null) = (off_by is null) and (off_on is null or listed_on <= off_on)),
  constraint watch_entry_on_list check (
    (state in ('needs-attention', 'needs-consolidation', 'plan-pending', 'consolidating', 'awaiting-review') and listed_on is not null and off_on is null)
    or (state in ('suspected', 'under-appraisal', 'dismissed') and listed_on is null)
    or (state in ('after-watch', 'closed', 'relapsed') and off_on is not null)
    or state in ('merged', 'dissolved'))
);
create unique index watch_entry_one_open on watch_entry (list_id, organization_id)
  where state not in ('dismissed', 'closed', 'relapsed', 'merged', 'dissolved');
create index watch_entry_list on watch_entry (list_id, state);
create index watch_entry_organization on watch_entry (organization_id, opened_on);
create index watch_entry_previous on watch_entry (previous_entry_id);
create index watch_entry_body on watch_entry (body_id);

-- 4. Every step with who took it and why; a decision with its number, day, body and the signs as they stood is never rewritten.
create table watch_step (
  id uuid primary key,
  entry_id uuid not null references watch_entry on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  position integer not null check (position > 0),
  event text not null check (event ~ '^[a-z-]{3,30}$'),
  from_state text,
  to_state text not null,
  actor_id uuid not null,
  actor_name text not null,
  acted_at timestamptz not null default clock_timestamp(),
  -- The day that counts: of the decision where there is one, else of the act.
  on_day date not null,
  reason text,
  decision_number text,
  decision_body text,
  review_on date,
  level_code text,
  severity integer,
  -- What was said and what it rested on, frozen: signs, statements, conditions with their sources.
  detail jsonb not null default '{}',
  constraint watch_step_position unique (entry_id, position)
);
create index watch_step_organization on watch_step (organization_id, on_day);
create index watch_step_day on watch_step (on_day);
create trigger append_only before update or delete on watch_step for each row execute function app.refuse_rewrite();

-- The second wall of two persons: whatever code asks, who prepared does not decide, and who decides may decide for that body.
create function app.check_watch_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  speaker uuid := coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id());
  entry watch_entry;
  s app.scope;
begin
  select * into entry from watch_entry where id = new.entry_id;
  if new.organization_id <> entry.organization_id or new.to_state <> entry.state and new.event <> 'remove' then
    raise exception 'a step is of its entry' using errcode = 'check_violation', constraint = 'watch_step_of_entry';
  end if;
  if speaker is distinct from new.actor_id then
    raise exception 'a step is taken in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  if new.event in ('dismiss', 'list', 'relist', 'raise', 'return-plan', 'approve-plan', 'not-passed', 'remove', 'relapse', 'hand-over') then
    s := app.scope_of_user(speaker);
    if not coalesce(s.decide_all or entry.body_id = any (s.tree_decide), false) then
      raise exception 'decided by who may decide for this list' using errcode = 'insufficient_privilege';
    end if;
    if new.event not in ('hand-over', 'relist') and speaker = any (entry.proposers) then
      raise exception 'who proposed does not decide' using errcode = 'check_violation', constraint = 'watch_step_second_person';
    end if;
    if new.event <> 'return-plan' and btrim(coalesce(new.decision_number, '')) = '' or btrim(coalesce(new.reason, '')) = '' then
      raise exception 'a decision has a number and a reason' using errcode = 'check_violation', constraint = 'watch_step_decision';
    end if;
  end if;
  return new;
end $$;
create trigger check_step before insert on watch_step for each row execute function app.check_watch_step();

-- Only the hand writes here; the class says who may decide, which alone would let one person act on his own proposal.
create function app.only_the_hand() returns trigger language plpgsql as $$
begin
  if app.actor_id() is not null and app.actor_id() not in ('01900000-0000-7000-8000-000000000081', '01900000-0000-7000-8000-000000000001') then
    raise exception 'the watch list is written by its hand' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_the_hand before insert or update on watch_entry for each row execute function app.only_the_hand();

-- 5. A quarter of a list as it was signed: start + added - removed - merged = end, or each difference with its reason.
create table watch_quarter (
  id uuid primary key,
  list_id uuid not null references watch_list on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  year integer not null check (year between 2000 and 2100),
  quarter integer not null check (quarter between 1 and 4),
  reasons jsonb not null default '[]',
  prepared_by uuid not null,
  prepared_by_name text not null,
  figures jsonb,
  rows jsonb,
  content_hash text,
  signed_by uuid,
  signed_by_name text,
  signed_at timestamptz,
  version integer not null default 1,
  constraint watch_quarter_once unique (list_id, year, quarter),
  constraint watch_quarter_second_person check (signed_by is distinct from prepared_by),
  constraint watch_quarter_signed check (num_nulls(figures, rows, content_hash, signed_by, signed_by_name, signed_at) in (0, 6))
);
create index watch_quarter_organization on watch_quarter (organization_id, year, quarter);
create function app.keep_watch_quarter() returns trigger language plpgsql as $$
begin
  if old.signed_at is not null then
    raise exception 'a signed quarter is kept' using errcode = 'integrity_constraint_violation', constraint = 'watch_quarter_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on watch_quarter for each row execute function app.keep_watch_quarter();

select app.protect('watch_list', 'directory', 'setup', 'organization_id');
select app.protect('watch_entry', 'tree', 'decide');
select app.protect('watch_step', 'tree', 'decide');
select app.protect('watch_quarter', 'tree', 'decide');
select app.audited('watch_list');
select app.audited('watch_entry');
select app.audited('watch_step');
select app.audited('watch_quarter');
