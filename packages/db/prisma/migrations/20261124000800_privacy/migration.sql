-- Privacy as data: requests of data subjects, objections, breaches, holds, and who may see names above the committee.

-- Whether the entered actor handles privacy somewhere: by a role that the domain's permission table gives `privacy:handle`.
create function app.handles_privacy() returns boolean
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select exists (select from access_grant g where g.user_id = app.actor_id() and g.valid_from <= app.today() and app.today() < g.valid_to
    and g.role in ('organization-board', 'grassroots-office', 'service-operator', 'service-campaign', 'service-events'));
end;
revoke execute on function app.handles_privacy() from public;
grant execute on function app.handles_privacy() to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- Limits of the clocks: tightened by configuration, never loosened beyond the floor without a recorded decision.
create table privacy_term (
  id uuid primary key,
  code text not null unique check (code in ('request-answer', 'objection-answer', 'breach-authority')),
  quantity integer not null check (quantity > 0),
  unit text not null check (unit in ('CD', 'WD', 'H')),
  -- The longest the product allows; from the privacy limits.
  floor_quantity integer not null,
  basis text not null check (btrim(basis) <> ''),
  confidence text not null check (confidence in ('T', 'S', 'S-code', 'M', 'design')),
  updated_by uuid,
  updated_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint privacy_term_floor check (quantity <= floor_quantity)
);

-- How long each class of records is kept, from which event, and what happens then.
create table privacy_retention (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z0-9-]+$'),
  title text not null check (btrim(title) <> ''),
  starts_with text not null check (btrim(starts_with) <> ''),
  -- Null: no period is fixed; the record stays until the law or the committee says otherwise.
  months integer check (months > 0),
  action text not null check (action in ('destroy-by-decision', 'delete', 'monthly-totals', 'keep')),
  basis text not null check (btrim(basis) <> ''),
  confidence text not null check (confidence in ('T', 'S', 'S-code', 'M', 'design')),
  updated_by uuid,
  updated_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint privacy_retention_period check ((action = 'keep') = (months is null))
);

create table privacy_request (
  id uuid primary key,
  -- The organization that holds the data and answers.
  organization_id uuid not null references organization on delete restrict,
  number text not null,
  kind text not null check (kind in ('see', 'correct', 'restrict', 'erase', 'complain')),
  -- The member whose data it is; null for somebody who is no member (an account holder, a teller).
  member_id uuid references member on delete restrict,
  subject_name text not null check (btrim(subject_name) <> ''),
  received_on date not null,
  channel text not null check (channel in ('in-person', 'letter', 'own-account')),
  content text not null check (btrim(content) <> '' and length(content) <= 4000),
  term_quantity integer not null,
  term_unit text not null,
  term_confidence text not null,
  raw_due_on date not null,
  due_on date not null,
  due_provisional boolean not null,
  state text not null default 'open' check (state in ('open', 'fulfilled', 'partly', 'refused', 'withdrawn')),
  answer text,
  answer_number text,
  answered_on date,
  answered_by uuid,
  answered_by_name text,
  answered_at timestamptz,
  entered_by uuid not null,
  entered_by_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint privacy_request_number unique (organization_id, number),
  constraint privacy_request_answered_whole check (
    (state in ('open', 'withdrawn')) = (answered_by is null)
    and (answered_by is null or (btrim(answer) <> '' and btrim(answer_number) <> '' and answered_on is not null and answered_at is not null))),
  constraint privacy_request_answered_by_another check (answered_by is distinct from entered_by),
  constraint privacy_request_answered_after check (answered_on is null or answered_on >= received_on)
);
create index privacy_request_organization on privacy_request (organization_id, state, due_on);
create index privacy_request_member on privacy_request (member_id);

