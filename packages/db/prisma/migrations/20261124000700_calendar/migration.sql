-- The calendar of working days: which years are known, which days of them differ from the plain week, by which document.
create table calendar_year (
  id uuid primary key,
  year integer not null unique check (year between 1968 and 2100),
  -- Provisional until the yearly notice is entered; every answer that rests on such a year is marked.
  state text not null check (state in ('announced', 'provisional')),
  basis text not null check (btrim(basis) <> ''),
  confidence text not null check (confidence in ('T', 'S', 'S-code', 'M', 'design', 'provisional')),
  updated_by uuid,
  updated_by_name text not null,
  version integer not null default 1,
  updated_at timestamptz not null default now()
);

-- One row for each version of a day. A row is superseded, never rewritten, so that a past result can be counted again.
create table calendar_day (
  id uuid primary key,
  year integer not null references calendar_year (year) on delete restrict,
  day date not null,
  kind text not null check (kind in ('holiday', 'compensatory', 'swapped-off', 'swapped-work')),
  name text not null check (btrim(name) <> ''),
  basis text not null check (btrim(basis) <> ''),
  confidence text not null check (confidence in ('T', 'S', 'S-code', 'M', 'design', 'provisional')),
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null default now(),
  superseded_by uuid,
  superseded_by_name text,
  superseded_at timestamptz,
  -- The document by which a row was taken away; a corrected row carries it in the row that follows.
  superseded_basis text,
  constraint calendar_day_of_its_year check (year = extract(year from day)),
  constraint calendar_day_make_up_on_rest_day check (kind <> 'swapped-work' or extract(isodow from day) >= 6),
  constraint calendar_day_off_on_week_day check (kind not in ('swapped-off', 'compensatory') or extract(isodow from day) < 6),
  constraint calendar_day_superseded_whole check ((superseded_at is null) = (superseded_by_name is null))
);
create unique index calendar_day_one_standing on calendar_day (day) where superseded_at is null;
create index calendar_day_year on calendar_day (year, day);

create function app.keep_calendar_day() returns trigger language plpgsql as $$
begin
  if old.superseded_at is not null or
      to_jsonb(new) - '{superseded_by,superseded_by_name,superseded_at,superseded_basis}'::text[]
        is distinct from to_jsonb(old) - '{superseded_by,superseded_by_name,superseded_at,superseded_basis}'::text[] then
    raise exception 'a day of the calendar is superseded, never rewritten' using errcode = 'integrity_constraint_violation', constraint = 'calendar_day_is_kept';
  end if;
  return new;
end $$;
create trigger keep_calendar_day before update on calendar_day for each row execute function app.keep_calendar_day();

select app.protect('calendar_year', 'directory', 'accounts', null);
select app.protect('calendar_day', 'directory', 'accounts', null);
select app.audited('calendar_year', '');
select app.audited('calendar_day', '');

-- A campaign's last days as its rules put them; `cell_due_on` and `committee_due_on` are the legal days, on which they end
-- when they fall on a day off. Null: the days were typed before the calendar room knew them.
alter table rating_campaign add column cell_term_on date;
alter table rating_campaign add column committee_term_on date;

insert into calendar_year (id, year, state, basis, confidence, updated_by_name) values
  (app.uuid_v7(), 2024, 'announced', 'BLLĐ 2019 Điều 111, 112; các thông báo nghỉ năm 2024', 'M', 'NQ15'),
  (app.uuid_v7(), 2025, 'announced', 'BLLĐ 2019 Điều 111, 112; các thông báo nghỉ năm 2025', 'M', 'NQ15'),
  (app.uuid_v7(), 2026, 'announced', 'BLLĐ 2019 Điều 111, 112; NQ 28/2026/QH16; thông báo nghỉ lễ năm 2026', 'M', 'NQ15'),
  (app.uuid_v7(), 2027, 'provisional', 'BLLĐ 2019 Điều 111, 112', 'provisional', 'NQ15'),
  (app.uuid_v7(), 2028, 'provisional', 'BLLĐ 2019 Điều 111, 112', 'provisional', 'NQ15');
