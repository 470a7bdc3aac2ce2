-- Duties of information (weak units, sections 11 and 13.2): questions of an area with one officer who answers, what was published,
-- which cells talked it over, and opinion notes that name nobody. Officers are posts; only who took a step stands by his account.

-- 1. The hand that writes on the word of who takes a step.
insert into app.role_class (role, tree_read, tree_work, tree_decide, tree_setup, person_read, person_work, person_decide, trail_read, trail_seal, accounts)
  values ('service-information', true, true, true, false, false, false, false, false, false, false);
insert into access_service (id, name) values ('01900000-0000-7000-8000-0000000000e1', 'information');
insert into access_grant (id, user_id, role, organization_id, valid_from, reason) values
  ('01900000-0000-7000-8000-0000000000f1', '01900000-0000-7000-8000-0000000000e1', 'service-information', null, '2015-01-01', 'writes questions, publications and opinion notes');
create function app.only_the_information_hand() returns trigger language plpgsql as $$
begin
  if app.actor_id() is not null and app.actor_id() not in ('01900000-0000-7000-8000-0000000000e1', '01900000-0000-7000-8000-000000000001') then
    raise exception 'information is written by its hand' using errcode = 'insufficient_privilege';
  end if;
  return coalesce(new, old);
end $$;

-- 2. The log of questions. Exactly one officer answers and another post stands in.
create table information_issue (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  case_id uuid references complex_case on delete restrict,
  code text not null check (code ~ '^TT-[0-9]{4}-[0-9]{4,}$'),
  topic text not null check (topic in ('land', 'compensation', 'construction-order', 'environment-waste', 'cemetery', 'cadre-finance', 'public-order', 'religion-land', 'other')),
  place text not null check (btrim(place) <> ''),
  question text not null check (btrim(question) <> ''),
  facts text not null default '',
  answer text not null default '',
  officer text,
  deputy text,
  opened_on date not null,
  due_on date,
  state text not null default 'open' check (state in ('open', 'assigned', 'drafting', 'agreed', 'published', 'updating', 'closed')),
  drafted_by uuid,
  agreed_on date,
  next_update_on date,
  -- The day a passed duty was told of, so that it is told once.
  told_of date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint information_issue_code unique (code),
  constraint information_issue_one_officer check ((officer is null) = (deputy is null) and (officer is null) = (due_on is null)
    and (officer is null) = (state = 'open') and (officer is null or lower(officer) <> lower(deputy))),
  constraint information_issue_agreed check (state <> 'agreed' or (agreed_on is not null and answer <> '' and drafted_by is not null))
);
create index information_issue_organization on information_issue (organization_id, state);
create index information_issue_case on information_issue (case_id);
create function app.keep_information_issue() returns trigger language plpgsql as $$
begin
  if (new.code, new.organization_id, new.case_id, new.question, new.topic, new.place, new.opened_on)
      is distinct from (old.code, old.organization_id, old.case_id, old.question, old.topic, old.place, old.opened_on) or old.state = 'closed' then
    raise exception 'a question is kept as it was asked' using errcode = 'integrity_constraint_violation', constraint = 'information_issue_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on information_issue for each row execute function app.keep_information_issue();
create trigger only_the_hand before insert or update on information_issue for each row execute function app.only_the_information_hand();
create trigger never_deleted before delete on information_issue for each row execute function app.refuse_rewrite();

-- 3. Every step, with who took it; never rewritten. The second wall: in one's own name, approved by who may decide and did not draft.
create table information_step (
  id uuid primary key,
  issue_id uuid not null references information_issue on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  position integer not null check (position > 0),
  event text not null check (event ~ '^[a-z-]{3,30}$'),
  from_state text,
  to_state text not null,
  actor_id uuid not null,
  actor_name text not null,
  acted_at timestamptz not null default clock_timestamp(),
  on_day date not null,
  detail jsonb not null default '{}',
  constraint information_step_position unique (issue_id, position)
);
create index information_step_organization on information_step (organization_id, on_day);
create trigger append_only before update or delete on information_step for each row execute function app.refuse_rewrite();
create trigger only_the_hand before insert on information_step for each row execute function app.only_the_information_hand();
create function app.check_information_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  speaker uuid := coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id());
  of information_issue;
  s app.scope;
