-- What surrounds a decision: checks against facts, notice, complaint, correction, screening, awards.

-- Which hands a trigger has before it: a request (also through a function of the owner's), not the owner who prepares and restores.
create function app.is_request() returns boolean language sql stable as $$
  select current_setting('role') in ('nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person')
$$;

-- Another decision about one line of a decision stands beside it and names it; nothing decided is rewritten.
alter table rating_decision drop constraint rating_decision_kind_check;
alter table rating_decision
  add constraint rating_decision_kind_check check (kind in ('members', 'leaders', 'reconsideration', 'correction')),
  add column amends_id uuid references rating_decision on delete restrict,
  add constraint rating_decision_amends check ((kind in ('members', 'leaders')) = (amends_id is null));
create index rating_decision_amends_id on rating_decision (amends_id);

alter table rating add column replaces_id uuid references rating on delete restrict;
create unique index rating_replaces_id on rating (replaces_id);

-- A version follows the one before it: same person, same year, already superseded; a first decision follows nothing.
create function app.rating_follows_its_decision() returns trigger language plpgsql as $$
declare
  decision rating_decision;
  state text;
begin
  if not app.is_request() then return new; end if;
  select * into decision from rating_decision where id = new.decision_id;
  if decision.kind in ('reconsideration', 'correction') then
    if not exists (select from rating r where r.id = new.replaces_id and r.member_id = new.member_id and r.year = new.year
        and r.case_id = new.case_id and r.superseded_at is not null) then
      raise exception 'another decision replaces the version before it'
        using errcode = 'integrity_constraint_violation', constraint = 'rating_replaces_version_before';
    end if;
    return new;
  end if;
  select c.state into state from rating_campaign c where c.id = decision.campaign_id;
  if new.replaces_id is not null or state <> 'open' then
    raise exception 'a closed year is corrected by another decision that names the one before'
      using errcode = 'integrity_constraint_violation', constraint = 'closed_year_is_kept';
  end if;
  return new;
end $$;
create trigger follows_its_decision before insert on rating for each row execute function app.rating_follows_its_decision();

-- A campaign only goes forward, and nothing of it but its state moves once it is closed: no request unlocks a year.
create function app.campaign_goes_forward() returns trigger language plpgsql as $$
declare
  way text[] := array['draft', 'open', 'closed', 'archived'];
  moving text[] := array['state', 'version', 'updated_at'];
begin
  if app.is_request() and (array_position(way, new.state) < array_position(way, old.state)
      or (old.state in ('closed', 'archived') and to_jsonb(new) - moving is distinct from to_jsonb(old) - moving)) then
    raise exception 'a closed year is kept' using errcode = 'integrity_constraint_violation', constraint = 'closed_year_is_kept';
  end if;
  return new;
end $$;
create trigger goes_forward before update on rating_campaign for each row execute function app.campaign_goes_forward();

-- Of a person's case only where it stands goes on after the year is closed: notice, complaint, correction.
create function app.keep_closed_case() returns trigger language plpgsql as $$
declare moving text[] := array['state', 'version', 'updated_at'];
begin
  if app.is_request() and (tg_op = 'INSERT' or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving)
    and exists (select from rating_campaign c where c.id = new.campaign_id and c.state in ('closed', 'archived')) then
    raise exception 'a closed year is kept' using errcode = 'integrity_constraint_violation', constraint = 'closed_year_is_kept';
  end if;
  return new;
end $$;
create trigger closed_year before insert or update on rating_case for each row execute function app.keep_closed_case();

-- A committee's choices for what the law leaves open around its decisions; the defaults stand where there is no row.
create table rating_after_rule (
  campaign_id uuid primary key references rating_campaign on delete restrict,
  organization_id uuid not null,
  options jsonb not null,
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now()
);

-- A figure about a cell or organization whose own room is not built yet, typed with its source.
create table rating_typed_fact (
  id uuid primary key,
  campaign_id uuid not null references rating_campaign on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  fact text not null check (fact in ('overduePetitions', 'missedTargets', 'weakSubUnits', 'meetingScore')),
  value numeric(9, 3) not null check (value >= 0),
  source text not null check (btrim(source) <> ''),
  as_of date not null,
  -- Taken back: it is no longer there, which is not zero.
  withdrawn boolean not null default false,
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  unique (campaign_id, organization_id, fact)
);
create index rating_typed_fact_organization on rating_typed_fact (organization_id);

-- The decider's answer to one check; it holds for exactly the figures he saw.
create table rating_acknowledgement (
  id uuid primary key,
  campaign_id uuid not null references rating_campaign on delete restrict,
  -- The committee that decides.
  organization_id uuid not null,
  code text not null,
  about_id uuid not null,
  seen text not null,
  reason text not null check (btrim(reason) <> ''),
  by_user_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  constraint rating_acknowledgement_once unique (campaign_id, organization_id, code, about_id, seen)
);
create index rating_acknowledgement_organization on rating_acknowledgement (organization_id, campaign_id);

-- Notice of a level to the person rated.
create table rating_notice (
  id uuid primary key,
  rating_id uuid not null unique references rating on delete restrict,
  case_id uuid not null,
  organization_id uuid not null,
  member_id uuid not null,
  notice_on date not null,
  -- Until when a complaint is in time, as counted that day; null where the calendar did not reach.
  file_until date,
  by_user_id uuid not null,
  by_name text not null,
  issued_at timestamptz not null,
  seen_at timestamptz,
  constraint rating_notice_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict
);
create index rating_notice_organization on rating_notice (organization_id);
create index rating_notice_member on rating_notice (member_id);
create index rating_notice_case_id on rating_notice (case_id);

-- Whether who acts may decide about, or work with, the persons of an organization.
create function app.decides_person(organization uuid) returns boolean language sql stable as $$
  select current_setting('app.person_decide_all', true) = 'yes'
    or organization = any (coalesce(nullif(current_setting('app.person_decide_orgs', true), ''), '{}')::uuid[])
$$;
create function app.works_person(organization uuid) returns boolean language sql stable as $$
  select current_setting('app.person_work_all', true) = 'yes'
    or organization = any (coalesce(nullif(current_setting('app.person_work_orgs', true), ''), '{}')::uuid[])
$$;

-- Whoever may write only his own row marks a notice as read; giving it is the office's.
create function app.keep_notice() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if app.is_request() and not app.works_person(new.organization_id) then
      raise exception 'notice is given by the office' using errcode = 'insufficient_privilege', constraint = 'notice_given_by_office';
    end if;
  elsif to_jsonb(new) - 'seen_at' is distinct from to_jsonb(old) - 'seen_at' or old.seen_at is not null then
    raise exception 'a notice is kept' using errcode = 'integrity_constraint_violation', constraint = 'notice_is_kept';
  end if;
  return new;
end $$;
create trigger keep_notice before insert or update on rating_notice for each row execute function app.keep_notice();

-- A complaint about a level, by the person or by his secretary for him.
create table rating_appeal (
  id uuid primary key,
  rating_id uuid not null references rating on delete restrict,
  case_id uuid not null,
  organization_id uuid not null,
  committee_id uuid not null,
  member_id uuid not null,
  year integer not null,
  state text not null default 'filed' check (state in ('filed', 'withdrawn', 'upheld', 'changed')),
  filed_on date not null,
  is_late boolean not null,
  grounds text not null check (btrim(grounds) <> ''),
  wanted_level text check (wanted_level in ('XS', 'T', 'HT', 'KHT')),
  filed_for_member boolean not null,
  filed_by uuid not null,
  filed_by_name text not null,
  -- The day and how it was counted, as counted when it was filed.
  due_on date,
  due_count jsonb,
  answer text,
  answered_on date,
  answered_by uuid,
  answered_by_name text,
  decision_id uuid references rating_decision on delete restrict,
  version integer not null default 1,
  created_at timestamptz not null,
  constraint rating_appeal_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict,
  constraint rating_appeal_answered check ((state in ('upheld', 'changed')) = (answer is not null and answered_on is not null and answered_by is not null)),
  constraint rating_appeal_changed check ((state = 'changed') = (decision_id is not null))
);
-- One complaint about one level is open or answered; after a withdrawal it may be filed anew.
create unique index rating_appeal_one on rating_appeal (rating_id) where state <> 'withdrawn';
create index rating_appeal_organization on rating_appeal (organization_id);
create index rating_appeal_committee on rating_appeal (committee_id, year, state);
create index rating_appeal_member on rating_appeal (member_id);
create index rating_appeal_case_id on rating_appeal (case_id);
create index rating_appeal_decision_id on rating_appeal (decision_id);

create function app.keep_appeal() returns trigger language plpgsql as $$
declare moving text[] := array['state', 'answer', 'answered_on', 'answered_by', 'answered_by_name', 'decision_id', 'version'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'filed' then
      raise exception 'a complaint begins as filed' using errcode = 'integrity_constraint_violation', constraint = 'appeal_is_kept';
    end if;
    return new;
  end if;
  if old.state <> 'filed' or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving then
    raise exception 'a complaint is kept as filed' using errcode = 'integrity_constraint_violation', constraint = 'appeal_is_kept';
  end if;
  if new.state in ('upheld', 'changed') and app.is_request() and not app.decides_person(new.organization_id) then
    raise exception 'only the deciding body answers' using errcode = 'insufficient_privilege', constraint = 'appeal_answered_by_decider';
  end if;
  return new;
end $$;
create trigger keep_appeal before insert or update on rating_appeal for each row execute function app.keep_appeal();

-- A complaint moves its case, also when the member files it himself, who may write nothing of a case.
create function app.move_appealed_case(moved uuid, opened boolean) returns boolean
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  update rating_case c set state = case when opened then 'appealed' else 'notified' end, version = c.version + 1, updated_at = now()
   where c.id = moved and c.state = case when opened then 'notified' else 'appealed' end
     and (c.member_id = nullif(current_setting('app.member_id', true), '')::uuid or app.works_person(c.organization_id));
  return found;
end $$;
revoke execute on function app.move_appealed_case(uuid, boolean) from public;
grant execute on function app.move_appealed_case(uuid, boolean) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- A correction of a decided level: prepared by one person, decided by another of the competent level.
create table rating_correction (
  id uuid primary key,
  rating_id uuid not null references rating on delete restrict,
  case_id uuid not null,
  organization_id uuid not null,
  committee_id uuid not null,
  member_id uuid not null,
  year integer not null,
  state text not null default 'prepared' check (state in ('prepared', 'decided', 'dropped')),
  ground text not null check (ground in ('violation-found', 'discipline-revoked', 'wrong-facts', 'superior-direction')),
  level text not null check (level in ('XS', 'T', 'HT', 'KHT')),
  ground_document text not null,
  ground_issuer text not null,
  ground_day date not null,
  legal_basis text not null,
  reason text not null check (btrim(reason) <> ''),
  prepared_by uuid not null,
  prepared_by_name text not null,
  prepared_at timestamptz not null,
  decision_id uuid references rating_decision on delete restrict,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  -- What followed, as it was found when it was decided.
  consequences jsonb not null default '[]',
  followed_up_by_name text,
  followed_up_at timestamptz,
  follow_up_note text,
  version integer not null default 1,
  constraint rating_correction_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict,
  constraint rating_correction_decided check ((state = 'decided') = (decision_id is not null and decided_by is not null)),
  constraint rating_correction_two_persons check (decided_by is distinct from prepared_by)
);
create unique index rating_correction_one_prepared on rating_correction (rating_id) where state = 'prepared';
create index rating_correction_rating_id on rating_correction (rating_id);
create index rating_correction_organization on rating_correction (organization_id);
create index rating_correction_committee on rating_correction (committee_id, state);
create index rating_correction_member on rating_correction (member_id);
create index rating_correction_case_id on rating_correction (case_id);
create index rating_correction_decision_id on rating_correction (decision_id);

create function app.keep_correction() returns trigger language plpgsql as $$
declare
  deciding text[] := array['state', 'decision_id', 'decided_by', 'decided_by_name', 'decided_at', 'consequences', 'version'];
  following text[] := array['followed_up_by_name', 'followed_up_at', 'follow_up_note', 'version'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'prepared' then
      raise exception 'a correction begins as prepared' using errcode = 'integrity_constraint_violation', constraint = 'correction_is_kept';
    end if;
    return new;
  end if;
  if to_jsonb(new) - deciding is not distinct from to_jsonb(old) - deciding and old.state = 'prepared' then
    if new.state = 'decided' and app.is_request() and not app.decides_person(new.organization_id) then
      raise exception 'only the deciding body decides' using errcode = 'insufficient_privilege', constraint = 'correction_decided_by_decider';
    end if;
    return new;
  end if;
  if to_jsonb(new) - following is not distinct from to_jsonb(old) - following and old.state = 'decided' and old.followed_up_at is null then
    return new;
  end if;
  raise exception 'a correction is kept' using errcode = 'integrity_constraint_violation', constraint = 'correction_is_kept';
end $$;
create trigger keep_correction before insert or update on rating_correction for each row execute function app.keep_correction();

select app.protect('rating_after_rule', 'directory', 'setup');
select app.protect('rating_typed_fact', 'tree', 'work');
select app.protect('rating_acknowledgement', 'person', 'decide');
select app.protect('rating_notice', 'person', 'work', 'organization_id', 'member_id', true);
select app.protect('rating_appeal', 'person', 'work', 'organization_id', 'member_id', true);
select app.protect('rating_correction', 'person', 'work', 'organization_id', 'member_id');

select app.audited('rating_after_rule', 'organization_id', 'campaign_id');
select app.audited('rating_typed_fact');
select app.audited('rating_acknowledgement');
select app.audited('rating_notice');
select app.audited('rating_appeal');
select app.audited('rating_correction');
