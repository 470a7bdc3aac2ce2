-- Two renditions of each paper of a denunciation (privacy I2; Luật Tố cáo, Article 56): the original, sealed in the unit's vault or kept
-- outside under a number, and the copy a person covered or typed anew. Whoever is outside the vault gets the copy and nothing else.
create table petition_paper (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  petition_id uuid not null references petition on delete restrict,
  number integer not null check (number > 0),
  kind text not null check (kind in ('letter', 'evidence', 'minutes', 'authorization', 'other')),
  -- Under which number the paper itself lies: the sealed envelope, the shelf.
  reference text not null check (btrim(reference) <> '' and length(reference) <= 60),
  pages integer not null check (pages between 1 and 2000),
  is_handwritten boolean not null,
  added_by uuid not null,
  added_by_name text not null,
  added_on date not null,
  constraint petition_paper_number unique (petition_id, number)
);
create index petition_paper_organization on petition_paper (organization_id);

create table petition_redaction (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  petition_id uuid not null references petition on delete restrict,
  paper_id uuid not null references petition_paper on delete restrict,
  -- Written before its file in the same transaction: a file without it is refused, and at the end it must be there.
  attachment_id uuid not null,
  way text not null check (way in ('covered', 'retyped')),
  covered text[] default array[]::text[] check (covered is not null and cardinality(covered) > 0),
  note text not null default '' check (length(note) <= 300),
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz,
  withdrawn_by_name text not null default '',
  withdrawal_reason text not null default '',
  constraint petition_redaction_attachment unique (attachment_id),
  constraint petition_redaction_withdrawn check ((withdrawn_at is null) = (withdrawal_reason = '') and (withdrawn_at is null) = (withdrawn_by_name = ''))
);
create index petition_redaction_paper on petition_redaction (paper_id);
create index petition_redaction_petition on petition_redaction (petition_id);
create index petition_redaction_organization on petition_redaction (organization_id);

-- A paper is what it was listed as; only its place goes with a destroyed petition.
create function app.keep_petition_paper() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.reference = '–' and (to_jsonb(new) - 'reference') = (to_jsonb(old) - 'reference')
    and exists (select from petition p where p.id = old.petition_id and p.state = 'destroyed') then
    return new;
  end if;
  raise exception 'rows of % are never rewritten', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger append_only before update or delete on petition_paper for each row execute function app.keep_petition_paper();
-- What was covered and by whom stays; a copy is taken back by the function below, which takes its file along.
create function app.keep_petition_redaction() returns trigger language plpgsql as $$
declare
  changing text[] := array['withdrawn_at', 'withdrawn_by_name', 'withdrawal_reason'];
begin
  if tg_op = 'UPDATE' and old.withdrawn_at is null and new.withdrawn_at is not null and (to_jsonb(new) - changing) = (to_jsonb(old) - changing)
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
    return new;
  end if;
  raise exception 'what was covered is kept' using errcode = 'integrity_constraint_violation', constraint = 'petition_redaction_is_kept';
end $$;
create trigger keep before update or delete on petition_redaction for each row execute function app.keep_petition_redaction();

-- In one's own name, of a paper that names nobody elsewhere; a handwriting tells who wrote, so it is typed anew and never covered.
create function app.check_petition_paper() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from petition p where p.id = new.petition_id and p.organization_id = new.organization_id
      and p.kind in ('denunciation', 'mixed') and p.state not in ('filed', 'destroyed')) then
    raise exception 'no denunciation of this unit' using errcode = 'foreign_key_violation', constraint = 'petition_paper_of_denunciation';
  end if;
  if app.actor_id() is not null and app.actor_id() is distinct from (case tg_table_name when 'petition_paper' then to_jsonb(new) ->> 'added_by' else to_jsonb(new) ->> 'made_by' end)::uuid then
    raise exception 'in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  if tg_table_name = 'petition_redaction' and not exists (select from petition_paper a where a.id = (to_jsonb(new) ->> 'paper_id')::uuid and a.petition_id = new.petition_id
      and (not a.is_handwritten or to_jsonb(new) ->> 'way' = 'retyped')) then
    raise exception 'a handwriting is typed anew' using errcode = 'check_violation', constraint = 'petition_redaction_handwriting';
  end if;
  return new;