create table privacy_objection (
  id uuid primary key,
  -- The organization that objects, or whose member does.
  organization_id uuid not null references organization on delete restrict,
  -- The member who objects to his own data; null when the organization itself does.
  member_id uuid references member on delete restrict,
  -- What is contested, as a place in the data: table and row, and what of it.
  record_table text not null check (record_table ~ '^[a-z_]+$'),
  record_id uuid not null,
  aspect text not null check (aspect in ('value', 'sign', 'decision')),
  subject text not null check (btrim(subject) <> '' and length(subject) <= 300),
  reason text not null check (btrim(reason) <> '' and length(reason) <= 4000),
  -- Who entered what is contested, when known: the answer comes from another person.
  contested_by uuid,
  filed_by uuid not null,
  filed_by_name text not null,
  filed_on date not null,
  filed_at timestamptz not null,
  term_quantity integer not null,
  term_unit text not null,
  raw_due_on date not null,
  due_on date not null,
  due_provisional boolean not null,
  state text not null default 'open' check (state in ('open', 'upheld', 'partly', 'rejected', 'withdrawn')),
  answer text,
  answer_number text,
  answered_on date,
  answered_by uuid,
  answered_by_name text,
  answered_at timestamptz,
  version integer not null default 1,
  constraint privacy_objection_answered_whole check (
    (state in ('open', 'withdrawn')) = (answered_by is null)
    and (answered_by is null or (btrim(answer) <> '' and btrim(answer_number) <> '' and answered_on is not null and answered_at is not null))),
  constraint privacy_objection_answered_by_another check (
    answered_by is null or (answered_by is distinct from filed_by and answered_by is distinct from contested_by)),
  constraint privacy_objection_answered_after check (answered_on is null or answered_on >= filed_on)
);
create index privacy_objection_organization on privacy_objection (organization_id, state, due_on);
create index privacy_objection_record on privacy_objection (record_table, record_id);
create index privacy_objection_member on privacy_objection (member_id);
create unique index privacy_objection_one_open on privacy_objection (record_table, record_id, aspect, filed_by) where state = 'open';

-- What was answered is never answered anew, and what was filed is never rewritten.
create function app.keep_answer() returns trigger language plpgsql as $$
declare moving text[] := '{state,answer,answer_number,answered_on,answered_by,answered_by_name,answered_at,raw_due_on,due_on,due_provisional,version}';
begin
  if old.state <> 'open' or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving then
    raise exception 'what was filed and answered is kept' using errcode = 'integrity_constraint_violation', constraint = 'privacy_answer_is_kept';
  end if;
  return new;
end $$;
create trigger keep_answer before update on privacy_request for each row execute function app.keep_answer();
create trigger keep_answer before update on privacy_objection for each row execute function app.keep_answer();

create table privacy_breach (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  number text not null,
  noticed_at timestamptz not null,
  noticed_by uuid not null,
  noticed_by_name text not null,
  -- What happened, without naming anybody.
  happened text not null check (btrim(happened) <> '' and length(happened) <= 4000),
  data_kinds text not null check (btrim(data_kinds) <> ''),
  -- A range, never the number (privacy G8).
  people text not null check (people in ('unknown', 'under-5', '5-10', '11-30', '31-100', '101-300', 'over-300')),
  term_hours integer not null check (term_hours > 0),
  term_confidence text not null,
  due_at timestamptz not null,
  state text not null default 'noticed' check (state in ('noticed', 'assessed', 'notified', 'closed')),
  assessment text,
  must_notify boolean,
  assessed_at timestamptz,
  assessed_by uuid,
  assessed_by_name text,
  notified_at timestamptz,
  notified_to text,
  notice_number text,
  people_informed_on date,
  measures text,
  closed_at timestamptz,
  closed_by uuid,
  closed_by_name text,
  version integer not null default 1,
  constraint privacy_breach_number unique (organization_id, number),
  constraint privacy_breach_assessed check ((state = 'noticed') = (assessed_at is null) and (assessed_at is null) = (must_notify is null)),
  constraint privacy_breach_notified check (state <> 'notified' or (notified_at is not null and btrim(notified_to) <> '' and btrim(notice_number) <> '')),
  constraint privacy_breach_closed check (
    (state = 'closed') = (closed_at is not null)
    and (closed_at is null or (btrim(measures) <> '' and (not must_notify or notified_at is not null)))),
  -- Who reported it does not close it.
  constraint privacy_breach_closed_by_another check (closed_by is distinct from noticed_by)
);
create index privacy_breach_organization on privacy_breach (organization_id, state);

