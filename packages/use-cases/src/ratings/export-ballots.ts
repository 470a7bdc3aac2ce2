import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { ballotPaper } from '@nq15/documents/ratings'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { readCellPaper } from './cell-paper.ts'
import { fileWord, type PaperFile, wordType } from './paper-words.ts'

export type ExportBallotsRefusal = { readonly code: 'NOT_FOUND' | 'NOBODY_TO_RATE' }

type Asked = {
  readonly campaignId: string
  readonly organizationId: string
  /** The day of the meeting; today when not said. */
  readonly heldOn?: LegalDay
  readonly now: Date
}

/**
 * The ballot of a cell as an A5 Word file to be copied: the members who are rated, in the order of the list, and no voter.
 * For `rating:work`, `rating:tally` and `rating:board`.
 */
export async function exportBallots(
  db: Database,
  scope: Scope,
  { heldOn, now, ...of }: Asked,
): Promise<Result<PaperFile, ExportBallotsRefusal>> {
  if (!['rating:work', 'rating:tally', 'rating:board'].includes(scope.permission)) return refuse({ code: 'NOT_FOUND' })
  const day = heldOn ?? todayInHanoi(now)
  const read = await db.asReader(scope, (tx) => readCellPaper(tx, scope, { ...of, day }))
  if (!read) return refuse({ code: 'NOT_FOUND' })
  const { campaign, cases, head } = read
  const members = cases.filter(({ notRatedReason }) => notRatedReason === null).map(({ fullName }) => fullName)
  if (members.length === 0) return refuse({ code: 'NOBODY_TO_RATE' })
  const { superior, issuer: cell, place } = head
  const bytes = await ballotPaper({
    ...{ superior, cell, place, day, members },
    year: campaign.year,
    round: 1,
    generatedAt: now.toISOString(),
  })
  return ok({ fileName: `${fileWord(`Phiếu xếp loại ${campaign.year} ${cell}`)}.docx`, contentType: wordType, bytes })
}