end $$;
create trigger check_paper before insert on petition_paper for each row execute function app.check_petition_paper();
create trigger check_paper before insert on petition_redaction for each row execute function app.check_petition_paper();
create function app.check_redaction_file() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from file_person_attachment a where a.id = new.attachment_id and a.record_table = 'petition_paper' and a.record_id = new.paper_id) then
    raise exception 'a copy has its file' using errcode = 'foreign_key_violation', constraint = 'petition_redaction_file';
  end if;
  return null;
end $$;
create constraint trigger has_file after insert on petition_redaction deferrable initially deferred for each row execute function app.check_redaction_file();

do $$
declare
  allowed text := '(select app.petition_all(%1$L)) or organization_id = any ((select app.petition_orgs(%1$L))::uuid[])';
  guarded text;
  role_name text;
begin
  foreach guarded in array array['petition_paper', 'petition_redaction'] loop
    insert into app.table_class values (guarded, 'petition', 'work', 'organization_id', null, false, 'every');
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format('create policy owner on %I to current_user using (true)', guarded);
    foreach role_name in array array['nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person'] loop
      execute format('grant select, insert, update on %I to %I', guarded, role_name);
      execute format('create policy read_%s on %I for select to %I using (%s)', role_name, guarded, role_name, format(allowed, 'read'));
      execute format('create policy insert_%s on %I for insert to %I with check (%s)', role_name, guarded, role_name, format(allowed, 'work'));
      execute format('create policy update_%s on %I for update to %I using (%s)', role_name, guarded, role_name, format(allowed, 'work'));
    end loop;
  end loop;
end $$;
-- Whom a denunciation is shut to, its papers are shut to.
create policy of_seen on petition_paper as restrictive for all to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (exists (select from petition p where p.id = petition_id));
create policy of_seen on petition_redaction as restrictive for all to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (exists (select from petition p where p.id = petition_id));
select app.audited('petition_paper');
select app.audited('petition_redaction');

