-- Report tables whose columns the sheet does not confirm are edited as definitions (petitions, section 16): drafted by one, compared with
-- the edition they replace, published for ever by another. The first edition of every form stands in code.
create table petition_report_definition (
  id uuid primary key,
  -- The top of the Party's tree: one line of editions for the whole city, so that units are counted and summed alike.
  organization_id uuid not null references organization on delete restrict,
  -- Only forms whose columns are not confirmed; a confirmed one is changed with the text it comes from.
  form_code text not null check (form_code in ('03-kqgq', '04-kqgq', 'party')),
  number integer not null check (number >= 2),
  -- The edition it was begun from and takes the place of.
  replaces_number integer not null check (replaces_number >= 1),
  -- What it rests on: a paper, a decision, a word from above.
  basis text not null check (basis = btrim(basis) and basis <> '' and length(basis) <= 300),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  state text not null default 'draft' check (state in ('draft', 'published', 'dropped')),
  drafted_by uuid not null,
  drafted_by_name text not null,
  -- Whoever typed anything in it does not publish it.
  edited_by uuid[] constraint petition_report_definition_edited_by check (edited_by is not null),
  published_by uuid,
  published_by_name text,
  published_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint petition_report_definition_published check ((state = 'published') = (published_at is not null)
    and num_nonnulls(published_by, published_by_name, published_at) in (0, 3)),
  constraint petition_report_definition_by_another check (published_by <> all (edited_by)),
  constraint petition_report_definition_edited check (drafted_by = any (edited_by)),
  constraint petition_report_definition_follows check (replaces_number < number),
  unique (form_code, number)
);
create unique index petition_report_definition_one_draft on petition_report_definition (form_code) where state = 'draft';
create index petition_report_definition_organization on petition_report_definition (organization_id);

create function app.keep_report_definition() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  is_person constant boolean := app.actor_id() is not null;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' or new.version <> 1 then
      raise exception 'an edition begins as a draft' using errcode = 'integrity_constraint_violation', constraint = 'petition_report_definition_begins';
    end if;
    if exists (select from app.organization_reach r where r.organization_id = new.organization_id and r.above_id <> new.organization_id
        and r.valid_from <= app.today() and app.today() < r.valid_to) then
      raise exception 'forms are kept at the top of the tree' using errcode = 'insufficient_privilege', constraint = 'petition_report_definition_top';
    end if;
    if is_person and new.drafted_by is distinct from app.actor_id() then
      raise exception 'drafted in one''s own name' using errcode = 'insufficient_privilege', constraint = 'petition_report_definition_drafted';
    end if;
    return new;
  end if;
  if old.state <> 'draft' then
    raise exception 'a published edition stands' using errcode = 'integrity_constraint_violation', constraint = 'petition_report_definition_stands';
  end if;
  if (new.id, new.organization_id, new.form_code, new.number, new.replaces_number, new.drafted_by, new.drafted_by_name)
      is distinct from (old.id, old.organization_id, old.form_code, old.number, old.replaces_number, old.drafted_by, old.drafted_by_name)
      or not new.edited_by @> old.edited_by or new.version <> old.version + 1 then
    raise exception 'who drafted it is not forgotten' using errcode = 'integrity_constraint_violation', constraint = 'petition_report_definition_kept';
  end if;
  if (new.basis, new.content, new.content_hash) is distinct from (old.basis, old.content, old.content_hash)
      and (new.state <> 'draft' or (is_person and app.actor_id() <> all (new.edited_by))) then
    raise exception 'what is published is what was drafted, and whoever types is named' using errcode = 'integrity_constraint_violation', constraint = 'petition_report_definition_same';
  end if;
  if new.state = 'published' then
    if is_person and new.published_by is distinct from app.actor_id() then
      raise exception 'published in one''s own name' using errcode = 'insufficient_privilege', constraint = 'petition_report_definition_own_name';
    end if;
    if new.replaces_number <> (select coalesce(max(d.number), 1) from petition_report_definition d where d.form_code = new.form_code and d.state = 'published') then
      raise exception 'it was compared with another edition' using errcode = 'integrity_constraint_violation', constraint = 'petition_report_definition_compared';
    end if;
  end if;
  return new;
end $$;
create trigger keep before insert or update on petition_report_definition for each row execute function app.keep_report_definition();
create trigger never_deleted before delete on petition_report_definition for each row execute function app.refuse_rewrite();

-- Everybody who has entered reads the forms; whoever arranges drafts them, a body that decides publishes them.
select app.protect('petition_report_definition', 'directory', 'setup');
create policy publish on petition_report_definition for update to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using ((select current_setting('app.decide_all')) = 'yes' or organization_id = any ((select current_setting('app.decide_orgs')::uuid[])::uuid[]));
select app.audited('petition_report_definition');
