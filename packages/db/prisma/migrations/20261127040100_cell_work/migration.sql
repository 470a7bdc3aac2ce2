-- The cell's side of a year in full: sections and tasks of a self-review, the superior's questions, what others say of a person,
-- the meeting, a second round of the ballot, and how differences between two entries of a count record were settled.

-- One section of a self-review as the form of the year numbers it; each is saved by itself.
create table rating_review_section (
  id uuid primary key,
  case_id uuid not null,
  organization_id uuid not null,
  member_id uuid not null,
  section text not null check (section in ('conduct', 'tasks', 'leading', 'limitations', 'remedied', 'explained', 'responsibility', 'direction')),
  body text not null default '' check (char_length(body) <= 20000),
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_review_section_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict,
  unique (case_id, section)
);
create index rating_review_section_organization on rating_review_section (organization_id);
create index rating_review_section_member on rating_review_section (member_id);

-- One task of the year with what became of it. A line taken out stays, marked, so that its evidence keeps its place.
create table rating_task_item (
  id uuid primary key,
  case_id uuid not null,
  organization_id uuid not null,
  member_id uuid not null,
  position integer not null,
  title text not null default '' check (char_length(title) <= 500),
  -- One of the six result axes, for leaders.
  axis integer check (axis between 1 and 6),
  weight numeric(6, 3) check (weight >= 0),
  status text check (status in ('EXCEEDED', 'ON_TIME', 'LATE', 'FAILED')),
  result_note text not null default '' check (char_length(result_note) <= 2000),
  withdrawn_at timestamptz,
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_task_item_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict
);
create index rating_task_item_case_id on rating_task_item (case_id, position);
create index rating_task_item_organization on rating_task_item (organization_id);
create index rating_task_item_member on rating_task_item (member_id);

-- A question of the superior committee that the self-review has to answer (gợi ý kiểm điểm).
create table rating_review_hint (
  id uuid primary key,
  case_id uuid not null,
  organization_id uuid not null,
  member_id uuid not null,
  question text not null check (btrim(question) <> '' and char_length(question) <= 2000),
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  withdrawn_at timestamptz,
  answer text not null default '' check (char_length(answer) <= 5000),
  answered_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_review_hint_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict
);
create index rating_review_hint_case_id on rating_review_hint (case_id, asked_at);
create index rating_review_hint_organization on rating_review_hint (organization_id);
create index rating_review_hint_member on rating_review_hint (member_id);

-- What others say of a person before his meeting: the cell of residence (213-QĐ/TW), the employer, mass organizations, related bodies.
-- Where the cell of residence uses the product, it is asked and answers here; else the paper is typed by the cell.
create table rating_case_input (
  id uuid primary key,
  case_id uuid not null,
  organization_id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('RESIDENCE', 'EMPLOYER', 'MASS_ORGANIZATION', 'RELATED_BODY')),
  source_name text not null check (btrim(source_name) <> '' and char_length(source_name) <= 300),
  -- The cell of residence that is asked in the product; it sees this row and nothing else of the person.
  asked_organization_id uuid references organization on delete restrict,
  person_name text not null,
  cell_name text not null,
  requested_at timestamptz not null,
  requested_by uuid not null,
  requested_by_name text not null,
  due_on date,
  level text check (level in ('XS', 'T', 'HT', 'KHT')),
  participation text check (participation in ('REGULAR', 'IRREGULAR', 'NONE')),
  comment text not null default '' check (char_length(comment) <= 5000),
  document_number text check (char_length(document_number) <= 60),
  given_on date,
  signer_name text check (char_length(signer_name) <= 120),
  answered_at timestamptz,
  answered_by uuid,
  answered_by_name text,
  withdrawn_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_case_input_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict,
  constraint rating_case_input_asked check (asked_organization_id is null or kind = 'RESIDENCE'),
  constraint rating_case_input_other_cell check (asked_organization_id is distinct from organization_id),
  constraint rating_case_input_level check (level is null or kind = 'EMPLOYER'),
  constraint rating_case_input_answer check ((answered_at is null) = (answered_by is null) and (answered_at is null) = (answered_by_name is null))
);
create index rating_case_input_case_id on rating_case_input (case_id, kind);
create index rating_case_input_organization on rating_case_input (organization_id);
create index rating_case_input_asked_organization on rating_case_input (asked_organization_id);
create index rating_case_input_member on rating_case_input (member_id);

