-- The yearly rating: campaign, frozen population, self-assessments, ballots, files of cells, decisions.
create table rating_campaign (
  id uuid primary key,
  -- The committee that runs the year, the city as a rule.
  organization_id uuid not null references organization on delete restrict,
  year integer not null check (year between 2014 and 2100),
  rule_set_code text not null,
  -- SHA-256 of the canonical rule set with its overlay: the campaign is pinned to it.
  rule_set_hash text not null,
  -- The overlay chosen for this campaign (quota denominator, ballot base, second entry), already validated.
  options jsonb not null default '{}',
  opens_on date not null,
  cut_off_on date not null,
  cell_due_on date not null,
  committee_due_on date not null,
  state text not null default 'draft' check (state in ('draft', 'open', 'closed', 'archived')),
  opened_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint rating_campaign_order check (opens_on <= cell_due_on and cell_due_on <= committee_due_on),
  unique (organization_id, year)
);

-- One cell's file in a campaign. `committee_id` decides.
create table rating_cell_file (
  id uuid primary key,
  campaign_id uuid not null references rating_campaign on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  committee_id uuid not null references organization on delete restrict,
  -- The cell's name and kind on the cut-off day.
  name text not null,
  sector text,
  state text not null default 'not-started' check (state in ('not-started', 'in-work', 'sent', 'appraising', 'returned', 'appraised', 'decided')),
  due_on date not null,
  return_reason text,
  members_total integer not null default 0,
  members_rated integer not null default 0,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_cell_file_return_reason check (state <> 'returned' or btrim(return_reason) <> ''),
  unique (campaign_id, organization_id),
  unique (id, organization_id)
);
create index rating_cell_file_committee on rating_cell_file (committee_id, campaign_id);
create index rating_cell_file_organization on rating_cell_file (organization_id);

create table rating_cell_file_event (
  id uuid primary key,
  file_id uuid not null,
  organization_id uuid not null,
  from_state text not null,
  to_state text not null,
  event text not null,
  reason text,
  by_user_id uuid,
  by_name text not null,
  at timestamptz not null,
  on_day date not null,
  constraint rating_cell_file_event_file foreign key (file_id, organization_id) references rating_cell_file (id, organization_id) on delete restrict
);
create index rating_cell_file_event_file_id on rating_cell_file_event (file_id, at);
create index rating_cell_file_event_organization on rating_cell_file_event (organization_id, on_day);

-- One person in a campaign, as he was on the cut-off day. The frozen columns never change.
create table rating_case (
  id uuid primary key,
  campaign_id uuid not null references rating_campaign on delete restrict,
  file_id uuid not null,
  organization_id uuid not null,
  committee_id uuid not null references organization on delete restrict,
  member_id uuid not null references member on delete restrict,
  -- frozen
  full_name text not null,
  search_name text not null,
  card_number text,
  post_title text,
  position_in_list integer not null,
  subject text not null check (subject in ('LEADER', 'MEMBER_2A', 'MEMBER_2C')),
  is_head boolean not null default false,
  months_since_admission integer not null,
  not_rated_reason text check (not_rated_reason in ('EXEMPT', 'SUSPENDED', 'ADMITTED_LT_6M', 'TRANSFERRED', 'LONG_ABSENCE', 'DECEASED', 'OTHER')),
  not_rated_text text,
  -- working
  state text not null default 'self' check (state in ('self', 'reviewed', 'balloted', 'proposed', 'appraised', 'decided', 'notified', 'appealed', 'reconsidered', 'revised', 'annulled')),
  computed_outcome text check (computed_outcome in ('XS', 'T', 'HT', 'KHT', 'NOT_RATED', 'MANUAL', 'INVALID')),
  computed_findings jsonb,
  computed_at timestamptz,
  proposed_level text check (proposed_level in ('XS', 'T', 'HT', 'KHT')),
  proposed_reason text,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_case_file foreign key (file_id, organization_id) references rating_cell_file (id, organization_id) on delete restrict,
  constraint rating_case_not_rated_has_no_level check (not_rated_reason is null or proposed_level is null),
  constraint rating_case_other_needs_text check (not_rated_reason is distinct from 'OTHER' or btrim(not_rated_text) <> ''),
  unique (campaign_id, member_id),
  unique (id, organization_id),
  -- Whoever may write a member's own row cannot hang it on another person's case.
  unique (id, organization_id, member_id)
);
create index rating_case_organization on rating_case (organization_id, campaign_id);
create index rating_case_committee on rating_case (committee_id, campaign_id);
create index rating_case_member on rating_case (member_id);
create index rating_case_file_id on rating_case (file_id);

create function app.keep_population_frozen() returns trigger language plpgsql as $$
begin
  if (new.campaign_id, new.file_id, new.organization_id, new.committee_id, new.member_id, new.full_name, new.card_number, new.post_title,
      new.position_in_list, new.subject, new.is_head, new.months_since_admission, new.not_rated_reason, new.not_rated_text)
    is distinct from
     (old.campaign_id, old.file_id, old.organization_id, old.committee_id, old.member_id, old.full_name, old.card_number, old.post_title,
      old.position_in_list, old.subject, old.is_head, old.months_since_admission, old.not_rated_reason, old.not_rated_text) then
    raise exception 'the population of a campaign is frozen' using errcode = 'integrity_constraint_violation', constraint = 'rating_case_frozen';
  end if;
  return new;
