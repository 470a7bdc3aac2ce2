import { type ReviewSection, reviewSectionSchema, type TaskStatus, taskStatusSchema } from '@nq15/domain/ratings'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import { findCase } from './case.read.ts'

/** One written section of a self-review. */
export type SectionRow = {
  readonly section: ReviewSection
  readonly body: string
  readonly enteredByName: string
  readonly version: number
  readonly updatedAt: Date
}

/** One task of the year; weight as exact decimal text. */
export type TaskRow = {
  readonly id: string
  readonly position: number
  readonly title: string
  readonly axis: number | null
  readonly weight: string | null
  readonly status: TaskStatus | null
  readonly resultNote: string
  /** What was made and how good it is (43-HD/BTCTW 7.12); progress is the status. */
  readonly product: string
  readonly quality: string
  readonly version: number
  readonly updatedAt: Date
  readonly enteredByName: string
  /** How many files prove it. */
  readonly evidence: number
}

/** A superior's question with the answer. */
export type HintRow = {
  readonly id: string
  readonly question: string
  readonly askedByName: string
  readonly askedAt: Date
  readonly answer: string
  readonly answeredAt: Date | null
  readonly version: number
  readonly updatedAt: Date
}

/** Everything a self-review is written of. */
export type ReviewParts = {
  readonly sections: readonly SectionRow[]
  readonly tasks: readonly TaskRow[]
  readonly hints: readonly HintRow[]
}

/** The written parts of a case's self-review; null when the case is out of scope. Reading another's is written into the trail. */
export async function readReviewParts(tx: Tx, scope: Scope, caseId: string): Promise<ReviewParts | null> {
  const found = await findCase(tx, scope, caseId)
  if (!found) return null
  const [row] = await tx.$queryRaw<{ sections: RawSection[]; tasks: RawTask[]; hints: RawHint[] }[]>`
    select coalesce((select jsonb_agg(jsonb_build_object('section', s.section, 'body', s.body, 'enteredByName', s.entered_by_name,
          'version', s.version, 'updatedAt', s.updated_at)) from rating_review_section s where s.case_id = ${caseId}::uuid), '[]') as sections,
        coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'position', i.position, 'title', i.title, 'axis', i.axis,
          'weight', trim_scale(i.weight)::text, 'status', i.status, 'resultNote', i.result_note, 'product', i.product, 'quality', i.quality, 'version', i.version,
          'updatedAt', i.updated_at, 'enteredByName', i.entered_by_name,
          'evidence', (select count(distinct f.document_id) from file_person_attachment f
            where f.record_table = 'rating_task_item' and f.record_id = i.id and f.destroyed_at is null)) order by i.position, i.id)
          from rating_task_item i where i.case_id = ${caseId}::uuid and i.withdrawn_at is null), '[]') as tasks,
        coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'question', h.question, 'askedByName', h.asked_by_name,
          'askedAt', h.asked_at, 'answer', h.answer, 'answeredAt', h.answered_at, 'version', h.version,
          'updatedAt', h.updated_at) order by h.asked_at, h.id)
          from rating_review_hint h where h.case_id = ${caseId}::uuid and h.withdrawn_at is null), '[]') as hints`
  const { sections = [], tasks = [], hints = [] } = row ?? {}
  if (found.memberId !== scope.actor.memberId && sections.length + tasks.length + hints.length > 0) {
    await tx.$queryRaw`select app.audit('read', 'rating_review_section', ${caseId}::uuid, ${found.organizationId}::uuid)::text`
  }
  return {
    sections: sections.map((one) => ({
      ...one,
      section: reviewSectionSchema.parse(one.section),
      updatedAt: new Date(one.updatedAt),
    })),
    tasks: tasks.map((one) => ({
      ...one,
      status: taskStatusSchema.nullable().parse(one.status),
      updatedAt: new Date(one.updatedAt),
    })),
    hints: hints.map((one) => ({
      ...one,
      askedAt: new Date(one.askedAt),
      answeredAt: one.answeredAt === null ? null : new Date(one.answeredAt),
      updatedAt: new Date(one.updatedAt),
    })),
  }
}

type RawSection = Omit<SectionRow, 'section' | 'updatedAt'> & { section: string; updatedAt: string }
type RawTask = Omit<TaskRow, 'status' | 'updatedAt'> & { status: string | null; updatedAt: string }
type RawHint = Omit<HintRow, 'askedAt' | 'answeredAt' | 'updatedAt'> & {
  askedAt: string
  answeredAt: string | null
  updatedAt: string
}

/** The tasks of a case as the counts see them. */
export async function listTaskStatuses(
  tx: Tx,
  _scope: Scope,
  caseId: string,
): Promise<{ status: TaskStatus | null }[]> {
  const rows = await tx.ratingTaskItem.findMany({ where: { caseId, withdrawnAt: null }, select: { status: true } })
  return rows.map(({ status }) => ({ status: taskStatusSchema.nullable().parse(status) }))
}

/** A member's own written sections of the latest earlier year. */
export async function listOwnEarlierSections(
  tx: Tx,
  scope: Scope,
  year: number,
): Promise<{ section: ReviewSection; body: string }[]> {
  const { memberId } = scope.actor
  if (!memberId) return []
  const rows = await tx.$queryRaw<{ section: string; body: string }[]>`
    select s.section, s.body from rating_review_section s join rating_case c on c.id = s.case_id
     where s.member_id = ${memberId}::uuid and s.body <> '' and c.campaign_id = (select p.id from rating_campaign p
       join rating_case o on o.campaign_id = p.id where o.member_id = ${memberId}::uuid and p.year < ${year} order by p.year desc limit 1)`
  return rows.map(({ section, body }) => ({ section: reviewSectionSchema.parse(section), body }))
}

/** How many of a superior's questions to each person of a cell wait for an answer. */
export async function countOpenHints(
  tx: Tx,
  _scope: Scope,
  { campaignId, organizationId }: { campaignId: string; organizationId: string },
): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ caseId: string; count: number }[]>`
    select h.case_id as "caseId", count(*)::integer as count from rating_review_hint h join rating_case c on c.id = h.case_id
     where c.campaign_id = ${campaignId}::uuid and h.organization_id = ${organizationId}::uuid
       and h.withdrawn_at is null and h.answered_at is null group by 1`
  return new Map(rows.map(({ caseId, count }) => [caseId, count]))
}
