-- Ground of every room: schemas, database roles of the second wall, text search, ids.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create schema if not exists app;
create schema if not exists auth;

-- Roles belong to the whole server, so several databases (tests, trial and real) share them.
do $$
declare wanted text;
begin
  foreach wanted in array array['nq15_guest', 'nq15_app', 'nq15_wide', 'nq15_city', 'nq15_city_person', 'nq15_auth'] loop
    begin
      execute format('create role %I nologin noinherit', wanted);
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
end $$;

-- The guest is what a connection is before it has entered as an actor: it may call app.enter and touch no table.
revoke all on schema public from public;
grant usage on schema app to nq15_guest, nq15_app, nq15_wide, nq15_city, nq15_city_person;
grant usage on schema public to nq15_app, nq15_wide, nq15_city, nq15_city_person;
grant usage on schema auth to nq15_auth;

-- The same answer as searchText of the domain: NFD, marks dropped, đ to d, lower case, single spaces.
create function app.search_text(written text) returns text
  language sql immutable parallel safe strict
  return btrim(regexp_replace(lower(translate(regexp_replace(normalize(written, NFD), U&'[\0300-\036F]+', '', 'g'),
    U&'\0111\0110', 'dd')), '[[:space:]\u00a0]+', ' ', 'g'));

-- Ids that sort by time and do not count; made in code as a rule, here for rows that a trigger writes.
create function app.uuid_v7() returns uuid
  language sql volatile parallel safe
  return encode(
    set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
      placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1),
    'hex')::uuid;

-- A legal day is a day in Hà Nội.
create function app.today() returns date
  language sql stable parallel safe
  return (now() at time zone 'Asia/Ho_Chi_Minh')::date;
