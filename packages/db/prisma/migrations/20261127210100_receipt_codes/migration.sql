-- The code on a citizen's receipt, kept as a keyed hash: without the key of the web app a copy of the database tells no code, and
-- nobody can try codes against it. A later code of the same paper replaces the earlier.
create table petition_receipt (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  petition_id uuid not null references petition on delete restrict,
  code_hash text not null unique check (code_hash ~ '^[0-9a-f]{64}$'),
  issued_by uuid not null,
  issued_by_name text not null,
  issued_at timestamptz not null,
  superseded_at timestamptz
);
create unique index petition_receipt_one_standing on petition_receipt (petition_id) where superseded_at is null;
create index petition_receipt_petition on petition_receipt (petition_id);
create trigger keep_decided before update on petition_receipt for each row execute function app.keep_decided();
do $$
declare
  allowed text := '(select app.petition_all(%1$L)) or organization_id = any ((select app.petition_orgs(%1$L))::uuid[])';
  role_name text;
begin
  insert into app.table_class values ('petition_receipt', 'petition', 'work', 'organization_id', null, false, 'every');
  alter table petition_receipt enable row level security;
  alter table petition_receipt force row level security;
  create policy owner on petition_receipt to current_user using (true);
  foreach role_name in array array['nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person'] loop
    execute format('grant select, insert, update on petition_receipt to %I', role_name);
    execute format('create policy read_%s on petition_receipt for select to %I using (%s)', role_name, role_name, format(allowed, 'read'));
    execute format('create policy insert_%s on petition_receipt for insert to %I with check (%s)', role_name, role_name, format(allowed, 'work'));
    execute format('create policy update_%s on petition_receipt for update to %I using (%s)', role_name, role_name, format(allowed, 'work'));
  end loop;
end $$;
-- A receipt is seen where its paper is.
create policy of_seen on petition_receipt as restrictive for all to nq15_app, nq15_wide, nq15_city, nq15_city_person
  using (exists (select from petition p where p.id = petition_id));
select app.audited('petition_receipt');

-- What the public listener may ask about one code: where the matter stands and its next day. Of a denunciation, and of a paper that
-- may hold one, only that it is being handled. Nothing says which paper, whose, or of which unit.
create function app.check_receipt(asked text) returns table (state text, case_state text, next_day text)
  language sql stable security definer set search_path = public, app, pg_temp as $$
  select case when f.sealed then 'processing' else f.state end, case when f.sealed then null else f.case_state end, f.next_day from (
    select p.kind in ('denunciation', 'mixed') or coalesce(c.kind, '') = 'denunciation' as sealed, p.state, c.state as case_state,
        to_char(case when c.id is null then p.due_on else c.due_on end, 'YYYY-MM-DD') as next_day
      from petition_receipt r join petition p on p.id = r.petition_id left join petition m on m.id = p.merged_into_id
        left join petition_case c on c.id = coalesce(p.case_id, m.case_id)
     where r.code_hash = asked and r.superseded_at is null) f $$;
revoke execute on function app.check_receipt(text) from public;
grant execute on function app.check_receipt(text) to nq15_public;
