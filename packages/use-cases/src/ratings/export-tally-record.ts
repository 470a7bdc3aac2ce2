import type { Database } from '@nq15/db/client'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { listTallies, type TallyRow } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { drawPaper, filePaper } from '../reports/draw-paper.ts'
import { readPaperGround } from '../reports/read-paper-ground.ts'
import { rulesOf } from './campaign-rules.ts'
import { type CellFileFault, checkCellFile } from './check-cell-file.ts'
import { fileWord, formOf, type PaperFile, wordType } from './paper-words.ts'
import { seeEntries } from './see-entries.ts'
import { countOf } from './tally-of-case.ts'

export type ExportTallyRefusal =
  | { readonly code: 'NOT_FOUND' }
  | { readonly code: 'RECORD_NOT_SOUND'; readonly faults: readonly CellFileFault[] }

type Asked = {
  readonly campaignId: string
  readonly organizationId: string
  readonly now: Date
}

const ofTheCount = [
  'RECORD_INCOMPLETE',
  'RECORD_WRONG',
  'VOTES_MISSING',
  'VOTES_WRONG',
  'ENTRIES_DIFFER',
  'SECOND_ENTRY_MISSING',
]

/**
 * The record of a cell's count as a Word file, for `rating:work`, `rating:tally` and `rating:board`; refused with every fault
 * while the numbers are incomplete, do not add up, or two entries differ.
 */
export async function exportTallyRecord(
  db: Database,
  scope: Scope,
  { now, ...of }: Asked,
): Promise<Result<PaperFile, ExportTallyRefusal>> {
  if (!['rating:work', 'rating:tally', 'rating:board'].includes(scope.permission)) return refuse({ code: 'NOT_FOUND' })
  const place = { ...of, form: formOf('tally-record'), caseId: null }
  const read = await db.asReader(scope, async (tx) => {
    const tallies = await listTallies(tx, scope, of)
    const day = first(tallies)?.heldOn ?? todayInHanoi(now)
    const ground = await readPaperGround(tx, scope, { place, day, now })
    return ground && { ground, tallies, cases: await listCellCases(tx, scope, of) }
  })
  if (!read) return refuse({ code: 'NOT_FOUND' })
  const { cases, tallies, ground } = read
  const { campaign } = ground
  const ruleSet = rulesOf(campaign)
  const { toCheck } = seeEntries(scope, { ruleSet, cases, tallies })
  const faults = checkCellFile({ campaign, cases, ruleSet, tallies: toCheck.tallies }).faults
  const standing = faults.filter(({ code }) => ofTheCount.includes(code))
  const count = countOf(toCheck.tallies, 1)
  const { first: entry, head: record } = count
  if (standing.length > 0 || !entry || !record) return refuse({ code: 'RECORD_NOT_SOUND', faults: standing })

  const { paper, sha256 } = drawPaper(ground)
  const bytes = await filePaper(paper, {
    format: 'docx',
    options: ground.options,
    generatedAt: now.toISOString(),
    proof: { sha256 },
  })
  const fileName = `${fileWord(`Biên bản kiểm phiếu ${campaign.year} ${ground.subjectName}`)}.docx`
  return ok({ fileName, contentType: wordType, bytes })
}

const first = (tallies: readonly TallyRow[]): TallyRow | undefined =>
  tallies.find(({ round, entry }) => round === 1 && entry === 1)
