import { type Contestable, contestable, objectionAspects, objectionStates } from '@nq15/domain/privacy'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { withinReach } from './within-reach.ts'

const objection = z.object({
  id: z.string(),
  organizationId: z.string(),
  memberId: z.string().nullable(),
  recordTable: z.enum(contestable),
  recordId: z.string(),
  aspect: z.enum(objectionAspects),
  subject: z.string(),
  reason: z.string(),
  contestedBy: z.string().nullable(),
  filedBy: z.string(),
  filedByName: z.string(),
  filedOn: z.string(),
  rawDueOn: z.string(),
  dueOn: z.string(),
  dueProvisional: z.boolean(),
  state: z.enum(objectionStates),
  answer: z.string().nullable(),
  answerNumber: z.string().nullable(),
  answeredOn: z.string().nullable(),
  answeredByName: z.string().nullable(),
  version: z.number(),
})
/** An objection to a value, a sign or a decision, with its clock and its answer. */
export type ObjectionRow = z.infer<typeof objection>

const columns = Prisma.sql`x.id, x.organization_id as "organizationId", x.member_id as "memberId", x.record_table as "recordTable",
  x.record_id as "recordId", x.aspect, x.subject, x.reason, x.contested_by as "contestedBy", x.filed_by as "filedBy",
  x.filed_by_name as "filedByName", x.filed_on::text as "filedOn", x.raw_due_on::text as "rawDueOn", x.due_on::text as "dueOn",
  x.due_provisional as "dueProvisional", x.state, x.answer, x.answer_number as "answerNumber", x.answered_on::text as "answeredOn",
  x.answered_by_name as "answeredByName", x.version`

/** Objections within the scope, open ones first by their due day. */
export async function listObjections(tx: Tx, scope: Scope, { limit }: { limit: number }): Promise<ObjectionRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`select ${columns} from privacy_objection x
    where ${withinReach(scope)} or x.filed_by = ${scope.actor.userId}::uuid
    order by x.state <> 'open', x.due_on, x.id limit ${limit}`
  return rows.map((row) => objection.parse(row))
}

/** What a person filed himself, newest first. */
export async function listOwnObjections(tx: Tx, { actor }: Scope): Promise<ObjectionRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`select ${columns} from privacy_objection x
    where x.filed_by = ${actor.userId}::uuid order by x.filed_on desc, x.id desc limit 50`
  return rows.map((row) => objection.parse(row))
}

/** An objection within the scope or filed by oneself; null else. */
export async function findObjection(tx: Tx, scope: Scope, id: string): Promise<ObjectionRow | null> {
  if (!isId(id)) return null
  const rows = await tx.$queryRaw<unknown[]>`select ${columns} from privacy_objection x
    where x.id = ${id}::uuid and (${withinReach(scope)} or x.filed_by = ${scope.actor.userId}::uuid)`
  return rows[0] === undefined ? null : objection.parse(rows[0])
}

/** An open objection as it stands beside what it contests: that there is one, since when, and until when it is answered. */
export type StandingObjection = {
  readonly id: string
  readonly recordId: string
  readonly aspect: ObjectionRow['aspect']
  readonly filedOn: string
  readonly dueOn: string
}

/** The open objections to records, for whoever reads the records; the policies say which objections he may see. */
export async function listStandingObjections(
  tx: Tx,
  _scope: Scope,
  { recordTable, recordIds }: { recordTable: Contestable; recordIds: readonly string[] },
): Promise<StandingObjection[]> {
  if (recordIds.length === 0) return []
  const rows = await tx.$queryRaw<unknown[]>`select ${columns} from privacy_objection x
    where x.record_table = ${recordTable} and x.record_id = any (${[...recordIds]}::uuid[]) and x.state = 'open'
    order by x.filed_on, x.id`
  return rows.map((row) => {
    const { id, recordId, aspect, filedOn, dueOn } = objection.parse(row)
    return { id, recordId, aspect, filedOn, dueOn }
  })
}

const place = z.object({
  organizationId: z.string(),
  memberId: z.string().nullable(),
  enteredBy: z.string().nullable(),
  year: z.number().nullable(),
  code: z.string().nullable(),
})
/** What is contested: whose it is, who entered it when that is known, and how it is called without a name. */
export type ContestedRecord = z.infer<typeof place>

/** The record as the asker may read it; null when he may not, or it is not there. */
export async function findContested(
  tx: Tx,
  _scope: Scope,
  { recordTable, recordId }: { recordTable: Contestable; recordId: string },
): Promise<ContestedRecord | null> {
  if (!isId(recordId)) return null
  const rows = await tx.$queryRaw<unknown[]>(contestedSql(recordTable, recordId))
  return rows[0] === undefined ? null : place.parse(rows[0])
}

function contestedSql(recordTable: Contestable, recordId: string): Prisma.Sql {
  const none = Prisma.sql`null::uuid as "enteredBy", null::integer as year`
  switch (recordTable) {
    case 'rating':
      return Prisma.sql`select r.organization_id as "organizationId", r.member_id as "memberId", d.decided_by as "enteredBy", r.year,
        coalesce(m.card_number, m.file_number) as code from rating r left join rating_decision d on d.id = r.decision_id
        left join member m on m.id = r.member_id where r.id = ${recordId}::uuid`
    case 'rating_case':
      return Prisma.sql`select c.organization_id as "organizationId", c.member_id as "memberId", a.entered_by as "enteredBy", p.year,
        coalesce(m.card_number, m.file_number) as code from rating_case c join rating_campaign p on p.id = c.campaign_id
        left join rating_self_assessment a on a.case_id = c.id and a.entered_for_member
        left join member m on m.id = c.member_id where c.id = ${recordId}::uuid`
    case 'member':
      return Prisma.sql`select m.organization_id as "organizationId", m.id as "memberId", ${none},
        coalesce(m.card_number, m.file_number) as code from member m where m.id = ${recordId}::uuid`
    case 'discipline_record':
      return Prisma.sql`select d.organization_id as "organizationId", d.member_id as "memberId", ${none},
        d.decision_number as code from discipline_record d where d.id = ${recordId}::uuid`
    case 'watch_entry':
      return Prisma.sql`select e.organization_id as "organizationId", null::uuid as "memberId", e.decided_by as "enteredBy", null::integer as year,
        (select s.decision_number from watch_step s where s.entry_id = e.id and s.event in ('list', 'relist', 'raise') order by s.position desc limit 1) as code
        from watch_entry e where e.id = ${recordId}::uuid`
    case 'organization':
      return Prisma.sql`select o.id as "organizationId", null::uuid as "memberId", ${none}, null::text as code
        from organization o where o.id = ${recordId}::uuid`
  }
}

/** The body whose decision an objection to an entry of the watch list is about; null for another record. */
export async function findContestedBody(
  tx: Tx,
  _scope: Scope,
  { recordTable, recordId }: { recordTable: Contestable; recordId: string },
): Promise<string | null> {
  if (recordTable !== 'watch_entry') return null
  const rows = await tx.$queryRaw<unknown[]>`select body_id::text as id from watch_entry where id = ${recordId}::uuid`
  return rows[0] === undefined ? null : z.object({ id: z.string() }).parse(rows[0]).id
}