-- A hold keeps records from destruction: one record, or all of a table in an organization.
create table privacy_hold (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  record_table text not null check (record_table ~ '^[a-z_]+$'),
  record_id uuid,
  reason text not null check (btrim(reason) <> ''),
  decision_number text not null check (btrim(decision_number) <> ''),
  decided_on date not null,
  set_by uuid not null,
  set_by_name text not null,
  set_at timestamptz not null,
  lifted_number text,
  lifted_on date,
  lifted_by uuid,
  lifted_by_name text,
  lifted_at timestamptz,
  version integer not null default 1,
  constraint privacy_hold_lifted_whole check (
    (lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_number is null) and (lifted_at is null) = (lifted_on is null)
    and (lifted_number is null or btrim(lifted_number) <> '')),
  constraint privacy_hold_lifted_after check (lifted_on is null or lifted_on >= decided_on)
);
create index privacy_hold_record on privacy_hold (record_table, record_id) where lifted_at is null;
create index privacy_hold_organization on privacy_hold (organization_id);

create function app.keep_hold() returns trigger language plpgsql as $$
declare moving text[] := '{lifted_number,lifted_on,lifted_by,lifted_by_name,lifted_at,version}';
begin
  if old.lifted_at is not null or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving then
    raise exception 'a hold is lifted once and never rewritten' using errcode = 'integrity_constraint_violation', constraint = 'privacy_hold_is_kept';
  end if;
  return new;
end $$;
create trigger keep_hold before update on privacy_hold for each row execute function app.keep_hold();

-- Asked by every job that destroys: a record in reach of a standing hold, by itself or by its organization, stays.
create function app.is_held(held_table text, held_record uuid, organization uuid) returns boolean
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select exists (select from privacy_hold h where h.record_table = held_table and h.lifted_at is null
    and case when h.record_id is not null then h.record_id = held_record
      else h.organization_id = organization or exists (select from app.organization_reach r
        where r.above_id = h.organization_id and r.organization_id = organization and r.valid_from <= app.today() and app.today() < r.valid_to) end);
end;
revoke execute on function app.is_held(text, uuid, uuid) from public;
grant execute on function app.is_held(text, uuid, uuid) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- What may be deleted at all is not deleted while it is held, whoever asks.
create function app.refuse_held() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare organization uuid;
begin
  select n.organization_id into organization from import_run n where n.id = old.run_id;
  if app.is_held('import_run', old.run_id, organization) then
    raise exception 'a legal hold keeps this record' using errcode = 'integrity_constraint_violation', constraint = 'privacy_held';
  end if;
  return old;
end $$;
create trigger refuse_held before delete on import_part for each row execute function app.refuse_held();
create trigger refuse_held before delete on import_row for each row execute function app.refuse_held();

-- Uploads of imports that ended before a moment, emptied by a service of the product; an upload is its owner's alone, so no
-- policy shows it to the job. What is held stays.
create function app.empty_old_uploads(before timestamptz, out emptied integer, out held integer)
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare old uuid[];
begin
  if not exists (select from access_service where id = app.actor_id()) then
    raise exception 'only a service empties uploads' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(array_agg(n.id) filter (where not app.is_held('import_run', n.id, n.organization_id)), '{}'),
      count(*) filter (where app.is_held('import_run', n.id, n.organization_id))
    into old, held from import_run n
   where n.state in ('taken', 'abandoned', 'failed') and n.updated_at < before
     and (exists (select from import_part p where p.run_id = n.id) or exists (select from import_row w where w.run_id = n.id));
  emptied := cardinality(old);
  delete from import_part where run_id = any (old);
  delete from import_row where run_id = any (old);
end $$;
revoke execute on function app.empty_old_uploads(timestamptz) from public;
grant execute on function app.empty_old_uploads(timestamptz) to nq15_app, nq15_wide, nq15_city, nq15_city_person;

-- Who above a grassroots committee may see names, of which organizations and until when; given by who answers for the data.
create table privacy_name_grant (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  user_id uuid not null references access_account on delete restrict,
  reason text not null check (btrim(reason) <> '' and length(reason) <= 500),
  decision_number text not null check (btrim(decision_number) <> ''),
  granted_by uuid not null,
  granted_by_name text not null,
  valid_from date not null,
  valid_to date not null,
  created_at timestamptz not null default now(),
  ended_by uuid,
  constraint privacy_name_grant_period check (valid_from <= valid_to and valid_to < '9999-12-31'),
  constraint privacy_name_grant_by_another check (granted_by <> user_id)
);
create index privacy_name_grant_user on privacy_name_grant (user_id, valid_to);
create index privacy_name_grant_organization on privacy_name_grant (organization_id);

