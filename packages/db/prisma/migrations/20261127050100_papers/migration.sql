-- Papers: how an organization's documents look, under which numbers they are issued, what stands in them, and what the public
-- may ask about one.

-- What an organization chooses where the sources on form differ; read by the domain's schema.
create table paper_setting (
  id uuid primary key,
  organization_id uuid not null constraint paper_setting_once unique references organization on delete restrict,
  options jsonb not null default '{}',
  version integer not null default 1,
  updated_by uuid not null,
  updated_by_name text not null,
  updated_at timestamptz not null default now()
);

-- A congress term: numbers of each kind of document begin at 01 in it.
create table paper_term (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  name text not null check (btrim(name) <> ''),
  starts_on date not null,
  -- The first day that no longer belongs to it.
  ends_on date not null default '9999-12-31',
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint paper_term_order check (starts_on < ends_on),
  constraint paper_term_whole unique (id, organization_id),
  constraint paper_term_once exclude using gist (organization_id with =, daterange(starts_on, ends_on) with &&)
);

-- What people write into a paper that is not registered yet.
create table paper_text (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  campaign_id uuid not null references rating_campaign on delete restrict,
  form text not null check (btrim(form) <> ''),
  case_id uuid,
  texts jsonb not null default '{}',
  version integer not null default 1,
  updated_by uuid not null,
  updated_by_name text not null,
  updated_at timestamptz not null default now(),
  constraint paper_text_once unique nulls not distinct (campaign_id, organization_id, form, case_id),
  constraint paper_text_case foreign key (case_id, organization_id) references rating_case (id, organization_id) on delete restrict
);

-- A committee's own Word file in place of a form, one version after another; its content hangs on the row as a file.
create table paper_template (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  form text not null check (btrim(form) <> ''),
  revision integer not null check (revision > 0),
  file_name text not null check (btrim(file_name) <> ''),
  state text not null default 'draft' check (state in ('draft', 'tried', 'in-use', 'retired')),
  tried_at timestamptz,
  version integer not null default 1,
  updated_by uuid not null,
  updated_by_name text not null,
  updated_at timestamptz not null default now(),
  constraint paper_template_revision unique (organization_id, form, revision),
  -- Nothing is used that was not tried.
  constraint paper_template_tried check (state not in ('tried', 'in-use') or tried_at is not null)
);
create unique index paper_template_in_use on paper_template (organization_id, form) where state = 'in-use';

-- The register of issued papers. A number is given once per issuer, term and kind of document, also when it was withdrawn.
create table paper (
  id uuid primary key,
  -- Who issues it.
  organization_id uuid not null references organization on delete restrict,
  term_id uuid not null,
  symbol text not null check (btrim(symbol) <> ''),
  number integer not null check (number between 1 and 99999),
  org_symbol text not null check (btrim(org_symbol) <> ''),
  form text not null,
  form_number integer not null check (form_number between 1 and 23),
  generation text not null check (generation in ('G0', 'G1', 'G1b', 'G2', 'G3')),
  format_version text not null,
  campaign_id uuid not null references rating_campaign on delete restrict,
  year integer not null,
  -- Which organization or case it is about.
  subject_id uuid not null references organization on delete restrict,
  case_id uuid,
  -- What it is about in the words of its form; names nobody.
  about text not null check (btrim(about) <> ''),
  document_on date not null,
  state text not null default 'reserved' check (state in ('reserved', 'registered', 'replaced', 'withdrawn')),
  -- SHA-256 of what was frozen.
  content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
  template_id uuid references paper_template on delete restrict,
  signer_name text,
  signer_title text,
  replaces_id uuid references paper on delete restrict,
  reserved_by uuid not null,
  reserved_by_name text not null,
  reserved_at timestamptz not null,
  registered_by uuid,
  registered_by_name text,
  registered_at timestamptz,
  version integer not null default 1,
  constraint paper_number_once unique (organization_id, term_id, symbol, number),
  constraint paper_whole unique (id, organization_id),
  constraint paper_term foreign key (term_id, organization_id) references paper_term (id, organization_id) on delete restrict,
  constraint paper_registered check ((state in ('registered', 'replaced')) = (content_hash is not null and registered_at is not null)),
  constraint paper_not_itself check (replaces_id is distinct from id)
);
create index paper_register on paper (organization_id, document_on desc, symbol, number);
create index paper_subject on paper (campaign_id, subject_id, form);
create unique index paper_replaced_once on paper (replaces_id) where replaces_id is not null and state <> 'withdrawn';
-- One kept or issued paper for a form and what it is about, until another replaces it.
create unique index paper_one_at_a_time on paper (campaign_id, organization_id, form, subject_id, case_id) nulls not distinct
  where state in ('reserved', 'registered');

