import { commitmentChannels, commitmentStates } from '@nq15/domain/incidents'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const commitmentRow = z.object({
  commitmentId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  caseId: z.string().nullable(),
  caseCode: z.string().nullable(),
  projectId: z.string().nullable(),
  text: z.string(),
  audience: z.string(),
  announcedBy: z.string(),
  announcedOn: z.string(),
  dueOn: z.string(),
  channel: z.enum(commitmentChannels),
  state: z.enum(commitmentStates),
  keptOn: z.string().nullable(),
  evidence: z.string(),
  explanation: z.string(),
  replacesId: z.string().nullable(),
  replacedById: z.string().nullable(),
  version: z.number(),
})
/** A public promise as it was made and as it stands. Days are legal days. */
export type CommitmentRow = z.infer<typeof commitmentRow>

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const whole = Prisma.sql`select x.id::text as "commitmentId", x.organization_id::text as "organizationId", n.name as "organizationName",
    x.case_id::text as "caseId", k.code as "caseCode", coalesce(x.project_id, k.project_id)::text as "projectId", x.text, x.audience,
    x.announced_by as "announcedBy", ${day('x.announced_on')} as "announcedOn", ${day('x.due_on')} as "dueOn", x.channel, x.state,
    ${day('x.kept_on')} as "keptOn", x.evidence, x.explanation, x.replaces_id::text as "replacesId", r.id::text as "replacedById", x.version
  from public_commitment x left join complex_case k on k.id = x.case_id left join public_commitment r on r.replaces_id = x.id
  join lateral (select v.name from organization_version v where v.organization_id = x.organization_id
    order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true`

/** One promise within the scope; null when it is not there for the reader. */
export async function findCommitment(tx: Tx, scope: Scope, commitmentId: string): Promise<CommitmentRow | null> {
  if (!isId(commitmentId)) return null
  const rows = await tx.$queryRaw<unknown[]>`${whole} where x.id = ${commitmentId}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : commitmentRow.parse(rows[0])
}

/** The promises of a case within the scope, by the day they were announced. */
export async function listCommitmentsOfCase(tx: Tx, scope: Scope, caseId: string): Promise<CommitmentRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${whole} where x.case_id = ${caseId}::uuid and ${withinReach(scope)} order by x.announced_on, x.due_on, x.id`
  return rows.map((one) => commitmentRow.parse(one))
}

/** Every promise within the scope, what is missed first, then the next due. */
export async function listCommitments(
  tx: Tx,
  scope: Scope,
  { limit }: { readonly limit: number },
): Promise<CommitmentRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${whole} where ${withinReach(scope)}
    order by array_position(array['missed', 'explained', 'made', 'kept-late', 'kept'], x.state), x.due_on, x.id limit ${limit}`
  return rows.map((one) => commitmentRow.parse(one))
}

/** Promises whose day has passed while they still stand as made, the oldest first; only one of them where an id is given. */
export async function listPassedCommitments(
  tx: Tx,
  scope: Scope,
  { today, limit, onlyId }: { readonly today: string; readonly limit: number; readonly onlyId: string | null },
): Promise<CommitmentRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${whole} where x.state = 'made' and x.due_on < ${today}::date and (${onlyId}::uuid is null or x.id = ${onlyId}::uuid) and ${withinReach(scope)} order by x.due_on, x.id limit ${limit}`
  return rows.map((one) => commitmentRow.parse(one))
}