-- A look at names under such a grant: with a reason, for half an hour.
create table privacy_name_opening (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  user_id uuid not null,
  grant_id uuid not null references privacy_name_grant on delete restrict,
  reason text not null check (btrim(reason) <> '' and length(reason) <= 500),
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  constraint privacy_name_opening_short check (opened_at < ends_at and ends_at <= opened_at + interval '30 minutes')
);
create index privacy_name_opening_user on privacy_name_opening (user_id, ends_at);
create index privacy_name_opening_organization on privacy_name_opening (organization_id);
create index privacy_name_opening_grant on privacy_name_opening (grant_id);

create function app.opening_has_grant() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from privacy_name_grant g where g.id = new.grant_id and g.user_id = new.user_id and g.organization_id = new.organization_id
      and g.valid_from <= app.today() and app.today() < g.valid_to) then
    raise exception 'names are opened under a grant in force' using errcode = 'check_violation', constraint = 'privacy_name_opening_grant';
  end if;
  return new;
end $$;
create trigger opening_has_grant before insert or update on privacy_name_opening for each row execute function app.opening_has_grant();

select app.protect('privacy_term', 'directory', 'accounts', null);
select app.protect('privacy_retention', 'directory', 'accounts', null);
select app.protect('privacy_request', 'tree', 'work', 'organization_id', 'member_id', true);
select app.protect('privacy_objection', 'tree', 'work', 'organization_id', 'member_id', true);
select app.protect('privacy_breach', 'tree', 'work');
select app.protect('privacy_hold', 'tree', 'work');
select app.protect('privacy_name_grant', 'tree', 'work', 'organization_id', 'user_id');
select app.protect('privacy_name_opening', 'own', 'own', 'organization_id', 'user_id');

-- The class alone would show these rows to whoever reads the organization's tree: they are for who handles privacy, for the
-- person himself, and, to look at, for the auditor. An organization's own objection is seen by its readers beside the number.
create function app.protect_privacy(guarded text, shown text, own_column text) returns void
  language plpgsql as $$