end $$;
create trigger keep_frozen before update on rating_case for each row execute function app.keep_population_frozen();

create table rating_self_assessment (
  id uuid primary key,
  case_id uuid not null unique,
  organization_id uuid not null,
  member_id uuid not null,
  general_points numeric(9, 3) check (general_points >= 0),
  result_points numeric(9, 3) check (result_points >= 0),
  tasks_assigned integer check (tasks_assigned >= 0),
  tasks_on_time integer check (tasks_on_time >= 0),
  tasks_late integer check (tasks_late >= 0),
  tasks_failed integer check (tasks_failed >= 0),
  tasks_exceeded integer check (tasks_exceeded >= 0),
  limitations_pointed_out integer check (limitations_pointed_out >= 0),
  limitations_remedied integer check (limitations_remedied >= 0),
  self_level text check (self_level in ('XS', 'T', 'HT', 'KHT')),
  review_text text not null default '',
  -- Typed by the secretary for a member who wrote on paper.
  entered_for_member boolean not null default false,
  entered_by uuid not null,
  entered_by_name text not null,
  submitted_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_self_assessment_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict
);
create index rating_self_assessment_organization on rating_self_assessment (organization_id);
create index rating_self_assessment_member on rating_self_assessment (member_id);

-- The level of the collective a head leads, from its own decision; with it the superior's exception, when one was made.
create table rating_collective (
  id uuid primary key,
  case_id uuid not null unique,
  organization_id uuid not null,
  level text not null check (level in ('XS', 'T', 'HT', 'KHT')),
  decision_number text not null check (btrim(decision_number) <> ''),
  decided_on date not null,
  exception_decision_number text,
  entered_by uuid not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_collective_case foreign key (case_id, organization_id) references rating_case (id, organization_id) on delete restrict
);
create index rating_collective_organization on rating_collective (organization_id);

-- A count record: the six numbers, then votes per member. Entry 2 is typed blind by another person.
create table rating_tally (
  id uuid primary key,
  campaign_id uuid not null references rating_campaign on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  entry integer not null check (entry in (1, 2)),
  held_on date,
  place text,
  eligible integer, present integer, issued integer, collected integer, valid integer, invalid integer,
  entered_by uuid not null,
  entered_by_name text not null,
  completed_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  unique (campaign_id, organization_id, entry),
  unique (id, organization_id)
);
create index rating_tally_organization on rating_tally (organization_id);

create function app.second_entry_by_another() returns trigger language plpgsql as $$
begin
  if exists (select from rating_tally t where t.campaign_id = new.campaign_id and t.organization_id = new.organization_id
      and t.entry <> new.entry and t.entered_by = new.entered_by) then
    raise exception 'the second entry is typed by another person' using errcode = 'check_violation', constraint = 'rating_tally_second_entry_by_another';
  end if;
  return new;
end $$;
create trigger second_entry before insert or update of entered_by on rating_tally for each row execute function app.second_entry_by_another();

-- Votes as typed; what does not add up is kept and named, so no check here compares them. Nobody's vote is linked to him.
create table rating_tally_vote (
  id uuid primary key,
  tally_id uuid not null,
  organization_id uuid not null,
  case_id uuid not null,
  xs integer, t integer, ht integer, kht integer,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_tally_vote_tally foreign key (tally_id, organization_id) references rating_tally (id, organization_id) on delete restrict,
  constraint rating_tally_vote_case foreign key (case_id, organization_id) references rating_case (id, organization_id) on delete restrict,
  unique (tally_id, case_id)
);
create index rating_tally_vote_organization on rating_tally_vote (organization_id);

create table rating_decision (
  id uuid primary key,
  campaign_id uuid not null references rating_campaign on delete restrict,
  -- The committee that decides.
  organization_id uuid not null references organization on delete restrict,
  decision_number text not null check (btrim(decision_number) <> ''),
  decided_on date not null,
  signer_name text not null check (btrim(signer_name) <> ''),
  signer_title text not null check (btrim(signer_title) <> ''),
  -- The superior's decision that allows the higher share, when one was used.
  exception_decision_number text,
  -- Quota per group and warnings as they stood when it was decided.
  reasoning jsonb not null,
  -- SHA-256 of the canonical list decided; the papers carry it.
  content_hash text not null,
  decided_by uuid not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  superseded_at timestamptz
);
create unique index rating_decision_one_standing on rating_decision (campaign_id, organization_id) where superseded_at is null;
-- Numbers begin anew each year, so a number names one decision of a day.
create unique index rating_decision_number on rating_decision (organization_id, decision_number, decided_on);

