-- Complex cases, public commitments and the projects they rest on (weak units, sections 7, 8 and 13.2). No table here names a citizen:
-- people are ranges, officers are posts, and only who took a step stands by his account.

-- 1. The hand that writes on the word of who takes a step.
insert into app.role_class (role, tree_read, tree_work, tree_decide, tree_setup, person_read, person_work, person_decide, trail_read, trail_seal, accounts)
  values ('service-incidents', true, true, true, false, false, false, false, false, false, false);
insert into access_service (id, name) values ('01900000-0000-7000-8000-0000000000c1', 'incidents');
insert into access_grant (id, user_id, role, organization_id, valid_from, reason) values
  ('01900000-0000-7000-8000-0000000000d1', '01900000-0000-7000-8000-0000000000c1', 'service-incidents', null, '2015-01-01', 'writes steps of complex cases, commitments and projects');
create function app.only_the_incidents_hand() returns trigger language plpgsql as $$
begin
  if app.actor_id() is not null and app.actor_id() not in ('01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-000000000001') then
    raise exception 'complex cases are written by their hand' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- 2. Projects: names, stages and communes are public facts, so everybody who works here reads them; figures by month stand elsewhere.
create table project (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9._-]{1,39}$'),
  name text not null check (btrim(name) <> ''),
  kind text not null check (kind in ('road', 'river-planning', 'waste', 'cemetery', 'housing', 'industry', 'other')),
  owner text not null check (btrim(owner) <> ''),
  stage text not null check (stage in ('planning', 'approved', 'recovery', 'clearance', 'construction', 'done', 'suspended')),
  source text not null check (btrim(source) <> ''),
  opened_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint project_code unique (code)
);
create index project_organization on project (organization_id);
create trigger only_the_hand before insert or update on project for each row execute function app.only_the_incidents_hand();
-- The communes a project touches, by the committee that answers for each.
create table project_area (
  id uuid primary key,
  project_id uuid not null references project on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  valid_from date not null,
  constraint project_area_once unique (project_id, organization_id)
);
create index project_area_organization on project_area (organization_id);
create trigger only_the_hand before insert on project_area for each row execute function app.only_the_incidents_hand();
create table project_step (
  id uuid primary key,
  project_id uuid not null references project on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  position integer not null check (position > 0),
  event text not null check (event ~ '^[a-z-]{3,30}$'),
  from_stage text,
  to_stage text not null,
  on_day date not null,
  reason text not null,
  actor_id uuid not null,
  actor_name text not null,
  acted_at timestamptz not null default clock_timestamp(),
  constraint project_step_position unique (project_id, position)
);
create index project_step_organization on project_step (organization_id);
create trigger append_only before update or delete on project_step for each row execute function app.refuse_rewrite();
create trigger only_the_hand before insert on project_step for each row execute function app.only_the_incidents_hand();