declare
  own text := case when own_column is null then 'false'
    else format('%I = (select nullif(current_setting(''app.%s''), '''')::uuid)', own_column,
      case when own_column = 'user_id' then 'user_id' else 'member_id' end) end;
begin
  execute format('create policy read_auditor on %I for select to nq15_app, nq15_wide, nq15_city, nq15_city_person using ((select current_setting(''app.trail'')) = ''yes'')', guarded);
  execute format('create policy narrow_read on %I as restrictive for select to nq15_app, nq15_wide, nq15_city, nq15_city_person
    using ((select app.handles_privacy()) or (select current_setting(''app.trail'')) = ''yes'' or %s or %s)', guarded, own, shown);
  execute format('create policy narrow_update on %I as restrictive for update to nq15_app, nq15_wide, nq15_city, nq15_city_person
    using ((select app.handles_privacy()))', guarded);
end $$;
select app.protect_privacy('privacy_request', 'false', 'member_id');
select app.protect_privacy('privacy_objection', 'member_id is null or (select current_setting(''role'')) = ''nq15_city_person''
  or organization_id = any ((select current_setting(''app.person_orgs'')::uuid[])::uuid[])', 'member_id');
select app.protect_privacy('privacy_breach', 'false', null);
select app.protect_privacy('privacy_hold', 'false', null);
select app.protect_privacy('privacy_name_grant', 'false', 'user_id');
drop function app.protect_privacy(text, text, text);
-- A hold is set and names are opened to somebody only by who handles privacy.
create policy narrow_insert on privacy_hold as restrictive for insert to nq15_app, nq15_wide, nq15_city, nq15_city_person with check ((select app.handles_privacy()));
create policy narrow_insert on privacy_name_grant as restrictive for insert to nq15_app, nq15_wide, nq15_city, nq15_city_person with check ((select app.handles_privacy()));

select app.audited('privacy_term', '');
select app.audited('privacy_retention', '');
select app.audited('privacy_request');
select app.audited('privacy_objection');
select app.audited('privacy_breach');
select app.audited('privacy_hold');
select app.audited('privacy_name_grant');
select app.audited('privacy_name_opening');

insert into privacy_term (id, code, quantity, unit, floor_quantity, basis, confidence, updated_by_name) values
  (app.uuid_v7(), 'request-answer', 15, 'WD', 15, 'Quy ước của phần mềm; chờ đối chiếu Luật 91/2025/QH15, NĐ 356/2025/NĐ-CP', 'design', 'NQ15'),
  (app.uuid_v7(), 'objection-answer', 15, 'WD', 15, 'Quy ước của phần mềm (quyền phản ánh của đối tượng được đánh giá)', 'design', 'NQ15'),
  (app.uuid_v7(), 'breach-authority', 72, 'H', 72, 'Luật 91/2025/QH15, NĐ 356/2025/NĐ-CP (chưa đối chiếu văn bản)', 'M', 'NQ15');

insert into privacy_retention (id, code, title, starts_with, months, action, basis, confidence, updated_by_name) values
  (app.uuid_v7(), 'organization-record', 'Tổ chức đảng, lịch sử và quyết định', 'Ngày chấm dứt tổ chức', null, 'keep', 'Pháp luật về lưu trữ (chưa đối chiếu thời hạn)', 'M', 'NQ15'),
  (app.uuid_v7(), 'member-file', 'Hồ sơ đảng viên trong hệ thống', 'Ngày đảng viên rời tổ chức', null, 'keep', 'Quy định của Đảng về hồ sơ đảng viên; pháp luật về lưu trữ (chưa đối chiếu thời hạn)', 'M', 'NQ15'),
  (app.uuid_v7(), 'discipline-record', 'Kỷ luật đảng', 'Ngày hết hiệu lực hoặc bị thu hồi', null, 'keep', 'QĐ 117-QĐ/TW (2023): hết hiệu lực thì ra khỏi chỉ số, hồ sơ niêm phong', 'S', 'NQ15'),
  (app.uuid_v7(), 'rating-record', 'Hồ sơ xếp loại hằng năm', 'Ngày quyết định', null, 'keep', 'Pháp luật về lưu trữ (chưa đối chiếu thời hạn)', 'M', 'NQ15'),
  (app.uuid_v7(), 'account-record', 'Tài khoản, quyền và phiên đăng nhập', 'Ngày khóa tài khoản', null, 'keep', 'Ít nhất bằng nhật ký ghi việc đã làm', 'design', 'NQ15'),
  (app.uuid_v7(), 'session', 'Phiên và mã đăng nhập', 'Ngày hết hạn', 1, 'delete', 'Quy ước của phần mềm', 'design', 'NQ15'),
  (app.uuid_v7(), 'audit', 'Nhật ký', 'Ngày ghi', null, 'keep', 'Ít nhất bằng thời gian lưu bản ghi được ghi nhật ký', 'S', 'NQ15'),
  (app.uuid_v7(), 'import-upload', 'Tệp nhập và dòng tạm', 'Ngày nhập hoặc hủy', 3, 'delete', 'Quy ước của phần mềm', 'design', 'NQ15'),
  (app.uuid_v7(), 'work-trace', 'Thông báo, nhắc việc, công việc nền', 'Ngày tạo', 12, 'delete', 'Quy ước của phần mềm', 'design', 'NQ15'),
  (app.uuid_v7(), 'attached-file', 'Tệp đính kèm', 'Theo bản ghi có tệp', null, 'keep', 'Theo hồ sơ chứa tệp', 'design', 'NQ15'),
  (app.uuid_v7(), 'privacy-request', 'Yêu cầu, phản ánh và sự cố về dữ liệu', 'Ngày trả lời hoặc kết thúc', 60, 'destroy-by-decision', 'Quy ước của phần mềm', 'design', 'NQ15'),
  (app.uuid_v7(), 'reference', 'Danh mục, lịch, quy tắc', 'Ngày thay thế', null, 'keep', 'Để tính lại được kết quả cũ', 'design', 'NQ15'),
  (app.uuid_v7(), 'petition-filed', 'Đơn lưu, đơn đã đóng', 'Ngày lưu đơn', 12, 'destroy-by-decision', 'TT 05/2021/TT-TTCP Điều 28', 'S', 'NQ15'),
  (app.uuid_v7(), 'opinion-note', 'Ghi nhận dư luận, cảnh báo', 'Ngày ghi', 24, 'monthly-totals', 'Quy ước của phần mềm', 'design', 'NQ15');
