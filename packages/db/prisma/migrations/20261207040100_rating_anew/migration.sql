-- What may be a ground of rating anew, and that the published result is adjusted or annulled (366-QĐ/TW Điều 15 khoản 3). What was
-- decided before was an annulment, as its paper says.
alter table rating_correction add column measure text not null default 'annul' check (measure in ('adjust', 'annul'));
alter table rating_unit_correction add column measure text not null default 'annul' check (measure in ('adjust', 'annul'));
alter table rating_correction drop constraint rating_correction_ground_check,
  add constraint rating_correction_ground_check check (ground in ('violation-found', 'level-not-due', 'dishonest', 'reported',
    'discipline-revoked', 'wrong-facts', 'superior-direction'));
alter table rating_unit_correction drop constraint rating_correction_ground_check,
  add constraint rating_unit_correction_ground_check check (ground in ('violation-found', 'level-not-due', 'dishonest', 'reported',
    'discipline-revoked', 'wrong-facts', 'superior-direction'));
