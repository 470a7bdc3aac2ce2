import type { DisciplineFact, ReviewEdition } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { isWithinOnce } from './within-once.ts'

/** The numbers of a self-assessment, points as exact decimal text. */
export type Assessment = {
  readonly id: string
  readonly generalPoints: string | null
  readonly resultPoints: string | null
  readonly tasksAssigned: number | null
  readonly tasksOnTime: number | null
  readonly tasksLate: number | null
  readonly tasksFailed: number | null
  readonly tasksExceeded: number | null
  readonly limitationsPointedOut: number | null
  readonly limitationsRemedied: number | null
  readonly selfLevel: string | null
  readonly enteredForMember: boolean
  readonly enteredByName: string
  readonly submittedAt: Date | null
  readonly version: number
  readonly updatedAt: Date
}

/** One person's case with everything the rules ask of it. */
export type RatingCaseRow = {
  readonly id: string
  readonly campaignId: string
  readonly fileId: string
  readonly organizationId: string
  readonly committeeId: string
  readonly memberId: string
  readonly fullName: string
  readonly cardNumber: string | null
  readonly postTitle: string | null
  readonly positionInList: number
  readonly subject: string
  readonly isHead: boolean
  readonly monthsSinceAdmission: number
  /** The edition of the forms the self-review is written on. */
  readonly reviewEdition: ReviewEdition
  readonly notRatedReason: string | null
  readonly notRatedText: string | null
  readonly state: string
  readonly computedOutcome: string | null
  readonly computedFindings: unknown
  readonly proposedLevel: string | null
  readonly proposedReason: string | null
  readonly version: number
  readonly updatedAt: Date
  readonly assessment: Assessment | null
  readonly collective: {
    readonly level: string
    readonly decisionNumber: string
    readonly decidedOn: LegalDay
    readonly exceptionDecisionNumber: string | null
    readonly version: number
  } | null
  /**
   * The collective he heads where it is rated in the product: its standing level, null while undecided. Null as a whole where
   * it is rated outside; then `collective` holds what was typed.
   */
  readonly led: {
    readonly organizationId: string
    readonly name: string
    readonly level: string | null
    readonly decisionNumber: string | null
    readonly decidedOn: LegalDay | null
  } | null
  /** A superior decides on him; his committee's decision leaves him out. */
  readonly isDecidedAbove: boolean
  readonly disciplines: readonly (DisciplineFact & { readonly decisionNumber: string })[]
  /** Whether a quarter of the year was stated to be below the minimum; null where no quarter was assessed. */
  readonly quarterBelowMinimum: boolean | null
  /** How many suggestions of the superior (gợi ý kiểm điểm) the self-review has not answered. */
  readonly openHints: number
}

type Times = 'submittedAt' | 'updatedAt'
type Row = Omit<RatingCaseRow, 'assessment'> & {
  readonly assessment:
    | (Omit<Assessment, Times> & { readonly submittedAt: string | null; readonly updatedAt: string })
    | null
}

