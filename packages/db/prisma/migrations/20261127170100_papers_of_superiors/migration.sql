-- A superior's office keeps and registers the papers of its own committee that name no person, though it reads no person's
-- record: what is written into these forms, and what they say once registered, follows the tree. Everything else stays of class person.
create function app.paper_is_impersonal(paper_form text, paper_case uuid) returns boolean language sql immutable parallel safe
  return paper_case is null and paper_form in ('plan', 'suggestion', 'cell-decision', 'organization-decision', 'year-report');

create policy impersonal_read on paper_text for select to nq15_app, nq15_wide
  using (app.paper_is_impersonal(form, case_id) and organization_id = any ((select current_setting('app.orgs')::uuid[])::uuid[]));
create policy impersonal_read_city on paper_text for select to nq15_city using (app.paper_is_impersonal(form, case_id));
create policy impersonal_insert on paper_text for insert to nq15_app, nq15_wide, nq15_city, nq15_city_person
  with check (app.paper_is_impersonal(form, case_id) and ((select current_setting('app.work_all')) = 'yes' or organization_id = any ((select current_setting('app.work_orgs')::uuid[])::uuid[])));
create policy impersonal_update on paper_text for update to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (app.paper_is_impersonal(form, case_id) and ((select current_setting('app.work_all')) = 'yes' or organization_id = any ((select current_setting('app.work_orgs')::uuid[])::uuid[])));

create policy impersonal_read on paper_content for select to nq15_app, nq15_wide
  using (organization_id = any ((select current_setting('app.orgs')::uuid[])::uuid[])
    and exists (select from paper p where p.id = paper_content.paper_id and app.paper_is_impersonal(p.form, p.case_id)));
create policy impersonal_read_city on paper_content for select to nq15_city
  using (exists (select from paper p where p.id = paper_content.paper_id and app.paper_is_impersonal(p.form, p.case_id)));
create policy impersonal_insert on paper_content for insert to nq15_app, nq15_wide, nq15_city, nq15_city_person
  with check (((select current_setting('app.work_all')) = 'yes' or organization_id = any ((select current_setting('app.work_orgs')::uuid[])::uuid[]))
    and exists (select from paper p where p.id = paper_content.paper_id and app.paper_is_impersonal(p.form, p.case_id)));
