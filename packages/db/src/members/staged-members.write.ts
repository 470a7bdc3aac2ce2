import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** The typed facts of a staged member, as `import_row.facts` keeps them. */
export type StagedMemberFacts = {
  readonly name: string
  readonly searchName: string
  readonly born: string | null
  readonly admitted: string
  readonly full: string | null
  readonly kind: string
  readonly status: string | null
  readonly since: string | null
  readonly sinceAssumed: boolean
  readonly from: string
  readonly fromAssumed: boolean
  readonly post: string | null
  readonly title: string | null
  readonly leads: boolean
  readonly political: boolean
  readonly formerCard: string | null
}

const facts = Prisma.sql`jsonb_to_record(r.facts) as f(name text, "searchName" text, born date, admitted date, "full" date, kind text,
  status text, since date, "sinceAssumed" boolean, "from" date, "fromAssumed" boolean, post text, title text, leads boolean, political boolean,
  "formerCard" text)`

/** The good rows of a run beside the members they were recognized as, and what those hold in their home cell. */
const compared = (runId: string) => Prisma.sql`
  select r.line, r.record_id, r.existing_id, r.place_id, r.card_number, r.file_number, f.*, m.organization_id as home_id,
      m.id is not null and (
        (m.full_name, m.kind, m.admitted_on, m.full_on, m.in_political_system, m.organization_id, m.status)
          is distinct from (f.name, f.kind, f.admitted, f."full", f.political, r.place_id, coalesce(f.status, 'active'))
        or f.born is not null and m.birth_date is distinct from f.born
        or r.card_number is not null and m.card_number is distinct from r.card_number and m.former_card_number is distinct from r.card_number
        or f."formerCard" is not null and m.former_card_number is distinct from f."formerCard"
        or r.file_number is not null and m.file_number is distinct from r.file_number
        or f.since is not null and not f."sinceAssumed" and m.status_since is distinct from f.since) as facts_changed,
      m.id is not null and (m.organization_id <> r.place_id or (coalesce(held.post, ''), coalesce(held.leads, false))
        is distinct from (coalesce(f.post, ''), f.leads)) as post_changed,
      m.id is not null and not f."fromAssumed" and m.organization_id = r.place_id and home.only_one and home.since <> f."from" as since_changed
    from import_row r cross join lateral ${facts}
    left join member m on m.id = r.existing_id
    left join lateral (select coalesce(max(p.post) filter (where p.post <> 'other'), max(p.post)) as post, bool_or(p.is_leader) as leads
      from member_post p where p.member_id = m.id and p.post_organization_id = m.organization_id and p.valid_to = '9999-12-31') held on true
    left join lateral (select count(*) = 1 as only_one, min(s.valid_from) as since from membership s
      where s.member_id = m.id and s.kind = 'official') home on true
   where r.run_id = ${runId}::uuid and r.reasons is null`

/**
 * Recognizes staged members that are there: by card, by the card that was exchanged for it or that it was exchanged for, else by the file number of one without a card in the same cell. Only
 * one import at a time recognizes and takes, so what it found stands until it has taken.
 */
