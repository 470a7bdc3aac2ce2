import type { Database } from '@nq15/db/client'
import { findCase } from '@nq15/db/ratings/case.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { drawPaper, filePaper } from '../reports/draw-paper.ts'
import { readPaperGround } from '../reports/read-paper-ground.ts'
import { fileWord, formOf, type PaperFile, wordType } from './paper-words.ts'

export type ExportSelfReviewRefusal = { readonly code: 'NOT_FOUND' | 'NOT_RATED' }

/**
 * A member's self-review in the form of his kind (02A, 02B, 02C) as a Word file: his own (`rating:self`), or one of the cell or
 * the committee (`rating:work`, `rating:board`), whose read is written into the trail. What is not written is left for the pen.
 */
export async function exportSelfReview(
  db: Database,
  scope: Scope,
  { caseId, now }: { caseId: string; now: Date },
): Promise<Result<PaperFile, ExportSelfReviewRefusal>> {
  if (!['rating:self', 'rating:work', 'rating:board'].includes(scope.permission)) return refuse({ code: 'NOT_FOUND' })
  const ground = await db.asReader(scope, async (tx) => {
    const row = await findCase(tx, scope, caseId)
    if (!row) return null
    const { campaignId, organizationId } = row
    const place = { campaignId, organizationId, form: formOf('self-review'), caseId }
    return readPaperGround(tx, scope, { place, day: todayInHanoi(now), now })
  })
  if (!ground) return refuse({ code: 'NOT_FOUND' })
  if (ground.missing.includes('self-review')) return refuse({ code: 'NOT_RATED' })
  const { paper, sha256 } = drawPaper(ground)
  const bytes = await filePaper(paper, {
    format: 'docx',
    options: ground.options,
    generatedAt: now.toISOString(),
    proof: { sha256 },
  })
  const fileName = `${fileWord(`Bản kiểm điểm ${ground.campaign.year} ${ground.data.person?.name ?? ''}`)}.docx`
  return ok({ fileName, contentType: wordType, bytes })
}