-- Whoever answers changes the answer and nothing of what was asked, and a cell that was asked cannot hang the row elsewhere.
create function app.keep_asked() returns trigger language plpgsql as $$
declare
  open text[] := case tg_table_name
    when 'rating_review_hint' then array['answer', 'answered_at', 'withdrawn_at', 'version', 'updated_at']
    else array['level', 'participation', 'comment', 'document_number', 'given_on', 'signer_name', 'answered_at', 'answered_by',
      'answered_by_name', 'withdrawn_at', 'due_on', 'version', 'updated_at'] end;
begin
  if to_jsonb(new) - open is distinct from to_jsonb(old) - open then
    raise exception 'what was asked stays as it was asked' using errcode = 'integrity_constraint_violation', constraint = 'asked_is_kept';
  end if;
  return new;
end $$;
create trigger keep_asked before update on rating_review_hint for each row execute function app.keep_asked();
create trigger keep_asked before update on rating_case_input for each row execute function app.keep_asked();

-- The review meeting of a cell; its counts of who was there come from the persons' rows.
create table rating_meeting (
  id uuid primary key,
  campaign_id uuid not null references rating_campaign on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  held_on date,
  began_at text check (began_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ended_at text check (ended_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  place text not null default '' check (char_length(place) <= 300),
  chair_name text not null default '' check (char_length(chair_name) <= 120),
  secretary_name text not null default '' check (char_length(secretary_name) <= 120),
  guests text not null default '' check (char_length(guests) <= 1000),
  conclusions text not null default '' check (char_length(conclusions) <= 10000),
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  unique (campaign_id, organization_id),
  unique (id, organization_id)
);
create index rating_meeting_organization on rating_meeting (organization_id);

-- Whether a person was there, and what was said of him.
create table rating_meeting_person (
  id uuid primary key,
  meeting_id uuid not null,
  organization_id uuid not null,
  case_id uuid not null,
  member_id uuid not null,
  attendance text check (attendance in ('PRESENT', 'EXCUSED', 'UNEXCUSED', 'NOT_CALLED')),
  absence_reason text not null default '' check (char_length(absence_reason) <= 300),
  opinions text not null default '' check (char_length(opinions) <= 5000),
  committee_comment text not null default '' check (char_length(committee_comment) <= 5000),
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint rating_meeting_person_meeting foreign key (meeting_id, organization_id) references rating_meeting (id, organization_id) on delete restrict,
  constraint rating_meeting_person_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict,
  unique (case_id)
);
create index rating_meeting_person_meeting_id on rating_meeting_person (meeting_id);
create index rating_meeting_person_organization on rating_meeting_person (organization_id);
create index rating_meeting_person_member on rating_meeting_person (member_id);

-- The second round names whom the cell chooses as excellent; each round has its own record, typed by one or two people.
alter table rating_tally add column round integer not null default 1 constraint rating_tally_round check (round in (1, 2));
alter table rating_tally add column seats integer;
alter table rating_tally add constraint rating_tally_seats check (seats is null or round = 2);
alter table rating_tally drop constraint rating_tally_campaign_id_organization_id_entry_key;
alter table rating_tally add unique (campaign_id, organization_id, round, entry);
-- Votes for choosing the person; of round 2 only.
alter table rating_tally_vote add column chosen integer;

create or replace function app.second_entry_by_another() returns trigger language plpgsql as $$
begin
  if exists (select from rating_tally t where t.campaign_id = new.campaign_id and t.organization_id = new.organization_id
      and t.round = new.round and t.entry <> new.entry and t.entered_by = new.entered_by) then
    raise exception 'the second entry is typed by another person' using errcode = 'check_violation', constraint = 'rating_tally_second_entry_by_another';
  end if;
  return new;
end $$;

-- How a difference between the two entries was settled. It holds for exactly the two numbers it names: a number typed anew opens
-- the question again. Neither entry is rewritten.
create table rating_tally_settlement (
  id uuid primary key,
  campaign_id uuid not null references rating_campaign on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  round integer not null check (round in (1, 2)),
  case_id uuid,
  field text not null check (field in ('eligible', 'present', 'issued', 'collected', 'valid', 'invalid', 'seats', 'xs', 't', 'ht', 'kht', 'chosen')),
  first_value integer not null,
  second_value integer not null,
  settled_value integer not null,
  -- What was looked at: the ballots counted again, the sheet, the typing.
  reason text not null check (btrim(reason) <> '' and char_length(reason) <= 300),
  settled_by uuid not null,
  settled_by_name text not null,
  settled_at timestamptz not null,
  constraint rating_tally_settlement_case foreign key (case_id, organization_id) references rating_case (id, organization_id) on delete restrict,
  constraint rating_tally_settlement_differs check (first_value <> second_value)
);
create index rating_tally_settlement_cell on rating_tally_settlement (campaign_id, organization_id, round, settled_at);
create index rating_tally_settlement_organization on rating_tally_settlement (organization_id);

create function app.keep_settled() returns trigger language plpgsql as $$
begin
  raise exception 'a settlement stands; another one comes after it' using errcode = 'integrity_constraint_violation', constraint = 'settlement_is_kept';
end $$;
create trigger keep_settled before update on rating_tally_settlement for each row execute function app.keep_settled();

select app.protect('rating_review_section', 'person', 'work', 'organization_id', 'member_id', true);
select app.protect('rating_task_item', 'person', 'work', 'organization_id', 'member_id', true);
select app.protect('rating_review_hint', 'person', 'work', 'organization_id', 'member_id', true);
select app.protect('rating_case_input', 'person', 'work', 'organization_id', 'member_id');
select app.protect('rating_meeting', 'person', 'work');
select app.protect('rating_meeting_person', 'person', 'work', 'organization_id', 'member_id');
select app.protect('rating_tally_settlement', 'person', 'work');

-- The cell of residence sees what it was asked and answers it, with its own right over persons and no other.
create policy asked_read on rating_case_input for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (asked_organization_id = any ((select current_setting('app.person_orgs')::uuid[])::uuid[]));
create policy asked_update on rating_case_input for update to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (asked_organization_id = any ((select current_setting('app.person_work_orgs')::uuid[])::uuid[]));

-- Whether the asking cell's file still takes words: yes or no, and nothing else of a file the cell of residence has no right to.
create function app.asked_file_open(input uuid) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from rating_case_input i join rating_case c on c.id = i.case_id
      join rating_cell_file f on f.id = c.file_id join rating_campaign p on p.id = c.campaign_id
     where i.id = input and p.state = 'open' and f.state in ('not-started', 'in-work', 'returned')
       and (current_setting('role') in ('nq15_city', 'nq15_city_person')
         or i.asked_organization_id = any (current_setting('app.person_orgs')::uuid[])))
$$;
revoke execute on function app.asked_file_open(uuid) from public;
grant execute on function app.asked_file_open(uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

select app.audited('rating_review_section');
select app.audited('rating_task_item');
select app.audited('rating_review_hint');
select app.audited('rating_case_input');
select app.audited('rating_meeting');
select app.audited('rating_meeting_person');
select app.audited('rating_tally_settlement');

-- Evidence of a task and the scanned sheet of a count hang on their own records.
alter table file_person_attachment drop constraint file_person_attachment_record;
alter table file_person_attachment add constraint file_person_attachment_record
  check (record_table in ('rating_cell_file', 'rating_decision', 'rating_task_item'));
create or replace function app.check_attached_record() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not (case new.record_table
    when 'organization' then new.record_id = new.organization_id
    when 'succession' then exists (select from succession_link l
      where l.succession_id = new.record_id and new.organization_id in (l.predecessor_id, l.successor_id))
    when 'rating_cell_file' then exists (select from rating_cell_file f where f.id = new.record_id and f.organization_id = new.organization_id)
    when 'rating_decision' then exists (select from rating_decision d where d.id = new.record_id and d.organization_id = new.organization_id)
    when 'rating_task_item' then exists (select from rating_task_item i where i.id = new.record_id and i.organization_id = new.organization_id)
    else false end) then
    raise exception 'no such record of this organization' using errcode = 'foreign_key_violation', constraint = 'attached_record';
  end if;
  return new;
end $$;
-- A member keeps the evidence of his own tasks.
create policy evidence_read on file_person_attachment for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (record_table = 'rating_task_item' and exists (select from rating_task_item i
    where i.id = record_id and i.member_id = (select nullif(current_setting('app.member_id'), '')::uuid)));
create policy evidence_insert on file_person_attachment for insert to nq15_app, nq15_wide, nq15_city, nq15_city_person
  with check (record_table = 'rating_task_item' and exists (select from rating_task_item i
    where i.id = record_id and i.organization_id = file_person_attachment.organization_id
      and i.member_id = (select nullif(current_setting('app.member_id'), '')::uuid)));
