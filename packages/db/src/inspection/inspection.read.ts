import { inspectionContentSchema, inspectionKinds, inspectionResults, inspectionStates } from '@nq15/domain/inspection'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const term = z.object({
  ruleCode: z.string(),
  days: z.number().nullable(),
  extensionDays: z.number().nullable(),
  source: z.string(),
  endsOn: z.string().nullable(),
})
const conclusion = z.object({
  number: z.string(),
  body: z.string(),
  strengths: z.string(),
  shortcomings: z.string(),
  causes: z.string(),
  signCodes: z.array(z.string()),
})
const inspectionRow = z.object({
  inspectionId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  areaCode: z.string().nullable(),
  bodyId: z.string(),
  programmeId: z.string().nullable(),
  programmeTitle: z.string().nullable(),
  planId: z.string().nullable(),
  kind: z.enum(inspectionKinds),
  state: z.enum(inspectionStates),
  subject: z.string(),
  content: inspectionContentSchema,
  workers: z.array(z.string()),
  ruleCode: z.string(),
  decidedOn: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  term: term.nullable(),
  dueOn: z.string().nullable(),
  extendedFrom: z.string().nullable(),
  announcedOn: z.string().nullable(),
  selfReport: z
    .object({ reference: z.string(), statement: z.string(), sentOn: z.string(), byName: z.string() })
    .nullable(),
  minutes: z.object({ heldOn: z.string(), attendance: z.string(), statement: z.string() }).nullable(),
  report: z.object({ reference: z.string(), statement: z.string() }).nullable(),
  result: z.enum(inspectionResults).nullable(),
  conclusion: conclusion.nullable(),
  concludedOn: z.string().nullable(),
  openedOn: z.string(),
  version: z.number(),
})
/** An inspection as it stands, its organization by the name of today or its last one. Days are legal days. */
export type InspectionRow = z.infer<typeof inspectionRow>

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const named = Prisma.sql`join lateral (select v.name, v.area_code from organization_version v where v.organization_id = x.organization_id
  order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true`
/** The first wall of what the policies hold too: a planned one is seen by the body's side only. */
const announced = ({ organizationIds }: Scope): Prisma.Sql =>
  organizationIds === 'everything'
    ? Prisma.sql`true`
    : Prisma.sql`(x.state <> 'planned' or exists (select from app.organization_reach b where b.above_id = any (${[...organizationIds]}::uuid[])
        and b.organization_id = x.body_id and b.valid_from <= app.today() and app.today() < b.valid_to))`

