-- Proceedings on discipline on top of the members' discipline facts (weak units, sections 9.4, 9.5 and 13.2; privacy G9).

-- 1. Proceedings on discipline: need to know. Who inspects over the organization and the committee that decides, nobody else.
alter table discipline_record add column lapsed_on date;
create table discipline_case (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  body_id uuid not null references organization on delete restrict,
  inspection_id uuid references inspection on delete restrict,
  object text not null check (object in ('organization', 'full-member', 'probationary-member')),
  member_id uuid,
  -- The code by which it is spoken of: the member's card, or the organization's own.
  subject_code text not null check (btrim(subject_code) <> ''),
  violation text not null check (btrim(violation) <> ''),
  violated_on date not null,
  -- A later violation, which begins the time anew.
  restarted_on date,
  is_grave boolean not null default false,
  office text,
  state text not null default 'opened' check (state in ('opened', 'proposed', 'dropped', 'effective', 'lapsed', 'revoked-wrongful')),
  workers uuid[] default array[]::uuid[] check (workers is not null),
  form text check (form in ('reprimand', 'warning', 'removal-from-post', 'expulsion', 'dissolution')),
  proposal jsonb,
  decision_number text,
  decided_on date,
  decided_by uuid,
  effective_on date,
  announced_on date,
  -- The statute of limitation as it was computed and explained on the day of the decision.
  limitation jsonb,
  lapses_on date,
  ended_on date,
  record_id uuid references discipline_record on delete restrict,
  opened_on date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint discipline_case_subject check ((object = 'organization') = (member_id is null)),
  constraint discipline_case_member foreign key (member_id, organization_id) references member (id, organization_id) on update cascade on delete restrict,
  constraint discipline_case_form check (case object when 'organization' then form in ('reprimand', 'warning', 'dissolution')
    when 'probationary-member' then form in ('reprimand', 'warning') else form <> 'dissolution' end),
  constraint discipline_case_office check (form is distinct from 'removal-from-post' or office is not null),
  constraint discipline_case_decided check ((state in ('effective', 'lapsed', 'revoked-wrongful')) = (decided_on is not null)
    and (decided_on is null) = (decision_number is null) and (decided_on is null) = (decided_by is null) and (decided_on is null) = (limitation is null)),
  constraint discipline_case_second_person check (decided_by is null or decided_by <> all (workers)),
  constraint discipline_case_ended check ((state in ('lapsed', 'revoked-wrongful')) = (ended_on is not null))
);
create index discipline_case_organization on discipline_case (organization_id, state);
create index discipline_case_body on discipline_case (body_id);
create index discipline_case_inspection on discipline_case (inspection_id);
create index discipline_case_member_id on discipline_case (member_id);
create index discipline_case_record on discipline_case (record_id);
create function app.keep_discipline_case() returns trigger language plpgsql as $$
begin
  if old.decided_on is not null and (new.form, new.decision_number, new.decided_on, new.decided_by, new.effective_on, new.limitation, new.violation, new.subject_code)
      is distinct from (old.form, old.decision_number, old.decided_on, old.decided_by, old.effective_on, old.limitation, old.violation, old.subject_code) then
    raise exception 'a decision is kept' using errcode = 'integrity_constraint_violation', constraint = 'discipline_case_is_kept';
  end if;
  if old.state in ('dropped', 'revoked-wrongful') then
    raise exception 'what ended is kept' using errcode = 'integrity_constraint_violation', constraint = 'discipline_case_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on discipline_case for each row execute function app.keep_discipline_case();
create trigger only_the_hand before insert or update on discipline_case for each row execute function app.only_the_inspection_hand();

create table discipline_step (
  id uuid primary key,
  case_id uuid not null references discipline_case on delete restrict,
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
  detail jsonb not null default '{}',
  constraint discipline_step_position unique (case_id, position)
);
create index discipline_step_organization on discipline_step (organization_id, on_day);
create trigger append_only before update or delete on discipline_step for each row execute function app.refuse_rewrite();
create function app.check_discipline_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  speaker uuid := coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id());
  of discipline_case;
begin
  select * into of from discipline_case where id = new.case_id;
  if new.organization_id <> of.organization_id or new.to_state <> of.state then
    raise exception 'a step is of its case' using errcode = 'check_violation', constraint = 'discipline_step_of_case';
  end if;
  if speaker is distinct from new.actor_id then
    raise exception 'a step is taken in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  if new.event in ('decide', 'drop', 'revoke') then
    if new.event <> 'revoke' and speaker = any (of.workers) then
      raise exception 'who proposed does not decide' using errcode = 'check_violation', constraint = 'discipline_step_second_person';
    end if;
    if not app.decides_inspection(speaker, of.body_id) then
      raise exception 'decided by who may decide for this body' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;
create trigger check_step before insert on discipline_step for each row execute function app.check_discipline_step();

-- 2. Rights.
select app.protect('discipline_case', 'person', 'decide');
select app.protect('discipline_step', 'person', 'decide');
create function app.decides_discipline(body uuid) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select exists (select from access_grant g where g.user_id = app.actor_id() and g.organization_id = body
    and g.role in ('standing-committee', 'grassroots-committee') and g.valid_from <= app.today() and app.today() < g.valid_to);
end;
create function app.knows_discipline(organization uuid, body uuid) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select app.actor_id() in ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000001')
    or app.decides_discipline(body) or exists (
      select from access_grant g join app.organization_reach r on r.above_id = g.organization_id and r.organization_id = organization
       where g.user_id = app.actor_id() and g.role = 'inspection-commission' and g.valid_from <= app.today() and app.today() < g.valid_to
         and r.valid_from <= app.today() and app.today() < r.valid_to);
end;
revoke execute on function app.decides_discipline(uuid), app.knows_discipline(uuid, uuid) from public;
grant execute on function app.decides_discipline(uuid), app.knows_discipline(uuid, uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
create policy decider_read on discipline_case for select to nq15_app, nq15_wide, nq15_city, nq15_city_person using (app.decides_discipline(body_id));
create policy need_to_know on discipline_case as restrictive for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (app.knows_discipline(organization_id, body_id));
create policy decider_read on discipline_step for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (exists (select from discipline_case c where c.id = discipline_step.case_id));
create policy need_to_know on discipline_step as restrictive for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (exists (select from discipline_case c where c.id = discipline_step.case_id));

-- What everybody else may know: how many, by form, below an organization of his; lapsed and wrongful ones are not counted.
create function app.discipline_counts(above uuid, from_day date, to_day date) returns table (object text, form text, persons integer)
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select s.object, s.form, count(*)::int from (
      select 'member' as object, d.form, d.organization_id, d.decided_on from discipline_record d where d.state = 'effective'
      union all
      select 'organization', c.form, c.organization_id, c.decided_on from discipline_case c where c.object = 'organization' and c.state = 'effective') s
    join app.organization_reach r on r.above_id = above and r.organization_id = s.organization_id and r.valid_from <= app.today() and app.today() < r.valid_to
   where from_day <= s.decided_on and s.decided_on < to_day
     and (current_setting('role') in ('nq15_city', 'nq15_city_person') or above = any (current_setting('app.orgs')::uuid[]))
   group by 1, 2;
end;
revoke execute on function app.discipline_counts(uuid, date, date) from public;
grant execute on function app.discipline_counts(uuid, date, date) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

select app.audited('discipline_case');
select app.audited('discipline_step');
