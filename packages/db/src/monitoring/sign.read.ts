import { type PeriodStart, type SignalFacts, signKinds } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

const alarmStates = ['raised', 'acknowledged', 'escalated', 'closed'] as const
const answers = ['action', 'no-action', 'contested'] as const
const verdicts = ['true', 'known', 'false'] as const

const row = z.object({
  signId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  organizationCode: z.string(),
  parentName: z.string().nullable(),
  code: z.string(),
  kind: z.enum(signKinds),
  subject: z.string(),
  state: z.enum(['open', 'cleared', 'withdrawn']),
  since: z.string(),
  month: z.string(),
  observedOn: z.string(),
  clearedOn: z.string().nullable(),
  raisedAt: z.date(),
  evidence: z.string().nullable(),
  recordedByName: z.string().nullable(),
  isInsider: z.boolean(),
  alarmId: z.string().nullable(),
  alarmState: z.enum(alarmStates).nullable(),
  alarmVersion: z.number().nullable(),
  dueOn: z.string().nullable(),
  answer: z.enum(answers).nullable(),
  verdict: z.enum(verdicts).nullable(),
  verdictReason: z.string().nullable(),
})
/** A sign with its question, as the inbox shows it. `isInsider`: the reader stands in the organization or in the body that decides. */
export type SignRow = z.infer<typeof row> & { readonly facts: SignalFacts }

export type SignFilter = {
  /** At and below this organization. */
  readonly organizationId: string
  readonly which: 'to-answer' | 'escalated' | 'answered' | 'watching' | 'cleared' | 'open'
  readonly code?: string | undefined
}

/** Organizations whose numbers the reader may see whole: those granted, their cells' committees, and the direct superior (E5). */
const insider = (scope: Scope) =>
  scope.organizationIds === 'everything'
    ? Prisma.sql`true`
    : Prisma.sql`(s.organization_id = any (${[...scope.organizationIds]}::uuid[]) or v.parent_id = any (${[...scope.organizationIds]}::uuid[])
        or exists (select from app.organization_reach i join organization_version g on g.organization_id = i.above_id
            and g.valid_from <= app.today() and app.today() < g.valid_to and g.org_type in ('grassroots-committee-org', 'sectional-org', 'subordinate-org')
          where i.organization_id = s.organization_id and i.above_id = any (${[...scope.organizationIds]}::uuid[])
            and i.valid_from <= app.today() and app.today() < i.valid_to))`

const columns = (scope: Scope) => Prisma.sql`
  s.id::text as "signId", s.organization_id::text as "organizationId", v.name as "organizationName", v.code as "organizationCode",
  (select p.name from organization_version p where p.organization_id = v.parent_id order by p.valid_from desc limit 1) as "parentName",
  s.code, s.kind, s.subject, s.state, to_char(s.since, 'YYYY-MM-DD') as since, to_char(s.month, 'YYYY-MM-DD') as month,
  to_char(s.observed_on, 'YYYY-MM-DD') as "observedOn", to_char(s.cleared_on, 'YYYY-MM-DD') as "clearedOn", s.raised_at as "raisedAt", s.evidence,
  s.recorded_by_name as "recordedByName", ${insider(scope)} as "isInsider", a.id::text as "alarmId", a.state as "alarmState", a.version as "alarmVersion",
  to_char(a.due_on, 'YYYY-MM-DD') as "dueOn", a.answer, a.verdict, a.verdict_reason as "verdictReason", s.latest as facts`

const named = Prisma.sql`join lateral (select x.name, x.code, x.parent_id from organization_version x where x.organization_id = s.organization_id
  order by (x.valid_from <= app.today() and app.today() < x.valid_to) desc, x.valid_from desc limit 1) v on true`

const conditions = {
  'to-answer': Prisma.sql`a.state in ('raised', 'escalated')`,
  escalated: Prisma.sql`a.state = 'escalated'`,
  answered: Prisma.sql`a.answer is not null and s.state = 'open'`,
  watching: Prisma.sql`s.state = 'open' and a.id is null`,
  cleared: Prisma.sql`s.state <> 'open'`,
  open: Prisma.sql`s.state = 'open'`,
} as const

const below = ({
  organizationId,
}: Pick<
  SignFilter,
  'organizationId'
>) => Prisma.sql`s.organization_id in (select r.organization_id from app.organization_reach r
  where r.above_id = ${organizationId}::uuid and r.valid_from <= app.today() and app.today() < r.valid_to)`

