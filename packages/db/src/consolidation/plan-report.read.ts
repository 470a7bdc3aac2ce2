import { endedPlanStates, reportFactsSchema, reportKinds, reportWordsSchema } from '@nq15/domain/consolidation'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const reportRow = z.object({
  reportId: z.string(),
  planId: z.string(),
  organizationId: z.string(),
  kind: z.enum(reportKinds),
  period: z.string(),
  words: reportWordsSchema,
  facts: reportFactsSchema.nullable(),
  authorName: z.string(),
  signedName: z.string().nullable(),
  signedOn: z.string().nullable(),
  contentHash: z.string().nullable(),
  version: z.number(),
})
/** A report of a plan as it is kept: its words, and with the signature its facts. Days are legal days. */
export type PlanReportRow = z.infer<typeof reportRow>

/** The reports kept of a plan within the scope, the newest period first. */
export async function listPlanReports(tx: Tx, scope: Scope, planId: string): Promise<PlanReportRow[]> {
  if (!isId(planId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "reportId", x.plan_id::text as "planId", x.organization_id::text as "organizationId", x.kind, x.period, x.words, x.facts,
        x.author_name as "authorName", x.signed_name as "signedName", to_char(x.signed_on, 'YYYY-MM-DD') as "signedOn",
        x.content_hash as "contentHash", x.version
      from plan_report x where x.plan_id = ${planId}::uuid and ${withinReach(scope)} order by x.period desc`
  return rows.map((one) => reportRow.parse(one))
}

const calendarRow = z.object({
  planId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  approvedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  endsOn: z.string(),
  reportDay: z.number().nullable(),
  signed: z.array(z.string()),
  isWorker: z.boolean(),
})
/** A plan as the calendar of its reports reads it, with the periods that are signed. */
export type ReportCalendarRow = z.infer<typeof calendarRow>

/** The approved plans within the scope with what their report calendar needs: one plan, those below organizations, those not yet over, or all. */
export async function listReportCalendars(
  tx: Tx,
  scope: Scope,
  {
    planId,
    below,
    isOpen = false,
    limit,
  }: { planId?: string; below?: readonly string[]; isOpen?: boolean; limit: number },
): Promise<ReportCalendarRow[]> {
  if (planId !== undefined && !isId(planId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "planId", x.organization_id::text as "organizationId", to_char(x.approved_on, 'YYYY-MM-DD') as "approvedOn",
        (select to_char(max(s.on_day), 'YYYY-MM-DD') from plan_step s where s.plan_id = x.id and s.task_id is null and s.event in ('complete', 'end')) as "endedOn",
        to_char(x.ends_on, 'YYYY-MM-DD') as "endsOn", (x.content ->> 'reportDay')::int as "reportDay",
        coalesce((select array_agg(r.period) from plan_report r where r.plan_id = x.id and r.signed_on is not null), '{}') as signed,
        ${scope.actor.userId}::uuid = any (x.workers) as "isWorker",
        coalesce((select v.name from organization_version v where v.organization_id = x.organization_id
          order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1), '…') as "organizationName"
      from consolidation_plan x
     where x.approved_on is not null and (not ${isOpen}::boolean or x.state <> all (${[...endedPlanStates]}::text[])) and ${withinReach(scope)} and (${planId ?? null}::uuid is null or x.id = ${planId ?? null}::uuid)
       and ${
         below === undefined
           ? Prisma.sql`true`
           : Prisma.sql`exists (select from app.organization_reach b where b.above_id = any (${[...below]}::uuid[]) and b.organization_id = x.organization_id
               and b.valid_from <= app.today() and app.today() < b.valid_to)`
       }
     order by x.ends_on, x.id limit ${limit}`
  return rows.map((one) => calendarRow.parse(one))
}
