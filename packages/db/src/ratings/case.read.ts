import type { LegalDay } from '@nq15/domain/shared'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dayOf } from '../legal-day-column.ts'
import { isWithin } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const assessmentColumns = {
  id: true,
  generalPoints: true,
  resultPoints: true,
  tasksAssigned: true,
  tasksOnTime: true,
  tasksLate: true,
  tasksFailed: true,
  tasksExceeded: true,
  limitationsPointedOut: true,
  limitationsRemedied: true,
  selfLevel: true,
  enteredForMember: true,
  enteredByName: true,
  submittedAt: true,
  version: true,
  updatedAt: true,
} as const

const caseColumns = {
  id: true,
  campaignId: true,
  fileId: true,
  organizationId: true,
  committeeId: true,
  memberId: true,
  fullName: true,
  cardNumber: true,
  postTitle: true,
  positionInList: true,
  subject: true,
  isHead: true,
  monthsSinceAdmission: true,
  notRatedReason: true,
  notRatedText: true,
  state: true,
  computedOutcome: true,
  computedFindings: true,
  proposedLevel: true,
  proposedReason: true,
  version: true,
  updatedAt: true,
  ratingSelfAssessments: { select: assessmentColumns },
  ratingCollectives: true,
} as const

const disciplineColumns = {
  memberId: true,
  form: true,
  decisionNumber: true,
  decidedOn: true,
  violationId: true,
  state: true,
} as const

type Row = Prisma.RatingCaseGetPayload<{ select: typeof caseColumns }>
const findRows = (tx: Tx, where: Prisma.RatingCaseWhereInput): Promise<Row[]> =>
  tx.ratingCase.findMany({ where, select: caseColumns, orderBy: { positionInList: 'asc' } })

/** The numbers of a self-assessment, points as exact decimal text. */
export type Assessment = Omit<Row['ratingSelfAssessments'][number], 'generalPoints' | 'resultPoints'> & {
  readonly generalPoints: string | null
  readonly resultPoints: string | null
}

/** A discipline decision of the member that may bear on the year. */
export type DisciplineFact = {
  readonly form: string
  readonly decisionNumber: string
  readonly decidedOn: LegalDay
  readonly violationId: string
  readonly state: string
}

/** One person's case with everything the rules ask of it. */
export type RatingCaseRow = Omit<Row, 'ratingSelfAssessments' | 'ratingCollectives'> & {
  readonly assessment: Assessment | null
  readonly collective: {
    readonly level: string
    readonly decisionNumber: string
    readonly decidedOn: LegalDay
    readonly exceptionDecisionNumber: string | null
    readonly version: number
  } | null
  readonly disciplines: readonly DisciplineFact[]
}

async function withFacts(tx: Tx, rows: readonly Row[]): Promise<RatingCaseRow[]> {
  const disciplines = await tx.disciplineRecord.findMany({
    where: { memberId: { in: rows.map(({ memberId }) => memberId) } },
    select: disciplineColumns,
    orderBy: { decidedOn: 'asc' },
  })
  return rows.map(({ ratingSelfAssessments: [assessment], ratingCollectives: [collective], ...row }) => ({
    ...row,
    assessment: assessment
      ? {
          ...assessment,
          generalPoints: assessment.generalPoints?.toString() ?? null,
          resultPoints: assessment.resultPoints?.toString() ?? null,
        }
      : null,
    collective: collective
      ? {
          level: collective.level,
          decisionNumber: collective.decisionNumber,
          decidedOn: dayOf(collective.decidedOn),
          exceptionDecisionNumber: collective.exceptionDecisionNumber,
          version: collective.version,
        }
      : null,
    disciplines: disciplines
      .filter(({ memberId }) => memberId === row.memberId)
      .map(({ memberId: _, ...fact }) => ({ ...fact, decidedOn: dayOf(fact.decidedOn) })),
  }))
}

/** The cases of one cell in list order; empty when the cell is out of scope. */
export async function listCellCases(
  tx: Tx,
  scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<RatingCaseRow[]> {
  if (!(await isWithin(tx, scope, organizationId))) return []
  return withFacts(tx, await findRows(tx, { campaignId, organizationId }))
}

/** All cases a committee decides on, cell by cell. */
export async function listCommitteeCases(
  tx: Tx,
  scope: Scope,
  { campaignId, committeeId }: { campaignId: string; committeeId: string },
): Promise<RatingCaseRow[]> {
  if (!(await isWithin(tx, scope, committeeId))) return []
  return withFacts(tx, await findRows(tx, { campaignId, committeeId }))
}

/** A case of the actor's scope, or his own; null otherwise. */
export async function findCase(tx: Tx, scope: Scope, id: string): Promise<RatingCaseRow | null> {
  const [row] = await withFacts(tx, await findRows(tx, { id }))
  if (!row) return null
  const own = scope.permission === 'rating:self' && row.memberId === scope.actor.memberId
  const within = scope.permission !== 'rating:self' && (await isWithin(tx, scope, row.organizationId))
  return own || within ? row : null
}

/** The actor's own case in a campaign, or null. */
export async function findOwnCase(tx: Tx, scope: Scope, campaignId: string): Promise<RatingCaseRow | null> {
  const { memberId } = scope.actor
  if (!memberId) return null
  const [row] = await withFacts(tx, await findRows(tx, { campaignId, memberId }))
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
