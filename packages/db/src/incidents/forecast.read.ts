import { type ForecastAnswer, forecastAlarmStates } from '@nq15/domain/incidents'
import type { SignalStatus } from '@nq15/domain/monitoring'
import { isCell, orgTypes } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

/** Who answers for a commune: no cell does. */
const answering = orgTypes.filter((type) => !isCell(type))
const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)

/** A commune, or a project in a commune: what the forecast judges, with what is known of it before a day. */
export type ForecastSubjectRow = {
  readonly organizationId: string
  readonly projectId: string | null
  readonly subject: string
  readonly foundedOn: LegalDay
  readonly residents: number | null
  readonly commitments: readonly {
    readonly commitmentId: string
    readonly announcedOn: LegalDay
    readonly dueOn: LegalDay
    readonly keptOn: LegalDay | null
    readonly replacesId: string | null
  }[]
  readonly gatherings: readonly { readonly matter: string; readonly onDay: LegalDay; readonly count: number }[]
}

/**
 * Every commune's committee of a day and every project in each, with its promises and gatherings: three statements whatever their
 * number; of one committee where an id is given.
 */
export async function listForecastSubjects(
  tx: Tx,
  _scope: Scope,
  { today, onlyId }: { readonly today: LegalDay; readonly onlyId: string | null },
): Promise<ForecastSubjectRow[]> {
  type Place = Pick<ForecastSubjectRow, 'organizationId' | 'projectId' | 'subject' | 'foundedOn' | 'residents'>
  const places = await tx.$queryRaw<Place[]>`
    with commune as (select v.organization_id, v.area_code from organization_version v
        where v.side = 'party' and v.org_type = any (${answering}) and v.area_code is not null and v.parent_id is not null and v.valid_from <= ${today}::date and ${today}::date < v.valid_to
          and (${onlyId}::uuid is null or v.organization_id = ${onlyId}::uuid)),
      founded as (select a.*, (select ${day('min(f.valid_from)')} from organization_version f where f.organization_id = a.organization_id) as founded_on,
        (select r.residents from area c join area_residents r on r.area_id = c.id where c.code = a.area_code and c.valid_from <= ${today}::date
          and ${today}::date < c.valid_to order by r.year desc limit 1) as residents from commune a)
    select organization_id::text as "organizationId", null as "projectId", '' as subject, founded_on as "foundedOn", residents from founded
    union all
    select f.organization_id::text, p.id::text, p.code, f.founded_on, f.residents from founded f
      join project_area a on a.organization_id = f.organization_id join project p on p.id = a.project_id and p.stage not in ('done', 'suspended')
    order by 1, 3`
  const promised = await tx.$queryRaw<(ForecastSubjectRow['commitments'][number] & { place: string })[]>`
    select x.organization_id::text || ' ' || coalesce(p.code, '') as place, x.id::text as "commitmentId", ${day('x.announced_on')} as "announcedOn",
        ${day('x.due_on')} as "dueOn", ${day('x.kept_on')} as "keptOn", x.replaces_id::text as "replacesId"
      from public_commitment x left join complex_case k on k.id = x.case_id left join project p on p.id = coalesce(x.project_id, k.project_id)
     where ${onlyId}::uuid is null or x.organization_id = ${onlyId}::uuid`
  const happened = await tx.$queryRaw<(ForecastSubjectRow['gatherings'][number] & { place: string })[]>`
    select x.organization_id::text || ' ' || coalesce(p.code, '') as place, case when p.id is null then k.first_case_id::text else k.matter end as matter,
        ${day('x.on_day')} as "onDay", x.count
      from case_happening x join complex_case k on k.id = x.case_id left join project p on p.id = k.project_id
     where x.kind = 'gathering' and (${onlyId}::uuid is null or x.organization_id = ${onlyId}::uuid)`
  const commitments = byPlace(promised)
  const gatherings = byPlace(happened)
  return places.map((place) => {
    const key = `${place.organizationId} ${place.subject}`
    return { ...place, commitments: commitments.get(key) ?? [], gatherings: gatherings.get(key) ?? [] }
  })
}

function byPlace<Row extends { readonly place: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const there = found.get(row.place)
    if (there) there.push(row)
    else found.set(row.place, [row])
  }
  return found
}

