-- The forms of 43-HD/BTCTW as read: 02A is the leaders', 02B is for who does not lead. Each case keeps the edition of the forms
-- it is written on, so that a review already written prints as it was written. 1: given out before the forms could be read.
alter table rating_case add column review_edition integer not null default 1 check (review_edition in (1, 2));
alter table rating_case alter column review_edition set default 2;

-- Where nothing is written yet there is nothing to keep.
alter table rating_case disable trigger user;
update rating_case c set review_edition = 2
 where c.state = 'self'
   and not exists (select from rating_self_assessment a where a.case_id = c.id)
   and not exists (select from rating_review_section s where s.case_id = c.id)
   and not exists (select from rating_task_item i where i.case_id = c.id);
alter table rating_case enable trigger user;

-- Promises kept and causes stand apart from what is beside them.
alter table rating_review_section drop constraint rating_review_section_section_check;
alter table rating_review_section add constraint rating_review_section_section_check check (section in ('conduct', 'tasks',
  'leading', 'commitments', 'limitations', 'causes', 'remedied', 'explained', 'responsibility', 'direction'));

-- A task is declared by product, progress (its status), quality and evidence (43-HD/BTCTW 7.12).
alter table rating_task_item add column product text not null default '' check (char_length(product) <= 2000);
alter table rating_task_item add column quality text not null default '' check (char_length(quality) <= 2000);
