-- The way of a campaign binds requests, like the closed year does; the owner of the schema prepares and restores.
create or replace function app.mark_reopened() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if current_setting('role') not in ('nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person') then return new; end if;
  if old.state = 'archived' and new.state <> 'archived' or old.state in ('open', 'closed') and new.state = 'draft' then
    raise exception 'a campaign does not go back there' using errcode = 'check_violation', constraint = 'rating_campaign_way';
  end if;
  if old.state = 'closed' and new.state = 'open' then
    insert into app.campaign_reopened values (new.id, pg_current_xact_id())
      on conflict (campaign_id) do update set in_act = excluded.in_act;
  end if;
  return new;
end $$;
