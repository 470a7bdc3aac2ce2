-- Targets of the resolution and of the socio-economic plan (weak units, section 1.2: none is known, so each is typed with its document),
-- the tasks that are to reach each, and the results of its years with source and cut-off day. Nothing that was entered is rewritten.

create table resolution_target (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  plan text not null check (plan in ('resolution', 'socio-economic', 'other')),
  wording text not null check (btrim(wording) <> ''),
  unit text not null check (btrim(unit) <> ''),
  bound text not null check (bound in ('at-least', 'at-most')),
  base numeric(14, 2) not null,
  base_year integer not null,
  wanted numeric(14, 2) not null,
  due_year integer not null,
  -- The document in the register where it is kept there, and in any case where it was read.
  directive_id uuid references directive on delete restrict,
  source text not null check (btrim(source) <> ''),
  confidence text not null check (confidence in ('T', 'S', 'M', 'design')),
  -- A column of the review's tables that counts the same; null where results are only typed.
  counted_table text check (counted_table in ('T1', 'T2', 'T3', 'T4', 'T5', 'T6')),
  counted_column text,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_on date not null,
  struck_on date,
  struck_why text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint resolution_target_years check (base_year between 2010 and 2100 and due_year > base_year and due_year <= base_year + 15),
  constraint resolution_target_counted check ((counted_table is null) = (counted_column is null)),
  constraint resolution_target_struck check ((struck_on is null) = (struck_why = ''))
);
create index resolution_target_organization on resolution_target (organization_id);
create index resolution_target_directive on resolution_target (directive_id);
create function app.keep_resolution_target() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - array['struck_on', 'struck_why', 'version', 'updated_at'] is distinct from to_jsonb(old) - array['struck_on', 'struck_why', 'version', 'updated_at']
      or old.struck_on is not null then
    raise exception 'a target is kept as it was entered' using errcode = 'integrity_constraint_violation', constraint = 'resolution_target_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on resolution_target for each row execute function app.keep_resolution_target();
create trigger never_deleted before delete on resolution_target for each row execute function app.refuse_rewrite();

-- Tasks of directives or of conclusions of the steering committee that are to reach a target; a link is ended, never rewritten.
create table resolution_target_task (
  id uuid primary key,
  target_id uuid not null references resolution_target on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  directive_task_id uuid references directive_task on delete restrict,
  conclusion_id uuid references steering_conclusion on delete restrict,
  linked_by uuid not null,
  linked_by_name text not null,
  linked_on date not null,
  unlinked_on date,
  constraint resolution_target_task_one check (num_nonnulls(directive_task_id, conclusion_id) = 1)
);
create unique index resolution_target_task_directive on resolution_target_task (target_id, directive_task_id) where unlinked_on is null;
create unique index resolution_target_task_conclusion on resolution_target_task (target_id, conclusion_id) where unlinked_on is null;
create index resolution_target_task_organization on resolution_target_task (organization_id);
create index resolution_target_task_of_directive on resolution_target_task (directive_task_id);
create index resolution_target_task_of_conclusion on resolution_target_task (conclusion_id);

-- Results of a year, each with its source and day; other ones of the same source replace it with a reason, another source stands beside.
create table resolution_target_result (
  id uuid primary key,
  target_id uuid not null references resolution_target on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  year integer not null check (year between 2010 and 2100),
  value numeric(14, 2) not null,
  source text not null check (btrim(source) <> ''),
  cut_off date not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  replaces_id uuid references resolution_target_result on delete restrict,
  reason text,
  superseded_at timestamptz,
  constraint resolution_target_result_replacement check ((replaces_id is null) = (reason is null) and (reason is null or btrim(reason) <> ''))
);
create unique index resolution_target_result_one_standing on resolution_target_result (target_id, year, source) where superseded_at is null;
create index resolution_target_result_organization on resolution_target_result (organization_id);
create index resolution_target_result_replaces on resolution_target_result (replaces_id);
create trigger keep_decided before update on resolution_target_result for each row execute function app.keep_decided();
create trigger never_deleted before delete on resolution_target_result for each row execute function app.refuse_rewrite();

-- A link and a result are of a standing target and of its level, whoever writes.
create function app.check_resolution_target_part() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from resolution_target t where t.id = new.target_id and t.organization_id = new.organization_id and t.struck_on is null) then
    raise exception 'tasks and results are of a standing target of their level' using errcode = 'check_violation', constraint = 'resolution_target_part';
  end if;
  return new;
end $$;
create trigger check_part before insert on resolution_target_task for each row execute function app.check_resolution_target_part();
create trigger check_part before insert on resolution_target_result for each row execute function app.check_resolution_target_part();
create function app.keep_resolution_target_task() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'unlinked_on' is distinct from to_jsonb(old) - 'unlinked_on' or old.unlinked_on is not null then
    raise exception 'a link is ended, never rewritten' using errcode = 'integrity_constraint_violation', constraint = 'resolution_target_task_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on resolution_target_task for each row execute function app.keep_resolution_target_task();
create trigger never_deleted before delete on resolution_target_task for each row execute function app.refuse_rewrite();

select app.protect('resolution_target', 'tree', 'work');
select app.protect('resolution_target_task', 'tree', 'work');
select app.protect('resolution_target_result', 'tree', 'work');
select app.audited('resolution_target');
select app.audited('resolution_target_task');
select app.audited('resolution_target_result');
