import { caseFactsSchema, caseKinds, caseStates, fieldsL1 } from '@nq15/domain/petitions'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { day, withinUnit } from './within-unit.ts'

const row = z.object({
  caseId: z.string(),
  organizationId: z.string(),
  year: z.number(),
  number: z.number(),
  kind: z.enum(caseKinds),
  state: z.enum(caseStates),
  title: z.string(),
  respondent: z.string(),
  respondentOrganizationId: z.string().nullable(),
  place: z.string(),
  fieldL1: z.enum(fieldsL1),
  facts: caseFactsSchema,
  decidedBy: z.string().nullable(),
  handlerId: z.string(),
  handlerName: z.string(),
  openedOn: z.string(),
  lastOn: z.string(),
  dueRule: z.string().nullable(),
  dueOn: z.string().nullable(),
  isProvisional: z.boolean(),
  endedOn: z.string().nullable(),
  version: z.number(),
})
/** A matter as it stands. Days are legal days. */
export type CaseRow = z.infer<typeof row>

const columns = Prisma.sql`x.id::text as "caseId", x.organization_id::text as "organizationId", x.year, x.number, x.kind, x.state, x.title, x.respondent,
  x.respondent_organization_id::text as "respondentOrganizationId", x.place, x.field_l1 as "fieldL1", x.facts, x.decided_by::text as "decidedBy",
  x.handler_id::text as "handlerId", x.handler_name as "handlerName", ${day('x.opened_on')} as "openedOn", ${day('x.last_on')} as "lastOn",
  x.due_rule as "dueRule", ${day('x.due_on')} as "dueOn", x.is_provisional as "isProvisional", ${day('x.ended_on')} as "endedOn", x.version`

/** One matter of the unit; null when it is not there for the reader. */
export async function findCase(tx: Tx, scope: Scope, caseId: string): Promise<CaseRow | null> {
  if (!isId(caseId)) return null
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${columns} from petition_case x where x.id = ${caseId}::uuid and ${withinUnit(scope)}`
  return rows[0] === undefined ? null : row.parse(rows[0])
}

/** The matters of the unit that run, or those that ended, the nearest day first. */
export async function listCases(
  tx: Tx,
  scope: Scope,
  { ended, limit }: { ended: boolean; limit: number },
): Promise<CaseRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from petition_case x where (x.ended_on is not null) = ${ended} and ${withinUnit(scope)}
     order by x.due_on nulls last, x.opened_on desc, x.number desc limit ${limit}`
  return rows.map((one) => row.parse(one))
}

/** Every matter that has not ended; for counting terms again. */
export async function listRunningCases(tx: Tx, scope: Scope): Promise<CaseRow[]> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${columns} from petition_case x where x.ended_on is null and ${withinUnit(scope)}`
  return rows.map((one) => row.parse(one))
}

const remindable = z.object({
  caseId: z.string(),
  organizationId: z.string(),
  handlerId: z.string(),
  dueOn: z.string().nullable(),
})
/** Some matters (all with a running term for `null`) with the day they are due; for the service that reminds. */
export async function listRemindableCases(
  tx: Tx,
  _scope: Scope,
  ids: readonly string[] | null,
): Promise<z.infer<typeof remindable>[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "caseId", x.organization_id::text as "organizationId", x.handler_id::text as "handlerId", ${day('x.due_on')} as "dueOn"
      from petition_case x where case when ${ids === null} then x.due_on is not null else x.id = any (${[...(ids ?? [])]}::uuid[]) end`
  return rows.map((one) => remindable.parse(one))
}
