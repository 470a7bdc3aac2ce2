-- The rating of organizations, leading collectives and leaders whom a superior manages: cases frozen at the opening of a
-- campaign, self reports (Mẫu 01), facts on file, opinions of bodies, steps, decisions. Persons stay in `rating_case`.

-- 1. The case. `organization_id` is who is rated (for a collective or a leader: the organization led); `decider_id` decides.
create table rating_unit_case (
  id uuid primary key,
  campaign_id uuid not null references rating_campaign on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  decider_id uuid not null references organization on delete restrict,
  -- frozen at the opening, as of the cut-off day
  subject text not null check (subject in ('DB_DIRECT', 'DB_CO_SO', 'CB_CO_SO', 'DB_BO_PHAN', 'DB_TRUC_THUOC_CO_SO', 'CHI_BO', 'COLLECTIVE', 'LEADER')),
  -- What the organization itself is rated as; for its collective or leader it says of which kind of organization.
  organization_subject text not null check (organization_subject in ('DB_DIRECT', 'DB_CO_SO', 'CB_CO_SO', 'DB_BO_PHAN', 'DB_TRUC_THUOC_CO_SO', 'CHI_BO')),
  -- The level between, through which reports go up (đảng ủy bộ phận), where there is one.
  intermediate_id uuid references organization on delete restrict,
  -- The organization directly above among those rated in this campaign: lower is decided before higher.
  parent_id uuid references organization on delete restrict,
  name text not null check (btrim(name) <> ''),
  code text not null,
  sector text,
  months_since_founded integer check (months_since_founded >= 0),
  cells_total integer not null default 0,
  members_total integer not null default 0,
  -- A leader stands here by his post and his code, never by his name (privacy: names above the committee only by code).
  case_id uuid,
  post_title text,
  person_code text,
  is_head boolean not null default false,
  not_rated_reason text check (not_rated_reason in ('ORG_LT_6M', 'UNDER_INVESTIGATION', 'OTHER')),
  not_rated_text text,
  report_due_on date not null,
  decision_due_on date not null,
  -- working
  -- Units of similar position share a quota; the appraising body may divide a kind further by sector.
  quota_group text not null check (btrim(quota_group) <> ''),
  state text not null default 'not-started' check (state in ('not-started', 'in-work', 'with-intermediate', 'sent', 'appraising', 'returned', 'appraised', 'decided')),
  return_reason text,
  computed_outcome text check (computed_outcome in ('XS', 'T', 'HT', 'KHT', 'NOT_RATED', 'MANUAL', 'INVALID')),
  computed_findings jsonb,
  computed_presumed jsonb,
  computed_at timestamptz,
  intermediate_level text check (intermediate_level in ('XS', 'T', 'HT', 'KHT')),
  intermediate_reason text,
  appraised_level text check (appraised_level in ('XS', 'T', 'HT', 'KHT')),
  appraised_reason text,
  -- The superior's decision by which a leader may stand above his collective.
  exception_decision_number text check (btrim(exception_decision_number) <> ''),
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_unit_case_return_reason check (state <> 'returned' or btrim(return_reason) <> ''),
  constraint rating_unit_case_other_needs_text check (not_rated_reason is distinct from 'OTHER' or btrim(not_rated_text) <> ''),
  constraint rating_unit_case_levels_have_reasons check ((intermediate_level is null or btrim(intermediate_reason) <> '')
    and (appraised_level is null or btrim(appraised_reason) <> '')),
  constraint rating_unit_case_leader check ((subject = 'LEADER') = (case_id is not null) and (subject = 'LEADER') = (post_title is not null)),
  constraint rating_unit_case_nobody_decides_on_himself check (decider_id <> organization_id and intermediate_id is distinct from organization_id),
  unique (id, organization_id),
  unique (id, organization_id, decider_id)
);
create unique index rating_unit_case_once on rating_unit_case (campaign_id, organization_id, subject) where subject <> 'LEADER';
create unique index rating_unit_case_leader_once on rating_unit_case (campaign_id, case_id) where subject = 'LEADER';
create index rating_unit_case_organization on rating_unit_case (organization_id, campaign_id);
create index rating_unit_case_decider on rating_unit_case (decider_id, campaign_id);
create index rating_unit_case_intermediate on rating_unit_case (intermediate_id, campaign_id);
create index rating_unit_case_parent on rating_unit_case (parent_id, campaign_id);
create index rating_unit_case_case on rating_unit_case (case_id);