-- Files of these papers. Every such row is a copy that a person answers for, seen by who sees the paper; a row without that is seen by
-- nobody and cannot be written. A grant over persons' files opens none of them.
alter table file_retention drop constraint file_retention_retention_class_check;
alter table file_retention add constraint file_retention_retention_class_check check (retention_class in ('organization', 'rating', 'petition'));
insert into file_retention (id, retention_class, event) values ('01900000-0000-7000-8000-000000000903', 'petition', 'uploaded');
do $$
declare body text; held text;
begin
  select pg_get_functiondef('app.check_attached_record'::regproc) into body;
  execute replace(body, 'else false end',
    'when ''petition_paper'' then exists (select from petition_redaction r where r.attachment_id = new.id and r.paper_id = new.record_id
        and r.organization_id = new.organization_id and r.made_by = new.uploaded_by)
      and new.kind in (''pdf'', ''png'', ''jpeg'', ''tiff'', ''text'')
    else false end');
  select pg_get_constraintdef(oid) into held from pg_constraint where conname = 'file_person_attachment_record';
  execute 'alter table file_person_attachment drop constraint file_person_attachment_record';
  execute 'alter table file_person_attachment add constraint file_person_attachment_record '
    || replace(held, '''rating_decision''::text', '''rating_decision''::text, ''petition_paper''::text');
end $$;
create policy copy_read on file_person_attachment for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (record_table = 'petition_paper' and exists (select from petition_redaction r where r.attachment_id = file_person_attachment.id and r.withdrawn_at is null));
create policy copy_insert on file_person_attachment for insert to nq15_app, nq15_wide, nq15_city, nq15_city_person
  with check (record_table = 'petition_paper' and exists (select from petition_redaction r where r.attachment_id = file_person_attachment.id));
create policy copies_only on file_person_attachment as restrictive for all to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (record_table <> 'petition_paper' or exists (select from petition_redaction r where r.attachment_id = file_person_attachment.id and r.withdrawn_at is null));

-- Destroys the content of some copies for good; what is held by law stays, hidden.
create function app.destroy_copies(attachments uuid[], decision text) returns void
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
begin
  update file_person_attachment a set retain_from = least(a.retain_from, app.today()), retain_until = app.today(), version = version + 1
   where a.id = any (attachments) and a.record_table = 'petition_paper' and a.destroyed_at is null;
  update file_person_attachment a set content_id = null, destroyed_at = clock_timestamp(), destruction_decision = decision, destruction_decided_on = app.today(), version = version + 1
   where a.id = any (attachments) and a.record_table = 'petition_paper' and a.destroyed_at is null and not a.legal_hold and a.retain_until <= app.today()
     and not app.file_is_held(a.id, a.document_id, a.record_table, a.record_id, a.organization_id);
end $$;
revoke execute on function app.destroy_copies(uuid[], text) from public;

-- Takes back a copy that still tells who sent the paper: from this moment nobody reads it, and its content goes. By who works on it.
create function app.withdraw_redaction(wanted uuid, by_name text, why text) returns boolean
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  found_one petition_redaction%rowtype;
begin
  select r.* into found_one from petition_redaction r where r.id = wanted for update;
  if found_one.id is null or not (app.petition_all('work') or coalesce(found_one.organization_id = any (app.petition_orgs('work')), false))
      or app.petition_shut(found_one.petition_id) then
    raise exception 'not there' using errcode = 'insufficient_privilege';
  end if;
  if found_one.withdrawn_at is not null then return false; end if;
  update petition_redaction set withdrawn_at = clock_timestamp(), withdrawal_reason = why, withdrawn_by_name = by_name where id = wanted;
  perform app.destroy_copies(array[found_one.attachment_id], 'bản che chưa đạt');
  return true;
end $$;
revoke execute on function app.withdraw_redaction(uuid, text, text) from public;
grant execute on function app.withdraw_redaction(uuid, text, text) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- The original, sealed: its name and its content under a key of its own, which is sealed to every custodian and to the recovery key as
-- the identities' are. Without a vault of the unit there is nowhere to put one.
create table vault.original (
  id uuid primary key,
  organization_id uuid not null references vault.unit on delete restrict,
  petition_id uuid not null references petition on delete restrict,
  paper_id uuid not null references petition_paper on delete restrict,
  year integer not null,
  number integer not null,
  sealed text not null,
  nonce text not null,
  parts integer not null check (parts between 1 and 64),
  sealed_by uuid not null,
  sealed_by_name text not null,
  sealed_at timestamptz not null default clock_timestamp()
);
create index original_petition on vault.original (petition_id);
create index original_organization on vault.original (organization_id);
create table vault.original_part (
  original_id uuid not null references vault.original on delete cascade,
  position integer not null check (position > 0),
  sealed bytea not null,
  primary key (original_id, position)
);
grant select, insert, update on vault.original, vault.original_part to nq15_vault;
-- An opening may be for the original of a paper whose sender nobody knows.
alter table vault.opening drop constraint opening_petition_id_fkey;
alter table vault.opening add constraint opening_petition_id_fkey foreign key (petition_id) references petition on delete restrict;

create or replace function vault.destroy_identity() returns trigger
  language plpgsql security definer set search_path = public, vault, pg_temp as $$
declare
  had boolean;
begin
  had := exists (select from vault.identity i where i.petition_id = new.id) or exists (select from vault.original o where o.petition_id = new.id);
  delete from vault.sealed_key where subject_id = new.id or subject_id in (select o.id from vault.original o where o.petition_id = new.id);
  update vault.identity set sealed = '', nonce = '', trace = null where petition_id = new.id;
  delete from vault.original where petition_id = new.id;
  if had then
    insert into vault.entry (id, organization_id, petition_id, actor_id, actor_name, act)
    values (app.uuid_v7(), new.organization_id, new.id, coalesce(app.actor_id(), '00000000-0000-0000-0000-000000000000'), 'NQ15', 'destroy');
  end if;
  return null;
end $$;
create function app.destroy_petition_papers() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.destroy_copies(array(select r.attachment_id from petition_redaction r where r.petition_id = new.id),
    coalesce((select d.decision_number from petition_destruction_item i join petition_destruction d on d.id = i.destruction_id
      where i.petition_id = new.id and i.outcome = 'destroyed' limit 1), '–'));
  update petition_paper set reference = '–' where petition_id = new.id;
  return null;
end $$;
create trigger destroy_papers after update on petition for each row
  when (new.state = 'destroyed' and old.state is distinct from new.state) execute function app.destroy_petition_papers();
