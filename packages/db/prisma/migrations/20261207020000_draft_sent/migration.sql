-- The draft report goes to those who attend at least three working days before the meeting (43-HD/BTCTW): the minutes hold what
-- was sent, to whom and when, and why when it was late.
alter table rating_meeting
  add column draft_what text not null default '' check (char_length(draft_what) <= 300),
  add column draft_sent_to text not null default '' check (char_length(draft_sent_to) <= 1000),
  add column draft_sent_on date,
  add column draft_late_reason text not null default '' check (char_length(draft_late_reason) <= 1000);
