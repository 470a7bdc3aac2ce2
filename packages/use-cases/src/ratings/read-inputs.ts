import type { Database } from '@nq15/db/client'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { findCellFile } from '@nq15/db/ratings/cell-file.read'
import { type InputRow, isAskedFileOpen, listAskedInputs, listCellInputs } from '@nq15/db/ratings/input.read'
import { countOpenHints } from '@nq15/db/ratings/review.read'
import type { Scope } from '@nq15/db/scope'
import { isCellFileEditable, type Level } from '@nq15/domain/ratings'

/** One person of the cell with what others said of him. */
export type PersonInputs = {
  readonly caseId: string
  readonly name: string
  readonly position: number
  readonly subject: string
  readonly notRated: boolean
  readonly inputs: readonly InputRow[]
  /** Questions of the superior that wait for an answer. */
  readonly openHints: number
  /** What is missing or speaks against the proposed level; each warns and blocks nothing. */
  readonly warnings: readonly InputWarning[]
}
export type InputWarning = 'RESIDENCE_MISSING' | 'EMPLOYER_MISSING' | 'EMPLOYER_KHT' | 'HINT_UNANSWERED'

/** What a cell has asked of others, and what others have asked of it. */
export type CellInputs = {
  readonly year: number
  readonly cellName: string
  readonly isOpen: boolean
  readonly persons: readonly PersonInputs[]
  readonly asked: readonly (InputRow & { readonly isOpen: boolean })[]
}

/**
 * Reads the words of others on the persons of a cell, for `rating:work` and `rating:board`, with what is missing: a comment of
 * the cell of residence for who works elsewhere than he lives is asked by practice and comes late, so its lack only warns.
 */
export async function readCellInputs(
  db: Database,
  scope: Scope,
  { year, organizationId }: { year: number; organizationId: string },
): Promise<CellInputs | null> {
  if (!['rating:work', 'rating:board'].includes(scope.permission)) return null
  return db.asReader(scope, async (tx) => {
    const campaign = await findCampaignOfYear(tx, scope, year)
    const of = { campaignId: campaign?.id ?? '', organizationId }
    const file = campaign && (await findCellFile(tx, scope, of))
    if (!campaign || !file) return null
    const cases = await listCellCases(tx, scope, of)
    const inputs = await listCellInputs(tx, scope, of)
    const hints = await countOpenHints(tx, scope, of)
    const asked = await listAskedInputs(tx, scope, { year, organizationId })
    const withState = []
    for (const one of asked) withState.push({ ...one, isOpen: await isAskedFileOpen(tx, scope, one) })
    return {
      year,
      cellName: file.name,
      isOpen: campaign.state === 'open' && (file.state === 'not-started' || isCellFileEditable(file.state)),
      asked: withState,
      persons: cases.map((row) => {
        const own = inputs.filter(({ caseId }) => caseId === row.id)
        const openHints = hints.get(row.id) ?? 0
        return {
          ...{ caseId: row.id, name: row.fullName, position: row.positionInList, subject: row.subject },
          ...{ inputs: own, openHints, notRated: row.notRatedReason !== null },
          warnings: row.notRatedReason ? [] : warningsOf(row, own, openHints),
        }
      }),
    }
  })
}

type Person = {
  readonly subject: string
  readonly proposedLevel: string | null
  readonly computedOutcome: string | null
}

/** Who works in the political system has an employer who rates him and a home elsewhere; the others live where their cell is. */
export function warningsOf(
  { subject, proposedLevel, computedOutcome }: Person,
  inputs: readonly Pick<InputRow, 'kind' | 'level' | 'answeredAt'>[],
  openHints: number,
): InputWarning[] {
  const answered = (kind: InputRow['kind']) => inputs.find((one) => one.kind === kind && one.answeredAt !== null)
  const works = subject !== 'MEMBER_2C'
  const level = (proposedLevel ?? computedOutcome) as Level | null
  return [
    ...(works && !answered('RESIDENCE') ? (['RESIDENCE_MISSING'] as const) : []),
    ...(works && !answered('EMPLOYER') ? (['EMPLOYER_MISSING'] as const) : []),
    ...(answered('EMPLOYER')?.level === 'KHT' && level !== 'KHT' ? (['EMPLOYER_KHT'] as const) : []),
    ...(openHints > 0 ? (['HINT_UNANSWERED'] as const) : []),
  ]
}
