import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { drawPaper, filePaper } from '../reports/draw-paper.ts'
import { readPaperGround } from '../reports/read-paper-ground.ts'
import { fileWord, formOf, type PaperFile, wordType } from './paper-words.ts'

export type ExportBallotsRefusal = { readonly code: 'NOT_FOUND' | 'NOBODY_TO_RATE' }

type Asked = {
  readonly campaignId: string
  readonly organizationId: string
  /** The day of the meeting; today when not said. */
  readonly heldOn?: LegalDay
  readonly now: Date
}

/**
 * The ballots of a cell as a Word file, two A5 on a page: the members who are rated, in the order of the list, and no voter.
 * For `rating:work`, `rating:tally` and `rating:board`.
 */
export async function exportBallots(
  db: Database,
  scope: Scope,
  { heldOn, now, ...of }: Asked,
): Promise<Result<PaperFile, ExportBallotsRefusal>> {
  if (!['rating:work', 'rating:tally', 'rating:board'].includes(scope.permission)) return refuse({ code: 'NOT_FOUND' })
  const place = { ...of, form: formOf('ballot'), caseId: null }
  const ground = await db.asReader(scope, (tx) =>
    readPaperGround(tx, scope, { place, day: heldOn ?? todayInHanoi(now), now }),
  )
  if (!ground) return refuse({ code: 'NOT_FOUND' })
  if (ground.missing.includes('members')) return refuse({ code: 'NOBODY_TO_RATE' })
  const { paper, sha256 } = drawPaper(ground)
  const bytes = await filePaper(paper, {
    format: 'docx',
    options: ground.options,
    generatedAt: now.toISOString(),
    proof: { sha256 },
  })
  const fileName = `${fileWord(`Phiếu xếp loại ${ground.campaign.year} ${ground.subjectName}`)}.docx`
  return ok({ fileName, contentType: wordType, bytes })
}
