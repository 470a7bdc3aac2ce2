-- What may be given, decided and proposed is listed once: a level of a later law is added here and in the domain (ratings/schema.ts),
-- which a test holds side by side. The checks that each spelled the list out ask these functions instead.
create function app.rating_levels() returns text[] language sql immutable parallel safe as $$ select array['XS', 'T', 'HT', 'KHT'] $$;
create function app.decided_outcomes() returns text[] language sql immutable parallel safe as $$ select app.rating_levels() || 'NOT_RATED'::text $$;
create function app.proposed_outcomes() returns text[] language sql immutable parallel safe as $$
  select app.decided_outcomes() || array['MANUAL', 'INVALID']
$$;

do $$
declare
  one record;
begin
  for one in
    select c.conname, c.conrelid::regclass as of_table, a.attname,
        case when pg_get_constraintdef(c.oid) like '%MANUAL%' then 'app.proposed_outcomes()'
          when pg_get_constraintdef(c.oid) like '%NOT_RATED%' then 'app.decided_outcomes()' else 'app.rating_levels()' end as listed
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'c' and c.conislocal and c.coninhcount = 0 and cardinality(c.conkey) = 1
       and pg_get_constraintdef(c.oid) ~ '^CHECK \(\(+\w+ = ANY \(ARRAY\[''XS''::text, ''T''::text, ''HT''::text, ''KHT''::text[^)]*\]\)\)\)$'
     order by 2, 1
  loop
    execute format('alter table %s drop constraint %I', one.of_table, one.conname);
    execute format('alter table %s add constraint %I check (%I = any (%s))', one.of_table, one.conname, one.attname, one.listed);
  end loop;
end $$;
