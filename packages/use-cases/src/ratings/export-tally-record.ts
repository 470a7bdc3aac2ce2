import type { Database } from '@nq15/db/client'
import { listTallies, type TallyRow } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import { tallyRecord } from '@nq15/documents/ratings'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { RuleSet } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { rulesOf } from './campaign-rules.ts'
import { readCellPaper } from './cell-paper.ts'
import { type CellFileFault, checkCellFile } from './check-cell-file.ts'
import { fileWord, type PaperFile, wordType } from './paper-words.ts'
import { seeEntries } from './see-entries.ts'
import { countOf } from './tally-of-case.ts'

export type ExportTallyRefusal =
  | { readonly code: 'NOT_FOUND' }
  | { readonly code: 'RECORD_NOT_SOUND'; readonly faults: readonly CellFileFault[] }

type Asked = {
  readonly campaignId: string
  readonly organizationId: string
  /** The counting group, as the meeting chose it; left for the pen when not said. */
  readonly tellers?: readonly { readonly name: string; readonly role: string }[]
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
  { tellers = [], now, ...of }: Asked,
): Promise<Result<PaperFile, ExportTallyRefusal>> {
  if (!['rating:work', 'rating:tally', 'rating:board'].includes(scope.permission)) return refuse({ code: 'NOT_FOUND' })
  const read = await db.asReader(scope, async (tx) => {
    const tallies = await listTallies(tx, scope, of)
    const day = first(tallies)?.heldOn ?? todayInHanoi(now)
    const paper = await readCellPaper(tx, scope, { ...of, day })
    return paper && { ...paper, tallies }
  })
  if (!read) return refuse({ code: 'NOT_FOUND' })
  const { campaign, cases, head, tallies } = read
  const ruleSet = rulesOf(campaign)
  const { toCheck } = seeEntries(scope, { ruleSet, cases, tallies })
  const faults = checkCellFile({ campaign, cases, ruleSet, tallies: toCheck.tallies }).faults
  const standing = faults.filter(({ code }) => ofTheCount.includes(code))
  const count = countOf(toCheck.tallies, 1)
  const { first: entry, head: record } = count
  if (standing.length > 0 || !entry || !record) return refuse({ code: 'RECORD_NOT_SOUND', faults: standing })

  const { eligible, present, issued, collected, valid, invalid } = record
  const bytes = await tallyRecord({
    head,
    year: campaign.year,
    round: 1,
    countedAt: `ngày ${(entry.heldOn ?? head.day).split('-').reverse().join('/')}, tại ${entry.place || '…………'}`,
    tellers,
    ...{ eligible, present, issued, collected, valid, invalid },
    votes: cases.flatMap((row) => {
      const votes = row.notRatedReason ? null : count.ofCase(row.id)?.perLevel
      if (!votes) return []
      return [
        { name: row.fullName, excellent: votes.XS, good: votes.T, completed: votes.HT, 'not-completed': votes.KHT },
      ]
    }),
    threshold: thresholdInWords(ruleSet),
    signatures: { left: { position: 'Thư ký' }, right: { position: 'Tổ trưởng tổ kiểm phiếu' } },
    generatedAt: now.toISOString(),
  })
  const fileName = `${fileWord(`Biên bản kiểm phiếu ${campaign.year} ${head.issuer}`)}.docx`
  return ok({ fileName, contentType: wordType, bytes })
}

const first = (tallies: readonly TallyRow[]): TallyRow | undefined =>
  tallies.find(({ round, entry }) => round === 1 && entry === 1)

const baseWords = {
  ELIGIBLE: 'số đảng viên được triệu tập',
  PRESENT: 'số đảng viên có mặt',
  ISSUED: 'số phiếu phát ra',
  COLLECTED: 'số phiếu thu về',
  VALID: 'số phiếu hợp lệ',
} as const satisfies Record<RuleSet['options']['voting']['base'], string>

/** The share and whose share it is: "trên 1/2 số đảng viên được triệu tập". */
const thresholdInWords = ({ options: { voting } }: RuleSet): string =>
  `${voting.strict ? 'trên' : 'từ'} ${voting.num}/${voting.den} ${baseWords[voting.base]}`