const answer = z.object({
  indicator: z.string(),
  period: z.string(),
  status: z.string().transform((one) => one as SignalStatus),
  missing: z.array(z.string()),
  value: z.string().nullable(),
  confidence: z.array(z.string()),
})
const level = z.object({
  levelId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  areaCode: z.string().nullable(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  subject: z.string(),
  version: z.number(),
  asOf: z.string(),
  month: z.string(),
  level: z.number().nullable(),
  levelC: z.number().nullable(),
  levelD: z.number().nullable(),
  answers: z.array(answer).transform((all) => all as readonly ForecastAnswer[]),
  ruleCode: z.string(),
})
/** A level as it was judged, with the names of today. */
export type ForecastLevelRow = z.infer<typeof level>

/** A level; `bare` leaves out what it rests on, which a page of many does not show. */
const levelColumns = (
  bare: boolean,
) => Prisma.sql`x.id::text as "levelId", x.organization_id::text as "organizationId", n.name as "organizationName", n.area_code as "areaCode",
    x.project_id::text as "projectId", p.name as "projectName", x.subject, x.version, ${day('x.as_of')} as "asOf", ${day('x.month')} as month,
    x.level, x.level_c as "levelC", x.level_d as "levelD", ${bare ? Prisma.sql`'[]'::jsonb` : Prisma.sql`x.answers`} as answers, x.rule_code as "ruleCode"
  from forecast_level x left join project p on p.id = x.project_id
  join lateral (select v.name, v.area_code from organization_version v where v.organization_id = x.organization_id
    order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true`

/** The level of every subject within the scope as it stood at the end of a day, the highest first. */
export async function listForecastLevels(
  tx: Tx,
  scope: Scope,
  {
    asOf,
    projectId = null,
    bare = false,
  }: { readonly asOf: LegalDay; readonly projectId?: string | null; readonly bare?: boolean },
): Promise<ForecastLevelRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select * from (select distinct on (x.organization_id, x.subject) ${levelColumns(bare)}
      where x.as_of <= ${asOf}::date and (${projectId}::uuid is null or x.project_id = ${projectId}::uuid) and ${withinReach(scope)}
      order by x.organization_id, x.subject, x.version desc) newest
    order by level desc nulls last, "organizationName", subject`
  return rows.map((one) => level.parse(one))
}

/** Every level a subject had, the newest first: its timeline. */
export async function listForecastHistory(
  tx: Tx,
  scope: Scope,
  of: { readonly organizationId: string; readonly subject: string; readonly limit: number },
): Promise<ForecastLevelRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${levelColumns(false)} where x.organization_id = ${of.organizationId}::uuid and x.subject = ${of.subject} and ${withinReach(scope)}
    order by x.version desc limit ${of.limit}`
  return rows.map((one) => level.parse(one))
}

const alarm = z.object({
  alarmId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  projectName: z.string().nullable(),
  subject: z.string(),
  level: z.number(),
  raisedOn: z.string(),
  dueOn: z.string(),
  state: z.enum(forecastAlarmStates),
  answer: z.string().nullable(),
  reason: z.string().nullable(),
  answeredByName: z.string().nullable(),
  answeredOn: z.string().nullable(),
  version: z.number(),
})
export type ForecastAlarmRow = z.infer<typeof alarm>

const alarms = Prisma.sql`select x.id::text as "alarmId", x.organization_id::text as "organizationId", n.name as "organizationName", p.name as "projectName",
    x.subject, x.level, ${day('x.raised_on')} as "raisedOn", ${day('x.due_on')} as "dueOn", x.state, x.answer, x.reason,
    x.answered_by_name as "answeredByName", ${day('x.answered_on')} as "answeredOn", x.version
  from forecast_alarm x left join project p on p.id = x.project_id
  join lateral (select v.name from organization_version v where v.organization_id = x.organization_id
    order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true`

/** One alarm within the scope; null when it is not there for the reader. */
export async function findForecastAlarm(tx: Tx, scope: Scope, alarmId: string): Promise<ForecastAlarmRow | null> {
  const rows = await tx.$queryRaw<unknown[]>`${alarms} where x.id = ${alarmId}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : alarm.parse(rows[0])
}

/** The alarms within the scope that are not closed, unanswered first; of one subject with its closed ones where it is given. */
export async function listForecastAlarms(
  tx: Tx,
  scope: Scope,
  of: { readonly organizationId: string; readonly subject: string } | null,
): Promise<ForecastAlarmRow[]> {
  const wanted = of
    ? Prisma.sql`x.organization_id = ${of.organizationId}::uuid and x.subject = ${of.subject}`
    : Prisma.sql`x.state <> 'closed'`
  const rows = await tx.$queryRaw<unknown[]>`
    ${alarms} where ${wanted} and ${withinReach(scope)}
    order by array_position(array['escalated', 'raised', 'acknowledged', 'closed'], x.state), x.level desc, x.due_on, x.id limit 300`
  return rows.map((one) => alarm.parse(one))
}

/** Alarms nobody answered by their day, the oldest first. */
export async function listLateAlarms(
  tx: Tx,
  scope: Scope,
  { today }: { readonly today: LegalDay },
): Promise<ForecastAlarmRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${alarms} where x.state = 'raised' and x.due_on < ${today}::date and ${withinReach(scope)} order by x.due_on, x.id limit 1000`
  return rows.map((one) => alarm.parse(one))
}
