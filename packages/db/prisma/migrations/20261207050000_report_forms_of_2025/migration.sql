-- Forms of Thông tư 06/2025/TT-TTCP: their columns are not confirmed, so they have editions like the others of that kind.
alter table petition_report_definition drop constraint petition_report_definition_form_code_check;
alter table petition_report_definition add constraint petition_report_definition_form_code_check
  check (form_code in ('03-kqgq', '04-kqgq', 'party', '01-tcd-2025', '02-xld-2025', '03-gqkn', '04-gqtc', '05-kqth', '06-qlkntc'));
