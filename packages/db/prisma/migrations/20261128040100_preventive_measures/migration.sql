-- Preventive measures of an area (weak units, section 1.3, task 2): what is done early by kind, out of which budget line, until when,
-- and how it ended. The day that was set never changes; what is put off is a measure of its own.
create table preventive_measure (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  kind text not null check (kind in ('livelihood', 'infrastructure', 'legal-education', 'environment')),
  title text not null check (btrim(title) <> ''),
  place text not null default '',
  budget_line text not null default '',
  -- Million đồng; null where none was said, which is not nought.
  budget integer check (budget >= 0),
  source text not null check (btrim(source) <> ''),
  due_on date not null,
  opened_on date not null,
  ended_on date,
  outcome text check (outcome in ('done', 'dropped')),
  word text not null default '',
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint preventive_measure_ended check ((ended_on is null) = (outcome is null) and (outcome is null or btrim(word) <> '')),
  constraint preventive_measure_days check (opened_on <= due_on and (ended_on is null or opened_on <= ended_on))
);
create index preventive_measure_organization on preventive_measure (organization_id, due_on);
create function app.keep_preventive_measure() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - array['ended_on', 'outcome', 'word', 'version', 'updated_at'] is distinct from to_jsonb(old) - array['ended_on', 'outcome', 'word', 'version', 'updated_at']
      or old.ended_on is not null then
    raise exception 'a measure is ended once, its day and words are kept' using errcode = 'integrity_constraint_violation', constraint = 'preventive_measure_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on preventive_measure for each row execute function app.keep_preventive_measure();
select app.protect('preventive_measure', 'tree', 'work');
select app.audited('preventive_measure');
