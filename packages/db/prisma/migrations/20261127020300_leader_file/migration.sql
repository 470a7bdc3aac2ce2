-- How far the file has come in which a leader's own review lies: its state and nothing of the person. Null where the asker
-- does not reach the organization he leads.
create function app.leader_file_state(unit uuid) returns text
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select f.state from rating_unit_case u join rating_case c on c.id = u.case_id join rating_cell_file f on f.id = c.file_id
   where u.id = unit and (current_setting('role') in ('nq15_city', 'nq15_city_person') or u.organization_id = any (current_setting('app.orgs')::uuid[]))
$$;
revoke execute on function app.leader_file_state(uuid) from public;
grant execute on function app.leader_file_state(uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- The heaviest discipline of a leader in a year, for the body that decides on him; the record itself stays with its readers.
create function app.leader_discipline(unit uuid, of_year integer) returns text
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select d.form from rating_unit_case u join rating_case c on c.id = u.case_id join discipline_record d on d.member_id = c.member_id
   where u.id = unit and (current_setting('role') in ('nq15_city', 'nq15_city_person') or u.organization_id = any (current_setting('app.orgs')::uuid[]))
     and d.decided_on >= make_date(of_year, 1, 1) and d.decided_on < make_date(of_year + 1, 1, 1) and d.state <> 'revoked-wrongful'
   order by array_position(array['expulsion', 'removal-from-post', 'warning', 'reprimand'], d.form) limit 1
$$;
revoke execute on function app.leader_discipline(uuid, integer) from public;
grant execute on function app.leader_discipline(uuid, integer) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- A day that was missed is told the working day after it; every other reminder comes before its day.
alter table reminder drop constraint reminder_before_due;
alter table reminder add constraint reminder_before_due check (remind_on <= due_on or kind like '%-late-due');
