-- A year that is open across a change of law is tried on the newer reading of its rules: then no draft of a committee stands behind the
-- comparison, and the hash is that of the rules it was tried on.
alter table rule_simulation alter column overlay_id drop not null;
create index rule_simulation_campaign on rule_simulation (campaign_id, simulated_at);

-- A committee sees who of its own would move, and reads the comparison of the whole year nowhere: it is told only which was the last.
create function app.last_reading_simulation(campaign uuid) returns table (id uuid, content_hash text, simulated_at timestamptz)
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select s.id, s.content_hash, s.simulated_at from rule_simulation s
   where s.campaign_id = campaign and s.overlay_id is null order by s.simulated_at desc, s.id desc limit 1;
end;
revoke execute on function app.last_reading_simulation(uuid) from public;
grant execute on function app.last_reading_simulation(uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
