-- After a change of the table of working days the running terms of papers, matters and comings are counted again, and the old and
-- the new day stand in the history. The service that does it reads petitions and writes nothing of them but this.
create function app.move_petition_term(of_table text, record uuid, seen integer, rule text, due date, provisional boolean) returns boolean
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  organization uuid;
  was date;
  current_state text;
begin
  if app.actor_id() is distinct from '01900000-0000-7000-8000-000000000004' then
    raise exception 'terms are counted again by their service' using errcode = 'insufficient_privilege';
  end if;
  if of_table = 'petition' then
    select p.organization_id, p.due_on, p.state into organization, was, current_state from petition p where p.id = record and p.version = seen and p.state <> 'filed' for update;
    if organization is null then return false; end if;
    update petition set due_rule = rule, due_on = due, is_provisional = provisional where id = record;
  elsif of_table = 'petition_case' then
    select c.organization_id, c.due_on, c.state into organization, was, current_state from petition_case c where c.id = record and c.version = seen and c.ended_on is null for update;
    if organization is null then return false; end if;
    update petition_case set due_rule = rule, due_on = due, is_provisional = provisional where id = record;
  elsif of_table = 'reception_visit' then
    update reception_visit set due_on = due where id = record and version = seen and replied_on is null;
    return found;
  else
    raise exception 'no table of terms: %', of_table using errcode = 'invalid_parameter_value';
  end if;
  insert into petition_step (id, organization_id, petition_id, case_id, position, event, from_state, to_state, actor_id, actor_name, on_day, detail)
  select app.uuid_v7(), organization, case of_table when 'petition' then record end, case of_table when 'petition_case' then record end,
    1 + coalesce(max(s.position), 0), 'recount-term', current_state, current_state, app.actor_id(), 'NQ15', app.today(),
    jsonb_build_object('rule', rule, 'was', was, 'due', due)
    from petition_step s where s.petition_id = record or s.case_id = record;
  return true;
end $$;
revoke execute on function app.move_petition_term(text, uuid, integer, text, date, boolean) from public;
grant execute on function app.move_petition_term(text, uuid, integer, text, date, boolean) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