export async function recognizeStaged(tx: Tx, _scope: Scope, runId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('nq15.take-import'))`
  await tx.$executeRaw`
    update import_row r set existing_id = m.id from member m
     where r.run_id = ${runId}::uuid and r.reasons is null and r.card_number is not null and m.card_number = r.card_number
       and r.existing_id is distinct from m.id`
  // An old list names the card before the exchange, a new one both.
  await tx.$executeRaw`
    update import_row r set existing_id = m.id from member m
     where r.run_id = ${runId}::uuid and r.reasons is null and r.existing_id is null
       and m.former_card_number is not null and m.former_card_number = r.card_number`
  await tx.$executeRaw`
    update import_row r set existing_id = m.id from member m
     where r.run_id = ${runId}::uuid and r.reasons is null and r.existing_id is null
       and m.card_number is not null and m.card_number = r.facts ->> 'formerCard'`
  await tx.$executeRaw`
    update import_row r set existing_id = m.id from member m
     where r.run_id = ${runId}::uuid and r.reasons is null and r.file_number is not null and m.file_number = r.file_number
       and m.organization_id = r.place_id and m.card_number is null and r.existing_id is null`
  // After the last change: what the planner learns before it, it would believe of rows that are others now.
  await tx.$executeRaw`select app.measure_staged()`
}

/** Refuses the staged members that contradict each other or the members that are there; answers how many. */
export async function refuseConflicts(tx: Tx, _scope: Scope, runId: string): Promise<number> {
  const refuse = (
    code: string,
    column: 'cardNumber' | 'formerCard' | 'fileNumber' | 'post' | 'cellFrom',
    found: Prisma.Sql,
  ) =>
    tx.$executeRaw`
      update import_row r set facts = null, reasons = jsonb_build_array(jsonb_build_object('code', ${code}::text, 'column', ${column}::text,
          'value', coalesce(found.value, ''), 'required', found.required))
        from (${found}) found(line, value, required)
       where r.run_id = ${runId}::uuid and r.reasons is null and r.line = found.line`
  const mine = Prisma.sql`r.run_id = ${runId}::uuid and r.reasons is null`
  const sameOf = (key: Prisma.Sql) => Prisma.sql`
    select line, key, (case when line = first_line then last_line else first_line end)::text
      from (select r.line, ${key} as key, count(*) over same as times, min(r.line) over same as first_line, max(r.line) over same as last_line
              from import_row r where ${mine} and ${key} is not null window same as (partition by ${key})) keyed
     where times > 1`
  // One person under an old and a new number, or one number of two persons.
  const refuseExchanges = async () => [
    await refuse(
      'CARDS_OF_TWO_MEMBERS',
      'formerCard',
      Prisma.sql`select r.line, r.facts ->> 'formerCard', null::text from import_row r
        join member m on m.card_number = r.facts ->> 'formerCard' or m.former_card_number = r.facts ->> 'formerCard'
       where ${mine} and r.facts ->> 'formerCard' is not null and m.id is distinct from r.existing_id`,
    ),
    await refuse(
      'CARD_EXCHANGE_UNNAMED',
      'formerCard',
      Prisma.sql`
        with fresh as materialized (
          select r.line, r.facts ->> 'searchName' as name, (r.facts ->> 'born')::date as born, (r.facts ->> 'admitted')::date as admitted
            from import_row r where ${mine} and r.existing_id is null and r.card_number ~ '^[0-9]{12}$' and r.facts ->> 'formerCard' is null
             and r.facts ->> 'born' is not null
        ), old as (
          select m.card_number, m.search_name as name, m.birth_date as born, m.admitted_on as admitted from member m
            join app.organization_reach x on x.organization_id = m.organization_id and x.valid_from <= app.today() and app.today() < x.valid_to
            join import_run n on n.id = ${runId}::uuid and x.above_id = n.organization_id
           where m.card_number like '__.______' and exists (select from fresh)
          union all
          select r.card_number, r.facts ->> 'searchName', (r.facts ->> 'born')::date, (r.facts ->> 'admitted')::date
            from import_row r where ${mine} and r.existing_id is null and r.card_number like '__.______' and exists (select from fresh)
        )
        select f.line, f.line::text, min(o.card_number) from fresh f
          join old o on o.name = f.name and o.born = f.born and o.admitted = f.admitted group by f.line`,
    ),
  ]
  const counts = [
    await refuse('DUPLICATE_IN_FILE', 'cardNumber', sameOf(Prisma.sql`r.card_number`)),
    await refuse(
      'DUPLICATE_IN_FILE',
      'fileNumber',
      sameOf(Prisma.sql`case when r.card_number is null then r.place_id::text || ' ' || r.file_number end`),
    ),
    await refuse('DUPLICATE_IN_FILE', 'fileNumber', sameOf(Prisma.sql`r.existing_id::text`)),
    await refuse(
      'CARD_HELD_ELSEWHERE',
      'cardNumber',
      Prisma.sql`select r.line, r.card_number, null::text from import_row r
        join (select app.cards_held_elsewhere(${runId}::uuid) as line offset 0) held on held.line = r.line where ${mine}`,
    ),
    await refuse(
      'DUPLICATE_IN_FILE',
      'cardNumber',
      sameOf(Prisma.sql`coalesce(r.facts ->> 'formerCard', r.card_number)`),
    ),
    ...(await refuseExchanges()),
    await refuse(
      'FILE_NUMBER_HELD',
      'fileNumber',
      Prisma.sql`select r.line, r.file_number, null::text from import_row r join import_run n on n.id = r.run_id
        where ${mine} and r.existing_id is null and r.file_number is not null and exists (
          select from member m join app.organization_reach x on x.organization_id = m.organization_id and x.above_id = n.organization_id
            and x.valid_from <= app.today() and app.today() < x.valid_to
           where m.file_number = r.file_number and m.card_number is null)`,
    ),
    await refuse(
      'MOVED_BEFORE_JOINING',
      'cellFrom',
      Prisma.sql`select r.line, to_char(f."from", 'YYYY-MM-DD'), to_char(s.valid_from, 'YYYY-MM-DD')
        from import_row r join import_run n on n.id = r.run_id cross join lateral ${facts}
        join membership s on s.member_id = r.existing_id and s.kind = 'official' and s.valid_to = '9999-12-31'
       where ${mine} and s.organization_id <> r.place_id
         and (case when f."fromAssumed" then n.as_of else f."from" end) <= s.valid_from`,
    ),
  ]
  counts.push(
    await refuse(
      'SECOND_SECRETARY',
      'post',
      Prisma.sql`
        with named as materialized (
          select r.line, r.place_id, r.existing_id, count(*) over (partition by r.place_id) as times
            from import_row r where ${mine} and r.facts ->> 'post' = 'secretary'
        ), held as materialized (
          select n.line, n.place_id, p.member_id from named n
            join member_post p on p.post_organization_id = n.place_id and p.post = 'secretary' and p.valid_to = '9999-12-31'
             and p.member_id is distinct from n.existing_id
        )
        select line, null::text, null::text from named where times > 1
        union
        select h.line, null::text, null::text from held h
          left join import_row o on o.run_id = ${runId}::uuid and o.reasons is null and o.existing_id = h.member_id
         where o.line is null or o.place_id = h.place_id and o.facts ->> 'post' is not distinct from 'secretary'`,
    ),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** How many good rows of a run are new, change a member, or say what is known. */
export type StagedCounts = {
  readonly bad: number
  readonly new: number
  readonly changed: number
  readonly same: number
}

/** Counts the staged members of a run after recognition. */
export async function countStaged(tx: Tx, _scope: Scope, runId: string): Promise<StagedCounts> {
  const [counts] = await tx.$queryRaw<StagedCounts[]>`
    select (select count(*)::int from import_row r where r.run_id = ${runId}::uuid and r.reasons is not null) as bad,
        count(*) filter (where existing_id is null)::int as new,
        count(*) filter (where existing_id is not null and (facts_changed or post_changed or since_changed))::int as changed,
        count(*) filter (where existing_id is not null and not (facts_changed or post_changed or since_changed))::int as same
      from (${compared(runId)}) rows`
  return counts ?? { bad: 0, new: 0, changed: 0, same: 0 }
}

/**
 * Takes the good staged members of a run, set-wise: new ones with home, post and status; known ones get what the file says
 * of them, their earlier cell, post and status kept as ended. The rows are recognized and judged in the same transaction.
 */
export async function takeStaged(
  tx: Tx,
  _scope: Scope,
  { runId, asOf, hasChanges }: { runId: string; asOf: string; hasChanges: boolean },
): Promise<void> {
  const rows = compared(runId)
  const good = Prisma.sql`r.run_id = ${runId}::uuid and r.reasons is null`
  await tx.$executeRaw`
    insert into member (id, organization_id, card_number, file_number, full_name, search_name, birth_date, kind, admitted_on, full_on,
        status, status_since, in_political_system, former_card_number, card_exchange_noted_on)
    select r.record_id, r.place_id, r.card_number, r.file_number, f.name, f."searchName", f.born, f.kind, f.admitted, f."full",
        coalesce(f.status, 'active'), f.since, f.political, f."formerCard", case when f."formerCard" is not null then app.today() end
      from import_row r cross join lateral ${facts} where ${good} and r.existing_id is null`
  await tx.$executeRaw`
    insert into membership (id, member_id, organization_id, kind, valid_from)
    select app.uuid_v7(), r.record_id, r.place_id, 'official', f."from"
      from import_row r cross join lateral ${facts} where ${good} and r.existing_id is null`
  if (hasChanges) {
    await takeMoves(tx, { rows, asOf })
    await takeFacts(tx, { rows, asOf })
  }
  // After the facts: posts and statuses repeat the member's present cell.
  await tx.$executeRaw`
    insert into member_post (id, member_id, organization_id, post_organization_id, post, title, is_leader, is_head, valid_from)
    select app.uuid_v7(), coalesce(r.existing_id, r.record_id), r.place_id, r.place_id, f.post, f.title, f.leads,
        f.leads and f.post = 'secretary', case when r.existing_id is null then f."from" else ${asOf}::date end
      from import_row r cross join lateral ${facts}
     where ${good} and f.post is not null and not exists (select from member_post p
       where p.member_id = r.existing_id and p.post_organization_id = r.place_id and p.valid_to = '9999-12-31')`
  await tx.$executeRaw`
    insert into member_status (id, member_id, organization_id, status, valid_from)
    select app.uuid_v7(), coalesce(r.existing_id, r.record_id), r.place_id, f.status, f.since
      from import_row r cross join lateral ${facts}
     where ${good} and f.status is not null and not exists (select from member_status s
       where s.member_id = r.existing_id and s.valid_to = '9999-12-31')`
}

/** Ends posts and homes that the file says are others now; run before the members themselves are changed. */
async function takeMoves(tx: Tx, { rows, asOf }: { rows: Prisma.Sql; asOf: string }): Promise<void> {
  await tx.$executeRaw`
    update member_post p set valid_to = greatest(${asOf}::date, p.valid_from + 1)
      from (${rows}) r
     where r.post_changed and p.member_id = r.existing_id and p.post_organization_id = r.home_id and p.valid_to = '9999-12-31'`
  await tx.$executeRaw`
    update membership s set valid_from = r."from" from (${rows}) r
     where r.since_changed and s.member_id = r.existing_id and s.kind = 'official'`
  const moved = Prisma.sql`select m.*, case when m."fromAssumed" then ${asOf}::date else m."from" end as moved_on
    from (${rows}) m where m.existing_id is not null and m.home_id <> m.place_id`
  await tx.$executeRaw`
    update membership s set valid_to = r.moved_on from (${moved}) r
     where s.member_id = r.existing_id and s.kind = 'official' and s.valid_to = '9999-12-31' and s.valid_from < r.moved_on`
  await tx.$executeRaw`
    insert into membership (id, member_id, organization_id, kind, valid_from)
    select app.uuid_v7(), r.existing_id, r.place_id, 'official', r.moved_on from (${moved}) r`
}

async function takeFacts(tx: Tx, { rows, asOf }: { rows: Prisma.Sql; asOf: string }): Promise<void> {
  await tx.$executeRaw`
    update member_status s set
        valid_from = case when s.status = r.status then r.since else s.valid_from end,
        valid_to = case when s.status = r.status then s.valid_to else greatest(coalesce(r.since, ${asOf}::date), s.valid_from + 1) end
      from (${rows}) r
     where r.facts_changed and s.member_id = r.existing_id and s.valid_to = '9999-12-31'
       and (s.status is distinct from r.status or not r."sinceAssumed" and s.valid_from <> r.since)`
  await tx.$executeRaw`
    update member m set organization_id = r.place_id,
        card_number = case when m.former_card_number = r.card_number then m.card_number else coalesce(r.card_number, m.card_number) end,
        former_card_number = coalesce(r."formerCard", m.former_card_number),
        card_exchange_noted_on = case when r."formerCard" is null then m.card_exchange_noted_on
          else coalesce(m.card_exchange_noted_on, app.today()) end,
        file_number = coalesce(r.file_number, m.file_number), full_name = r.name, search_name = r."searchName",
        birth_date = coalesce(r.born, m.birth_date), kind = r.kind, admitted_on = r.admitted, full_on = r."full",
        status = coalesce(r.status, 'active'),
        status_since = case when r."sinceAssumed" and m.status = r.status then m.status_since else r.since end,
        in_political_system = r.political, version = m.version + 1, updated_at = now()
      from (${rows}) r where r.facts_changed and m.id = r.existing_id`
}
