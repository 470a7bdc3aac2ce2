-- A committee may make several decisions of one form in a year (its cells in two batches, two corrections of one level): each
-- has its own paper, so a paper says which decision it is the paper of. Null where it belongs to none.
alter table paper add column decision_id uuid;
drop index paper_one_at_a_time;
create unique index paper_one_at_a_time on paper (campaign_id, organization_id, form, subject_id, case_id, decision_id) nulls not distinct
  where state in ('reserved', 'registered');
