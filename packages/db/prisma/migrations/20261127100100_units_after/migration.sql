-- What follows a decision, for organizations, collectives and leaders decided above: checks answered, notice, complaint,
-- correction, awards. Sister tables of those of persons with the same columns but the member, because their class is another:
-- who decides units reads no person's record.

-- Whether who acts may work on, or decide about, records of an organization: of class `tree`, or of class `person`.
create function app.may_write(class text, kind text, organization uuid) returns boolean language sql stable as $$
  select current_setting('app.' || case class when 'person' then 'person_' else '' end || kind || '_all', true) = 'yes'
    or organization = any (coalesce(nullif(current_setting('app.' || case class when 'person' then 'person_' else '' end || kind || '_orgs', true), ''), '{}')::uuid[])
$$;

-- The same keepers for both kinds: the trigger's argument names the class, persons where there is none.
create or replace function app.keep_notice() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    -- Inside another trigger it is the product that tells a leader of what was told to his organization.
    if app.is_request() and pg_trigger_depth() = 1
        and not app.may_write(coalesce(tg_argv[0], 'person'), 'work', new.organization_id) then
      raise exception 'notice is given by the office' using errcode = 'insufficient_privilege', constraint = 'notice_given_by_office';
    end if;
  elsif to_jsonb(new) - 'seen_at' is distinct from to_jsonb(old) - 'seen_at' or old.seen_at is not null then
    raise exception 'a notice is kept' using errcode = 'integrity_constraint_violation', constraint = 'notice_is_kept';
  end if;
  return new;
end $$;

create or replace function app.keep_appeal() returns trigger language plpgsql as $$
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
  if new.state in ('upheld', 'changed') and app.is_request()
      and not app.may_write(coalesce(tg_argv[0], 'person'), 'decide', new.organization_id) then
    raise exception 'only the deciding body answers' using errcode = 'insufficient_privilege', constraint = 'appeal_answered_by_decider';
  end if;
  return new;
end $$;

create or replace function app.keep_correction() returns trigger language plpgsql as $$
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
    if new.state = 'decided' and app.is_request()
        and not app.may_write(coalesce(tg_argv[0], 'person'), 'decide', new.organization_id) then
      raise exception 'only the deciding body decides' using errcode = 'insufficient_privilege', constraint = 'correction_decided_by_decider';
    end if;
    return new;
  end if;
  if to_jsonb(new) - following is not distinct from to_jsonb(old) - following and old.state = 'decided' and old.followed_up_at is null then
    return new;
  end if;
  raise exception 'a correction is kept' using errcode = 'integrity_constraint_violation', constraint = 'correction_is_kept';
end $$;
drop function app.decides_person(uuid);
create or replace function app.move_appealed_case(moved uuid, opened boolean) returns boolean
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  update rating_case c set state = case when opened then 'appealed' else 'notified' end, version = c.version + 1, updated_at = now()
   where c.id = moved and c.state = case when opened then 'notified' else 'appealed' end
     and (c.member_id = nullif(current_setting('app.member_id', true), '')::uuid or app.may_write('person', 'work', c.organization_id));
  return found;
end $$;
drop function app.works_person(uuid);

-- 1. Another decision about some lines of a decision stands beside it and names it; nothing decided is rewritten.
alter table rating_unit_decision
  add column kind text not null default 'units' check (kind in ('units', 'reconsideration', 'correction')),
  add column amends_id uuid references rating_unit_decision on delete restrict,
  add constraint rating_unit_decision_amends check ((kind = 'units') = (amends_id is null));
create index rating_unit_decision_amends_id on rating_unit_decision (amends_id);
alter table rating_unit_level add column replaces_id uuid references rating_unit_level on delete restrict;
create unique index rating_unit_level_replaces_id on rating_unit_level (replaces_id);

create function app.unit_level_follows_its_decision() returns trigger language plpgsql as $$
declare
  decision rating_unit_decision;
  state text;
