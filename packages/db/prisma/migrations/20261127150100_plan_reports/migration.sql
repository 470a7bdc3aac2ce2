-- A report of a plan that wrote itself from the facts: its words are the author's; signed, nothing of it changes any more.
create table plan_report (
  id uuid primary key,
  plan_id uuid not null references consolidation_plan on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  kind text not null check (kind in ('month', 'quarter')),
  -- 2026-11 or 2026-Q4.
  period text not null check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2]|Q[1-4])$' and (kind = 'quarter') = (period ~ 'Q')),
  due_on date not null,
  words jsonb not null,
  -- What the plan's facts were when it was signed, and the day they were read for.
  facts jsonb,
  facts_on date,
  author_id uuid not null,
  author_name text not null,
  signed_by uuid,
  signed_name text,
  signed_on date,
  content_hash text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint plan_report_once unique (plan_id, period),
  constraint plan_report_signed check ((signed_on is null) = (facts is null) and (signed_on is null) = (facts_on is null) and (signed_on is null) = (signed_by is null)
    and (signed_on is null) = (signed_name is null) and (signed_on is null) = (content_hash is null))
);
create index plan_report_organization on plan_report (organization_id, due_on);
create function app.keep_plan_report() returns trigger language plpgsql as $$
begin
  if old.signed_on is not null then
    raise exception 'a signed report is kept' using errcode = 'integrity_constraint_violation', constraint = 'plan_report_is_kept';
  end if;
  if (new.plan_id, new.organization_id, new.kind, new.period) is distinct from (old.plan_id, old.organization_id, old.kind, old.period) then
    raise exception 'a report is of its plan and period' using errcode = 'integrity_constraint_violation', constraint = 'plan_report_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on plan_report for each row execute function app.keep_plan_report();
create trigger only_the_hand before insert or update on plan_report for each row execute function app.only_the_hand();
create function app.check_plan_report() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  speaker uuid := coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id());
begin
  if not exists (select from consolidation_plan where id = new.plan_id and organization_id = new.organization_id) then
    raise exception 'a report is of its plan' using errcode = 'check_violation', constraint = 'plan_report_of_plan';
  end if;
  if new.signed_by is not null and speaker is distinct from new.signed_by then
    raise exception 'a report is signed in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger own_name before insert or update on plan_report for each row execute function app.check_plan_report();
select app.protect('plan_report', 'tree', 'decide');
select app.audited('plan_report');

-- The operator's command writes the sample's notes and days in the names of its demo accounts; nobody else writes for another.
do $$
declare
  own text;
  role_name text;
begin
  foreach own in array array['visit_note', 'visit_promise', 'reception_day'] loop
    foreach role_name in array array['nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person'] loop
      execute format('create policy operator_%s on %I for all to %I using ((select current_setting(''app.user_id'')) = ''01900000-0000-7000-8000-000000000001'')',
        role_name, own, role_name);
    end loop;
  end loop;
end $$;
