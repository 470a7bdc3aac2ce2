-- What a level leads to: screening after two years of not completing, awards, and the outcomes that travel with a person's file.

-- Two years of "không hoàn thành nhiệm vụ" running: the cell looks into it.
create table rating_screening (
  id uuid primary key,
  case_id uuid not null,
  organization_id uuid not null,
  committee_id uuid not null,
  member_id uuid not null,
  full_name text not null,
  first_year integer not null,
  second_year integer not null,
  state text not null default 'open' check (state in ('open', 'educating', 'reviewing', 'closed')),
  -- False once a correction took one of the two years away; people close it with a reason.
  ground_stands boolean not null default true,
  closing_reason text check (closing_reason in ('improved', 'removal-proposed', 'left', 'ground-gone', 'other')),
  opened_on date not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  unique (member_id, second_year),
  constraint rating_screening_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict,
  constraint rating_screening_running check (second_year = first_year + 1),
  constraint rating_screening_closed check ((state = 'closed') = (closing_reason is not null)),
  unique (id, organization_id)
);
create index rating_screening_organization on rating_screening (organization_id, state);
create index rating_screening_committee on rating_screening (committee_id);
create index rating_screening_case_id on rating_screening (case_id);

create table rating_screening_step (
  id uuid primary key,
  screening_id uuid not null,
  organization_id uuid not null,
  from_state text not null,
  to_state text not null,
  note text not null check (btrim(note) <> ''),
  by_user_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  on_day date not null,
  constraint rating_screening_step_of foreign key (screening_id, organization_id) references rating_screening (id, organization_id) on delete restrict
);
create index rating_screening_step_screening on rating_screening_step (screening_id, at);
create index rating_screening_step_organization on rating_screening_step (organization_id);

-- An award that rests on a level; annulled, never deleted.
create table rating_award (
  id uuid primary key,
  case_id uuid not null,
  organization_id uuid not null,
  committee_id uuid not null,
  member_id uuid not null,
  full_name text not null,
  kind text not null check (kind in ('excellent-year', 'excellent-five-years')),
  year integer not null,
  -- It rests on the years from this one to `year`.
  first_year integer not null,
  decision_number text not null check (btrim(decision_number) <> ''),
  decided_on date not null,
  decider_name text not null check (btrim(decider_name) <> ''),
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  annulled_by_decision_id uuid references rating_decision on delete restrict,
  annulled_at timestamptz,
  annul_reason text,
  constraint rating_award_case foreign key (case_id, organization_id, member_id)
    references rating_case (id, organization_id, member_id) on delete restrict,
  constraint rating_award_annulled check ((annulled_at is null) = (annulled_by_decision_id is null))
);
create unique index rating_award_one on rating_award (member_id, kind, year) where annulled_at is null;
create index rating_award_organization on rating_award (organization_id, year);
create index rating_award_committee on rating_award (committee_id, year);
create index rating_award_case_id on rating_award (case_id);
create index rating_award_annulled_by on rating_award (annulled_by_decision_id);

create function app.keep_award() returns trigger language plpgsql as $$
declare annulling text[] := array['annulled_by_decision_id', 'annulled_at', 'annul_reason'];
begin
  if to_jsonb(new) - annulling is distinct from to_jsonb(old) - annulling or old.annulled_at is not null then
    raise exception 'an award is annulled, never rewritten' using errcode = 'integrity_constraint_violation', constraint = 'award_is_kept';
  end if;
  return new;
end $$;
create trigger keep_award before update on rating_award for each row execute function app.keep_award();

-- A person's outcomes of all years travel with his file, also those of cells he has left and those imported from before the
-- product: year and level, nothing more. What was decided here goes before what was imported.
create function app.outcomes_of(members uuid[]) returns table (member_id uuid, year integer, outcome text)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  with known as (
    select r.member_id, r.organization_id, r.year, r.outcome from rating r where r.member_id = any (members) and r.superseded_at is null
    union all
    select h.member_id, h.organization_id, h.year, h.outcome from rating_history h
     where h.member_id = any (members) and h.superseded_at is null
       and not exists (select from rating r where r.member_id = h.member_id and r.year = h.year and r.superseded_at is null)
  )
  select k.member_id, k.year, k.outcome from known k join member m on m.id = k.member_id
   where current_setting('role') = 'nq15_city_person' or m.organization_id = any (current_setting('app.person_orgs')::uuid[])
     or k.organization_id = any (current_setting('app.person_orgs')::uuid[]) or m.id = nullif(current_setting('app.member_id'), '')::uuid
   order by k.member_id, k.year
$$;
revoke execute on function app.outcomes_of(uuid[]) from public;
grant execute on function app.outcomes_of(uuid[]) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

select app.protect('rating_screening', 'person', 'work', 'organization_id', 'member_id');
select app.protect('rating_screening_step', 'person', 'work');
select app.protect('rating_award', 'person', 'decide', 'organization_id', 'member_id');
select app.audited('rating_screening');
select app.audited('rating_screening_step');
select app.audited('rating_award');
