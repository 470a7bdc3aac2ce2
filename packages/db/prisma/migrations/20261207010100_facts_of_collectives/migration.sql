-- What 366-QĐ/TW Điều 11 khoản 4 lists for collectives and leaders beside what stood: wrongdoing in cadre work, degradation of a
-- member of the collective, and force majeure the competent level has confirmed, each with the document that says so.
alter table rating_unit_fact drop constraint rating_unit_fact_kind_check;
alter table rating_unit_fact add constraint rating_unit_fact_kind_check
  check (kind in ('organization-discipline', 'disunity', 'degradation', 'corruption', 'cadre-work', 'member-degradation', 'force-majeure'));