insert into calendar_day (id, year, day, kind, name, basis, confidence, recorded_by_name)
select app.uuid_v7(), extract(year from d.day::date), d.day::date, d.kind, d.name, d.basis, d.confidence, 'NQ15' from (values
  ('2024-01-01', 'holiday', 'Tết Dương lịch', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2024-02-08', 'holiday', 'Tết Âm lịch (29 tháng Chạp)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Giáp Thìn', 'M'),
  ('2024-02-09', 'holiday', 'Tết Âm lịch (30 tháng Chạp)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Giáp Thìn', 'M'),
  ('2024-02-10', 'holiday', 'Tết Âm lịch (mùng 1)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Giáp Thìn', 'M'),
  ('2024-02-11', 'holiday', 'Tết Âm lịch (mùng 2)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Giáp Thìn', 'M'),
  ('2024-02-12', 'holiday', 'Tết Âm lịch (mùng 3)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Giáp Thìn', 'M'),
  ('2024-02-13', 'compensatory', 'Nghỉ bù Tết Âm lịch (10/02 là thứ Bảy)', 'BLLĐ 2019 Điều 111(3)', 'M'),
  ('2024-02-14', 'compensatory', 'Nghỉ bù Tết Âm lịch (11/02 là Chủ nhật)', 'BLLĐ 2019 Điều 111(3)', 'M'),
  ('2024-04-18', 'holiday', 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2024-04-29', 'swapped-off', 'Nghỉ hoán đổi dịp 30/4–01/5', 'CV 2450/VPCP-KGVX (12/4/2024)', 'S'),
  ('2024-04-30', 'holiday', 'Ngày Chiến thắng', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2024-05-01', 'holiday', 'Ngày Quốc tế lao động', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2024-05-04', 'swapped-work', 'Làm bù cho ngày 29/4', 'CV 2450/VPCP-KGVX (12/4/2024)', 'S'),
  ('2024-09-02', 'holiday', 'Quốc khánh', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2024-09-03', 'holiday', 'Quốc khánh (ngày liền kề)', 'BLLĐ 2019 Điều 112(1),(3)', 'M'),
  ('2025-01-01', 'holiday', 'Tết Dương lịch', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2025-01-27', 'holiday', 'Tết Âm lịch (28 tháng Chạp)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Ất Tỵ', 'M'),
  ('2025-01-28', 'holiday', 'Tết Âm lịch (29 tháng Chạp)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Ất Tỵ', 'M'),
  ('2025-01-29', 'holiday', 'Tết Âm lịch (mùng 1)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Ất Tỵ', 'M'),
  ('2025-01-30', 'holiday', 'Tết Âm lịch (mùng 2)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Ất Tỵ', 'M'),
  ('2025-01-31', 'holiday', 'Tết Âm lịch (mùng 3)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Ất Tỵ', 'M'),
  ('2025-04-07', 'holiday', 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2025-04-26', 'swapped-work', 'Làm bù cho ngày 02/5', 'thông báo nghỉ lễ năm 2025', 'M'),
  ('2025-04-30', 'holiday', 'Ngày Chiến thắng', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2025-05-01', 'holiday', 'Ngày Quốc tế lao động', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2025-05-02', 'swapped-off', 'Nghỉ hoán đổi dịp 30/4–01/5', 'thông báo nghỉ lễ năm 2025', 'M'),
  ('2025-09-01', 'holiday', 'Quốc khánh (ngày liền kề)', 'BLLĐ 2019 Điều 112(1),(3)', 'M'),
  ('2025-09-02', 'holiday', 'Quốc khánh', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2026-01-01', 'holiday', 'Tết Dương lịch', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2026-01-02', 'swapped-off', 'Nghỉ hoán đổi dịp Tết Dương lịch', 'thông báo nghỉ lễ năm 2026', 'M'),
  ('2026-01-10', 'swapped-work', 'Làm bù cho ngày 02/01', 'thông báo nghỉ lễ năm 2026', 'M'),
  ('2026-02-16', 'holiday', 'Tết Âm lịch (29 tháng Chạp)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Bính Ngọ', 'S'),
  ('2026-02-17', 'holiday', 'Tết Âm lịch (mùng 1)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Bính Ngọ', 'S'),
  ('2026-02-18', 'holiday', 'Tết Âm lịch (mùng 2)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Bính Ngọ', 'S'),
  ('2026-02-19', 'holiday', 'Tết Âm lịch (mùng 3)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Bính Ngọ', 'S'),
  ('2026-02-20', 'holiday', 'Tết Âm lịch (mùng 4)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ Tết Bính Ngọ', 'S'),
  ('2026-04-26', 'holiday', 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2026-04-27', 'compensatory', 'Nghỉ bù Giỗ Tổ Hùng Vương (26/4 là Chủ nhật)', 'BLLĐ 2019 Điều 111(3)', 'S'),
  ('2026-04-30', 'holiday', 'Ngày Chiến thắng', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2026-05-01', 'holiday', 'Ngày Quốc tế lao động', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2026-08-22', 'swapped-work', 'Làm bù cho ngày 31/8', 'thông báo nghỉ lễ năm 2026', 'M'),
  ('2026-08-31', 'swapped-off', 'Nghỉ hoán đổi dịp Quốc khánh', 'thông báo nghỉ lễ năm 2026', 'M'),
  ('2026-09-01', 'holiday', 'Quốc khánh (ngày liền kề)', 'BLLĐ 2019 Điều 112(1),(3); thông báo nghỉ lễ năm 2026', 'S'),
  ('2026-09-02', 'holiday', 'Quốc khánh', 'BLLĐ 2019 Điều 112(1)', 'T'),
  ('2026-11-24', 'holiday', 'Ngày Văn hóa Việt Nam', 'NQ 28/2026/QH16', 'S'),
  ('2027-01-01', 'holiday', 'Tết Dương lịch', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2027-02-06', 'holiday', 'Tết Âm lịch (mùng 1)', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2027-02-07', 'holiday', 'Tết Âm lịch (mùng 2)', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2027-02-08', 'holiday', 'Tết Âm lịch (mùng 3)', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2027-02-09', 'compensatory', 'Nghỉ bù Tết Âm lịch (06/02 là thứ Bảy)', 'BLLĐ 2019 Điều 111(3)', 'provisional'),
  ('2027-02-10', 'compensatory', 'Nghỉ bù Tết Âm lịch (07/02 là Chủ nhật)', 'BLLĐ 2019 Điều 111(3)', 'provisional'),
  ('2027-04-16', 'holiday', 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2027-04-30', 'holiday', 'Ngày Chiến thắng', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2027-05-01', 'holiday', 'Ngày Quốc tế lao động', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2027-05-03', 'compensatory', 'Nghỉ bù Ngày Quốc tế lao động (01/5 là thứ Bảy)', 'BLLĐ 2019 Điều 111(3)', 'provisional'),
  ('2027-09-02', 'holiday', 'Quốc khánh', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2027-11-24', 'holiday', 'Ngày Văn hóa Việt Nam', 'NQ 28/2026/QH16', 'provisional'),
  ('2028-01-01', 'holiday', 'Tết Dương lịch', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2028-01-03', 'compensatory', 'Nghỉ bù Tết Dương lịch (01/01 là thứ Bảy)', 'BLLĐ 2019 Điều 111(3)', 'provisional'),
  ('2028-01-26', 'holiday', 'Tết Âm lịch (mùng 1)', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2028-01-27', 'holiday', 'Tết Âm lịch (mùng 2)', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2028-01-28', 'holiday', 'Tết Âm lịch (mùng 3)', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2028-04-04', 'holiday', 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2028-04-30', 'holiday', 'Ngày Chiến thắng', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2028-05-01', 'holiday', 'Ngày Quốc tế lao động', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2028-05-02', 'compensatory', 'Nghỉ bù Ngày Chiến thắng (30/4 là Chủ nhật)', 'BLLĐ 2019 Điều 111(3)', 'provisional'),
  ('2028-09-02', 'holiday', 'Quốc khánh', 'BLLĐ 2019 Điều 112(1)', 'provisional'),
  ('2028-09-04', 'compensatory', 'Nghỉ bù Quốc khánh (02/9 là thứ Bảy)', 'BLLĐ 2019 Điều 111(3)', 'provisional'),
  ('2028-11-24', 'holiday', 'Ngày Văn hóa Việt Nam', 'NQ 28/2026/QH16', 'provisional')
) as d (day, kind, name, basis, confidence);
