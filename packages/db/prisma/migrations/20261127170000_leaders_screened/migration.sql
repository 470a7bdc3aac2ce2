-- Two years of "không hoàn thành nhiệm vụ" of a leader decided above open a task in his own cell, as for every member. Who
-- decides units reads no person's record: these functions tell years and levels, and write where he may not.

-- The standing levels of leaders by year, for who decides or prepares their cases; a leader is told by his case, not by name.
create function app.outcomes_of_leaders(units uuid[]) returns table (unit_id uuid, year integer, outcome text)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  with led as (
    select u.id, c.member_id from rating_unit_case u join rating_case c on c.id = u.case_id
     where u.id = any (units) and u.subject = 'LEADER' and (app.may_write('tree', 'decide', u.decider_id) or app.may_write('tree', 'work', u.decider_id))
  )
  select l.id, r.year, r.outcome from led l join rating r on r.member_id = l.member_id and r.superseded_at is null
  union all
  select l.id, h.year, h.outcome from led l join rating_history h on h.member_id = l.member_id and h.superseded_at is null
   where not exists (select from rating r where r.member_id = h.member_id and r.year = h.year and r.superseded_at is null)
   order by 1, 2
$$;

-- The tasks of a leader already opened, for the same askers.
create function app.screenings_of_leader(unit uuid) returns table (id uuid, second_year integer, state text, ground_stands boolean)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select s.id, s.second_year, s.state, s.ground_stands
    from rating_unit_case u join rating_case c on c.id = u.case_id join rating_screening s on s.member_id = c.member_id
   where u.id = unit and u.subject = 'LEADER' and (app.may_write('tree', 'decide', u.decider_id) or app.may_write('tree', 'work', u.decider_id))
   order by s.second_year
$$;

-- After a decision about a leader: opens the tasks asked for in his own cell and marks which of his tasks still have their
-- ground. Only for who decides the case, and only for two years that do stand. Answers the cell where a task was opened.
create function app.settle_leader_screenings(unit uuid, standing integer[], wanted integer[], opened date) returns uuid
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  own record;
  told uuid;
begin
  select c.id, c.member_id, c.full_name, c.organization_id, c.committee_id into own
    from rating_unit_case u join rating_case c on c.id = u.case_id
   where u.id = unit and u.subject = 'LEADER' and app.may_write('tree', 'decide', u.decider_id);
  if not found then return null; end if;
  update rating_screening set ground_stands = second_year = any (standing), version = version + 1, updated_at = now()
   where member_id = own.member_id and ground_stands <> (second_year = any (standing));
  insert into rating_screening (id, case_id, organization_id, committee_id, member_id, full_name, first_year, second_year, opened_on, updated_at)
    select app.uuid_v7(), own.id, own.organization_id, own.committee_id, own.member_id, own.full_name, w.year - 1, w.year, opened, now()
      from unnest(wanted) as w (year)
     where (select count(*) from app.outcomes_of_leaders(array[unit]) o where o.outcome = 'KHT' and o.year in (w.year - 1, w.year)) = 2
    on conflict (member_id, second_year) do nothing returning organization_id into told;
  return told;
end $$;
revoke execute on function app.outcomes_of_leaders(uuid[]), app.screenings_of_leader(uuid), app.settle_leader_screenings(uuid, integer[], integer[], date) from public;
grant execute on function app.outcomes_of_leaders(uuid[]), app.screenings_of_leader(uuid), app.settle_leader_screenings(uuid, integer[], integer[], date)
  to nq15_app, nq15_wide, nq15_city, nq15_city_person;
