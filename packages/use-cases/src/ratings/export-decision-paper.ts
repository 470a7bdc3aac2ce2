import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import type { PaperFinding } from '@nq15/documents/reports'
import { todayInHanoi } from '@nq15/domain/calendar'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { drawPaper, filePaper } from '../reports/draw-paper.ts'
import { isListChanged } from '../reports/make-paper.ts'
import { readPaperGround } from '../reports/read-paper-ground.ts'
import { fileWord, formOf, type PaperFile, readNumber, wordType } from './paper-words.ts'

export type ExportDecisionRefusal =
  | { readonly code: 'NOT_FOUND' | 'NOT_DECIDED' | 'NUMBER_UNREADABLE' }
  /** The stored list is not the one that was decided: somebody wrote past the product. */
  | { readonly code: 'LIST_CHANGED' }
  | { readonly code: 'PAPER_HAS_FAULTS'; readonly findings: readonly PaperFinding[] }

type Asked = { readonly campaignId: string; readonly committeeId: string; readonly now: Date }

/**
 * The Word file of a committee's decision with its list, for `rating:board` and `rating:decide`. Names are those of the day of
 * the decision. Refused when a release check blocks; `warnings` are shown beside the file. The read of the list is audited.
 */
export async function exportDecisionPaper(
  db: Database,
  scope: Scope,
  { campaignId, committeeId, now }: Asked,
): Promise<Result<PaperFile & { warnings: readonly PaperFinding[] }, ExportDecisionRefusal>> {
  if (!['rating:board', 'rating:decide'].includes(scope.permission)) return refuse({ code: 'NOT_FOUND' })
  const place = { campaignId, organizationId: committeeId, form: formOf('member-decision'), caseId: null }
  const ground = await db.asReader(scope, (tx) => readPaperGround(tx, scope, { place, day: todayInHanoi(now), now }))
  if (!ground) return refuse({ code: 'NOT_FOUND' })
  const { campaign } = ground
  const decision = ground.carried?.decision
  if (!decision) return refuse({ code: 'NOT_DECIDED' })
  if (isListChanged(ground)) return refuse({ code: 'LIST_CHANGED' })
  if (!readNumber(decision.decisionNumber, '')) return refuse({ code: 'NUMBER_UNREADABLE' })
  const { paper, sha256, findings } = drawPaper(ground, { registering: true })
  if (findings.some(({ severity }) => severity === 'BLOCK')) return refuse({ code: 'PAPER_HAS_FAULTS', findings })
  return ok({
    fileName: `${fileWord(`Quyết định ${decision.decisionNumber} xếp loại đảng viên ${campaign.year}`)}.docx`,
    contentType: wordType,
    bytes: await filePaper(paper, {
      format: 'docx',
      options: ground.options,
      generatedAt: now.toISOString(),
      proof: { sha256 },
    }),
    warnings: findings,
  })
}