begin
  if speaker is distinct from new.actor_id then
    raise exception 'a step is taken in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  select * into of from information_issue where id = new.issue_id;
  if new.organization_id <> of.organization_id or new.to_state <> of.state then
    raise exception 'a step is of its question' using errcode = 'check_violation', constraint = 'information_step_of_issue';
  end if;
  if new.event in ('agree', 'send-back', 'close') then
    if new.event = 'agree' and of.drafted_by = speaker then
      raise exception 'who drafted does not approve' using errcode = 'check_violation', constraint = 'information_step_second_person';
    end if;
    s := app.scope_of_user(speaker);
    if not coalesce(s.decide_all or of.organization_id = any (s.tree_decide), false) then
      raise exception 'approved by who may decide for this committee' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;
create trigger check_step before insert on information_step for each row execute function app.check_information_step();

-- 4. What was published: a public fact, so everybody who works here reads it, and nobody rewrites it.
create table information_publication (
  id uuid primary key,
  issue_id uuid not null references information_issue on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  code text not null,
  position integer not null check (position > 0),
  topic text not null,
  place text not null,
  question text not null check (btrim(question) <> ''),
  answer text not null check (btrim(answer) <> ''),
  officer text not null check (btrim(officer) <> ''),
  channel text not null check (channel in ('notice-board', 'radio', 'cell-meeting', 'dialogue', 'press', 'portal')),
  published_at text not null check (btrim(published_at) <> ''),
  published_on date not null,
  next_update_on date check (next_update_on > published_on),
  recorded_at timestamptz not null default clock_timestamp(),
  constraint information_publication_position unique (issue_id, position)
);
create index information_publication_organization on information_publication (organization_id, published_on);
create trigger append_only before update or delete on information_publication for each row execute function app.refuse_rewrite();
create trigger only_the_hand before insert on information_publication for each row execute function app.only_the_information_hand();
-- Nothing is published but the answer that was approved.
create function app.check_information_publication() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare of information_issue;
begin
  select * into of from information_issue where id = new.issue_id;
  if of.agreed_on is null or (of.organization_id, of.code, of.question, of.answer) is distinct from (new.organization_id, new.code, new.question, new.answer) then
    raise exception 'only an approved answer is published' using errcode = 'check_violation', constraint = 'information_publication_approved';
  end if;
  return new;
end $$;
create trigger check_publication before insert on information_publication for each row execute function app.check_information_publication();

-- 5. Which cells talked it over: a day and how many were there, never who.
create table information_acknowledgement (
  id uuid primary key,
  publication_id uuid not null references information_publication on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  held_on date not null,
  present integer not null check (present > 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint information_acknowledgement_once unique (publication_id, organization_id)
);
create index information_acknowledgement_organization on information_acknowledgement (organization_id);
create trigger only_the_hand before insert or update on information_acknowledgement for each row execute function app.only_the_information_hand();
create trigger never_deleted before delete on information_acknowledgement for each row execute function app.refuse_rewrite();

-- 6. Opinion notes: closed lists and at most 300 characters (privacy N4). After 24 months only the totals of the month stay (L8).
create table opinion_note (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  topic text not null check (topic in ('land', 'compensation', 'construction-order', 'environment-waste', 'cemetery', 'cadre-finance', 'public-order', 'religion-land', 'other')),
  place text not null check (btrim(place) <> '' and length(place) <= 120),
  channel text not null check (channel in ('cell-meeting', 'reception-day', 'front-meeting', 'dialogue')),
  tendency text not null check (tendency in ('positive', 'neutral', 'concern')),
  breadth text not null check (breadth in ('isolated', 'some', 'many')),
  heard_on date not null,
  gist text not null check (btrim(gist) <> '' and length(gist) <= 300),
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index opinion_note_organization on opinion_note (organization_id, heard_on);
create trigger only_the_hand before insert or delete on opinion_note for each row execute function app.only_the_information_hand();
create trigger append_only before update on opinion_note for each row execute function app.refuse_rewrite();
create table opinion_total (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  month date not null check (extract(day from month) = 1),
  topic text not null,
  channel text not null,
  tendency text not null,
  breadth text not null,
  count integer not null check (count > 0),
  constraint opinion_total_once unique (organization_id, month, topic, channel, tendency, breadth)
);
create trigger only_the_hand before insert or update on opinion_total for each row execute function app.only_the_information_hand();

-- 7. Rights.
select app.protect('information_issue', 'tree', 'decide');
select app.protect('information_step', 'tree', 'decide');
select app.protect('information_publication', 'directory', 'decide');
select app.protect('information_acknowledgement', 'tree', 'decide');
select app.protect('opinion_note', 'tree', 'decide');
select app.allow_delete('opinion_note');
select app.protect('opinion_total', 'tree', 'decide');
select app.audited('information_issue');
select app.audited('information_step');
select app.audited('information_publication');
select app.audited('information_acknowledgement');
select app.audited('opinion_note');
select app.audited('opinion_total');