create function app.keep_units_frozen() returns trigger language plpgsql as $$
begin
  if (new.campaign_id, new.organization_id, new.decider_id, new.subject, new.organization_subject, new.intermediate_id, new.parent_id, new.name,
      new.code, new.sector, new.months_since_founded, new.cells_total, new.members_total, new.case_id, new.post_title, new.person_code, new.is_head)
    is distinct from
     (old.campaign_id, old.organization_id, old.decider_id, old.subject, old.organization_subject, old.intermediate_id, old.parent_id, old.name,
      old.code, old.sector, old.months_since_founded, old.cells_total, old.members_total, old.case_id, old.post_title, old.person_code, old.is_head) then
    raise exception 'the population of a campaign is frozen' using errcode = 'integrity_constraint_violation', constraint = 'rating_unit_case_frozen';
  end if;
  return new;
end $$;
create trigger keep_frozen before update on rating_unit_case for each row execute function app.keep_units_frozen();

-- 2. What the unit reports of its year (Mẫu 01): an empty field is not known, never zero.
create table rating_unit_report (
  id uuid primary key,
  case_id uuid not null unique,
  organization_id uuid not null,
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
  results_text text not null default '',
  limitations_text text not null default '',
  remedies_text text not null default '',
  answers_text text not null default '',
  direction_text text not null default '',
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_unit_report_case foreign key (case_id, organization_id) references rating_unit_case (id, organization_id) on delete restrict
);
create index rating_unit_report_organization on rating_unit_report (organization_id);

-- 3. Facts on file about the unit, each with the document that says so. One that was wrong is withdrawn, not erased.
create table rating_unit_fact (
  id uuid primary key,
  case_id uuid not null,
  organization_id uuid not null,
  kind text not null check (kind in ('organization-discipline', 'disunity', 'degradation', 'corruption')),
  form text check (form in ('reprimand', 'warning', 'dissolution')),
  document_number text not null check (btrim(document_number) <> ''),
  decided_on date not null,
  issued_by text not null check (btrim(issued_by) <> ''),
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  withdrawn_by_name text,
  constraint rating_unit_fact_form check ((kind = 'organization-discipline') = (form is not null)),
  constraint rating_unit_fact_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null) and (withdrawn_at is null) = (withdrawn_by_name is null)),
  constraint rating_unit_fact_case foreign key (case_id, organization_id) references rating_unit_case (id, organization_id) on delete restrict
);
create unique index rating_unit_fact_once on rating_unit_fact (case_id, kind, document_number) where withdrawn_at is null;
create index rating_unit_fact_case_id on rating_unit_fact (case_id);
create index rating_unit_fact_organization on rating_unit_fact (organization_id);

-- 4. What named bodies say of a unit under appraisal. An opinion is replaced by a later one of the same body, never rewritten.
create table rating_unit_opinion (
  id uuid primary key,
  case_id uuid not null,
  organization_id uuid not null,
  body text not null check (btrim(body) <> ''),
  level text check (level in ('XS', 'T', 'HT', 'KHT')),
  opinion text not null check (btrim(opinion) <> ''),
  document_number text,
  given_on date not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  superseded_at timestamptz,
  constraint rating_unit_opinion_case foreign key (case_id, organization_id) references rating_unit_case (id, organization_id) on delete restrict
);
create unique index rating_unit_opinion_one_standing on rating_unit_opinion (case_id, body) where superseded_at is null;
create index rating_unit_opinion_case_id on rating_unit_opinion (case_id, entered_at);
create index rating_unit_opinion_organization on rating_unit_opinion (organization_id);

-- 5. Every step and every change of a level, with who, when and why.
create table rating_unit_event (
  id uuid primary key,
  case_id uuid not null,
  organization_id uuid not null,
  event text not null check (event in ('start', 'send', 'submit', 'withdraw', 'forward', 'take-up', 'return', 'accept', 'reopen', 'decide', 'change-level', 'regroup')),
  from_state text not null,
  to_state text not null,
  from_level text,
  to_level text,
  reason text,
  by_user_id uuid,
  by_name text not null,
  at timestamptz not null,
  on_day date not null,
  constraint rating_unit_event_reason check (event not in ('return', 'change-level', 'reopen') or btrim(reason) <> ''),
  constraint rating_unit_event_case foreign key (case_id, organization_id) references rating_unit_case (id, organization_id) on delete restrict
);
create index rating_unit_event_case_id on rating_unit_event (case_id, at);
create index rating_unit_event_organization on rating_unit_event (organization_id, on_day);

