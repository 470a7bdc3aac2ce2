-- Files: what is kept of a content (never the content itself, which lies sealed in the store), and the records it hangs on.

-- One content, however often it was uploaded. Its address is keyed by the installation, so that nobody can ask "do you have
-- this document?" with the document in hand; the key of the content is wrapped by a master key that is not in the database.
create table stored_file (
  id uuid primary key,
  address text not null unique check (address ~ '^[0-9a-f]{64}$'),
  object_name text not null unique check (btrim(object_name) <> ''),
  size_bytes bigint not null check (size_bytes > 0),
  key_id text not null check (btrim(key_id) <> ''),
  wrapped_key bytea not null check (octet_length(wrapped_key) = 60),
  scan_state text not null check (scan_state in ('not-scanned', 'waiting-scan', 'clean', 'refused')),
  -- What the scanner called it.
  scan_finding text,
  scanned_at timestamptz,
  stored_at timestamptz not null default now(),
  constraint stored_file_finding check ((scan_state = 'refused') = (scan_finding is not null))
);
create index stored_file_scan_state on stored_file (scan_state, stored_at);

-- How long a class of files is kept. Without months there is no end: a committee sets the period with its source.
create table file_retention (
  id uuid primary key,
  retention_class text not null unique check (retention_class in ('organization', 'rating')),
  -- The day from which the period runs.
  event text not null check (event in ('uploaded')),
  months integer check (months between 1 and 1200),
  action text not null default 'destroy' check (action in ('destroy', 'hand-over')),
  -- Number and day of the document that sets the period.
  source text,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint file_retention_period_has_source check (months is null or btrim(source) <> '')
);
insert into file_retention (id, retention_class, event) values
  ('01900000-0000-7000-8000-000000000901', 'organization', 'uploaded'), ('01900000-0000-7000-8000-000000000902', 'rating', 'uploaded');

