-- Steering Committee 15 (weak units, sections 0 (6, 7), 1.5 and 15): who sits on it through time, its meetings, what they concluded and
-- what became of it. Seats and owners are posts; only who took a step stands by his account. Written by the hand of complex cases.

-- 1. Seats through time.
create table steering_seat (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  role text not null check (role in ('head', 'deputy', 'member', 'helper')),
  post text not null check (btrim(post) <> ''),
  since date not null,
  until date check (until > since),
  number text not null check (btrim(number) <> ''),
  end_number text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint steering_seat_ended check ((until is null) = (end_number is null))
);
create index steering_seat_organization on steering_seat (organization_id, since);
create function app.keep_steering_seat() returns trigger language plpgsql as $$
begin
  if (new.organization_id, new.role, new.post, new.since, new.number) is distinct from (old.organization_id, old.role, old.post, old.since, old.number) or old.until is not null then
    raise exception 'a seat is kept as it was held' using errcode = 'integrity_constraint_violation', constraint = 'steering_seat_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on steering_seat for each row execute function app.keep_steering_seat();
create trigger only_the_hand before insert or update on steering_seat for each row execute function app.only_the_incidents_hand();
create trigger never_deleted before delete on steering_seat for each row execute function app.refuse_rewrite();

-- 2. Meetings.
create table steering_meeting (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  plan_on date not null,
  place text not null check (btrim(place) <> ''),
  agenda text not null check (btrim(agenda) <> ''),
  state text not null default 'planned' check (state in ('planned', 'held', 'concluded', 'dropped')),
  held_on date,
  present integer check (present > 0),
  conclusion_number text,
  concluded_on date,
  summary text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint steering_meeting_held check ((state in ('held', 'concluded')) = (held_on is not null) and (held_on is null) = (present is null)),
  constraint steering_meeting_concluded check ((state = 'concluded') = (conclusion_number is not null) and (conclusion_number is null) = (concluded_on is null)
    and (concluded_on is null or concluded_on >= held_on))
);
create index steering_meeting_organization on steering_meeting (organization_id, plan_on);
create function app.keep_steering_meeting() returns trigger language plpgsql as $$
begin
  if new.organization_id <> old.organization_id or (old.state in ('concluded', 'dropped') and
      (new.plan_on, new.agenda, new.state, new.held_on, new.present, new.conclusion_number, new.concluded_on, new.summary)
      is distinct from (old.plan_on, old.agenda, old.state, old.held_on, old.present, old.conclusion_number, old.concluded_on, old.summary)) then
    raise exception 'what was concluded is kept' using errcode = 'integrity_constraint_violation', constraint = 'steering_meeting_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on steering_meeting for each row execute function app.keep_steering_meeting();
create trigger only_the_hand before insert or update on steering_meeting for each row execute function app.only_the_incidents_hand();
create trigger never_deleted before delete on steering_meeting for each row execute function app.refuse_rewrite();

-- 3. What a meeting concluded: who does it until when, and what became of it. A day that moved stands in the steps.
create table steering_conclusion (
  id uuid primary key,
  meeting_id uuid not null references steering_meeting on delete restrict,
  organization_id uuid not null references organization on delete restrict,
  position integer not null check (position > 0),
  text text not null check (btrim(text) <> ''),
  owner text not null check (btrim(owner) <> ''),
  first_due_on date not null,
  due_on date not null,
  done_on date,
  result text not null default '',
  constraint steering_conclusion_position unique (meeting_id, position),
  constraint steering_conclusion_days check (due_on >= first_due_on and (done_on is null) = (result = ''))
);
create index steering_conclusion_organization on steering_conclusion (organization_id, due_on);
create function app.keep_steering_conclusion() returns trigger language plpgsql as $$
begin
  if (new.meeting_id, new.organization_id, new.text, new.owner, new.first_due_on) is distinct from (old.meeting_id, old.organization_id, old.text, old.owner, old.first_due_on) or old.done_on is not null then
    raise exception 'a conclusion is kept as it was made' using errcode = 'integrity_constraint_violation', constraint = 'steering_conclusion_is_kept';
  end if;
  return new;
end $$;
create trigger keep before update on steering_conclusion for each row execute function app.keep_steering_conclusion();
create trigger only_the_hand before insert or update on steering_conclusion for each row execute function app.only_the_incidents_hand();
create trigger never_deleted before delete on steering_conclusion for each row execute function app.refuse_rewrite();

-- 4. Every step, of a seat or of a meeting, with who took it; never rewritten.
create table steering_step (
  id uuid primary key,
  organization_id uuid not null references organization on delete restrict,
  seat_id uuid references steering_seat on delete restrict,
  meeting_id uuid references steering_meeting on delete restrict,
  event text not null check (event ~ '^[a-z-]{3,30}$'),
  actor_id uuid not null,
  actor_name text not null,
  acted_at timestamptz not null default clock_timestamp(),
  on_day date not null,
  detail jsonb not null default '{}',
  position integer not null check (position > 0),
  constraint steering_step_of_one check ((seat_id is null) <> (meeting_id is null)),
  constraint steering_step_seat_position unique (seat_id, position),
  constraint steering_step_meeting_position unique (meeting_id, position)
);
create index steering_step_organization on steering_step (organization_id);
create trigger append_only before update or delete on steering_step for each row execute function app.refuse_rewrite();
create trigger only_the_hand before insert on steering_step for each row execute function app.only_the_incidents_hand();
-- The second wall: in one's own name, and what is decided by who may decide for this committee.
create function app.check_steering_step() returns trigger
  language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  speaker uuid := coalesce(nullif(current_setting('app.on_behalf_of', true), '')::uuid, app.actor_id());
  s app.scope;
begin
  if speaker is distinct from new.actor_id then
    raise exception 'a step is taken in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  if new.event in ('seat', 'leave', 'drop', 'conclude', 'extend') then
    s := app.scope_of_user(speaker);
    if not coalesce(s.decide_all or new.organization_id = any (s.tree_decide), false) then
      raise exception 'decided by who may decide for this committee' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;
create trigger check_step before insert on steering_step for each row execute function app.check_steering_step();

-- 5. Rights.
select app.protect('steering_seat', 'tree', 'decide');
select app.protect('steering_meeting', 'tree', 'decide');
select app.protect('steering_conclusion', 'tree', 'decide');
select app.protect('steering_step', 'tree', 'decide');
select app.audited('steering_seat');
select app.audited('steering_meeting');
select app.audited('steering_conclusion');
select app.audited('steering_step');