-- 6. Decisions. A committee may decide its units in several acts; the quota is reckoned over all of a group that stand.
create table rating_unit_decision (
  id uuid primary key,
  campaign_id uuid not null references rating_campaign on delete restrict,
  -- The organization whose committee decides.
  organization_id uuid not null references organization on delete restrict,
  decision_number text not null check (btrim(decision_number) <> ''),
  decided_on date not null,
  signer_name text not null check (btrim(signer_name) <> ''),
  signer_title text not null check (btrim(signer_title) <> ''),
  exception_decision_number text check (btrim(exception_decision_number) <> ''),
  -- Quota per group and warnings as they stood when it was decided.
  reasoning jsonb not null,
  content_hash text not null,
  decided_by uuid not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  superseded_at timestamptz,
  unique (id, organization_id)
);
create unique index rating_unit_decision_number on rating_unit_decision (organization_id, decision_number, decided_on);
create index rating_unit_decision_campaign on rating_unit_decision (campaign_id, organization_id);

-- One unit's standing level of a year. Never edited: a later decision supersedes it.
create table rating_unit_level (
  id uuid primary key,
  decision_id uuid not null,
  case_id uuid not null,
  campaign_id uuid not null references rating_campaign on delete restrict,
  organization_id uuid not null,
  decider_id uuid not null,
  year integer not null,
  subject text not null,
  organization_subject text not null,
  quota_group text not null,
  outcome text not null check (outcome in ('XS', 'T', 'HT', 'KHT', 'NOT_RATED')),
  not_rated_reason text,
  total_points numeric(9, 3),
  -- Rules' proposal, findings, facts, the levels named on the way and the human reason, frozen as decided.
  reasoning jsonb not null,
  decision_number text not null,
  decided_on date not null,
  superseded_at timestamptz,
  constraint rating_unit_level_reason check ((outcome = 'NOT_RATED') = (not_rated_reason is not null)),
  constraint rating_unit_level_decision foreign key (decision_id, decider_id) references rating_unit_decision (id, organization_id) on delete restrict,
  -- Who decides was frozen with the case: no other committee's decision fits on it.
  constraint rating_unit_level_case foreign key (case_id, organization_id, decider_id) references rating_unit_case (id, organization_id, decider_id) on delete restrict
);
create unique index rating_unit_level_one_standing on rating_unit_level (case_id) where superseded_at is null;
create index rating_unit_level_organization on rating_unit_level (organization_id, year) include (subject, outcome);
create index rating_unit_level_decider on rating_unit_level (decider_id, year) include (subject, outcome);
create index rating_unit_level_decision_id on rating_unit_level (decision_id);
create index rating_unit_level_campaign on rating_unit_level (campaign_id);

create trigger keep_decided before update on rating_unit_level for each row execute function app.keep_decided();
create trigger keep_decided before update on rating_unit_decision for each row execute function app.keep_decided();

