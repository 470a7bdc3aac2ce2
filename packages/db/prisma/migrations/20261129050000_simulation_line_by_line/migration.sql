-- A batch of a simulation is handed out as lines, a dossier each, so that whoever weighs them reads one after the other and keeps none;
-- as one value of 10,000 dossiers both sides built it whole in their memory.
drop function app.simulation_dossiers(uuid, uuid, uuid, integer);
create function app.simulation_dossiers(campaign uuid, organization uuid, after_case uuid, most integer) returns table (dossiers text)
  language sql stable security definer set search_path = public, app, pg_temp
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set max_parallel_workers_per_gather = 0
begin atomic
  select coalesce(string_agg(json_build_array(c.id, c.committee_id, c.subject, c.is_head, c.months_since_admission, c.not_rated_reason,
      trim_scale(a.general_points)::text, trim_scale(a.result_points)::text, a.tasks_assigned, a.tasks_on_time, a.tasks_late,
      a.tasks_failed, a.tasks_exceeded, a.limitations_pointed_out, a.limitations_remedied, k.level,
      (select jsonb_agg(jsonb_build_object('form', d.form, 'decisionNumber', d.decision_number, 'decidedOn', to_char(d.decided_on, 'YYYY-MM-DD'),
        'violationId', d.violation_id, 'state', d.state) order by d.decided_on) from discipline_record d where d.member_id = c.member_id),
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
revoke execute on function app.simulation_dossiers(uuid, uuid, uuid, integer) from public;
grant execute on function app.simulation_dossiers(uuid, uuid, uuid, integer) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- Whether a unit's first level froze its facts is asked unit by unit.
create index rating_unit_level_first on rating_unit_level (case_id) where replaces_id is null;
