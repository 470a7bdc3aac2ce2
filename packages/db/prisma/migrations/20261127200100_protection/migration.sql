-- Protection of a denouncer and his next of kin (Luật Tố cáo, Articles 47 to 55): who asked for what, what was decided, until when. It stands
-- in the vault, since that somebody is protected tells that he denounced; who is protected has an alias.
create table vault.protection (
  id uuid primary key,
  organization_id uuid not null references vault.unit on delete restrict,
  petition_id uuid not null references petition on delete restrict,
  number integer not null check (number > 0),
  subject text not null check (subject in ('denouncer', 'spouse', 'parent', 'child')),
  state text not null default 'requested' check (state in ('requested', 'verified', 'applied', 'changed', 'ended')),
  last_on date not null,
  version integer not null default 1,
  constraint protection_number unique (petition_id, number)
);
create index protection_organization on vault.protection (organization_id, state);
create table vault.protection_step (
  id uuid primary key,
  protection_id uuid not null references vault.protection on delete restrict,
  position integer not null check (position > 0),
  event text not null check (event in ('request', 'verify', 'apply', 'change', 'end')),
  on_day date not null,
  measure text not null default '',
  authority text not null default '',
  document text not null default '',
  end_reason text check (end_reason in ('concluded', 'terminated', 'decision', 'deliberate-breach')),
  actor_id uuid not null,
  actor_name text not null,
  at timestamptz not null default clock_timestamp(),
  constraint protection_step_position unique (protection_id, position),
  constraint protection_step_end check ((event = 'end') = (end_reason is not null))
);
create trigger append_only before update or delete on vault.protection_step for each row execute function app.refuse_rewrite();
grant select, insert, update on vault.protection to nq15_vault;
grant select, insert on vault.protection_step to nq15_vault;

-- A paper that is destroyed by decision takes its identity along: without its keys nothing opens it, in a dump of later neither.
create function vault.destroy_identity() returns trigger
  language plpgsql security definer set search_path = public, vault, pg_temp as $$
begin
  delete from vault.sealed_key where subject_id = new.id;
  update vault.identity set sealed = '', nonce = '', trace = null where petition_id = new.id;
  if found then
    insert into vault.entry (id, organization_id, petition_id, actor_id, actor_name, act)
    values (app.uuid_v7(), new.organization_id, new.id, coalesce(app.actor_id(), '00000000-0000-0000-0000-000000000000'), 'NQ15', 'destroy');
  end if;
  return null;
end $$;
create trigger destroy_identity after update on petition for each row
  when (new.state = 'destroyed' and old.state is distinct from new.state) execute function vault.destroy_identity();
