-- A day on which a head received citizens himself stands once: where the reception desk keeps its sessions, the account of an area
-- counts them from there, and nobody enters them a second time. Only which day and by whom; what citizens brought stays with the desk.
create function app.days_of_the_desk() returns table (id uuid, organization_id uuid, bearer text, bearer_name text, held_on date)
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select r.id, r.organization_id, case r.head when 'city-secretary' then 'city-head' else 'commune-head' end, r.host, r.held_on
    from reception_session r, app.scope_of_user(app.actor_id()) s
   where r.kind = 'periodic' and not r.is_delegated and r.head in ('commune-secretary', 'city-secretary')
     and (s.tree_all or r.organization_id = any (s.tree));
end;
revoke execute on function app.days_of_the_desk() from public;
grant execute on function app.days_of_the_desk() to nq15_app, nq15_wide, nq15_city, nq15_city_person;