-- What a registered paper says, frozen: it is drawn from this for ever.
create table paper_content (
  paper_id uuid primary key,
  organization_id uuid not null,
  drawn jsonb not null,
  layout jsonb not null,
  -- The random code of the public check, printed on the paper.
  check_code text not null check (check_code ~ '^[2-9A-HJKMNP-Z]{20}$'),
  frozen_at timestamptz not null,
  constraint paper_content_whole unique (paper_id, organization_id),
  constraint paper_content_paper foreign key (paper_id, organization_id) references paper (id, organization_id) on delete restrict
);

-- The only thing the public can ask: whether a code belongs to a paper. It holds the hash of the code, not the code.
create table public_paper (
  code_hash text primary key check (code_hash ~ '^[0-9a-f]{64}$'),
  answer text not null check (answer in ('genuine', 'replaced')),
  number_text text not null,
  document_on date not null,
  issuer text not null
);

-- A set of papers in one archive; the archive hangs on the row as a file.
create table paper_bundle (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  campaign_id uuid not null references rating_campaign on delete restrict,
  contents text not null check (contents in ('cell-forms', 'decisions')),
  format text not null check (format in ('docx', 'pdf')),
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null
);
create index paper_bundle_place on paper_bundle (organization_id, campaign_id, asked_at desc);

create function app.keep_paper() returns trigger language plpgsql as $$
declare
  changing text[] := array['state', 'content_hash', 'template_id', 'signer_name', 'signer_title', 'replaces_id', 'document_on', 'format_version',
    'registered_by', 'registered_by_name', 'registered_at', 'version'];
begin
  if to_jsonb(new) - changing is distinct from to_jsonb(old) - changing then
    raise exception 'a given number stays with its paper' using errcode = 'integrity_constraint_violation', constraint = 'paper_is_kept';
  end if;
  if old.state = 'registered' and (to_jsonb(new) - array['state', 'version']) is distinct from (to_jsonb(old) - array['state', 'version']) then
    raise exception 'a registered paper is never rewritten' using errcode = 'integrity_constraint_violation', constraint = 'paper_is_kept';
  end if;
  if (old.state, new.state) not in (('reserved', 'reserved'), ('reserved', 'registered'), ('reserved', 'withdrawn'), ('registered', 'registered'), ('registered', 'replaced')) then
    raise exception 'a paper does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'paper_step';
  end if;
  return new;
end $$;
create trigger keep before update on paper for each row execute function app.keep_paper();

create function app.keep_paper_content() returns trigger language plpgsql as $$
begin
  raise exception 'what was frozen is never rewritten' using errcode = 'integrity_constraint_violation', constraint = 'paper_content_is_kept';
end $$;
create trigger keep before update or delete on paper_content for each row execute function app.keep_paper_content();

-- The projection follows the register: a code answers from the registration on, and says "replaced" as soon as another paper stands.
create function app.project_paper() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare frozen paper_content; issuer text;
begin
  if new.state not in ('registered', 'replaced') or new.state = old.state then return null; end if;
  select * into frozen from paper_content c where c.paper_id = new.id;
  if frozen.paper_id is null then
    raise exception 'a paper is registered with what it says' using errcode = 'check_violation', constraint = 'paper_has_content';
  end if;
  select coalesce(frozen.layout ->> 'issuer', v.name) into issuer from organization_version v
    where v.organization_id = new.organization_id order by (v.valid_from <= new.document_on and new.document_on < v.valid_to) desc, v.valid_from desc limit 1;
  insert into public_paper (code_hash, answer, number_text, document_on, issuer)
    values (encode(sha256(convert_to(frozen.check_code, 'UTF8')), 'hex'), case new.state when 'registered' then 'genuine' else 'replaced' end,
      lpad(new.number::text, greatest(2, length(new.number::text)), '0') || '-' || new.symbol || '/' || new.org_symbol, new.document_on, coalesce(issuer, ''))
    on conflict (code_hash) do update set answer = excluded.answer;
  return null;
end $$;
create trigger project after update on paper for each row execute function app.project_paper();

