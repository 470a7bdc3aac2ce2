#!/bin/sh
# Run once by the image of PostgreSQL on an empty volume: the owner that migrates, the login that serves, the vault's own login.
set -eu
psql -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d postgres \
  -v owner="$OWNER_PASSWORD" -v serving="$SERVING_PASSWORD" -v vault="$VAULT_PASSWORD" <<'SQL'
create role nq15_owner login createrole password :'owner';
create role nq15_serving login noinherit password :'serving';
create role nq15_keeping login noinherit password :'vault';
create database nq15 owner nq15_owner template template0 encoding 'UTF8';
revoke connect on database nq15 from public;
grant connect on database nq15 to nq15_serving, nq15_keeping;
SQL