const signOf = (found: unknown): SignRow => {
  const { facts, ...rest } = found as { facts: SignalFacts }
  // The facts of a sign were made by the domain and frozen by the database.
  return { ...row.parse(rest), facts }
}

/** Where a page ends, to the microsecond: the signs of one run lie that near, and none may fall between two pages. */
const cursor = Prisma.sql`to_char(s.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '|' || s.id`

/** A page of signs, the newest first; `after` is the cursor of the last one of the page before, which each row carries. */
export async function listSigns(
  tx: Tx,
  scope: Scope,
  { after, limit, ...filter }: SignFilter & { readonly after: string | null; readonly limit: number },
): Promise<(SignRow & { readonly cursor: string })[]> {
  const [at, id] = after?.split('|') ?? []
  // The page first, names and rights of its rows after it.
  const rows = await tx.$queryRaw<{ cursor: string }[]>`
    with page as materialized (
      select s.id from sign_record s left join alarm a on a.sign_id = s.id
       where ${below(filter)} and ${conditions[filter.which]} and (${filter.code ?? null}::text is null or s.code = ${filter.code ?? null})
         and (${at ?? null}::timestamptz is null or (s.raised_at, s.id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid))
       order by s.raised_at desc, s.id desc limit ${limit})
    select ${columns(scope)}, ${cursor} as cursor from page join sign_record s on s.id = page.id ${named} left join alarm a on a.sign_id = s.id
     order by s.raised_at desc, s.id desc`
  return rows.map(({ cursor: from, ...found }) => ({ ...signOf(found), cursor: from }))
}

/** How many signs stand at each of the inbox's filters. */
export async function countSigns(
  tx: Tx,
  _scope: Scope,
  filter: Pick<SignFilter, 'organizationId'>,
): Promise<Readonly<Record<SignFilter['which'], number>>> {
  const [counts] = await tx.$queryRaw<Record<SignFilter['which'], number>[]>`
    select count(*) filter (where ${conditions['to-answer']})::int as "to-answer", count(*) filter (where ${conditions.escalated})::int as escalated,
        count(*) filter (where ${conditions.answered})::int as answered, count(*) filter (where ${conditions.watching})::int as watching,
        count(*) filter (where ${conditions.cleared})::int as cleared, count(*) filter (where ${conditions.open})::int as open
      from sign_record s left join alarm a on a.sign_id = s.id where ${below(filter)}`
  return counts ?? { 'to-answer': 0, escalated: 0, answered: 0, watching: 0, cleared: 0, open: 0 }
}

/** One sign; null when unknown or not the reader's to see. */
export async function findSign(tx: Tx, scope: Scope, signId: string): Promise<SignRow | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns(scope)} from sign_record s ${named} left join alarm a on a.sign_id = s.id where s.id = ${signId}::uuid`
  return rows[0] ? signOf(rows[0]) : null
}

/** The open signs of one organization, and those cleared in the last months, the newest first. */
export async function listSignsOf(
  tx: Tx,
  scope: Scope,
  { organizationId, limit }: { readonly organizationId: string; readonly limit: number },
): Promise<SignRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns(scope)} from sign_record s ${named} left join alarm a on a.sign_id = s.id
     where s.organization_id = ${organizationId}::uuid order by (s.state = 'open') desc, s.raised_at desc, s.id desc limit ${limit}`
  return rows.map(signOf)
}

/** The answers given to an alarm, in order. */
export async function listAlarmAnswers(
  tx: Tx,
  _scope: Scope,
  alarmId: string,
): Promise<{ answer: (typeof answers)[number]; reason: string | null; byName: string; byUserId: string; at: Date }[]> {
  return tx.$queryRaw`
    select answer, reason, by_name as "byName", by_user_id::text as "byUserId", at from alarm_answer where alarm_id = ${alarmId}::uuid order by at, id`
}

/** Signs of past months by organization and indicator, for the back-test: when first red in the span, and what people judged. */
export type PastSign = {
  readonly organizationId: string
  readonly code: string
  readonly firstRed: PeriodStart
}

