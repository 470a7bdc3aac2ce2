import { disciplineObjects, proceedingStates } from '@nq15/domain/inspection'
import { disciplineForms } from '@nq15/domain/members'
import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import type { FormerStatus } from '../members/expulsion.write.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const limitation = z.object({
  because: z.enum(['form-without-limit', 'grave-harm', 'months', 'no-rule']),
  months: z.number().nullable(),
  countedFrom: z.string(),
  isRestarted: z.boolean(),
  /** Null in decisions of before December 2026, which counted to the day of the decision. */
  countedTo: z.string().nullable().default(null),
  endsOn: z.string().nullable(),
  isOver: z.boolean(),
  source: z
    .object({ document: z.string(), provision: z.string(), confidence: z.enum(['T', 'S', 'S-code', 'M', 'design']) })
    .nullable(),
})
const caseRow = z.object({
  caseId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  bodyId: z.string(),
  inspectionId: z.string().nullable(),
  object: z.enum(disciplineObjects),
  memberId: z.string().nullable(),
  subjectCode: z.string(),
  /** His name for who may read the member's file; null for an organization and for who knows codes only. */
  memberName: z.string().nullable(),
  violation: z.string(),
  violatedOn: z.string(),
  restartedOn: z.string().nullable(),
  isGrave: z.boolean(),
  concludedOn: z.string().nullable(),
  office: z.string().nullable(),
  state: z.enum(proceedingStates),
  workers: z.array(z.string()),
  form: z.enum(disciplineForms).nullable(),
  proposal: z
    .object({ form: z.enum(disciplineForms), reference: z.string(), statement: z.string(), byName: z.string() })
    .nullable(),
  decisionNumber: z.string().nullable(),
  decidedOn: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  announcedOn: z.string().nullable(),
  limitation: limitation.nullable(),
  lapsesOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  recordId: z.string().nullable(),
  openedOn: z.string(),
  version: z.number(),
})
/** A proceeding as it stands; only for who needs to know, which the policies hold whatever is asked. */
export type DisciplineCaseRow = z.infer<typeof caseRow>

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const columns = Prisma.sql`x.id::text as "caseId", x.organization_id::text as "organizationId",
  coalesce((select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…') as "organizationName",
  x.body_id::text as "bodyId", x.inspection_id::text as "inspectionId", x.object, x.member_id::text as "memberId", x.subject_code as "subjectCode",
  m.full_name as "memberName", x.violation, ${day('x.violated_on')} as "violatedOn", ${day('x.restarted_on')} as "restartedOn", x.is_grave as "isGrave", ${day('x.concluded_on')} as "concludedOn", x.office,
  x.state, x.workers::text[] as workers, x.form, x.proposal, x.decision_number as "decisionNumber", ${day('x.decided_on')} as "decidedOn",
  ${day('x.effective_on')} as "effectiveOn", ${day('x.announced_on')} as "announcedOn", x.limitation, ${day('x.lapses_on')} as "lapsesOn",
  ${day('x.ended_on')} as "endedOn", x.record_id::text as "recordId", ${day('x.opened_on')} as "openedOn", x.version`

/** The first wall of what the policies hold too: below a granted organization, or decided by the granted one itself. */
const known = ({ organizationIds }: Scope): Prisma.Sql =>
  organizationIds === 'everything'
    ? Prisma.sql`true`
    : Prisma.sql`(x.body_id = any (${[...organizationIds]}::uuid[]) or exists (select from app.organization_reach r
        where r.above_id = any (${[...organizationIds]}::uuid[]) and r.organization_id = x.organization_id and r.valid_from <= app.today() and app.today() < r.valid_to))`

/** One proceeding for who needs to know; null else. */
export async function findDisciplineCase(tx: Tx, scope: Scope, caseId: string): Promise<DisciplineCaseRow | null> {
  if (!isId(caseId)) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from discipline_case x left join member m on m.id = x.member_id where x.id = ${caseId}::uuid and ${known(scope)}`
  return rows[0] === undefined ? null : caseRow.parse(rows[0])
}

/** The proceedings one needs to know, undecided ones first. */
export async function listDisciplineCases(
  tx: Tx,
  scope: Scope,
  { limit }: { readonly limit: number },
): Promise<DisciplineCaseRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from discipline_case x left join member m on m.id = x.member_id where ${known(scope)}
     order by array_position(array['proposed', 'opened', 'effective'], x.state) nulls last, x.opened_on desc, x.id limit ${limit}`
  return rows.map((one) => caseRow.parse(one))
}

