import type { Database } from '@nq15/db/client'
import { saveAssessment as storeAssessment } from '@nq15/db/ratings/assessment.write'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { findCase, type RatingCaseRow } from '@nq15/db/ratings/case.read'
import { findOwnFileState } from '@nq15/db/ratings/cell-file.read'
import { findItemScores, type StoredScores } from '@nq15/db/ratings/item-score.read'
import { type ScoreStage, saveItemScores } from '@nq15/db/ratings/item-score.write'
import { listStandingOverlays } from '@nq15/db/ratings/rule-overlay.read'
import type { Scope } from '@nq15/db/scope'
import {
  applyOverlays,
  type ItemScores,
  itemScoresSchema,
  type RuleSet,
  type ScoredDossier,
  type ScoreRefusal,
  type ScoreSheet,
  scoreDossier,
  scoreSheetSchema,
  sheetOf,
  subjectSchema,
} from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { rulesOf } from './campaign-rules.ts'
import { openFileForWork } from './open-file.ts'
import { factsOf } from './propose-case.ts'
import { refreshFile } from './refresh-file.ts'

type Tx = Parameters<typeof findCase>[0]

/** The sheet of a case with what was scored on it; `sheet` null where no committee made one. */
export type SheetView = {
  readonly sheet: ScoreSheet | null
  readonly stages: Readonly<
    Record<
      ScoreStage,
      {
        readonly scores: ItemScores
        readonly scored: ScoredDossier | null
        readonly version: number
        readonly enteredByName: string
      } | null
    >
  >
}

/** The sheet of a case and the scores entered on it, by its member or by whoever works on the cell's file. */
export async function readSheet(
  db: Database,
  scope: Scope,
  caseId: string,
): Promise<Result<SheetView, { readonly code: 'NOT_FOUND' }>> {
  return db.asReader(scope, async (tx) => {
    const ground = await readGround(tx, scope, caseId)
    if (!ground) return refuse({ code: 'NOT_FOUND' })
    const { sheet, scores } = ground
    const view = (stored: StoredScores | null) => {
      if (!stored || !sheet) return null
      const entered = itemScoresSchema.parse(stored.scores)
      const scored = score(ground, sheet, entered)
      const { version, enteredByName } = stored
      return { scores: entered, scored: scored.ok ? scored.value : null, version, enteredByName }
    }
    return ok({ sheet, stages: { self: view(scores.self), appraised: view(scores.appraised) } })
  })
}

export type ScoreBySheetRefusal =
  | {
      readonly code:
        | 'NOT_FOUND'
        | 'NO_SHEET'
        | 'NOT_RATED'
        | 'CAMPAIGN_NOT_OPEN'
        | 'FILE_NOT_EDITABLE'
        | 'CHANGED_MEANWHILE'
    }
  | ScoreRefusal

type Command = {
  readonly requestId: string
  readonly caseId: string
  readonly stage: ScoreStage
  readonly version: number
  readonly scores: ItemScores
  readonly now: Date
}

/**
 * Saves scores by items and reckons the points from them: a member his own (`rating:self`), the cell both (`rating:work`). The
 * points of the dossier follow the appraised scores, else the person's own, as soon as nothing is missing.
 */
export async function scoreBySheet(
  db: Database,
  scope: Scope,
  { requestId, caseId, stage, version, scores, now }: Command,
): Promise<Result<{ version: number; scored: ScoredDossier }, ScoreBySheetRefusal>> {
  const act = { requestId, useCase: 'score-by-sheet', permissions: ['rating:self', 'rating:work'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const ground = await readGround(tx, scope, caseId)
    const own = scope.permission === 'rating:self'
    if (!ground || (own && stage === 'appraised')) return refuse({ code: 'NOT_FOUND' })
    const { row, sheet } = ground
    if (row.notRatedReason) return refuse({ code: 'NOT_RATED' })
    if (!sheet) return refuse({ code: 'NO_SHEET' })
    const work = own ? await ownFileOpen(tx, scope, row) : await cellFileOpen(tx, scope, { row, now })
    if (!work.ok) return work
    const scored = score(ground, sheet, scores)
    if (!scored.ok) return scored
    const { generalPoints, resultPoints } = scored.value
    const points = { generalPoints, resultPoints }
    const saved = await saveItemScores(tx, scope, { of: row, stage, version, sheet, scores, ...points, at: now })
    if (saved === null) return refuse({ code: 'CHANGED_MEANWHILE' })
    const decides = stage === 'appraised' || ground.scores.appraised === null
    if (decides && generalPoints !== null && resultPoints !== null) {
      const of = { of: row, version: row.assessment?.version ?? 0, patch: points, at: now }
      if ((await storeAssessment(tx, scope, of)) === null) return refuse({ code: 'CHANGED_MEANWHILE' })
    }
    if (work.value) await refreshFile(tx, scope, { ...work.value, at: now })
    return ok({ version: saved, scored: scored.value })
  })
}

type Ground = {
  readonly row: RatingCaseRow
  readonly ruleSet: RuleSet
  readonly sheet: ScoreSheet | null
  readonly year: number
  readonly scores: { readonly self: StoredScores | null; readonly appraised: StoredScores | null }
}

/**
 * The sheet on which the case is scored: the one its scores were entered on, else the nearest published above it. It is kept
 * with the first scores, so that a dossier is never scored on two sheets.
 */
async function readGround(tx: Tx, scope: Scope, caseId: string): Promise<Ground | null> {
  const row = await findCase(tx, scope, caseId)
  const campaign = row && (await findCampaign(tx, scope, row.campaignId))
  if (!row || !campaign) return null
  const ruleSet = rulesOf(campaign)
  const scores = await findItemScores(tx, scope, caseId)
  const kept = (scores.appraised ?? scores.self)?.sheet
  const { year, cutOffOn } = campaign
  if (kept) return { row, ruleSet, year, scores, sheet: scoreSheetSchema.parse(kept) }
  const standing = await listStandingOverlays(tx, scope, { organizationId: row.committeeId, year, asOf: cutOffOn })
  const laid = applyOverlays(
    ruleSet,
    standing.map(({ content }) => content),
  )
  return { row, ruleSet, year, scores, sheet: laid.ok ? sheetOf(laid.value, subjectSchema.parse(row.subject)) : null }
}

const score = ({ row, ruleSet, year }: Ground, sheet: ScoreSheet, scores: ItemScores) =>
  scoreDossier({ sheet, scores, facts: factsOf(row, { year }), ruleSet })

async function ownFileOpen(tx: Tx, scope: Scope, row: RatingCaseRow) {
  const campaign = await findCampaign(tx, scope, row.campaignId)
  if (campaign?.state !== 'open') return refuse({ code: 'CAMPAIGN_NOT_OPEN' } as const)
  const open = await findOwnFileState(tx, scope, { fileId: row.fileId, hold: true })
  return open ? ok(null) : refuse({ code: 'FILE_NOT_EDITABLE' } as const)
}

async function cellFileOpen(tx: Tx, scope: Scope, { row, now }: { readonly row: RatingCaseRow; readonly now: Date }) {
  const { campaignId, organizationId } = row
  return openFileForWork(tx, scope, { campaignId, organizationId, now })
}
