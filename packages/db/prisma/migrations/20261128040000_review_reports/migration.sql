-- The review of Resolution 15-NQ/TU and Directive 15-CT/TU (weak units, section 12): figures from elsewhere with their source and
-- cut-off day, targets, drafts as they were built, remarks, and what a second person signed. Nobody is counted below five here: what
-- is built is guarded before it is stored.

-- 1. Figures of a unit and a year from a paper or a register elsewhere, or a target of a document. Never rewritten: replaced with a reason.
create table review_figure (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  kind text not null check (kind in ('reported', 'target')),
  table_code text not null check (table_code in ('T1', 'T2', 'T3', 'T4', 'T5', 'T6')),
  year integer not null check (year between 2016 and 2100),
  "values" jsonb not null,
  wording text not null default '',
  source text not null check (btrim(source) <> ''),
  cut_off date not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  replaces_id uuid references review_figure on delete restrict,
  reason text,
  superseded_at timestamptz,
  constraint review_figure_replacement check ((replaces_id is null) = (reason is null) and (reason is null or btrim(reason) <> ''))
);
create unique index review_figure_one_standing on review_figure (organization_id, kind, table_code, year, source, wording) where superseded_at is null;
create index review_figure_replaces on review_figure (replaces_id);
create trigger keep_decided before update on review_figure for each row execute function app.keep_decided();

-- 2. An edition of a report as it was built. Only the words of its sections change, and those only until it is signed or built anew.
create table review_report (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  first_year integer not null,
  last_year integer not null,
  edition integer not null check (edition > 0),
  cut_off date not null,
  content jsonb not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  words jsonb not null default '{}',
  prepared_by uuid not null,
  prepared_by_name text not null,
  built_at timestamptz not null,
  superseded_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint review_report_years check (first_year between 2016 and last_year and last_year <= 2100),
  constraint review_report_edition unique (organization_id, first_year, last_year, edition)
);
create unique index review_report_one_standing on review_report (organization_id, first_year, last_year) where superseded_at is null;

-- 3. A remark of somebody who reads the report, in his own name; only he says that it is answered.
create table review_comment (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  report_id uuid not null references review_report on delete restrict,
  section text not null,
  comment text not null check (btrim(comment) <> ''),
  user_id uuid not null,
  author_name text not null,
  written_at timestamptz not null,
  settled_at timestamptz
);
create index review_comment_report on review_comment (report_id);
create index review_comment_organization on review_comment (organization_id);

-- 4. What was signed, whole; a later signature replaces it and says why.
create table review_sign_off (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  report_id uuid not null references review_report on delete restrict,
  first_year integer not null,
  last_year integer not null,
  content jsonb not null,
  -- SHA-256 of the canonical content; papers and workbooks carry it, and the audit trail keeps it.
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  signer_name text not null check (btrim(signer_name) <> ''),
  signer_title text not null check (btrim(signer_title) <> ''),
  signed_by uuid not null,
  signed_by_name text not null,
  signed_at timestamptz not null,
  replaces_id uuid references review_sign_off on delete restrict,
  reason text,
  superseded_at timestamptz,
  constraint review_sign_off_replacement check ((replaces_id is null) = (reason is null) and (reason is null or btrim(reason) <> ''))
);
create unique index review_sign_off_one_standing on review_sign_off (organization_id, first_year, last_year) where superseded_at is null;
create unique index review_sign_off_report on review_sign_off (report_id);
create index review_sign_off_replaces on review_sign_off (replaces_id);
create trigger keep_decided before update on review_sign_off for each row execute function app.keep_decided();

-- What the database keeps by itself, whoever writes. The second wall reads here as the writer may.
create function app.keep_review_report() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - array['words', 'version', 'updated_at', 'superseded_at'] is distinct from to_jsonb(old) - array['words', 'version', 'updated_at', 'superseded_at']
      or old.superseded_at is not null
      or (new.words is distinct from old.words and exists (select from review_sign_off s where s.report_id = new.id)) then
    raise exception 'what was built or signed is kept' using errcode = 'integrity_constraint_violation', constraint = 'review_report_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on review_report for each row execute function app.keep_review_report();

create function app.check_review_comment() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - 'settled_at' is distinct from to_jsonb(old) - 'settled_at' or old.settled_at is not null then
      raise exception 'a remark is settled, never rewritten' using errcode = 'integrity_constraint_violation', constraint = 'review_comment_is_kept';
    end if;
  elsif not exists (select from review_report r where r.id = new.report_id and r.organization_id = new.organization_id) then
    raise exception 'a remark is made on a report one reads' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger check_comment before insert or update on review_comment for each row execute function app.check_review_comment();

create function app.check_review_sign_off() returns trigger language plpgsql as $$
begin
  if not exists (select from review_report r where r.id = new.report_id and r.organization_id = new.organization_id and r.superseded_at is null
      and r.first_year = new.first_year and r.last_year = new.last_year and r.prepared_by <> new.signed_by) then
    raise exception 'a second person signs the newest edition' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger check_sign_off before insert on review_sign_off for each row execute function app.check_review_sign_off();

select app.protect('review_figure', 'tree', 'work');
select app.protect('review_report', 'tree', 'work');
select app.protect('review_comment', 'tree', 'own', 'organization_id', 'user_id');
select app.protect('review_sign_off', 'tree', 'decide');
select app.audited('review_figure');
select app.audited('review_report');
select app.audited('review_comment');
select app.audited('review_sign_off');

-- 5. Decisions of discipline of a level by line, year and form: counts alone, for whoever reads the level but no person. Which records
-- stand in it, and that the asker reaches them, is said by `app.table_places`.
create function app.review_disciplines(level uuid, first_day date, last_day date)
  returns table (line text, year integer, object text, form text, cases bigint)
  language plpgsql stable security definer set plan_cache_mode = force_custom_plan set jit = off set search_path = public, app, pg_temp as $$
begin
  return query
  with places as materialized (
    select p.organization_id, case when p.organization_id = level then level::text else p.line end as line from app.table_places(level, last_day) p
  )
  select p.line, extract(year from d.decided_on)::integer, 'member', d.form, count(*)
    from discipline_record d join places p on p.organization_id = d.organization_id
   where d.decided_on between first_day and last_day and (d.revoked_on is null or d.revoked_on > last_day) group by 1, 2, 4
  union all
  select p.line, extract(year from c.decided_on)::integer, 'organization', c.form, count(*)
    from discipline_case c join places p on p.organization_id = c.organization_id
   where c.object = 'organization' and c.form is not null and c.decided_on between first_day and last_day and c.state <> 'revoked-wrongful' group by 1, 2, 4;
end $$;
revoke execute on function app.review_disciplines(uuid, date, date) from public;
grant execute on function app.review_disciplines(uuid, date, date) to nq15_app, nq15_wide, nq15_city, nq15_city_person;
