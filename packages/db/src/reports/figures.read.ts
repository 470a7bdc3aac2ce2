import { orgTypes } from '@nq15/domain/organizations'
import {
  lineageLines,
  type PersonFigure,
  type QuotaFigure,
  type TableLine,
  type UnitFigure,
} from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

/** A level of the tree, a rated year, and the day on which both are seen. */
export type FiguresOf = { readonly organizationId: string; readonly year: number; readonly day: LegalDay }

const levelRow = z.object({
  organizationId: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(orgTypes),
  parentId: z.string().nullable(),
})
/** The organization whose table it is, as it was on the day. */
export type TableLevel = z.infer<typeof levelRow>

/** The level on a day, or as it last was before; null when it lies outside the scope or never was by then. */
export async function findTableLevel(
  tx: Tx,
  scope: Scope,
  { organizationId, day }: Pick<FiguresOf, 'organizationId' | 'day'>,
): Promise<TableLevel | null> {
  if (!(await isWithin(tx, scope, organizationId))) return null
  const [row] = await tx.$queryRaw<unknown[]>`
    select organization_id::text as "organizationId", code, name, org_type as kind, parent_id::text as "parentId" from organization_version
     where organization_id = ${organizationId}::uuid and side = 'party' and valid_from <= ${day}::date order by valid_from desc limit 1`
  return row ? levelRow.parse(row) : null
}

/** The lines of a level's tables on a day: the organizations directly below it by code, or itself when there are none. */
export async function listTableLines(
  tx: Tx,
  _scope: Scope,
  { organizationId, day }: Pick<FiguresOf, 'organizationId' | 'day'>,
): Promise<(TableLine & { readonly kind: string; readonly code: string; readonly sector: string | null })[]> {
  return tx.$queryRaw`
    with below as (
      select organization_id, name, code, org_type, sector from organization_version
       where parent_id = ${organizationId}::uuid and side = 'party' and valid_from <= ${day}::date and ${day}::date < valid_to
    )
    select organization_id::text as key, organization_id::text as "organizationId", name, code, org_type as kind, sector from below
    union all (select organization_id::text, organization_id::text, name, code, org_type, sector from organization_version
       where organization_id = ${organizationId}::uuid and valid_from <= ${day}::date and not exists (select from below)
       order by valid_from desc limit 1)
     order by code`
}

/** Members by line, kind and status on the day, with a line `whole` for everything; counted in the database, never named. */
export async function listPersonFigures(tx: Tx, _scope: Scope, of: FiguresOf): Promise<PersonFigure[]> {
  const { organizationId, year, day } = of
  return tx.$queryRaw`select line, subject, status, persons::int as persons
    from app.person_figures(${organizationId}::uuid, ${year}::int, ${day}::date) where status is not null`
}

/** The levels of each deciding committee and group on the day, twice: under its line and under `whole`. */
export async function listQuotaFigures(tx: Tx, _scope: Scope, of: FiguresOf): Promise<QuotaFigure[]> {
  const { organizationId, year, day } = of
  const rows = await tx.$queryRaw<
    (Record<'xs' | 't' | 'ht' | 'kht', number> & Omit<QuotaFigure, 'counts'>)[]
  >`select f.line, f.committee_id::text as "committeeId", f.subject as "group", f.xs::int, f.t::int, f.ht::int, f.kht::int,
      f.exception_number as "exceptionDecisionNumber"
    from app.quota_figures(${organizationId}::uuid, ${year}::int, ${day}::date) f`
  return rows.map(({ xs, t, ht, kht, ...row }) => ({ ...row, counts: { XS: xs, T: t, HT: ht, KHT: kht } }))
}

/** Why members did not complete the tasks, by rule. */
export async function listReasonFigures(
  tx: Tx,
  _scope: Scope,
  { organizationId, year, day }: FiguresOf,
): Promise<{ code: string; persons: number }[]> {
  return tx.$queryRaw`select code, persons::int as persons from app.not_completed_reasons(${organizationId}::uuid, ${year}::int, ${day}::date)`
}

