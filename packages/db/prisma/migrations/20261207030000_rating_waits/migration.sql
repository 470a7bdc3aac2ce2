-- A level waits while something about who is rated is being settled. The rooms that keep it are closed to who decides a level:
-- he is told which of his cases wait, with a mark that moves when what is settled moves, and neither what it is nor how many.
create function app.pending_matters(kind text, campaign uuid, committee uuid) returns table (case_id uuid, mark text)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select found.case_id, md5(string_agg(found.matter::text, ',' order by found.matter)) from (
    -- A member: a proceeding on discipline that is not ended.
    select c.id as case_id, d.id as matter from rating_case c join discipline_case d on d.member_id = c.member_id
     where kind = 'person' and c.campaign_id = campaign and c.committee_id = committee and d.state in ('opened', 'proposed')
       and (current_setting('role') = 'nq15_city_person' or c.organization_id = any (coalesce(nullif(current_setting('app.person_orgs', true), ''), '{}')::uuid[]))
    union all
    -- A leader decided above, by his own file.
    select u.id, d.id from rating_unit_case u join rating_case c on c.id = u.case_id join discipline_case d on d.member_id = c.member_id
     where kind = 'unit' and u.campaign_id = campaign and u.decider_id = committee and d.state in ('opened', 'proposed')
       and (current_setting('role') in ('nq15_city', 'nq15_city_person') or u.organization_id = any (coalesce(nullif(current_setting('app.orgs', true), ''), '{}')::uuid[]))
    union all
    -- An organization and its collective: a proceeding on it, and a complaint or denunciation against it.
    select u.id, m.id from rating_unit_case u join (
        select d.id, d.organization_id from discipline_case d where d.member_id is null and d.state in ('opened', 'proposed')
        union all
        select p.id, p.respondent_organization_id from petition_case p where p.kind in ('complaint', 'denunciation') and p.ended_on is null
      ) m on m.organization_id = u.organization_id
     where kind = 'unit' and u.campaign_id = campaign and u.decider_id = committee and u.subject <> 'LEADER'
       and (current_setting('role') in ('nq15_city', 'nq15_city_person') or u.organization_id = any (coalesce(nullif(current_setting('app.orgs', true), ''), '{}')::uuid[]))
  ) found group by found.case_id
$$;
revoke execute on function app.pending_matters(text, uuid, uuid) from public;
grant execute on function app.pending_matters(text, uuid, uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
