import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import type { CellFile, CellFileStep } from '@nq15/db/ratings/cell-file.read'
import type { CountRow } from '@nq15/db/ratings/count.read'
import type { DecisionRow } from '@nq15/db/ratings/decision.read'
import { type AskedCampaign, readCommitteePlace } from '@nq15/db/ratings/place.read'
import type { Scope } from '@nq15/db/scope'
import type { WorkingCalendar } from '@nq15/domain/calendar'
import { type CellFileState, computeQuota, type Quota, type RuleSet } from '@nq15/domain/ratings'
import { compareNames } from '@nq15/domain/shared'
import { rulesOf } from './campaign-rules.ts'
import { groupCounts } from './group-counts.ts'

/** One cell on the board of its committee. */
export type BoardRow = {
  readonly file: CellFile
  readonly lastStep: CellFileStep | null
  /** Proposed outcomes of the cell, over all kinds of person. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Proposed XS by kind of person, to say who is over the line. */
  readonly excellent: Readonly<Record<string, number>>
  readonly good: Readonly<Record<string, number>>
}

/** Everything a committee's board shows, in one snapshot. */
export type Board = {
  readonly campaign: Campaign
  readonly ruleSet: RuleSet
  readonly rows: readonly BoardRow[]
  readonly states: Readonly<Record<CellFileState, number>>
  readonly quota: Quota
  readonly decision: DecisionRow | null
  /** The committee as it is called. */
  readonly committeeName: string
  /** The secretary of each cell by its id. */
  readonly heads: ReadonlyMap<string, string>
  /** Reasons given for returns here, the newest first, to be offered again. */
  readonly reasons: readonly string[]
  readonly calendar: WorkingCalendar
  /** Changes with what a judgement of the decision reads and the board does not show. */
  readonly besides: string
}

const offeredReasons = 4

type Of = AskedCampaign & { readonly committeeId: string }

/** Reads the board of a committee in a campaign or a year; null when it has no cell there or is out of scope. */
export async function readBoard(db: Database, scope: Scope, asked: Of): Promise<Board | null> {
  if (!['rating:board', 'rating:decide'].includes(scope.permission)) return null
  const read = await db.asReader(scope, async (tx) => {
    const place = await readCommitteePlace(tx, scope, { ...asked, reasons: offeredReasons })
    return place && { ...place, calendar: await readCalendar(tx, scope) }
  })
  if (!read) return null
  const { campaign, files, counts, decision, committeeName, reasons, calendar } = read
  const heads = new Map(files.flatMap(({ organizationId, head }) => (head === null ? [] : [[organizationId, head]])))
  const ruleSet = rulesOf(campaign)
  const exception = decision?.exceptionDecisionNumber
    ? { granted: true, decisionNo: decision.exceptionDecisionNumber }
    : null
  return {
    campaign,
    ruleSet,
    rows: files
      .map((file) => toRow(file, file.lastStep, counts))
      .sort((left, right) => urgencyOf(left) - urgencyOf(right) || compareNames(left.file.name, right.file.name)),
    states: countStates(files),
    quota: computeQuota({ ...ruleSet.options.quota, exception }, groupCounts(counts)),
    ...{ decision, committeeName, heads, reasons, calendar, besides: read.besides },
  }
}

/** What needs the office stands first: returned, being appraised, sent, then what the cell still works on. */
const order: readonly CellFileState[] = [
  'returned',
  'appraising',
  'sent',
  'appraised',
  'with-intermediate',
  'in-work',
  'not-started',
  'decided',
]
const urgencyOf = ({ file }: BoardRow): number => order.indexOf(file.state)

function toRow(file: CellFile, lastStep: CellFileStep | null, counts: readonly CountRow[]): BoardRow {
  const own = counts.filter(({ organizationId }) => organizationId === file.organizationId)
  const by = (key: 'outcome' | 'subject', rows: readonly CountRow[]) => {
    const sums: Record<string, number> = {}
    for (const row of rows) sums[row[key]] = (sums[row[key]] ?? 0) + row.count
    return sums
  }
  return {
    file,
    lastStep,
    outcomes: by('outcome', own),
    excellent: by(
      'subject',
      own.filter(({ outcome }) => outcome === 'XS'),
    ),
    good: by(
      'subject',
      own.filter(({ outcome }) => outcome === 'T'),
    ),
  }
}

function countStates(files: readonly CellFile[]): Record<CellFileState, number> {
  const states: Record<CellFileState, number> = {
    'not-started': 0,
    'in-work': 0,
    'with-intermediate': 0,
    sent: 0,
    appraising: 0,
    returned: 0,
    appraised: 0,
    decided: 0,
  }
  for (const { state } of files) states[state] += 1
  return states
}
