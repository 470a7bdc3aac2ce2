import type { Database } from '@nq15/db/client'
import { saveAssessment as storeAssessment } from '@nq15/db/ratings/assessment.write'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { type Assessment, findCase, type RatingCaseRow } from '@nq15/db/ratings/case.read'
import { findOwnFileState } from '@nq15/db/ratings/cell-file.read'
import type { Scope } from '@nq15/db/scope'
import type { AssessmentPatchCommand } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { definedFields } from './defined-fields.ts'
import { type OpenFileRefusal, openFileForWork } from './open-file.ts'
import { refreshFile } from './refresh-file.ts'

/** Somebody else saved the same entry first: his version, so that both can be shown and nothing typed is lost. */
export type AssessmentConflict = { readonly code: 'CHANGED_MEANWHILE'; readonly theirs: Assessment | null }
export type SaveAssessmentRefusal =
  | Exclude<OpenFileRefusal, { code: 'CHANGED_MEANWHILE' }>
  | OpenFileRefusal
  | AssessmentConflict
  | { readonly code: 'NOT_RATED' | 'HINTS_UNANSWERED' }

type Command = {
  readonly requestId: string
  readonly caseId: string
  /** The version the page showed; 0 when there was none. */
  readonly version: number
  readonly patch: AssessmentPatchCommand
  /** True hands the self-review in, false takes it back; absent leaves it. */
  readonly submit?: boolean
  readonly now: Date
}

/**
 * Saves typed fields of a self-assessment, by the member himself (`rating:self`) or by the cell's secretary for one who
 * writes on paper (`rating:work`, marked so). Once per request; a version that has moved on is a conflict, not a loss.
 */
export async function saveAssessment(
  db: Database,
  scope: Scope,
  { requestId, caseId, version, patch, submit, now }: Command,
): Promise<Result<{ version: number }, SaveAssessmentRefusal>> {
  const act = { requestId, useCase: 'save-assessment', permissions: ['rating:self', 'rating:work'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const row = await findCase(tx, scope, caseId)
    if (!row) return refuse({ code: 'NOT_FOUND' })
    if (row.notRatedReason) return refuse({ code: 'NOT_RATED' })
    const own = scope.permission === 'rating:self'
    const work = own
      ? await ownFileOpen(tx, scope, row)
      : await openFileForWork(tx, scope, { campaignId: row.campaignId, organizationId: row.organizationId, now })
    if (!work.ok) return work
    // Each point the superior suggested is answered in the review before it is handed in.
    if (submit && row.openHints > 0) return refuse({ code: 'HINTS_UNANSWERED' })
    const submittedAt = submit === undefined ? {} : { submittedAt: submit ? now : null }
    const saved = await storeAssessment(tx, scope, {
      of: row,
      version,
      patch: definedFields(patch),
      at: now,
      ...submittedAt,
    })
    if (saved === null) {
      const theirs = (await findCase(tx, scope, caseId))?.assessment ?? null
      return refuse({ code: 'CHANGED_MEANWHILE', theirs })
    }
    // The member may not write his own proposal; the cell's next act asks the rules again.
    if (work.value) await refreshFile(tx, scope, { ...work.value, at: now })
    return ok({ version: saved })
  })
}

async function ownFileOpen(
  tx: Parameters<typeof findCase>[0],
  scope: Scope,
  row: RatingCaseRow,
): Promise<Result<null, OpenFileRefusal>> {
  const campaign = await findCampaign(tx, scope, row.campaignId)
  if (campaign?.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' })
  const open = await findOwnFileState(tx, scope, { fileId: row.fileId, hold: true })
  return open ? ok(null) : refuse({ code: 'FILE_NOT_EDITABLE' })
}
