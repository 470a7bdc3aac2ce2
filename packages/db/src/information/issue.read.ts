import { issueStates, topics } from '@nq15/domain/information'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const issueRow = z.object({
  issueId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  caseId: z.string().nullable(),
  caseCode: z.string().nullable(),
  code: z.string(),
  topic: z.enum(topics),
  place: z.string(),
  question: z.string(),
  facts: z.string(),
  answer: z.string(),
  officer: z.string().nullable(),
  deputy: z.string().nullable(),
  openedOn: z.string(),
  dueOn: z.string().nullable(),
  state: z.enum(issueStates),
  draftedBy: z.string().nullable(),
  agreedOn: z.string().nullable(),
  nextUpdateOn: z.string().nullable(),
  toldOf: z.string().nullable(),
  version: z.number(),
})
/** A question as it stands, its organization by the name of today or its last one. Days are legal days. */
export type IssueRow = z.infer<typeof issueRow>

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const whole = Prisma.sql`select x.id::text as "issueId", x.organization_id::text as "organizationId", n.name as "organizationName",
    x.case_id::text as "caseId", k.code as "caseCode", x.code, x.topic, x.place, x.question, x.facts, x.answer, x.officer, x.deputy,
    ${day('x.opened_on')} as "openedOn", ${day('x.due_on')} as "dueOn", x.state, x.drafted_by::text as "draftedBy",
    ${day('x.agreed_on')} as "agreedOn", ${day('x.next_update_on')} as "nextUpdateOn", ${day('x.told_of')} as "toldOf", x.version
  from information_issue x left join complex_case k on k.id = x.case_id
  join lateral (select v.name from organization_version v where v.organization_id = x.organization_id
    order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true`

/** One question within the scope; null when it is not there for the reader. */
export async function findIssue(tx: Tx, scope: Scope, issueId: string): Promise<IssueRow | null> {
  if (!isId(issueId)) return null
  const rows = await tx.$queryRaw<unknown[]>`${whole} where x.id = ${issueId}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : issueRow.parse(rows[0])
}

/** The questions within the scope, the earliest due first; of one case where it is given. */
export async function listIssues(
  tx: Tx,
  scope: Scope,
  { limit, caseId = null }: { readonly limit: number; readonly caseId?: string | null },
): Promise<IssueRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${whole} where (${caseId}::uuid is null or x.case_id = ${caseId}::uuid) and ${withinReach(scope)}
    order by (x.state = 'closed'), (x.state in ('published', 'updating')), coalesce(x.due_on, x.opened_on), x.code limit ${limit}`
  return rows.map((one) => issueRow.parse(one))
}

/** Questions with an answer or an update whose day passed and that nobody was told of, the oldest first. */
export async function listUntoldDuties(
  tx: Tx,
  scope: Scope,
  { today, limit }: { readonly today: LegalDay; readonly limit: number },
): Promise<IssueRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${whole} where ${withinReach(scope)} and (
        x.state in ('open', 'assigned', 'drafting', 'agreed') and x.due_on < ${today}::date and x.told_of is distinct from x.due_on
        or x.state in ('published', 'updating') and x.next_update_on < ${today}::date and x.told_of is distinct from x.next_update_on)
    order by x.due_on, x.code limit ${limit}`
  return rows.map((one) => issueRow.parse(one))
}

const step = z.object({
  event: z.string(),
  toState: z.enum(issueStates),
  actorName: z.string(),
  onDay: z.string(),
  detail: z.record(z.string(), z.unknown()),
})
/** A step of a question as it was taken, with what was said. */
export type IssueStepRow = z.infer<typeof step>

/** Every step of a question within the scope, the newest first. */
export async function listIssueSteps(tx: Tx, scope: Scope, issueId: string): Promise<IssueStepRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.event, x.to_state as "toState", x.actor_name as "actorName", ${day('x.on_day')} as "onDay", x.detail
      from information_step x where x.issue_id = ${issueId}::uuid and ${withinReach(scope)} order by x.position desc`
  return rows.map((one) => step.parse(one))
}

/** What duties of information came to in a time, of one committee: the line of table T6 (weak units, section 12). */
export type InformationCounts = {
  readonly organizationId: string
  /** Entered before the second day and not closed then, and how many of them had no published answer by then. */
  readonly open: number
  readonly unanswered: number
  /** First answered between the days, and how many of these by their due day. */
  readonly answered: number
  readonly answeredInTime: number
  /** Publications between the days, first ones and updates. */
  readonly publications: number
  /** Answers whose update was due before the second day and had not come by then. */
  readonly updatesOverdue: number
}

/**
 * What duties of information came to from one day until another that no longer counts, for each committee within the scope that has
 * any; counted from what was done on its day, so a past period keeps its figures.
 */
export async function countInformation(
  tx: Tx,
  scope: Scope,
  { from, to }: { readonly from: LegalDay; readonly to: LegalDay },
): Promise<InformationCounts[]> {
  return tx.$queryRaw<InformationCounts[]>`
    select x.organization_id::text as "organizationId",
        count(*) filter (where c.closed_on is null or c.closed_on >= ${to}::date)::int as open,
        count(*) filter (where (c.closed_on is null or c.closed_on >= ${to}::date) and coalesce(p.until, 0) = 0)::int as unanswered,
        count(*) filter (where p.first_on >= ${from}::date and p.first_on < ${to}::date)::int as answered,
        count(*) filter (where p.first_on >= ${from}::date and p.first_on < ${to}::date and p.first_on <= x.due_on)::int as "answeredInTime",
        coalesce(sum(p.within), 0)::int as publications,
        count(*) filter (where p.next_on < ${to}::date and (c.closed_on is null or c.closed_on >= ${to}::date))::int as "updatesOverdue"
      from information_issue x
      left join lateral (select min(s.on_day) as closed_on from information_step s where s.issue_id = x.id and s.event = 'close') c on true
      left join lateral (select min(q.published_on) as first_on, count(*) filter (where q.published_on < ${to}::date) as until,
          count(*) filter (where q.published_on >= ${from}::date and q.published_on < ${to}::date) as within,
          (array_agg(q.next_update_on order by q.position desc) filter (where q.published_on < ${to}::date))[1] as next_on
        from information_publication q where q.issue_id = x.id) p on true
     where x.opened_on < ${to}::date and ${withinReach(scope)} group by 1 order by 1`
}
