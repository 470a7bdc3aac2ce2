import { requestChannels, requestKinds, requestStates } from '@nq15/domain/privacy'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { withinReach } from './within-reach.ts'

const request = z.object({
  id: z.string(),
  organizationId: z.string(),
  number: z.string(),
  kind: z.enum(requestKinds),
  memberId: z.string().nullable(),
  subjectName: z.string(),
  receivedOn: z.string(),
  channel: z.enum(requestChannels),
  content: z.string(),
  termQuantity: z.number(),
  termUnit: z.enum(['CD', 'WD', 'H']),
  termConfidence: z.string(),
  rawDueOn: z.string(),
  dueOn: z.string(),
  dueProvisional: z.boolean(),
  state: z.enum(requestStates),
  answer: z.string().nullable(),
  answerNumber: z.string().nullable(),
  answeredOn: z.string().nullable(),
  answeredByName: z.string().nullable(),
  enteredBy: z.string(),
  enteredByName: z.string(),
  version: z.number(),
})
/** A request of a data subject with its clock and its answer. */
export type PrivacyRequestRow = z.infer<typeof request>

const columns = Prisma.sql`x.id, x.organization_id as "organizationId", x.number, x.kind, x.member_id as "memberId",
  x.subject_name as "subjectName", x.received_on::text as "receivedOn", x.channel, x.content, x.term_quantity as "termQuantity",
  x.term_unit as "termUnit", x.term_confidence as "termConfidence", x.raw_due_on::text as "rawDueOn", x.due_on::text as "dueOn",
  x.due_provisional as "dueProvisional", x.state, x.answer, x.answer_number as "answerNumber", x.answered_on::text as "answeredOn",
  x.answered_by_name as "answeredByName", x.entered_by as "enteredBy", x.entered_by_name as "enteredByName", x.version`

/** Requests within the scope, open ones first by their due day. */
export async function listRequests(tx: Tx, scope: Scope, { limit }: { limit: number }): Promise<PrivacyRequestRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`select ${columns} from privacy_request x where ${withinReach(scope)}
    order by x.state <> 'open', x.due_on, x.id limit ${limit}`
  return rows.map((row) => request.parse(row))
}

/** A member's own requests, newest first. */
export async function listOwnRequests(tx: Tx, { actor }: Scope): Promise<PrivacyRequestRow[]> {
  if (!actor.memberId) return []
  const rows = await tx.$queryRaw<unknown[]>`select ${columns} from privacy_request x
    where x.member_id = ${actor.memberId}::uuid order by x.received_on desc, x.id desc limit 50`
  return rows.map((row) => request.parse(row))
}

/** A request within the scope, or one's own; null else. */
export async function findRequest(tx: Tx, scope: Scope, id: string): Promise<PrivacyRequestRow | null> {
  if (!isId(id)) return null
  const rows = await tx.$queryRaw<unknown[]>`select ${columns} from privacy_request x
    where x.id = ${id}::uuid and (${withinReach(scope)} or x.member_id = ${scope.actor.memberId}::uuid)`
  return rows[0] === undefined ? null : request.parse(rows[0])
}

/** Open requests and objections whose end may move with the calendar; for the service that counts them again. */
export async function listOpenClocks(
  tx: Tx,
  _scope: Scope,
): Promise<
  {
    table: 'privacy_request' | 'privacy_objection'
    id: string
    from: string
    quantity: number
    unit: 'CD' | 'WD' | 'H'
    dueOn: string
  }[]
> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 'privacy_request' as "table", id, received_on::text as "from", term_quantity as quantity, term_unit as unit, due_on::text as "dueOn"
      from privacy_request where state = 'open'
    union all select 'privacy_objection', id, filed_on::text, term_quantity, term_unit, due_on::text from privacy_objection where state = 'open'`
  return rows.map((row) => clock.parse(row))
}

const clock = z.object({
  table: z.enum(['privacy_request', 'privacy_objection']),
  id: z.string(),
  from: z.string(),
  quantity: z.number(),
  unit: z.enum(['CD', 'WD', 'H']),
  dueOn: z.string(),
})