-- One person's standing level of a year. Never edited: a later decision supersedes it.
create table rating (
  id uuid primary key,
  decision_id uuid not null references rating_decision on delete restrict,
  case_id uuid not null,
  member_id uuid not null references member on delete restrict,
  organization_id uuid not null,
  committee_id uuid not null references organization on delete restrict,
  year integer not null,
  subject text not null,
  outcome text not null check (outcome in ('XS', 'T', 'HT', 'KHT', 'NOT_RATED')),
  not_rated_reason text,
  total_points numeric(9, 3),
  -- Findings and the human reason, frozen as decided.
  reasoning jsonb not null,
  decision_number text not null,
  decided_on date not null,
  superseded_at timestamptz,
  constraint rating_case_ref foreign key (case_id, organization_id, member_id) references rating_case (id, organization_id, member_id) on delete restrict,
  constraint rating_reason check ((outcome = 'NOT_RATED') = (not_rated_reason is not null))
);
create unique index rating_one_standing_per_year on rating (member_id, year) where superseded_at is null;
create index rating_organization on rating (organization_id, year) include (outcome);
create index rating_committee on rating (committee_id, year) include (outcome);
create index rating_decision_id on rating (decision_id);

-- Only the mark of supersession may be set on what was decided.
create function app.keep_decided() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'superseded_at' is distinct from to_jsonb(old) - 'superseded_at' or old.superseded_at is not null then
    raise exception 'a decision is superseded, never rewritten' using errcode = 'integrity_constraint_violation', constraint = 'decided_is_kept';
  end if;
  return new;
end $$;
create trigger keep_decided before update on rating for each row execute function app.keep_decided();
create trigger keep_decided before update on rating_decision for each row execute function app.keep_decided();

-- Counts kept at the cell, summed when read; levels above see these and no person.
create table rating_count (
  id uuid primary key,
  campaign_id uuid not null references rating_campaign on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  committee_id uuid not null references organization on delete restrict,
  subject text not null,
  stage text not null check (stage in ('proposed', 'decided')),
  outcome text not null check (outcome in ('XS', 'T', 'HT', 'KHT', 'NOT_RATED', 'MANUAL', 'INVALID')),
  count integer not null check (count >= 0),
  unique (campaign_id, organization_id, subject, stage, outcome)
);
create index rating_count_organization on rating_count (organization_id, campaign_id);
create index rating_count_committee on rating_count (committee_id, campaign_id);

-- A cell sees the sums of its committee's proposals (its quota depends on them), never another cell's.
create function app.committee_sums(campaign uuid, cell uuid) returns table (subject text, outcome text, count integer)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select c.subject, c.outcome, sum(c.count)::integer from rating_count c
   where c.campaign_id = campaign and c.stage = 'proposed'
     and c.committee_id = (select f.committee_id from rating_cell_file f where f.campaign_id = campaign and f.organization_id = cell)
     and (current_setting('role') in ('nq15_city', 'nq15_city_person') or cell = any (current_setting('app.orgs')::uuid[]))
   group by 1, 2
$$;
revoke execute on function app.committee_sums(uuid, uuid) from public;
grant execute on function app.committee_sums(uuid, uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- A member sees whether his cell's file still takes his self-review, and nothing else of the file.
-- With `hold` the file stays where it is until the member's transaction ends: nothing is sent while he saves.
create function app.own_file_open(file uuid, hold boolean) returns boolean
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare me uuid := nullif(current_setting('app.member_id'), '')::uuid;
begin
  if not hold then
    return exists (select from rating_cell_file f join rating_case c on c.file_id = f.id
      where f.id = file and c.member_id = me and f.state in ('not-started', 'in-work', 'returned'));
  end if;
  perform from rating_cell_file f
   where f.id = file and f.state in ('not-started', 'in-work', 'returned')
     and exists (select from rating_case c where c.file_id = f.id and c.member_id = me)
     for share of f;
  return found;
end $$;
revoke execute on function app.own_file_open(uuid, boolean) from public;
grant execute on function app.own_file_open(uuid, boolean) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

select app.protect('rating_campaign', 'directory', 'setup');
select app.protect('rating_cell_file', 'tree', 'work');
select app.protect('rating_cell_file_event', 'tree', 'work');
select app.protect('rating_case', 'person', 'work', 'organization_id', 'member_id');
select app.protect('rating_self_assessment', 'person', 'work', 'organization_id', 'member_id', true);
select app.protect('rating_collective', 'person', 'work');
select app.protect('rating_tally', 'person', 'work');
select app.protect('rating_tally_vote', 'person', 'work');
select app.protect('rating_decision', 'tree', 'decide');
select app.protect('rating', 'person', 'decide', 'organization_id', 'member_id');
select app.protect('rating_count', 'tree', 'work');

select app.audited('rating_campaign');
select app.audited('rating_cell_file');
select app.audited('rating_case');
select app.audited('rating_self_assessment');
select app.audited('rating_collective');
select app.audited('rating_tally');
select app.audited('rating_tally_vote');
select app.audited('rating_decision');
select app.audited('rating');
