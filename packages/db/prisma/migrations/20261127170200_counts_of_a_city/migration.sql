-- What a city's boards read. The planner took the question "is anybody entered?" for a filter that keeps one row of two
-- hundred, so it walked twenty thousand organizations one by one. Asked as one yes or no it keeps half, and whole sets are
-- joined as sets. Nobody sees more: without an actor the setting is not "yes", and no row is read.
alter policy read_entered on app.organization_reach using ((select current_setting('app.anyone') = 'yes'));

-- Who has sent a sheet of a period, without looking at the sheets themselves.
create index monitoring_fact_period on monitoring_fact (period_start, sheet, organization_id) include (verified_at)
  where superseded_at is null and subject = '';
-- The newest judged month, and who was judged in it.
create index screening_result_month on screening_result (month, organization_id) where superseded_at is null;
-- Questions that wait for an answer: few of all that were ever asked.
create index alarm_unanswered on alarm (organization_id, due_on, state) where state in ('raised', 'escalated');