-- The choices of the organizations above one, the nearest first: how documents look is no secret, and a cell prints as its committee does.
create function app.paper_options_above(asked uuid) returns jsonb
  language sql stable security definer set search_path = public, app, pg_temp as $$
  with recursive up (id, steps) as (
    select v.parent_id, 1 from organization_version v
      where v.organization_id = asked and v.valid_from <= app.today() and app.today() < v.valid_to and v.parent_id is not null
    union all
    select v.parent_id, up.steps + 1 from up join organization_version v on v.organization_id = up.id
      where v.valid_from <= app.today() and app.today() < v.valid_to and v.parent_id is not null and up.steps < 12)
  select coalesce(jsonb_agg(s.options order by up.steps), '[]') from up join paper_setting s on s.organization_id = up.id
   where current_setting('app.anyone', true) = 'yes' $$;
revoke execute on function app.paper_options_above(uuid) from public;
grant execute on function app.paper_options_above(uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- What the public check may do, and nothing else: ask about one code. It cannot list anything.
do $$
begin
  begin
    create role nq15_public nologin noinherit;
  exception when duplicate_object or unique_violation then null;
  end;
end $$;
create function app.check_public_paper(asked text) returns table (answer text, number_text text, document_on text, issuer text)
  language sql stable security definer set search_path = public, app, pg_temp
  as $$ select p.answer, p.number_text, to_char(p.document_on, 'YYYY-MM-DD'), p.issuer from public_paper p where p.code_hash = asked $$;
revoke execute on function app.check_public_paper(text), app.project_paper() from public;
grant usage on schema app to nq15_public;
grant execute on function app.check_public_paper(text) to nq15_public;

-- Files of these records: a template is the organization's, an archive of papers names persons. Whatever other records are known
-- by now stay known.
do $$
declare body text; held text;
begin
  select pg_get_functiondef('app.check_attached_record'::regproc) into body;
  execute replace(body, 'else false end',
    'when ''paper_template'' then exists (select from paper_template p where p.id = new.record_id and p.organization_id = new.organization_id)
    when ''paper_bundle'' then exists (select from paper_bundle p where p.id = new.record_id and p.organization_id = new.organization_id)
    else false end');
  select pg_get_constraintdef(oid) into held from pg_constraint where conname = 'file_attachment_record';
  execute 'alter table file_attachment drop constraint file_attachment_record';
  execute 'alter table file_attachment add constraint file_attachment_record ' || replace(held, '''organization''::text', '''organization''::text, ''paper_template''::text');
  select pg_get_constraintdef(oid) into held from pg_constraint where conname = 'file_person_attachment_record';
  execute 'alter table file_person_attachment drop constraint file_person_attachment_record';
  execute 'alter table file_person_attachment add constraint file_person_attachment_record '
    || replace(held, '''rating_decision''::text', '''rating_decision''::text, ''paper_bundle''::text');
  -- An archive is made by the product and never uploaded.
  execute 'alter table file_attachment drop constraint file_attachment_kind_check';
  execute 'alter table file_attachment add constraint file_attachment_kind_check check (kind in (''pdf'', ''docx'', ''xlsx'', ''odt'', ''ods'', ''png'', ''jpeg'', ''tiff'', ''text'', ''csv''))';
  execute 'alter table file_person_attachment drop constraint file_attachment_kind_check';
  execute 'alter table file_person_attachment add constraint file_person_attachment_kind_check check (kind in (''pdf'', ''docx'', ''xlsx'', ''odt'', ''ods'', ''png'', ''jpeg'', ''tiff'', ''text'', ''csv'', ''zip'')
    and (kind <> ''zip'' or record_table = ''paper_bundle''))';
end $$;

select app.protect('paper_setting', 'tree', 'setup');
select app.protect('paper_term', 'tree', 'work');
select app.protect('paper_text', 'person', 'work');
select app.protect('paper_template', 'tree', 'setup');
select app.protect('paper', 'tree', 'work');
select app.protect('paper_content', 'person', 'work');
select app.protect('paper_bundle', 'person', 'work');
-- Written by the trigger, read by the public check alone.
select app.protect('public_paper', 'own', 'none', null);

select app.audited('paper_setting');
select app.audited('paper_term');
select app.audited('paper_text');
select app.audited('paper_template');
select app.audited('paper');
select app.audited('paper_content', 'organization_id', 'paper_id');
select app.audited('paper_bundle');