begin
  if not app.is_request() then return new; end if;
  select * into decision from rating_unit_decision where id = new.decision_id;
  if decision.kind <> 'units' then
    if not exists (select from rating_unit_level r where r.id = new.replaces_id and r.case_id = new.case_id and r.superseded_at is not null) then
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
create trigger follows_its_decision before insert on rating_unit_level for each row execute function app.unit_level_follows_its_decision();

-- A leader decided above stands among the members' levels too: another decision about him replaces that version as well, and
-- an award of his that rested on it falls. His file shows it; nobody above reads his name.
create function app.leader_amended() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  one record;
  d rating_unit_decision;
begin
  for one in
    select n.*, r.id as old_id, r.decision_id as old_decision, r.outcome as old_outcome, r.member_id, p.id as person_case, p.organization_id as cell_id,
        p.committee_id as own_committee, p.campaign_id as of_campaign
      from new_rows n join rating_unit_case c on c.id = n.case_id join rating_case p on p.id = c.case_id
      join rating r on r.case_id = p.id and r.superseded_at is null
     where c.subject = 'LEADER' and n.replaces_id is not null
  loop
    select * into d from rating_unit_decision where id = one.decision_id;
    update rating set superseded_at = d.decided_at where id = one.old_id;
    insert into rating_decision (id, campaign_id, organization_id, kind, amends_id, decision_number, decided_on, signer_name, signer_title,
        exception_decision_number, reasoning, content_hash, decided_by, decided_by_name, decided_at)
      values (d.id, d.campaign_id, d.organization_id, d.kind, one.old_decision, d.decision_number, d.decided_on, d.signer_name, d.signer_title,
        d.exception_decision_number, d.reasoning, d.content_hash, d.decided_by, d.decided_by_name, d.decided_at)
      on conflict (id) do nothing;
    insert into rating (id, decision_id, case_id, member_id, organization_id, committee_id, year, subject, outcome, not_rated_reason, total_points,
        reasoning, decision_number, decided_on, replaces_id)
      values (app.uuid_v7(), d.id, one.person_case, one.member_id, one.cell_id, one.decider_id, one.year, 'LEADER', one.outcome, one.not_rated_reason,
        one.total_points, one.reasoning, one.decision_number, one.decided_on, one.old_id);
    update rating_case set state = case d.kind when 'correction' then 'revised' else 'reconsidered' end, version = version + 1, updated_at = d.decided_at
     where id = one.person_case;
    update rating_count set count = count - 1 where campaign_id = one.of_campaign and organization_id = one.cell_id and subject = 'LEADER'
      and stage = 'decided' and outcome = one.old_outcome and count > 0;
    insert into rating_count (id, campaign_id, organization_id, committee_id, subject, stage, outcome, count)
      values (app.uuid_v7(), one.of_campaign, one.cell_id, one.own_committee, 'LEADER', 'decided', one.outcome, 1)
      on conflict (campaign_id, organization_id, subject, stage, outcome) do update set count = rating_count.count + 1;
    update rating_award set annulled_by_decision_id = d.id, annulled_at = d.decided_at, annul_reason = d.reasoning ->> 'reason'
     where member_id = one.member_id and annulled_at is null and one.outcome <> 'XS' and one.year between first_year and year;
  end loop;
  return null;
end $$;
create trigger leader_amended after insert on rating_unit_level referencing new table as new_rows for each statement execute function app.leader_amended();

-- Whether who asks is himself the leader whom a case is about: nobody decides about himself, and no name is told.
create function app.is_own_leader(unit uuid) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from rating_unit_case u join rating_case c on c.id = u.case_id
    where u.id = unit and c.member_id = nullif(current_setting('app.member_id', true), '')::uuid)
