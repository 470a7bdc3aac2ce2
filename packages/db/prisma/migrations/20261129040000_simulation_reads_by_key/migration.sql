-- A batch of a simulation is found by the keys of its 10,000 dossiers, and whether a committee lies under the organization is asked
-- for each by its key. Left to itself the planner, which cannot know how many are asked nor how much lies under a city, reads the
-- self-assessments of a whole city for every batch and walks the list of all that lies under it for every dossier.
create or replace function app.simulation_dossiers(campaign uuid, organization uuid, after_case uuid, most integer) returns table (dossiers jsonb)
  language sql stable security definer set search_path = public, app, pg_temp
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set max_parallel_workers_per_gather = 0
begin atomic
  select coalesce(jsonb_agg(jsonb_build_array(c.id, c.committee_id, c.subject, c.is_head, c.months_since_admission, c.not_rated_reason,
      trim_scale(a.general_points)::text, trim_scale(a.result_points)::text, a.tasks_assigned, a.tasks_on_time, a.tasks_late,
      a.tasks_failed, a.tasks_exceeded, a.limitations_pointed_out, a.limitations_remedied, k.level,
      (select jsonb_agg(jsonb_build_object('form', d.form, 'decisionNumber', d.decision_number, 'decidedOn', to_char(d.decided_on, 'YYYY-MM-DD'),
        'violationId', d.violation_id, 'state', d.state) order by d.decided_on) from discipline_record d where d.member_id = c.member_id),
      (select bool_or(q.below_minimum) from rating_quarter q where q.member_id = c.member_id and q.year = y.year),
      coalesce(p.scores, s.scores)) order by c.id), '[]')
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