-- 3. The register of complex cases. organization_id is the committee of the area, decider_id the committee that decides on it.
create table complex_case (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  decider_id uuid not null references organization on delete restrict,
  code text not null check (code ~ '^VV-[0-9]{4}-[0-9]{4,}$'),
  -- A case of the same place and matter as an earlier one belongs to its family; the first of a family is its own.
  first_case_id uuid not null references complex_case on delete restrict,
  project_id uuid references project on delete restrict,
  title text not null check (btrim(title) <> ''),
  place text not null check (btrim(place) <> ''),
  matter text not null check (matter in ('land', 'compensation', 'construction-order', 'environment-waste', 'cemetery', 'cadre-finance', 'public-order', 'religion-land', 'other')),
  source text not null check (source in ('citizen-reception', 'petition-register', 'committee-report', 'inspection', 'cell-meeting')),
  first_seen_on date not null,
  level text not null check (level in ('city', 'district', 'commune')),
  priority text check (priority in ('A', 'B')),
  cause text check (cause in ('policy', 'implementation', 'cadre', 'misunderstanding', 'mixed')),
  households text not null default 'unknown' check (households in ('unknown', 'under-5', '5-10', '11-30', '31-100', '101-300', 'over-300')),
  participants text not null default 'unknown' check (participants in ('unknown', 'under-5', '5-10', '11-30', '31-100', '101-300', 'over-300')),
  state text not null default 'detected' check (state in ('detected', 'received', 'classified', 'assigned', 'in-progress', 'calm', 'settled', 'removal-pending', 'removed', 'reopened', 'out-of-scope')),
  -- Exactly one leader answers for it, by his post.
  leader text,
  lead_body text,
  cooperating text not null default '',
  information_lead text not null default '',
  legal_position text not null default '',
  plan text not null default '',
  settled_on date,
  proposed_by uuid,
  removed_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint complex_case_code unique (code),
  constraint complex_case_classified check (state in ('detected', 'received', 'out-of-scope') or (priority is not null and cause is not null)),
  constraint complex_case_one_leader check ((leader is null) = (lead_body is null)
    and (leader is not null or state in ('detected', 'received', 'classified', 'out-of-scope'))),
  constraint complex_case_settled check (state not in ('settled', 'removal-pending', 'removed') or settled_on is not null),
  constraint complex_case_removed check ((state = 'removed') = (removed_on is not null)),
  constraint complex_case_proposed check ((state in ('removal-pending', 'removed')) = (proposed_by is not null))
);
create index complex_case_organization on complex_case (organization_id, state);
create index complex_case_decider on complex_case (decider_id);
create index complex_case_family on complex_case (first_case_id);
create index complex_case_project on complex_case (project_id);
create trigger only_the_hand before insert or update on complex_case for each row execute function app.only_the_incidents_hand();
create function app.keep_complex_case() returns trigger language plpgsql as $$
begin
  if (new.code, new.first_case_id, new.organization_id, new.first_seen_on, new.source) is distinct from (old.code, old.first_case_id, old.organization_id, old.first_seen_on, old.source) then
    raise exception 'what the register holds is kept' using errcode = 'integrity_constraint_violation', constraint = 'complex_case_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on complex_case for each row execute function app.keep_complex_case();
create table case_milestone (
  id uuid primary key,
  case_id uuid not null references complex_case on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  position integer not null check (position > 0),
  title text not null check (btrim(title) <> ''),
  due_on date not null,
  done_on date,
  constraint case_milestone_position unique (case_id, position)
);
create index case_milestone_organization on case_milestone (organization_id);
create trigger only_the_hand before insert or update on case_milestone for each row execute function app.only_the_incidents_hand();
create function app.keep_case_milestone() returns trigger language plpgsql as $$
begin
  if (new.case_id, new.title, new.due_on) is distinct from (old.case_id, old.title, old.due_on) or old.done_on is not null then
    raise exception 'a milestone keeps its day' using errcode = 'integrity_constraint_violation', constraint = 'case_milestone_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on case_milestone for each row execute function app.keep_case_milestone();
