-- The same for every directory: "is anybody entered?" asked as one yes or no, not compared as a text, so that the planner does not
-- take a list of organizations for a handful. Who sees what is as it was.
do $$
declare
  one record;
begin
  for one in select table_name from app.table_class where class = 'directory' loop
    execute format('alter policy read_nq15_app on %I using ((select current_setting(''app.anyone'') = ''yes''))', one.table_name);
    execute format('alter policy read_nq15_wide on %I using ((select current_setting(''app.anyone'') = ''yes''))', one.table_name);
  end loop;
  -- Directories to come are protected like this from the start.
  execute (select replace(pg_get_functiondef(p.oid), $old$(select current_setting(''app.anyone'')) = ''yes''$old$, $new$(select current_setting(''app.anyone'') = ''yes'')$new$)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'app' and p.proname = 'protect');
end $$;