$$;
revoke execute on function app.is_own_leader(uuid) from public;
grant execute on function app.is_own_leader(uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- 2. The tables. `rating_id` is the unit's level; `committee_id` who decides it.
create table rating_unit_acknowledgement (like rating_acknowledgement including defaults including constraints);
alter table rating_unit_acknowledgement add primary key (id),
  add constraint rating_unit_acknowledgement_campaign_id_fkey foreign key (campaign_id) references rating_campaign on delete restrict,
  add constraint rating_unit_acknowledgement_once unique (campaign_id, organization_id, code, about_id, seen);
create index rating_unit_acknowledgement_organization on rating_unit_acknowledgement (organization_id, campaign_id);

create table rating_unit_notice (like rating_notice including defaults including constraints);
alter table rating_unit_notice drop column member_id, add primary key (id),
  add constraint rating_unit_notice_rating_id_key unique (rating_id),
  add constraint rating_unit_notice_rating_id_fkey foreign key (rating_id) references rating_unit_level on delete restrict,
  add constraint rating_unit_notice_case foreign key (case_id, organization_id) references rating_unit_case (id, organization_id) on delete restrict;
create index rating_unit_notice_organization on rating_unit_notice (organization_id);
create index rating_unit_notice_case_id on rating_unit_notice (case_id);

create table rating_unit_appeal (like rating_appeal including defaults including constraints);
alter table rating_unit_appeal drop column member_id, add primary key (id),
  add constraint rating_unit_appeal_rating_id_fkey foreign key (rating_id) references rating_unit_level on delete restrict,
  add constraint rating_unit_appeal_decision_id_fkey foreign key (decision_id) references rating_unit_decision on delete restrict,
  add constraint rating_unit_appeal_case foreign key (case_id, organization_id, committee_id)
    references rating_unit_case (id, organization_id, decider_id) on delete restrict;
create unique index rating_unit_appeal_one on rating_unit_appeal (rating_id) where state <> 'withdrawn';
create index rating_unit_appeal_organization on rating_unit_appeal (organization_id);
create index rating_unit_appeal_committee on rating_unit_appeal (committee_id, year, state);
create index rating_unit_appeal_case_id on rating_unit_appeal (case_id);
create index rating_unit_appeal_decision_id on rating_unit_appeal (decision_id);

create table rating_unit_correction (like rating_correction including defaults including constraints);
alter table rating_unit_correction drop column member_id, add primary key (id),
  add constraint rating_unit_correction_rating_id_fkey foreign key (rating_id) references rating_unit_level on delete restrict,
  add constraint rating_unit_correction_decision_id_fkey foreign key (decision_id) references rating_unit_decision on delete restrict,
  add constraint rating_unit_correction_case foreign key (case_id, organization_id, committee_id)
    references rating_unit_case (id, organization_id, decider_id) on delete restrict;
create unique index rating_unit_correction_one_prepared on rating_unit_correction (rating_id) where state = 'prepared';
create index rating_unit_correction_rating_id on rating_unit_correction (rating_id);
create index rating_unit_correction_organization on rating_unit_correction (organization_id);
create index rating_unit_correction_committee on rating_unit_correction (committee_id, state);
create index rating_unit_correction_case_id on rating_unit_correction (case_id);
create index rating_unit_correction_decision_id on rating_unit_correction (decision_id);

-- `full_name` is the organization's name as it was recorded. A collective or a leader gets no award of this kind.
create table rating_unit_award (like rating_award including defaults including constraints);
alter table rating_unit_award drop column member_id, drop constraint rating_award_kind_check,
  add constraint rating_unit_award_kind_check check (kind in ('exemplary-year', 'exemplary-five-years')), add primary key (id),
  add constraint rating_unit_award_annulled_by_decision_id_fkey foreign key (annulled_by_decision_id) references rating_unit_decision on delete restrict,
  add constraint rating_unit_award_case foreign key (case_id, organization_id, committee_id)
    references rating_unit_case (id, organization_id, decider_id) on delete restrict;
create unique index rating_unit_award_one on rating_unit_award (organization_id, kind, year) where annulled_at is null;
create index rating_unit_award_committee on rating_unit_award (committee_id, year);
create index rating_unit_award_organization on rating_unit_award (organization_id, year);
create index rating_unit_award_case_id on rating_unit_award (case_id);
create index rating_unit_award_annulled_by on rating_unit_award (annulled_by_decision_id);

-- A leader decided above is told himself too, on his own page; the notice is the one given for his unit's file.
create function app.leader_told() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into rating_notice (id, rating_id, case_id, organization_id, member_id, notice_on, file_until, by_user_id, by_name, issued_at)
    select app.uuid_v7(), r.id, r.case_id, r.organization_id, r.member_id, n.notice_on, n.file_until, n.by_user_id, n.by_name, n.issued_at
      from new_rows n join rating_unit_level l on l.id = n.rating_id join rating_unit_case c on c.id = n.case_id
      join rating r on r.case_id = c.case_id and r.superseded_at is null and r.decision_id = l.decision_id
     where c.subject = 'LEADER' and l.superseded_at is null
    on conflict do nothing;
  update rating_case p set state = 'notified', version = p.version + 1, updated_at = n.issued_at
    from new_rows n join rating_unit_case c on c.id = n.case_id
   where c.subject = 'LEADER' and p.id = c.case_id and p.state in ('decided', 'reconsidered', 'revised');
  return null;
end $$;
create trigger leader_told after insert on rating_unit_notice referencing new table as new_rows for each statement execute function app.leader_told();

create trigger keep_notice before insert or update on rating_unit_notice for each row execute function app.keep_notice('tree');
create trigger keep_appeal before insert or update on rating_unit_appeal for each row execute function app.keep_appeal('tree');
create trigger keep_correction before insert or update on rating_unit_correction for each row execute function app.keep_correction('tree');
create trigger keep_award before update on rating_unit_award for each row execute function app.keep_award();

-- 3. The levels of an organization in all years, those imported from before the product with them; what was decided here goes first.
create function app.outcomes_of_units(units uuid[]) returns table (organization_id uuid, year integer, outcome text)
  language sql stable set search_path = public, app, pg_temp as $$
  select e.organization_id, e.year, e.outcome from rating_unit_level e
   where e.organization_id = any (units) and e.superseded_at is null and e.subject not in ('LEADER', 'COLLECTIVE')
  union all
  select h.organization_id, h.year, h.outcome from rating_history_unit h
   where h.organization_id = any (units) and h.superseded_at is null and not exists (select from rating_unit_level e
     where e.organization_id = h.organization_id and e.year = h.year and e.superseded_at is null and e.subject not in ('LEADER', 'COLLECTIVE'))
   order by 1, 2
$$;
grant execute on function app.outcomes_of_units(uuid[]) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

select app.protect('rating_unit_acknowledgement', 'tree', 'decide');
select app.protect('rating_unit_notice', 'tree', 'work');
select app.protect('rating_unit_appeal', 'tree', 'work');
select app.protect('rating_unit_correction', 'tree', 'work');
select app.protect('rating_unit_award', 'tree', 'decide');
-- What a unit filed, or the office prepared, is settled by the body that decides.
create policy settle on rating_unit_appeal for update to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using ((select current_setting('app.decide_all')) = 'yes' or organization_id = any ((select current_setting('app.decide_orgs')::uuid[])::uuid[]));
create policy settle on rating_unit_correction for update to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using ((select current_setting('app.decide_all')) = 'yes' or organization_id = any ((select current_setting('app.decide_orgs')::uuid[])::uuid[]));
select app.audited('rating_unit_acknowledgement');
select app.audited('rating_unit_notice');
select app.audited('rating_unit_appeal');
select app.audited('rating_unit_correction');
select app.audited('rating_unit_award');