-- One revision of a document that hangs on a record. A later one is a row of its own; nothing is overwritten.
create table file_attachment (
  id uuid primary key,
  -- The first revision's id: what stays the same through all revisions.
  document_id uuid not null,
  revision integer not null check (revision > 0),
  replaces_id uuid,
  record_table text not null,
  record_id uuid not null,
  organization_id uuid not null,
  -- Null once destroyed.
  content_id uuid,
  file_name text not null check (btrim(file_name) <> '' and octet_length(file_name) <= 200 and file_name !~ '[/\\[:cntrl:]]'),
  kind text not null check (kind in ('pdf', 'docx', 'xlsx', 'odt', 'ods', 'png', 'jpeg', 'tiff', 'text', 'csv')),
  size_bytes bigint not null check (size_bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid not null,
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  retention_class text not null,
  retain_from date not null,
  retain_until date not null default '9999-12-31',
  legal_hold boolean not null default false,
  legal_hold_reason text,
  destroyed_at timestamptz,
  destruction_decision text,
  destruction_decided_on date,
  version integer not null default 1,
  constraint file_attachment_first check ((revision = 1) = (id = document_id) and (revision = 1) = (replaces_id is null)),
  constraint file_attachment_content check ((content_id is null) = (destroyed_at is not null)),
  constraint file_attachment_decision check
    ((destroyed_at is null) = (destruction_decision is null) and (destroyed_at is null) = (destruction_decided_on is null)
      and (destruction_decision is null or btrim(destruction_decision) <> '')),
  constraint file_attachment_hold check (legal_hold = (legal_hold_reason is not null) and (not legal_hold or btrim(legal_hold_reason) <> '')),
  constraint file_attachment_period check (retain_from <= retain_until)
);
create table file_person_attachment (like file_attachment including defaults including constraints);
alter table file_person_attachment add primary key (id);
-- Which class a record's files have is settled by the table they stand in.
alter table file_attachment add constraint file_attachment_record check (record_table in ('organization', 'succession'));
alter table file_person_attachment add constraint file_person_attachment_record check (record_table in ('rating_cell_file', 'rating_decision'));

-- A document's record must exist and be the organization's own: the id and the organization come from a form.
create function app.check_attached_record() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not (case new.record_table
    when 'organization' then new.record_id = new.organization_id
    when 'succession' then exists (select from succession_link l
      where l.succession_id = new.record_id and new.organization_id in (l.predecessor_id, l.successor_id))
    when 'rating_cell_file' then exists (select from rating_cell_file f where f.id = new.record_id and f.organization_id = new.organization_id)
    when 'rating_decision' then exists (select from rating_decision d where d.id = new.record_id and d.organization_id = new.organization_id)
    else false end) then
    raise exception 'no such record of this organization' using errcode = 'foreign_key_violation', constraint = 'attached_record';
  end if;
  return new;
end $$;

-- Held by itself, as one of its document's revisions, through its record, or with all files of its organization.
create function app.file_is_held(id uuid, document_id uuid, record_table text, record_id uuid, organization_id uuid) returns boolean
  language sql stable
  return app.is_held('file_attachment', id, organization_id) or app.is_held('file_attachment', document_id, organization_id)
    or app.is_held(record_table, record_id, organization_id);

-- What was uploaded stays as it was; only its keeping changes, and its content goes by a decision after its time, never under hold.
create function app.keep_attachment() returns trigger language plpgsql as $$
declare
  changing text[] := array['content_id', 'retain_from', 'retain_until', 'legal_hold', 'legal_hold_reason', 'destroyed_at',
    'destruction_decision', 'destruction_decided_on', 'version'];
begin
  if to_jsonb(new) - changing is distinct from to_jsonb(old) - changing or old.destroyed_at is not null
    or (new.content_id is distinct from old.content_id and new.content_id is not null) then
    raise exception 'a file is never rewritten' using errcode = 'integrity_constraint_violation', constraint = 'file_is_kept';
  end if;
  if new.destroyed_at is not null and (old.legal_hold or new.legal_hold or old.retain_until > app.today()
      or app.file_is_held(new.id, new.document_id, new.record_table, new.record_id, new.organization_id)) then
    raise exception 'this file must still be kept' using errcode = 'check_violation', constraint = 'file_still_kept';
  end if;
  return new;
end $$;

do $$
declare t text;
begin
  foreach t in array array['file_attachment', 'file_person_attachment'] loop
    execute format('alter table %1$I
      add constraint %1$s_document_revision unique (document_id, revision),
      add constraint %1$s_whole unique (id, document_id, record_table, record_id, organization_id),
      add constraint %1$s_organization foreign key (organization_id) references organization on delete restrict,
      add constraint %1$s_content_id foreign key (content_id) references stored_file on delete restrict,
      add constraint %1$s_retention foreign key (retention_class) references file_retention (retention_class) on delete restrict', t);
    -- Every revision hangs where the one before it hangs.
    execute format('alter table %1$I add constraint %1$s_replaces foreign key (replaces_id, document_id, record_table, record_id, organization_id)
      references %1$I (id, document_id, record_table, record_id, organization_id) on delete restrict', t);
    execute format('create index %1$s_record on %1$I (record_id, document_id, revision)', t);
    execute format('create index %1$s_organization_day on %1$I (organization_id, uploaded_at)', t);
    execute format('create index %1$s_content on %1$I (content_id)', t);
    execute format('create trigger check_record before insert on %I for each row execute function app.check_attached_record()', t);
    execute format('create trigger keep before update on %I for each row execute function app.keep_attachment()', t);
  end loop;
end $$;

-- The keeper of the store: scans, wraps keys anew, removes what no document names. It opens no record of anybody.
insert into app.role_class (role, tree_read, tree_work, tree_decide, tree_setup, person_read, person_work, person_decide, trail_read, trail_seal, accounts)
  values ('service-files', false, false, false, false, false, false, false, false, false, false);
insert into access_service (id, name) values ('01900000-0000-7000-8000-000000000009', 'files');
insert into access_grant (id, user_id, role, organization_id, valid_from, reason) values
  ('01900000-0000-7000-8000-000000000019', '01900000-0000-7000-8000-000000000009', 'service-files', null, '2020-01-01', 'scans and sweeps the store of files');

create function app.keeps_files() returns boolean language sql stable
  return current_setting('app.user_id', true) in ('01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000009');

-- Keeps a content, or finds that the same one is kept already; answers which. The caller writes its document in the same transaction.
create function app.keep_content(id uuid, address text, object_name text, size_bytes bigint, key_id text, wrapped_key bytea, scan_state text) returns uuid
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
#variable_conflict use_column
declare kept uuid;
begin
  if current_setting('app.anyone', true) is distinct from 'yes' then
    raise exception 'nobody has entered' using errcode = 'insufficient_privilege';
  end if;
  insert into stored_file as s (id, address, object_name, size_bytes, key_id, wrapped_key, scan_state, scanned_at)
    values ($1, $2, $3, $4, $5, $6, $7, case when $7 = 'clean' then clock_timestamp() end)
    -- The same content, looked at by a scanner now and not then.
    on conflict (address) do update set scan_state = excluded.scan_state, scanned_at = excluded.scanned_at
      where s.scan_state in ('not-scanned', 'waiting-scan') and excluded.scan_state = 'clean';
  select s.id into kept from stored_file s where s.address = $2 for key share;
  return kept;
end $$;

-- The verdict on a content that waited; a later one replaces it, since scanners learn.
create function app.content_scanned(id uuid, scan_state text, finding text) returns boolean
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if not app.keeps_files() then raise exception 'not the keeper of files' using errcode = 'insufficient_privilege'; end if;
  update stored_file s set scan_state = $2, scan_finding = $3, scanned_at = clock_timestamp() where s.id = $1;
  return found;
end $$;

-- The same key under another master key; nothing when somebody was quicker.
create function app.rewrap_content(id uuid, from_key text, key_id text, wrapped_key bytea) returns boolean
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  if not app.keeps_files() then raise exception 'not the keeper of files' using errcode = 'insufficient_privilege'; end if;
  update stored_file s set key_id = $3, wrapped_key = $4 where s.id = $1 and s.key_id = $2;
  return found;
end $$;

-- Forgets a content that no document names, once it is older than the grace; answers the object to remove, null when it is named again.
create function app.forget_content(id uuid, older_than timestamptz) returns text
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare object text;
begin
  if not app.keeps_files() then raise exception 'not the keeper of files' using errcode = 'insufficient_privilege'; end if;
  perform from stored_file s where s.id = $1 for update;
  delete from stored_file s where s.id = $1 and s.stored_at < $2
      and not exists (select from file_attachment a where a.content_id = s.id)
      and not exists (select from file_person_attachment a where a.content_id = s.id)
    returning s.object_name into object;
  return object;
end $$;

revoke execute on function app.keeps_files(), app.keep_content(uuid, text, text, bigint, text, bytea, text), app.content_scanned(uuid, text, text),
  app.rewrap_content(uuid, text, text, bytea), app.forget_content(uuid, timestamptz) from public;
grant execute on function app.keeps_files(), app.keep_content(uuid, text, text, bigint, text, bytea, text), app.content_scanned(uuid, text, text),
  app.rewrap_content(uuid, text, text, bytea), app.forget_content(uuid, timestamptz) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

select app.protect('file_attachment', 'tree', 'work');
select app.protect('file_person_attachment', 'person', 'work');
select app.protect('file_retention', 'directory', 'accounts', null);
-- A content is nobody's; it is seen through a document one may see, or by the keeper. Written by the functions above alone.
select app.protect('stored_file', 'own', 'none', null);
create policy by_document on stored_file for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (exists (select from file_attachment a where a.content_id = stored_file.id)
    or exists (select from file_person_attachment a where a.content_id = stored_file.id));
create policy keeper on stored_file for select to nq15_app, nq15_wide, nq15_city, nq15_city_person using ((select app.keeps_files()));

select app.audited('file_attachment');
select app.audited('file_person_attachment');
select app.audited('file_retention', '');