/** One inspection within the scope; null when it is not there for the reader. */
export async function findInspection(tx: Tx, scope: Scope, inspectionId: string): Promise<InspectionRow | null> {
  if (!isId(inspectionId)) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "inspectionId", x.organization_id::text as "organizationId", n.name as "organizationName", n.area_code as "areaCode",
        x.body_id::text as "bodyId", x.programme_id::text as "programmeId", (select p.title from inspection_programme p where p.id = x.programme_id) as "programmeTitle",
        x.plan_id::text as "planId", x.kind, x.state, x.subject, x.content, x.workers::text[] as workers, x.rule_code as "ruleCode",
        ${day('x.decided_on')} as "decidedOn", x.decision_number as "decisionNumber", x.term, ${day('x.due_on')} as "dueOn",
        ${day('x.extended_from')} as "extendedFrom", ${day('x.announced_on')} as "announcedOn", x.self_report as "selfReport", x.minutes, x.report,
        x.result, x.conclusion, ${day('x.concluded_on')} as "concludedOn", ${day('x.opened_on')} as "openedOn", x.version
      from inspection x ${named} where x.id = ${inspectionId}::uuid and ${withinReach(scope)} and ${announced(scope)}`
  return rows[0] === undefined ? null : inspectionRow.parse(rows[0])
}

const count = z.coerce.number()
const boardRow = z.object({
  inspectionId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  bodyId: z.string(),
  programmeId: z.string().nullable(),
  kind: z.enum(inspectionKinds),
  state: z.enum(inspectionStates),
  subject: z.string(),
  dueOn: z.string().nullable(),
  concludedOn: z.string().nullable(),
  remedies: count,
  done: count,
  late: count,
  waiting: count,
})
/** A line of the inspectors' page: an inspection with the figures of its remedies today. */
export type InspectionBoardRow = z.infer<typeof boardRow>

/** The inspections within the scope with the figures of their remedies, those with late ones first. */
export async function listInspections(
  tx: Tx,
  scope: Scope,
  { today, limit }: { readonly today: string; readonly limit: number },
): Promise<InspectionBoardRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "inspectionId", x.organization_id::text as "organizationId", n.name as "organizationName", x.body_id::text as "bodyId",
        x.programme_id::text as "programmeId", x.kind, x.state, x.subject, ${day('x.due_on')} as "dueOn", ${day('x.concluded_on')} as "concludedOn",
        coalesce(k.remedies, 0) as remedies, coalesce(k.done, 0) as done, coalesce(k.late, 0) as late, coalesce(k.waiting, 0) as waiting
      from inspection x ${named} left join (
        select r.inspection_id, count(*) as remedies, count(*) filter (where r.state = 'done') as done, count(*) filter (where r.state = 'reported') as waiting,
            count(*) filter (where r.state = 'open' and r.due_on < ${today}::date) as late
          from inspection_remedy r group by 1) k on k.inspection_id = x.id
     where ${withinReach(scope)} and ${announced(scope)}
     order by (x.state = 'closed'), coalesce(k.late, 0) desc, x.due_on nulls last, x.opened_on desc, x.id limit ${limit}`
  return rows.map((one) => boardRow.parse(one))
}

const proposal = z.object({
  planId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  bodyId: z.string(),
  edition: z.number(),
  failedOn: z.string().nullable(),
})
/** A failed plan that proposes an inspection, which nobody has opened yet. */
export type InspectionProposal = z.infer<typeof proposal>

/** Failed plans within the scope whose proposal of an inspection is unanswered, the oldest first. */
export async function listInspectionProposals(tx: Tx, scope: Scope): Promise<InspectionProposal[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "planId", x.organization_id::text as "organizationId", n.name as "organizationName", x.body_id::text as "bodyId", x.edition,
        (select ${day('max(s.on_day)')} from plan_step s where s.plan_id = x.id and s.event = 'fail') as "failedOn"
      from consolidation_plan x ${named}
     where x.inspection_proposed and not exists (select from inspection i where i.plan_id = x.id) and ${withinReach(scope)}
     order by x.updated_at, x.id limit 100`
  return rows.map((one) => proposal.parse(one))
}

const stepRow = z.object({
  remedyId: z.string().nullable(),
  event: z.string(),
  toState: z.string(),
  actorName: z.string(),
  onDay: z.string(),
  reason: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  decisionBody: z.string().nullable(),
  dueOn: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})
/** A step of an inspection or of one of its remedies, as it was taken. */
export type InspectionStepRow = z.infer<typeof stepRow>

/** Every step of an inspection and of its remedies within the scope, oldest first. */
export async function listInspectionSteps(tx: Tx, scope: Scope, inspectionId: string): Promise<InspectionStepRow[]> {
  if (!isId(inspectionId)) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select x.remedy_id::text as "remedyId", x.event, x.to_state as "toState", x.actor_name as "actorName", ${day('x.on_day')} as "onDay", x.reason,
        x.decision_number as "decisionNumber", x.decision_body as "decisionBody", ${day('x.due_on')} as "dueOn", x.detail
      from inspection_step x where x.inspection_id = ${inspectionId}::uuid and ${withinReach(scope)} order by x.position`
  return rows.map((one) => stepRow.parse(one))
}