/** How many proceedings came of an inspection, and how many of them are undecided; a number and nothing else. */
export async function countProceedings(
  tx: Tx,
  _hand: Scope,
  inspectionId: string,
): Promise<{ readonly all: number; readonly open: number }> {
  const [row] = await tx.$queryRaw<{ all: number; open: number }[]>`
    select count(*)::int as "all", (count(*) filter (where state in ('opened', 'proposed')))::int as "open"
      from discipline_case where inspection_id = ${inspectionId}::uuid`
  return row ?? { all: 0, open: 0 }
}

const stepRow = z.object({
  event: z.string(),
  toState: z.string(),
  actorName: z.string(),
  onDay: z.string(),
  reason: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  /** Of a lapse: the months it was counted by, and where they are written; null else. */
  lapse: z.object({ months: z.number().nullable(), source: z.string() }).nullable(),
})
/** A step of a proceeding, as it was taken. */
export type DisciplineStepRow = z.infer<typeof stepRow>

/** Every step of a proceeding for who needs to know, oldest first. */
export async function listDisciplineSteps(tx: Tx, _scope: Scope, caseId: string): Promise<DisciplineStepRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.event, x.to_state as "toState", x.actor_name as "actorName", ${day('x.on_day')} as "onDay", x.reason, x.decision_number as "decisionNumber",
        case when x.event = 'lapse' and x.detail ? 'source' then x.detail end as lapse
      from discipline_step x where x.case_id = ${caseId}::uuid order by x.position`
  return rows.map((one) => stepRow.parse(one))
}

/** The member a proceeding may be about: his home, kind and office on a day; null when no such card lies within the scope. */
export async function findDisciplineSubject(
  tx: Tx,
  _hand: Scope,
  { memberId, day: on }: { readonly memberId: string; readonly day: LegalDay },
): Promise<{ readonly isProbationary: boolean; readonly office: string | null }> {
  const [row] = await tx.$queryRaw<{ isProbationary: boolean; office: string | null }[]>`
    select m.kind = 'probationary' and (m.full_on is null or m.full_on > ${on}::date) as "isProbationary",
        (select p.title from member_post p where p.member_id = m.id and p.valid_from <= ${on}::date and ${on}::date < p.valid_to
          order by p.is_head desc, p.valid_from limit 1) as office
      from member m where m.id = ${memberId}::uuid`
  return row ?? { isProbationary: false, office: null }
}

const fact = z.object({
  disciplineId: z.string(),
  violationId: z.string(),
  form: z.enum(disciplineForms),
  decisionNumber: z.string(),
  decidedOn: z.string(),
  announcedOn: z.string().nullable(),
  revokedOn: z.string().nullable(),
  selfDetectedAndRemedied: z.boolean(),
})

/** What a member's file showed before he was expelled, as the step of the decision keeps it. */
export async function findFormerStatus(tx: Tx, _hand: Scope, caseId: string): Promise<FormerStatus> {
  const [row] = await tx.$queryRaw<FormerStatus[]>`
    select x.detail->'former'->>'status' as status, x.detail->'former'->>'since' as since from discipline_step x
     where x.case_id = ${caseId}::uuid and x.event = 'decide' and x.detail ? 'former' order by x.position desc limit 1`
  return row ?? { status: 'active', since: null }
}

/** The records in effect whose day of lapse, as it was counted last, has come by `today`. */
export async function listCasesToLapse(tx: Tx, _hand: Scope, today: LegalDay): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id::text as id from discipline_case where state = 'effective' and lapses_on <= ${today}::date order by lapses_on, id limit 500`
  return rows.map(({ id }) => id)
}

/** Every discipline on a member's file as the rules of lapse read it; for the hand that works on his proceeding. */
export async function listDisciplineFacts(tx: Tx, _hand: Scope, memberId: string): Promise<z.infer<typeof fact>[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select d.id::text as "disciplineId", d.violation_id::text as "violationId", d.form, d.decision_number as "decisionNumber",
        ${day('d.decided_on')} as "decidedOn", ${day('d.announced_on')} as "announcedOn", ${day('d.revoked_on')} as "revokedOn",
        d.self_detected as "selfDetectedAndRemedied"
      from discipline_record d where d.member_id = ${memberId}::uuid`
  return rows.map((one) => fact.parse(one))
}

const counted = z.object({
  object: z.enum(['member', 'organization']),
  form: z.enum(disciplineForms),
  persons: z.number(),
})

/** How many disciplines in effect were decided from one day until before another, by form, below an organization of the reader's. */
export async function countDisciplines(
  tx: Tx,
  _scope: Scope,
  { organizationId, from, to }: { readonly organizationId: string; readonly from: LegalDay; readonly to: LegalDay },
): Promise<z.infer<typeof counted>[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select object, form, persons from app.discipline_counts(${organizationId}::uuid, ${from}::date, ${to}::date) order by object, form`
  return rows.map((one) => counted.parse(one))
}
