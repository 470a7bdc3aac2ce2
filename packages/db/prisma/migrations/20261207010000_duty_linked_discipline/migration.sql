-- Whether what was disciplined is linked to duty (366-QĐ/TW Điều 11 khoản 4), and the day of the violation: said by who decided or
-- typed from the paper that says so. Null is "not said", which is not "not established".
alter table discipline_record add column duty_related text check (duty_related in ('yes', 'no', 'not-established'));
alter table discipline_record add column duty_basis text check (btrim(duty_basis) <> '');
alter table discipline_record add column violated_on date;
alter table discipline_record add constraint discipline_record_duty check ((duty_related is null) = (duty_basis is null));
alter table discipline_record add constraint discipline_record_violated check (violated_on <= decided_on);
-- Records of proceedings know the day already.
update discipline_record d set violated_on = coalesce(c.restarted_on, c.violated_on) from discipline_case c
 where c.record_id = d.id and coalesce(c.restarted_on, c.violated_on) <= d.decided_on;

-- Was a member of the leading collective disciplined in the year, for a violation of his duty in this collective, and did they
-- themselves find and remedy it? Still no name and no number. One done before he came into the collective may belong to a former
-- unit or to this one: linked stays null, and people say which.
drop function app.collective_disciplined(uuid, integer);
create function app.collective_discipline(led uuid, of_year integer) returns jsonb
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select case when current_setting('role') in ('nq15_city', 'nq15_city_person') or led = any (current_setting('app.orgs')::uuid[]) then (
    select jsonb_build_object('disciplined', count(*) > 0,
        'linked', case when bool_or(o.linked) then true when bool_or(o.linked is null) then null when count(*) > 0 then false end,
        'selfRemedied', coalesce(bool_and(o.self_detected) filter (where o.linked is not false), false))
      from (select distinct d.id, d.self_detected,
          case when d.duty_related = 'no' then false
            when d.duty_related = 'yes' and d.violated_on >= (select min(f.valid_from) from member_post f where f.member_id = d.member_id
              and f.post_organization_id = led and f.post in ('secretary', 'deputy-secretary', 'committee-member')) then true end as linked
        from member_post p join discipline_record d on d.member_id = p.member_id
       where p.post_organization_id = led and p.post in ('secretary', 'deputy-secretary', 'committee-member')
         and p.valid_from < make_date(of_year + 1, 1, 1) and make_date(of_year, 1, 1) < p.valid_to
         and d.decided_on >= make_date(of_year, 1, 1) and d.decided_on < make_date(of_year + 1, 1, 1)
         and d.state <> 'revoked-wrongful') o) end
$$;
revoke execute on function app.collective_discipline(uuid, integer) from public;
grant execute on function app.collective_discipline(uuid, integer) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- The disciplines of a leader for the body that decides on him, without number and wording; the record itself stays with its readers.
drop function app.leader_discipline(uuid, integer);
create function app.leader_disciplines(unit uuid) returns jsonb
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select jsonb_agg(jsonb_build_object('form', d.form, 'decidedOn', to_char(d.decided_on, 'YYYY-MM-DD'), 'violationId', d.violation_id,
      'state', d.state, 'dutyRelated', d.duty_related, 'violatedOn', to_char(d.violated_on, 'YYYY-MM-DD'), 'selfDetected', d.self_detected)
      order by d.decided_on, d.id)
    from rating_unit_case u join rating_case c on c.id = u.case_id join discipline_record d on d.member_id = c.member_id
   where u.id = unit and (current_setting('role') in ('nq15_city', 'nq15_city_person') or u.organization_id = any (current_setting('app.orgs')::uuid[]))
$$;
revoke execute on function app.leader_disciplines(uuid) from public;
grant execute on function app.leader_disciplines(uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

create or replace function app.simulation_dossiers(campaign uuid, organization uuid, after_case uuid, most integer) returns table (dossiers text)
  language sql stable security definer set search_path = public, app, pg_temp
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set max_parallel_workers_per_gather = 0
begin atomic
  select coalesce(string_agg(json_build_array(c.id, c.committee_id, c.subject, c.is_head, c.months_since_admission, c.not_rated_reason,
      trim_scale(a.general_points)::text, trim_scale(a.result_points)::text, a.tasks_assigned, a.tasks_on_time, a.tasks_late,
      a.tasks_failed, a.tasks_exceeded, a.limitations_pointed_out, a.limitations_remedied, k.level,
      (select jsonb_agg(jsonb_build_object('form', d.form, 'decidedOn', to_char(d.decided_on, 'YYYY-MM-DD'), 'violationId', d.violation_id,
        'state', d.state, 'dutyRelated', d.duty_related, 'violatedOn', to_char(d.violated_on, 'YYYY-MM-DD'),
        'selfDetected', d.self_detected) order by d.decided_on, d.id) from discipline_record d where d.member_id = c.member_id),
      (select bool_or(q.below_minimum) from rating_quarter q where q.member_id = c.member_id and q.year = y.year),
      coalesce(p.scores, s.scores))::text, e'\n' order by c.id), '')
    from (select r.* from rating_case r where r.campaign_id = campaign and r.id > after_case
        and (select true from app.organization_reach o where o.above_id = organization and o.organization_id = r.committee_id limit 1)
      order by r.id limit most) c
    join rating_campaign y on y.id = c.campaign_id
    left join rating_self_assessment a on a.case_id = c.id
    left join rating_collective k on k.case_id = c.id
    left join rating_self_score s on s.case_id = c.id
    left join rating_appraised_score p on p.case_id = c.id
   where app.may_simulate(organization);
end;
