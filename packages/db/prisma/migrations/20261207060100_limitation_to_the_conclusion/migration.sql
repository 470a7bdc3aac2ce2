-- The limitation of discipline is counted to the conclusion that the violation deserves it (69-QĐ/TW of 2022, Art. 4.2), so its day is
-- kept. What was decided before stays as it was computed and says to which day.
alter table discipline_case add column concluded_on date;
alter table discipline_case disable trigger user;
update discipline_case c set concluded_on = i.concluded_on
  from inspection i where i.id = c.inspection_id and c.state in ('opened', 'proposed');
alter table discipline_case enable trigger user;

create or replace function app.keep_discipline_case() returns trigger language plpgsql as $$
begin
  if old.decided_on is not null and (new.form, new.decision_number, new.decided_on, new.decided_by, new.effective_on, new.limitation, new.violation, new.subject_code, new.concluded_on)
      is distinct from (old.form, old.decision_number, old.decided_on, old.decided_by, old.effective_on, old.limitation, old.violation, old.subject_code, old.concluded_on) then
    raise exception 'a decision is kept' using errcode = 'integrity_constraint_violation', constraint = 'discipline_case_is_kept';
  end if;
  if old.state in ('dropped', 'revoked-wrongful') then
    raise exception 'what ended is kept' using errcode = 'integrity_constraint_violation', constraint = 'discipline_case_is_kept';
  end if;
  return new;
end $$;