/** Organizations, collectives and leaders managed from above by line, kind and status on the day; the level itself is not among them. */
export async function listUnitFigures(
  tx: Tx,
  _scope: Scope,
  { organizationId, year, day }: FiguresOf,
): Promise<UnitFigure[]> {
  return tx.$queryRaw`select f.line, f.subject, f.organization_subject as "organizationSubject", f.sector, f.status, f.units::int as units
    from app.unit_figures(${organizationId}::uuid, ${year}::int, ${day}::date) f`
}

/** The population frozen when the year was opened and the levels the cells keep, by line: what the tables must add up to. */
export async function listFrozenFigures(
  tx: Tx,
  _scope: Scope,
  { organizationId, year, day }: FiguresOf,
): Promise<{ line: string; total: number; due: number; kept: number }[]> {
  return tx.$queryRaw`
    with places as materialized (
      select p.organization_id, p.line from app.table_places(${organizationId}::uuid, ${day}::date) p
    ), files as (
      select p.line, sum(f.members_total) as total, sum(f.members_rated) as due, 0::bigint as kept
        from rating_campaign y join rating_cell_file f on f.campaign_id = y.id join places p on p.organization_id = f.organization_id
       where y.year = ${year}::int group by 1
      union all
      select p.line, 0, 0, sum(k.count)
        from rating_campaign y join rating_count k on k.campaign_id = y.id join places p on p.organization_id = k.organization_id
       where y.year = ${year}::int and k.stage = 'decided' and k.outcome in ('XS', 'T', 'HT', 'KHT') group by 1
    )
    select coalesce(line, 'whole') as line, coalesce(sum(total), 0)::int as total, coalesce(sum(due), 0)::int as due, coalesce(sum(kept), 0)::int as kept
      from files group by grouping sets ((line), ())`
}

/** How many persons each level was given and which they gave themselves; null for who wrote none. */
export async function listSelfFigures(
  tx: Tx,
  _scope: Scope,
  { organizationId, year, day }: FiguresOf,
): Promise<{ selfLevel: string | null; decided: string; persons: number }[]> {
  return tx.$queryRaw`select self_level as "selfLevel", decided, persons::int as persons
    from app.self_and_decided(${organizationId}::uuid, ${year}::int, ${day}::date)`
}

/** Files of cells sent and decided by day, from the first step to the day asked; each file counts at its last step of the kind. */
export async function listProgressByDay(
  tx: Tx,
  _scope: Scope,
  { organizationId, year, day }: FiguresOf,
): Promise<{ day: LegalDay; sent: number; decided: number; files: number }[]> {
  return tx.$queryRaw`
    with files as materialized (
      select f.id from rating_campaign y join rating_cell_file f on f.campaign_id = y.id
        join app.table_places(${organizationId}::uuid, ${day}::date) p on p.organization_id = f.organization_id where y.year = ${year}::int
    ), firsts as (
      -- What was taken in as decided, with nothing of its way, was sent as well.
      select e.file_id, coalesce(min(e.on_day) filter (where e.to_state = 'sent'), min(e.on_day) filter (where e.to_state = 'decided')) as sent,
          min(e.on_day) filter (where e.to_state = 'decided') as decided
        from rating_cell_file_event e join files f on f.id = e.file_id where e.on_day <= ${day}::date group by 1
    ), steps as (
      select on_day, sum(sent)::int as sent, sum(decided)::int as decided from (
        select sent as on_day, 1 as sent, 0 as decided from firsts where sent is not null
        union all select decided, 0, 1 from firsts where decided is not null) s group by 1
    )
    select to_char(on_day, 'YYYY-MM-DD') as day, (sum(sent) over by_day)::int as sent, (sum(decided) over by_day)::int as decided,
        (select count(*)::int from files) as files
      from steps window by_day as (order by on_day) order by on_day`
}

/** The rated years for which the product holds anything, newest first, with the rules each was rated by. */
export async function listRatedYears(
  tx: Tx,
  _scope: Scope,
): Promise<{ year: number; ruleSetCode: string; ruleSetHash: string }[]> {
  return tx.$queryRaw`select distinct on (year) year, rule_set_code as "ruleSetCode", rule_set_hash as "ruleSetHash" from rating_campaign
    where state <> 'draft' order by year desc, opened_at`
}

/** Whether a line of the figures stands for ended records and not for an organization. */
export const isLineageLine = (line: string): boolean => line === lineageLines.shared || line === lineageLines.ended