-- What happened by day: a group, papers counted in the petition register, a dialogue, a measure. Never who was there.
create table case_happening (
  id uuid primary key,
  case_id uuid not null references complex_case on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  kind text not null check (kind in ('gathering', 'petitions', 'dialogue', 'measure', 'other')),
  on_day date not null,
  size text not null check (size in ('unknown', 'under-5', '5-10', '11-30', '31-100', '101-300', 'over-300')),
  count integer not null check (count > 0),
  note text not null check (btrim(note) <> ''),
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index case_happening_case on case_happening (case_id, on_day);
create index case_happening_organization on case_happening (organization_id);
create trigger append_only before update or delete on case_happening for each row execute function app.refuse_rewrite();
create trigger only_the_hand before insert on case_happening for each row execute function app.only_the_incidents_hand();

-- 4. Public commitments. The promised day is written once; a new day is a new row that names the old one.
create table public_commitment (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  case_id uuid references complex_case on delete restrict,
  project_id uuid references project on delete restrict,
  text text not null check (btrim(text) <> ''),
  audience text not null check (btrim(audience) <> ''),
  announced_by text not null check (btrim(announced_by) <> ''),
  announced_on date not null,
  due_on date not null,
  channel text not null check (channel in ('dialogue', 'reception-day', 'notice', 'press', 'meeting')),
  state text not null default 'made' check (state in ('made', 'kept', 'missed', 'explained', 'kept-late')),
  kept_on date,
  evidence text not null default '',
  explanation text not null default '',
  replaces_id uuid references public_commitment on delete restrict,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint public_commitment_days check (announced_on <= due_on and (kept_on is null or announced_on <= kept_on)),
  constraint public_commitment_of check (case_id is not null or project_id is not null),
  constraint public_commitment_kept check ((state in ('kept', 'kept-late')) = (kept_on is not null) and (kept_on is null) = (evidence = '')
    and (kept_on is null or (state = 'kept') = (kept_on <= due_on))),
  constraint public_commitment_replaced_once unique (replaces_id)
);
create index public_commitment_organization on public_commitment (organization_id, due_on);
create index public_commitment_case on public_commitment (case_id);
create index public_commitment_project on public_commitment (project_id);
create index public_commitment_standing on public_commitment (due_on) where state = 'made';
create function app.keep_public_commitment() returns trigger language plpgsql as $$
begin
  if (new.text, new.audience, new.announced_by, new.announced_on, new.due_on, new.channel, new.replaces_id, new.case_id, new.project_id, new.organization_id)
      is distinct from (old.text, old.audience, old.announced_by, old.announced_on, old.due_on, old.channel, old.replaces_id, old.case_id, old.project_id, old.organization_id)
      or old.state in ('kept', 'kept-late') then
    raise exception 'a promise is kept as it was made' using errcode = 'integrity_constraint_violation', constraint = 'public_commitment_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on public_commitment for each row execute function app.keep_public_commitment();
create trigger only_the_hand before insert or update on public_commitment for each row execute function app.only_the_incidents_hand();
create trigger never_deleted before delete on public_commitment for each row execute function app.refuse_rewrite();

-- 5. Every step of a case or of a promise, with who took it and why; never rewritten.
create table complex_case_step (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  case_id uuid references complex_case on delete restrict,
  commitment_id uuid references public_commitment on delete restrict,
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
  detail jsonb not null default '{}',
  constraint complex_case_step_of_one check ((case_id is null) <> (commitment_id is null)),
  constraint complex_case_step_case_position unique (case_id, position),
  constraint complex_case_step_commitment_position unique (commitment_id, position)
);
create index complex_case_step_organization on complex_case_step (organization_id, on_day);
create trigger append_only before update or delete on complex_case_step for each row execute function app.refuse_rewrite();
create trigger only_the_hand before insert on complex_case_step for each row execute function app.only_the_incidents_hand();
-- The second wall of decisions: in one's own name, by who may decide for that committee, with a number, and not by who proposed it.
create function app.check_complex_case_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  speaker uuid := coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id());
  of complex_case;
  s app.scope;
begin
  if speaker is distinct from new.actor_id then
    raise exception 'a step is taken in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  if new.case_id is null then return new; end if;
  select * into of from complex_case where id = new.case_id;
  if new.organization_id <> of.organization_id or new.to_state <> of.state then
    raise exception 'a step is of its case' using errcode = 'check_violation', constraint = 'complex_case_step_of_case';
  end if;
  if new.event in ('assign', 'settle', 'remove', 'drop', 'set-level') then
    if btrim(coalesce(new.decision_number, '')) = '' then
      raise exception 'a decision has a number' using errcode = 'check_violation', constraint = 'complex_case_step_decision';
    end if;
    if new.event = 'remove' and of.proposed_by = speaker then
      raise exception 'who proposed does not decide' using errcode = 'check_violation', constraint = 'complex_case_step_second_person';
    end if;
    s := app.scope_of_user(speaker);
    if not coalesce(s.decide_all or of.decider_id = any (s.tree_decide), false) then
      raise exception 'decided by who may decide for this committee' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;
create trigger check_step before insert on complex_case_step for each row execute function app.check_complex_case_step();

-- 6. Rights.
select app.protect('project', 'directory', 'decide');
select app.protect('project_area', 'directory', 'decide');
select app.protect('project_step', 'directory', 'decide');
select app.protect('complex_case', 'tree', 'decide');
select app.protect('case_milestone', 'tree', 'decide');
select app.protect('case_happening', 'tree', 'decide');
select app.protect('public_commitment', 'tree', 'decide');
select app.protect('complex_case_step', 'tree', 'decide');
select app.audited('project');
select app.audited('project_area');
select app.audited('project_step');
select app.audited('complex_case');
select app.audited('case_milestone');
select app.audited('case_happening');
select app.audited('public_commitment');
select app.audited('complex_case_step');
