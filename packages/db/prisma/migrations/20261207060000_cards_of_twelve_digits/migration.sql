-- Cards of twelve digits (38-HD/BTCTW of 29/9/2025) beside the old pattern, which stays on old cards. An exchanged card keeps its
-- former number, so that the member is found by either and nobody is kept twice.
alter table member drop constraint member_card_number_check;
alter table member add constraint member_card_number_check check (card_number ~ '^([0-9]{2}\.[0-9]{6}|[0-9]{12})$');
alter table member add column former_card_number text check (former_card_number ~ '^[0-9]{2}\.[0-9]{6}$');
-- The day on which the exchange was noted here; the day of the new card itself is not told.
alter table member add column card_exchange_noted_on date;
alter table member add constraint member_card_exchange
  check ((former_card_number is null) = (card_exchange_noted_on is null) and (former_card_number is null or card_number ~ '^[0-9]{12}$'));
create unique index member_former_card_number on member (former_card_number);

-- An exchange is known by the two patterns; a correction within one pattern is none. A number that was somebody's is nobody else's:
-- the unique indexes see each column alone.
create function app.keep_former_card() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.card_number ~ '^[0-9]{2}\.' and new.card_number ~ '^[0-9]{12}$' and new.former_card_number is null then
    new.former_card_number := old.card_number;
    new.card_exchange_noted_on := app.today();
  end if;
  if exists (select from member m where m.former_card_number = new.card_number and m.id <> new.id)
    or (new.former_card_number is not null
      and exists (select from member m where m.card_number = new.former_card_number and m.id <> new.id)) then
    raise exception 'the card is another member''s' using errcode = 'unique_violation';
  end if;
  return new;
end $$;
create trigger keep_former_card before insert or update of card_number, former_card_number on member
  for each row execute function app.keep_former_card();

create or replace function app.cards_held_elsewhere(run uuid) returns setof integer
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select r.line from import_run n join import_row r on r.run_id = n.id
    cross join lateral (values (r.card_number), (r.facts ->> 'formerCard')) typed(number)
    join (select m.card_number as number, m.organization_id from member m where m.card_number is not null
      union all select m.former_card_number, m.organization_id from member m where m.former_card_number is not null) held
      on held.number = typed.number
   where n.id = run and n.user_id = app.actor_id() and r.reasons is null
     and not exists (select from app.organization_reach x where x.above_id = n.organization_id and x.organization_id = held.organization_id
       and x.valid_from <= app.today() and app.today() < x.valid_to)
   group by r.line;
end;

create or replace function app.members_of_cards(cards text[], names text[]) returns table (card text, name text, member_id uuid, same_name boolean, has_account boolean)
  language sql stable security definer set search_path = public, app, pg_temp
begin atomic
  select c.card, c.name, m.id, m.search_name = app.search_text(c.name), exists (select from access_account a where a.member_id = m.id)
    from unnest(cards, names) c(card, name) join member m on m.card_number = c.card or m.former_card_number = c.card;
end;

create or replace function app.name_respondent(paper uuid, card text) returns boolean
  language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare found_member uuid;
begin
  if not exists (select from petition p where p.id = paper and p.kind in ('denunciation', 'mixed')
      and (app.petition_all('work') or p.organization_id = any (app.petition_orgs('work'))) and not (p.id = any (app.shut_papers()))
      and not coalesce(p.respondent_organization_id = any (app.denounced_orgs()), false)) then
    raise exception 'not there' using errcode = 'insufficient_privilege';
  end if;
  select m.id into found_member from member m where m.card_number = card or m.former_card_number = card;
  if found_member is null then return false; end if;
  insert into app.petition_respondent (petition_id, member_id, named_by) values (paper, found_member, app.actor_id())
    on conflict (petition_id) do update set member_id = excluded.member_id, named_by = excluded.named_by, named_at = clock_timestamp();
  perform app.audit('name-respondent', 'petition', paper, null);
  return true;
end $$;
revoke execute on function app.keep_former_card() from public;
