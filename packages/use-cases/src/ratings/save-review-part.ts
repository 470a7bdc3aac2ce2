import type { Database, Tx } from '@nq15/db/client'
import { saveAssessment } from '@nq15/db/ratings/assessment.write'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { findCase, type RatingCaseRow } from '@nq15/db/ratings/case.read'
import { findOwnFileState } from '@nq15/db/ratings/cell-file.read'
import { listTaskStatuses, type ReviewParts, readReviewParts } from '@nq15/db/ratings/review.read'
import { answerHint, saveSection, saveTask } from '@nq15/db/ratings/review.write'
import type { Scope } from '@nq15/db/scope'
import { countTasks, type ReviewSection, type TaskPatch } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { type OpenFileRefusal, openFileForWork, type WorkFile } from './open-file.ts'
import { refreshFile } from './refresh-file.ts'

export type SaveReviewPartRefusal =
  | Exclude<OpenFileRefusal, { code: 'CHANGED_MEANWHILE' }>
  | { readonly code: 'NOT_RATED' }
  /** Somebody else saved the same part first; what stands is handed back, so that nothing typed is lost. */
  | { readonly code: 'CHANGED_MEANWHILE'; readonly theirs: ReviewParts | null }

/** What is typed into a self-review beside its numbers: a section, a line of the task list, an answer to a superior's question. */
export type ReviewPart =
  | { readonly part: 'section'; readonly section: ReviewSection; readonly body: string }
  | { readonly part: 'task'; readonly id: string; readonly patch: TaskPatch }
  | { readonly part: 'answer'; readonly id: string; readonly answer: string }

type Command = {
  readonly requestId: string
  readonly caseId: string
  /** The version the page showed; 0 when there was none. */
  readonly version: number
  readonly typed: ReviewPart
  readonly now: Date
}

/**
 * Saves one part of a self-review, by the member himself (`rating:self`) or by the secretary for one who writes on paper
 * (`rating:work`). While a task list is used and every line has a status, the counts of the review are those of the list.
 */
export async function saveReviewPart(
  db: Database,
  scope: Scope,
  { requestId, caseId, version, typed, now }: Command,
): Promise<Result<{ version: number }, SaveReviewPartRefusal>> {
  const act = { requestId, useCase: 'save-review-part', permissions: ['rating:self', 'rating:work'] } as const
  return actOnce<Result<{ version: number }, SaveReviewPartRefusal>>(db, scope, act, async (tx) => {
    const row = await findCase(tx, scope, caseId)
    if (!row) return refuse({ code: 'NOT_FOUND' })
    if (row.notRatedReason) return refuse({ code: 'NOT_RATED' })
    const work = await openForReview(tx, scope, { row, now })
    if (!work.ok) return work.refusal.code === 'CHANGED_MEANWHILE' ? refuse(nothing) : refuse(work.refusal as never)
    const saved = await store(tx, scope, { row, version, typed, now })
    if (saved === null) return refuse({ code: 'CHANGED_MEANWHILE', theirs: await readReviewParts(tx, scope, caseId) })
    if (typed.part === 'task' && (await countFromList(tx, scope, { row, now })) && work.value) {
      await refreshFile(tx, scope, { ...work.value, at: now })
    }
    return ok({ version: saved })
  })
}

const nothing = { code: 'CHANGED_MEANWHILE', theirs: null } as const

/** The file takes what is typed into a self-review; null for the member, who has no right to the file itself. */
export async function openForReview(
  tx: Tx,
  scope: Scope,
  { row, now }: { row: RatingCaseRow; now: Date },
): Promise<Result<WorkFile | null, OpenFileRefusal>> {
  const { campaignId, organizationId, fileId } = row
  if (scope.permission !== 'rating:self') return openFileForWork(tx, scope, { campaignId, organizationId, now })
  const campaign = await findCampaign(tx, scope, campaignId)
  if (campaign?.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
  return (await findOwnFileState(tx, scope, { fileId, hold: true })) ? ok(null) : refuse({ code: 'FILE_NOT_EDITABLE' })
}

type Store = Omit<Command, 'requestId' | 'caseId'> & { readonly row: RatingCaseRow }

function store(tx: Tx, scope: Scope, { row, version, typed, now: at }: Store): Promise<number | null> {
  const of = { of: row, version, at }
  switch (typed.part) {
    case 'section':
      return saveSection(tx, scope, { ...of, section: typed.section, body: typed.body })
    case 'task':
      return saveTask(tx, scope, { ...of, id: typed.id, patch: typed.patch })
    case 'answer':
      return answerHint(tx, scope, { ...of, id: typed.id, answer: typed.answer })
  }
}

/** Lays the counts of the list over the review's; false where the list gives none, or they stand already. */
async function countFromList(tx: Tx, scope: Scope, { row, now }: { row: RatingCaseRow; now: Date }): Promise<boolean> {
  const counts = countTasks(await listTaskStatuses(tx, scope, row.id))
  const standing = row.assessment
  const moved = counts && Object.entries(counts).some(([name, value]) => Reflect.get(standing ?? {}, name) !== value)
  if (!counts || !moved) return false
  const saved = await saveAssessment(tx, scope, { of: row, version: standing?.version ?? 0, patch: counts, at: now })
  // The file is held, so only the member and his secretary at one moment come here; the second finds the first's counts.
  return saved !== null
}