/** For each organization and indicator the first month of a span in which it was red. */
export async function listFirstReds(
  tx: Tx,
  _scope: Scope,
  { rootId, from, until }: { readonly rootId: string; readonly from: PeriodStart; readonly until: PeriodStart },
): Promise<PastSign[]> {
  return tx.$queryRaw<PastSign[]>`
    select s.organization_id::text as "organizationId", c.code, to_char(min(s.month), 'YYYY-MM-DD') as "firstRed"
      from screening_result s cross join lateral unnest(s.reds) as c (code)
     where s.superseded_at is null and s.month between ${from}::date and ${until}::date
       and s.organization_id in (select r.organization_id from app.organization_reach r
         where r.above_id = ${rootId}::uuid and r.valid_from <= app.today() and app.today() < r.valid_to)
     group by 1, 2`
}

/** What became of organizations after a span: rated as not completed, or listed; the first day of it. */
export type PastOutcome = {
  readonly organizationId: string
  readonly outcome: 'not-completed' | 'listed'
  readonly onDay: LegalDay
}

/**
 * Outcomes that followed: decided levels of the years after, grades on yearly sheets where no level was decided, and entries of
 * the watch list.
 */
export async function listOutcomes(
  tx: Tx,
  _scope: Scope,
  { rootId, from, until }: { readonly rootId: string; readonly from: PeriodStart; readonly until: PeriodStart },
): Promise<PastOutcome[]> {
  return tx.$queryRaw<PastOutcome[]>`
    with below as (select r.organization_id from app.organization_reach r
      where r.above_id = ${rootId}::uuid and r.valid_from <= app.today() and app.today() < r.valid_to)
    select l.organization_id::text as "organizationId", 'not-completed' as outcome, to_char(make_date(l.year, 12, 31), 'YYYY-MM-DD') as "onDay"
      from rating_unit_level l where l.outcome = 'KHT' and l.subject = l.organization_subject and l.superseded_at is null
       and l.year between extract(year from ${from}::date) and extract(year from ${until}::date) and l.organization_id in (select organization_id from below)
    union all
    select f.organization_id::text, 'not-completed', to_char(f.period_start + interval '1 year' - interval '1 day', 'YYYY-MM-DD')
      from monitoring_fact f where f.sheet = 'organization-year' and f.superseded_at is null and f.figures ->> 'grade' = 'not-completed'
       and f.period_start between date_trunc('year', ${from}::date) and ${until}::date and f.organization_id in (select organization_id from below)
       and not exists (select from rating_unit_level l where l.organization_id = f.organization_id and l.year = extract(year from f.period_start)
         and l.subject = l.organization_subject and l.superseded_at is null)
    union all
    select e.organization_id::text, 'listed', to_char(min(e.listed_on), 'YYYY-MM-DD') from watch_entry e
     where e.listed_on between ${from}::date and ${until}::date + interval '1 year' and e.organization_id in (select organization_id from below) group by 1`
}

/** How many organizations were judged in a span, by indicator: answered with a colour in at least one month. */
export async function countJudged(
  tx: Tx,
  _scope: Scope,
  { rootId, from, until }: { readonly rootId: string; readonly from: PeriodStart; readonly until: PeriodStart },
): Promise<{ code: string; organizations: number; organizationIds: string[] }[]> {
  return tx.$queryRaw`
    select j.code, count(*)::int as organizations, array_agg(j.id) as "organizationIds" from (
      select distinct a.value ->> 0 as code, s.organization_id::text as id
        from screening_result s cross join lateral jsonb_array_elements(s.answers) as a
       where s.superseded_at is null and s.month between ${from}::date and ${until}::date and a.value ->> 4 in ('red', 'yellow', 'green')
         and s.organization_id in (select r.organization_id from app.organization_reach r
           where r.above_id = ${rootId}::uuid and r.valid_from <= app.today() and app.today() < r.valid_to)) j group by 1`
}

/** How people judged the alarms of a span, by indicator. */
export async function countVerdicts(
  tx: Tx,
  _scope: Scope,
  { rootId, from, until }: { readonly rootId: string; readonly from: PeriodStart; readonly until: PeriodStart },
): Promise<{ code: string; verdict: (typeof verdicts)[number]; count: number }[]> {
  return tx.$queryRaw`
    select s.code, a.verdict, count(*)::int as count from alarm a join sign_record s on s.id = a.sign_id
     where a.verdict is not null and a.raised_on between ${from}::date and ${until}::date + interval '1 month'
       and s.organization_id in (select r.organization_id from app.organization_reach r
         where r.above_id = ${rootId}::uuid and r.valid_from <= app.today() and app.today() < r.valid_to) group by 1, 2`
}