-- What is decided has been appraised; deciding moves the case on in the same act, whoever decides.
create function app.unit_decided() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  -- A correction of a decided year hangs on a case that is decided already.
  if exists (select from new_rows n join rating_unit_case c on c.id = n.case_id where c.state not in ('appraised', 'decided')) then
    raise exception 'only what is appraised is decided' using errcode = 'check_violation', constraint = 'rating_unit_level_appraised';
  end if;
  insert into rating_unit_event (id, case_id, organization_id, event, from_state, to_state, to_level, by_user_id, by_name, at, on_day)
    select app.uuid_v7(), c.id, c.organization_id, 'decide', c.state, 'decided', n.outcome, d.decided_by, d.decided_by_name, d.decided_at, d.decided_on
      from new_rows n join rating_unit_case c on c.id = n.case_id join rating_unit_decision d on d.id = n.decision_id
     where c.state = 'appraised';
  -- A leader whom a superior manages has his level of the year among all others', though nobody above reads his name.
  insert into rating_decision (id, campaign_id, organization_id, kind, decision_number, decided_on, signer_name, signer_title,
      exception_decision_number, reasoning, content_hash, decided_by, decided_by_name, decided_at)
    select distinct d.id, d.campaign_id, d.organization_id, 'leaders', d.decision_number, d.decided_on, d.signer_name, d.signer_title,
        d.exception_decision_number, d.reasoning, d.content_hash, d.decided_by, d.decided_by_name, d.decided_at
      from new_rows n join rating_unit_case c on c.id = n.case_id join rating_unit_decision d on d.id = n.decision_id
     where c.subject = 'LEADER' and c.state = 'appraised'
    on conflict (id) do nothing;
  insert into rating (id, decision_id, case_id, member_id, organization_id, committee_id, year, subject, outcome, not_rated_reason, total_points,
      reasoning, decision_number, decided_on)
    select app.uuid_v7(), n.decision_id, p.id, p.member_id, p.organization_id, n.decider_id, n.year, 'LEADER', n.outcome, n.not_rated_reason,
        n.total_points, n.reasoning, n.decision_number, n.decided_on
      from new_rows n join rating_unit_case c on c.id = n.case_id join rating_case p on p.id = c.case_id
     where c.subject = 'LEADER' and c.state = 'appraised';
  insert into rating_count (id, campaign_id, organization_id, committee_id, subject, stage, outcome, count)
    select app.uuid_v7(), p.campaign_id, p.organization_id, p.committee_id, 'LEADER', 'decided', n.outcome, count(*)
      from new_rows n join rating_unit_case c on c.id = n.case_id join rating_case p on p.id = c.case_id
     where c.subject = 'LEADER' and c.state = 'appraised' group by p.campaign_id, p.organization_id, p.committee_id, n.outcome
    on conflict (campaign_id, organization_id, subject, stage, outcome) do update set count = rating_count.count + excluded.count;
  update rating_case p set state = 'decided', version = p.version + 1
    from new_rows n join rating_unit_case c on c.id = n.case_id where p.id = c.case_id and c.state = 'appraised';
  update rating_unit_case c set state = 'decided', version = c.version + 1, updated_at = now()
    from new_rows n where n.case_id = c.id and c.state = 'appraised';
  return null;
end $$;
create trigger unit_decided after insert on rating_unit_level referencing new table as new_rows for each statement execute function app.unit_decided();

-- 7. Was a member of the leading collective disciplined in the year? Yes or no: records of discipline are of persons, and a
-- superior learns the fact the law asks for and nobody's name. Null where the asker does not reach the organization.
create function app.collective_disciplined(led uuid, of_year integer) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select case when current_setting('role') in ('nq15_city', 'nq15_city_person') or led = any (current_setting('app.orgs')::uuid[]) then exists (
    select from member_post p join discipline_record d on d.member_id = p.member_id
     where p.post_organization_id = led and p.post in ('secretary', 'deputy-secretary', 'committee-member')
       and p.valid_from < make_date(of_year + 1, 1, 1) and make_date(of_year, 1, 1) < p.valid_to
       and d.decided_on >= make_date(of_year, 1, 1) and d.decided_on < make_date(of_year + 1, 1, 1)
       and d.state <> 'revoked-wrongful') end
$$;
revoke execute on function app.collective_disciplined(uuid, integer) from public;
grant execute on function app.collective_disciplined(uuid, integer) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- 8. Files of cells: the level between, and whom a head leads.
alter table rating_cell_file add column intermediate_id uuid references organization on delete restrict;
create index rating_cell_file_intermediate on rating_cell_file (intermediate_id, campaign_id);
alter table rating_cell_file drop constraint rating_cell_file_state_check;
alter table rating_cell_file add constraint rating_cell_file_state_check
  check (state in ('not-started', 'in-work', 'with-intermediate', 'sent', 'appraising', 'returned', 'appraised', 'decided'));
-- The organization whose collective a head leads, frozen like the rest; with it the collective's decided level is found.
alter table rating_case add column led_organization_id uuid references organization on delete restrict;
create index rating_case_led on rating_case (led_organization_id);
create function app.keep_led_frozen() returns trigger language plpgsql as $$
begin
  raise exception 'the population of a campaign is frozen' using errcode = 'integrity_constraint_violation', constraint = 'rating_case_frozen';
end $$;
create trigger keep_led_frozen before update of led_organization_id on rating_case for each row
  when (new.led_organization_id is distinct from old.led_organization_id) execute function app.keep_led_frozen();
