import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import type { FiguresOf } from './figures.read.ts'

/** Which records stand behind a number: under a line, of some statuses, kinds or for a reason. */
export type Behind = FiguresOf & {
  /** Null for the line of totals. */
  readonly line: string | null
  readonly statuses: readonly string[]
  readonly subjects: readonly string[]
  readonly reason: string | null
  readonly offset: number
  readonly limit: number
}

/** One person behind a number, as far as the policies show him. */
export type PersonBehind = {
  readonly caseId: string
  readonly memberId: string
  readonly organizationId: string
  readonly cellName: string
  readonly fullName: string
  readonly cardNumber: string | null
  readonly subject: string
  readonly status: string
  readonly reasons: readonly string[]
  readonly humanReason: string | null
  readonly decisionNumber: string | null
  readonly decidedOn: LegalDay | null
}

const standing = (day: LegalDay): Prisma.Sql => Prisma.sql`x.decided_on <= ${day}::date and (x.superseded_at is null
  or not exists (select from rating n where n.case_id = x.case_id and n.id > x.id and n.decided_on <= ${day}::date)
   and ((x.superseded_at at time zone 'Asia/Ho_Chi_Minh')::date > ${day}::date or exists (select from rating n where n.case_id = x.case_id and n.id > x.id)))`

/**
 * The persons behind a number, cell by cell, with how many there are; only those the reader's person rights open. The read is
 * written into the trail.
 */
export async function listPersonsBehind(
  tx: Tx,
  _scope: Scope,
  { organizationId, year, day, line, statuses, subjects, reason, offset, limit }: Behind,
): Promise<{ rows: PersonBehind[]; total: number }> {
  await tx.$queryRaw`select app.audit('read', 'rating', null, ${organizationId}::uuid,
    jsonb_build_object('table', ${year}::int, 'statuses', ${statuses.join(',')}::text))::text`
  const rows = await tx.$queryRaw<(PersonBehind & { total: number })[]>`
    with people as (
      select c.id, c.member_id, c.organization_id, c.file_id, c.full_name, c.card_number, c.subject, c.position_in_list,
          coalesce(x.not_rated_reason, x.outcome, c.not_rated_reason, 'UNDECIDED') as status, x.reasoning, x.decision_number, x.decided_on
        from rating_campaign y join rating_case c on c.campaign_id = y.id
          and c.organization_id = any (array(select p.organization_id from app.table_places(${organizationId}::uuid, ${day}::date) p
            where ${line}::text is null or p.line = ${line}::text))
        left join rating x on x.case_id = c.id and ${standing(day)}
       where y.year = ${year}::int
    )
    select q.id::text as "caseId", q.member_id::text as "memberId", q.organization_id::text as "organizationId", f.name as "cellName",
        q.full_name as "fullName", q.card_number as "cardNumber", q.subject, q.status,
        coalesce((select jsonb_agg(distinct r ->> 'code') from jsonb_array_elements(case jsonb_typeof(q.reasoning -> 'findings') when 'array'
          then q.reasoning -> 'findings' else '[]' end) r where r ->> 'severity' = 'BLOCK'), '[]') as reasons,
        q.reasoning ->> 'humanReason' as "humanReason", q.decision_number as "decisionNumber", to_char(q.decided_on, 'YYYY-MM-DD') as "decidedOn",
        (count(*) over ())::int as total
      from people q join rating_cell_file f on f.id = q.file_id
     where ${wanted({ statuses, subjects })}
       and (${reason}::text is null or (${reason}::text = 'BY_PEOPLE' and not exists (select from jsonb_array_elements(case jsonb_typeof(q.reasoning -> 'findings')
            when 'array' then q.reasoning -> 'findings' else '[]' end) r where r ->> 'severity' = 'BLOCK'))
         or exists (select from jsonb_array_elements(case jsonb_typeof(q.reasoning -> 'findings') when 'array' then q.reasoning -> 'findings' else '[]' end) r
            where r ->> 'severity' = 'BLOCK' and r ->> 'code' = ${reason}::text))
     order by f.name, q.organization_id, q.position_in_list, q.id offset ${offset} limit ${limit}`
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

function wanted({ statuses, subjects }: Pick<Behind, 'statuses' | 'subjects'>): Prisma.Sql {
  const ofStatus = statuses.length === 0 ? Prisma.sql`true` : Prisma.sql`q.status = any (${[...statuses]}::text[])`
  const ofSubject = subjects.length === 0 ? Prisma.sql`true` : Prisma.sql`q.subject = any (${[...subjects]}::text[])`
  return Prisma.sql`${ofStatus} and ${ofSubject}`
}

/** One organization or collective behind a number. */
export type UnitBehind = {
  readonly organizationId: string
  readonly name: string
  readonly code: string
  readonly subject: string
  readonly organizationSubject: string
  readonly sector: string | null
  readonly status: string
  readonly decisionNumber: string | null
  readonly decidedOn: LegalDay | null
}

/** The organizations, collectives or posts behind a number, with how many there are; organizations are named to whoever reaches them. */
export async function listUnitsBehind(
  tx: Tx,
  _scope: Scope,
  { kinds, sector, ...of }: Behind & { readonly kinds: readonly string[]; readonly sector: string | null | undefined },
): Promise<{ rows: UnitBehind[]; total: number }> {
  const { organizationId, year, day, line, statuses, subjects, offset, limit } = of
  const ofKind =
    kinds.length === 0 ? Prisma.sql`true` : Prisma.sql`q.organization_subject = any (${[...kinds]}::text[])`
  const ofSector = sector === undefined ? Prisma.sql`true` : Prisma.sql`q.sector is not distinct from ${sector}::text`
  const rows = await tx.$queryRaw<(UnitBehind & { total: number })[]>`
    with units as (
      select c.organization_id, c.name, c.code, c.subject, c.organization_subject, c.sector,
          coalesce(x.not_rated_reason, x.outcome, c.not_rated_reason, 'UNDECIDED') as status, x.decision_number, x.decided_on
        from rating_campaign y join rating_unit_case c on c.campaign_id = y.id
          and c.organization_id = any (array(select p.organization_id from app.table_places(${organizationId}::uuid, ${day}::date) p
            where (${line}::text is null or p.line = ${line}::text) and (p.organization_id <> ${organizationId}::uuid or p.line = ${organizationId}::text)))
        left join lateral (select l.outcome, l.not_rated_reason, l.decision_number, l.decided_on from rating_unit_level l
          where l.case_id = c.id and l.decided_on <= ${day}::date
            and (l.superseded_at is null or (l.superseded_at at time zone 'Asia/Ho_Chi_Minh')::date > ${day}::date
              or exists (select from rating_unit_level n where n.case_id = l.case_id and n.id > l.id))
          order by l.decided_on desc, l.id desc limit 1) x on true
       where y.year = ${year}::int
    )
    select q.organization_id::text as "organizationId", q.name, q.code, q.subject, q.organization_subject as "organizationSubject", q.sector, q.status,
        q.decision_number as "decisionNumber", to_char(q.decided_on, 'YYYY-MM-DD') as "decidedOn", (count(*) over ())::int as total
      from units q where ${wanted({ statuses, subjects })} and ${ofKind} and ${ofSector} order by q.code, q.subject offset ${offset} limit ${limit}`
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
