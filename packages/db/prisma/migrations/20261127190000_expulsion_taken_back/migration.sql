-- A status that proved never to have held stays on file as an empty span: an expulsion revoked as wrongful ends on the day it
-- began, so that the member was one all along, and the row still says what had been decided.
alter table member_status drop constraint member_status_period;
alter table member_status add constraint member_status_period check (valid_from < valid_to or (valid_from = valid_to and status = 'expelled'));