-- Where a head's collective is rated outside the product its level is typed with its decision; else only the exception is.
alter table rating_collective add column source text not null default 'outside' check (source in ('outside', 'product'));
alter table rating_unit_case add constraint rating_unit_case_person foreign key (case_id) references rating_case (id) on delete restrict;

-- Leaders whom a superior manages are decided by him: his decisions stand beside the one on a committee's own members.
alter table rating_decision add column kind text not null default 'members' check (kind in ('members', 'leaders'));
drop index rating_decision_one_standing;
create unique index rating_decision_one_standing on rating_decision (campaign_id, organization_id) where superseded_at is null and kind = 'members';

-- 9. A closed year stays closed: nothing of an ordinary file is written while its campaign is not open, nor in the act that
-- opens it again. Decisions are guarded by what they hang on; a correction of a closed year is a new decision.
create table app.campaign_reopened (campaign_id uuid primary key, in_act xid8 not null);
create function app.mark_reopened() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if old.state = 'archived' and new.state <> 'archived' or old.state in ('open', 'closed') and new.state = 'draft' then
    raise exception 'a campaign does not go back there' using errcode = 'check_violation', constraint = 'rating_campaign_way';
  end if;
  if old.state = 'closed' and new.state = 'open' then
    insert into app.campaign_reopened values (new.id, pg_current_xact_id())
      on conflict (campaign_id) do update set in_act = excluded.in_act;
  end if;
  return new;
end $$;
create trigger mark_reopened before update of state on rating_campaign for each row execute function app.mark_reopened();

create function app.refuse_closed_year() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare closed boolean;
begin
  -- Every request enters as one of these; the owner of the schema prepares and restores.
  if current_setting('role') not in ('nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person') then return null; end if;
  execute format('select exists (select from new_rows n %s join rating_campaign c on c.id = %s
      where c.state not in (%s)
        or exists (select from app.campaign_reopened r where r.campaign_id = c.id and r.in_act = pg_current_xact_id()))', tg_argv[0], tg_argv[1],
    -- The population is frozen while the campaign is still a draft.
    case tg_op when 'INSERT' then '''draft'', ''open''' else '''open''' end) into closed;
  if closed then
    raise exception 'the campaign of this year is not open' using errcode = 'check_violation', constraint = 'rating_year_closed';
  end if;
  return null;
end $$;
create function app.guard_year(guarded text, way text, campaign text) returns void language plpgsql as $$
begin
  execute format('create trigger year_open_insert after insert on %I referencing new table as new_rows for each statement execute function app.refuse_closed_year(%L, %L)', guarded, way, campaign);
  execute format('create trigger year_open_update after update on %I referencing new table as new_rows for each statement execute function app.refuse_closed_year(%L, %L)', guarded, way, campaign);
end $$;
select app.guard_year('rating_unit_case', '', 'n.campaign_id');
select app.guard_year('rating_unit_report', 'join rating_unit_case k on k.id = n.case_id', 'k.campaign_id');
select app.guard_year('rating_unit_fact', 'join rating_unit_case k on k.id = n.case_id', 'k.campaign_id');
select app.guard_year('rating_unit_opinion', 'join rating_unit_case k on k.id = n.case_id', 'k.campaign_id');
select app.guard_year('rating_cell_file', '', 'n.campaign_id');
select app.guard_year('rating_self_assessment', 'join rating_case k on k.id = n.case_id', 'k.campaign_id');
select app.guard_year('rating_collective', 'join rating_case k on k.id = n.case_id', 'k.campaign_id');
select app.guard_year('rating_tally', '', 'n.campaign_id');
select app.guard_year('rating_tally_vote', 'join rating_tally k on k.id = n.tally_id', 'k.campaign_id');

-- 10. Classes. Units are organizations' records; whoever may work in the tree of a unit may write, the use cases say who does what.
select app.protect('rating_unit_case', 'tree', 'work');
select app.protect('rating_unit_report', 'tree', 'work');
select app.protect('rating_unit_fact', 'tree', 'work');
select app.protect('rating_unit_opinion', 'tree', 'work');
select app.protect('rating_unit_event', 'tree', 'work');
select app.protect('rating_unit_decision', 'tree', 'decide');
select app.protect('rating_unit_level', 'tree', 'decide');
select app.audited('rating_unit_case');
select app.audited('rating_unit_report');
select app.audited('rating_unit_fact');
select app.audited('rating_unit_opinion');
select app.audited('rating_unit_decision');
select app.audited('rating_unit_level');