/** Cases with their facts in one statement: a page of a cell costs one round trip, whatever it shows of each person. */
async function findRows(tx: Tx, where: Prisma.Sql): Promise<RatingCaseRow[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select c.id, c.campaign_id as "campaignId", c.file_id as "fileId", c.organization_id as "organizationId",
        c.committee_id as "committeeId", c.member_id as "memberId", c.full_name as "fullName", c.card_number as "cardNumber",
        c.post_title as "postTitle", c.position_in_list as "positionInList", c.subject, c.is_head as "isHead",
        c.months_since_admission as "monthsSinceAdmission", c.review_edition as "reviewEdition", c.not_rated_reason as "notRatedReason",
        c.not_rated_text as "notRatedText", c.state, c.computed_outcome as "computedOutcome",
        c.computed_findings as "computedFindings", c.proposed_level as "proposedLevel", c.proposed_reason as "proposedReason",
        c.version, c.updated_at as "updatedAt",
        case when a.id is not null then jsonb_build_object('id', a.id, 'generalPoints', trim_scale(a.general_points)::text,
          'resultPoints', trim_scale(a.result_points)::text, 'tasksAssigned', a.tasks_assigned, 'tasksOnTime', a.tasks_on_time,
          'tasksLate', a.tasks_late, 'tasksFailed', a.tasks_failed, 'tasksExceeded', a.tasks_exceeded,
          'limitationsPointedOut', a.limitations_pointed_out, 'limitationsRemedied', a.limitations_remedied,
          'selfLevel', a.self_level, 'enteredForMember', a.entered_for_member, 'enteredByName', a.entered_by_name,
          'submittedAt', a.submitted_at, 'version', a.version, 'updatedAt', a.updated_at) end as assessment,
        case when k.id is not null then jsonb_build_object('level', k.level, 'decisionNumber', k.decision_number,
          'decidedOn', to_char(k.decided_on, 'YYYY-MM-DD'), 'exceptionDecisionNumber', k.exception_decision_number,
          'version', k.version) end as collective,
        (select jsonb_build_object('organizationId', u.organization_id, 'name', u.name, 'level', nullif(l.outcome, 'NOT_RATED'),
            'decisionNumber', l.decision_number, 'decidedOn', to_char(l.decided_on, 'YYYY-MM-DD'))
          from rating_unit_case u left join rating_unit_level l on l.case_id = u.id and l.superseded_at is null
         where u.campaign_id = c.campaign_id and u.organization_id = c.led_organization_id and u.subject = 'COLLECTIVE') as led,
        exists (select from rating_unit_case u where u.campaign_id = c.campaign_id and u.case_id = c.id) as "isDecidedAbove",
        coalesce((select jsonb_agg(jsonb_build_object('form', d.form, 'decisionNumber', d.decision_number, 'decidedOn', to_char(d.decided_on, 'YYYY-MM-DD'),
          'violationId', d.violation_id, 'state', d.state, 'dutyRelated', d.duty_related,
          'violatedOn', to_char(d.violated_on, 'YYYY-MM-DD'), 'selfDetected', d.self_detected) order by d.decided_on, d.id)
          from discipline_record d where d.member_id = c.member_id), '[]') as disciplines,
        (select bool_or(q.below_minimum) from rating_quarter q join rating_campaign y on y.year = q.year
          where q.member_id = c.member_id and y.id = c.campaign_id) as "quarterBelowMinimum",
        (select count(*)::integer from rating_review_hint h
          where h.case_id = c.id and h.withdrawn_at is null and h.answered_at is null) as "openHints"
      from rating_case c
      left join rating_self_assessment a on a.case_id = c.id
      left join rating_collective k on k.case_id = c.id
     where ${where} order by c.position_in_list`
  return rows.map(({ assessment, ...row }) => ({
    ...row,
    assessment: assessment && {
      ...assessment,
      submittedAt: assessment.submittedAt === null ? null : new Date(assessment.submittedAt),
      updatedAt: new Date(assessment.updatedAt),
    },
  }))
}

/** The cases of one cell in list order; empty when the cell is out of scope. */
export async function listCellCases(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<RatingCaseRow[]> {
  if (!(await isWithinOnce(tx, scope, organizationId))) return []
  return findRows(tx, Prisma.sql`c.campaign_id = ${campaignId}::uuid and c.organization_id = ${organizationId}::uuid`)
}

/** All cases a committee decides on, cell by cell. */
export async function listCommitteeCases(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<RatingCaseRow[]> {
  if (!(await isWithinOnce(tx, scope, committeeId))) return []
  return findRows(tx, Prisma.sql`c.campaign_id = ${campaignId}::uuid and c.committee_id = ${committeeId}::uuid`)
}

/** A case of the actor's scope, or his own; null otherwise. */
export async function findCase(tx: Tx, scope: Scope, id: string): Promise<RatingCaseRow | null> {
  const [row] = isId(id) ? await findRows(tx, Prisma.sql`c.id = ${id}::uuid`) : []
  if (!row) return null
  const own = scope.permission === 'rating:self' && row.memberId === scope.actor.memberId
  const within = scope.permission !== 'rating:self' && (await isWithinOnce(tx, scope, row.organizationId))
  return own || within ? row : null
}

/** The actor's own case in a campaign, or null. */
export async function findOwnCase(tx: Tx, scope: Scope, campaignId: string): Promise<RatingCaseRow | null> {
  const { memberId } = scope.actor
  if (!memberId) return null
  const [row] = await findRows(tx, Prisma.sql`c.campaign_id = ${campaignId}::uuid and c.member_id = ${memberId}::uuid`)
  return row ?? null
}

/** The text of a self-review: a sensitive read, written into the trail in the same transaction. */
export async function readReviewText(tx: Tx, scope: Scope, caseId: string): Promise<string | null> {
  const found = await findCase(tx, scope, caseId)
  if (!found) return null
  const row = await tx.ratingSelfAssessment.findUnique({ where: { caseId }, select: { id: true, reviewText: true } })
  if (!row) return ''
  if (found.memberId !== scope.actor.memberId) {
    await tx.$queryRaw`select app.audit('read', 'rating_self_assessment', ${row.id}::uuid, ${found.organizationId}::uuid)::text`
  }
  return row.reviewText
}

/** The self-review a member handed in for an earlier year, newest first that is before `year`; his own, or null. */
export async function findOwnEarlierReview(
  tx: Tx,
  scope: Scope,
  year: number,
): Promise<{ year: number; reviewText: string; selfLevel: string | null } | null> {
  const { memberId } = scope.actor
  if (!memberId) return null
  const [row] = await tx.$queryRaw<{ year: number; reviewText: string; selfLevel: string | null }[]>`
    select p.year, a.review_text as "reviewText", a.self_level as "selfLevel"
      from rating_self_assessment a join rating_case c on c.id = a.case_id join rating_campaign p on p.id = c.campaign_id
     where a.member_id = ${memberId}::uuid and p.year < ${year} order by p.year desc limit 1`
  return row ?? null
}

/** A member's day of birth as his cell keeps it, for his own papers; null when unknown or out of scope. */
export async function findBirthDay(
  tx: Tx,
  _scope: Scope,
  { memberId }: Pick<RatingCaseRow, 'memberId'>,
): Promise<LegalDay | null> {
  const row = await tx.member.findUnique({ where: { id: memberId }, select: { birthDate: true } })
  return row?.birthDate ? dayOf(row.birthDate) : null
}
