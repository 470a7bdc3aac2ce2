-- What reception and petitions say of a commune, for its indicators (weak units, block C): counts of a month or a quarter for whoever
-- answers for the area, over all bodies of that area that keep their register here. Numbers alone: no paper, no matter, nobody's name.

-- Bodies of an area whose register begins before a period: what began in the middle of it would count too little.
create function app.petition_area_units(first_day date, last_day date)
  returns table (area_code text, organization_id uuid)
  language sql stable set search_path = public, app, pg_temp
begin atomic
  select distinct v.area_code, v.organization_id from organization_version v
   where v.area_code is not null and v.valid_from <= last_day and last_day < v.valid_to
     and (exists (select from petition p where p.organization_id = v.organization_id and p.received_on < first_day)
       or exists (select from reception_session s where s.organization_id = v.organization_id and s.held_on < first_day));
end;

-- A month: groups, days of the secretary's own reception, notices whose ten working days ran out in it.
create function app.petition_area_month(first_day date, last_day date)
  returns table (area_code text, figures jsonb)
  language sql stable set search_path = public, app, pg_temp
begin atomic
  with units as materialized (select * from app.petition_area_units(first_day, last_day)),
  groups as (
    select u.area_code, coalesce(p.case_id, p.merged_into_id, p.id, v.id) as matter, count(*) as comings,
        count(*) filter (where v.visited_on >= first_day) as within
      from units u join reception_visit v on v.organization_id = u.organization_id left join petition p on p.id = v.petition_id
     where v.people >= 5 and v.visited_on between date_trunc('quarter', first_day)::date and last_day group by 1, 2
  ), of_area as (
    select area_code, sum(within) as large, max(comings) as same from groups group by 1
  ), received as (
    select u.area_code, count(distinct s.held_on) filter (where s.kind = 'periodic' and not s.is_delegated and s.held_on >= first_day) as days
      from units u join reception_session s on s.organization_id = u.organization_id
     where s.head = 'commune-secretary' and s.held_on <= last_day group by 1
  ), told as (
    select u.area_code, count(*) as due, count(*) filter (where v.replied_on <= v.due_on) as in_time
      from units u join reception_visit v on v.organization_id = u.organization_id where v.due_on between first_day and last_day group by 1
  )
  select a.area_code, jsonb_strip_nulls(jsonb_build_object('largeGroups', coalesce(g.large, 0), 'sameMatterGroupsQuarter', coalesce(g.same, 0),
      'receptionDaysHeld', r.days, 'itemsReceived', coalesce(t.due, 0), 'noticesInTime', coalesce(t.in_time, 0)))
    from (select distinct units.area_code from units) a left join of_area g on g.area_code = a.area_code left join received r on r.area_code = a.area_code
    left join told t on t.area_code = a.area_code;
end;

-- A quarter: papers, matters of reception and those that came again, matters open and past their day at its end, settled of one's own
-- competence, decisions in force. The day a settled matter was due is the one written down when it was settled.
create function app.petition_area_quarter(first_day date, last_day date)
  returns table (area_code text, figures jsonb)
  language sql stable set search_path = public, app, pg_temp
begin atomic
  with units as materialized (select * from app.petition_area_units(first_day, last_day)),
  ids as materialized (select coalesce(array_agg(distinct units.organization_id), '{}') as all_of from units),
  papers as (
    select u.area_code, count(*) as papers from units u join petition p on p.organization_id = u.organization_id
     where p.received_on between first_day and last_day and p.split_from_id is null group by 1
  ), comings as (
    select u.area_code, sum(r.matters) as matters, sum(r.matters) filter (where r.again = 'yes') as again
      from ids cross join lateral app.petition_visit_rows(ids.all_of, first_day, last_day) r join units u on u.organization_id = r.organization_id group by 1
  ), due_then as (
    select s.case_id, min(s.detail ->> 'wasDue') as was_due from units u join petition_step s on s.organization_id = u.organization_id
     where s.case_id is not null and s.event in ('decide', 'conclude', 'answer') and s.on_day > last_day group by 1
  ), held as (
    select u.area_code, c.id, c.due_on, d.was_due from units u join petition_case c on c.organization_id = u.organization_id left join due_then d on d.case_id = c.id
     where c.opened_on <= last_day and coalesce(least(c.facts ->> 'decidedOn', c.facts ->> 'endedOn'), '9999-12-31') > to_char(last_day, 'YYYY-MM-DD')
  ), open_at_end as (
    select held.area_code, count(*) as matters, count(*) filter (where coalesce(held.was_due, to_char(held.due_on, 'YYYY-MM-DD')) < to_char(last_day, 'YYYY-MM-DD')) as late
      from held group by 1
  ), settled as (
    select u.area_code, count(*) filter (where r.settling = 'yes') as own,
        count(*) filter (where r.settling = 'yes' and r.ended in ('decided', 'explained', 'withdrawn', 'terminated')) as done,
        count(*) filter (where r.enforcing = 'yes') as in_force, count(*) filter (where r.enforcing = 'yes' and r.enforced = 'no') as unexecuted
      from ids cross join lateral app.petition_case_rows(ids.all_of, first_day, last_day) r join units u on u.organization_id = r.organization_id group by 1
  )
  select a.area_code, jsonb_build_object('petitions', coalesce(p.papers, 0), 'cases', coalesce(v.matters, 0), 'repeatCases', coalesce(v.again, 0),
      'openCases', coalesce(o.matters, 0), 'openPastLimit', coalesce(o.late, 0), 'casesInCompetence', coalesce(s.own, 0), 'settledInCompetence', coalesce(s.done, 0),
      'decisionsInForce', coalesce(s.in_force, 0), 'decisionsUnexecuted', coalesce(s.unexecuted, 0))
    from (select distinct units.area_code from units) a left join papers p on p.area_code = a.area_code left join comings v on v.area_code = a.area_code
    left join open_at_end o on o.area_code = a.area_code left join settled s on s.area_code = a.area_code;
end;

-- By the organization of the Party that answers for the area, to the service of screening alone (and the operator who runs it).
create function app.petition_area_facts(kind text, first_day date, last_day date)
  returns table (organization_id uuid, figures jsonb)
  language plpgsql stable security definer set plan_cache_mode = force_custom_plan set jit = off set search_path = public, app, pg_temp as $$
begin
  if not (app.is_screening() or app.petition_all('read')) then return; end if;
  return query
  select v.organization_id, f.figures from organization_version v
    join (select m.area_code, m.figures from app.petition_area_month(first_day, last_day) m where kind = 'month'
          union all select q.area_code, q.figures from app.petition_area_quarter(first_day, last_day) q where kind = 'quarter') f on f.area_code = v.area_code
   where v.side = 'party' and v.org_type not in ('cell', 'grassroots-cell', 'subordinate-cell') and v.valid_from <= last_day and last_day < v.valid_to;
end $$;
revoke execute on function app.petition_area_units(date, date), app.petition_area_month(date, date), app.petition_area_quarter(date, date),
  app.petition_area_facts(text, date, date) from public;
grant execute on function app.petition_area_facts(text, date, date) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- Figures that the product counts itself are stored by its own hand alone: nobody types a number and calls it counted.
create policy counted_by_product on monitoring_fact as restrictive for insert to nq15_app, nq15_wide, nq15_city, nq15_city_person
  with check (quality <> 'derived' or (select app.is_screening()) or (select app.petition_all('read')));
