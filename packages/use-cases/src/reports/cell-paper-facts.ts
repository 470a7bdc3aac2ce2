import type { Tx } from '@nq15/db/client'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { listCellCases, type RatingCaseRow } from '@nq15/db/ratings/case.read'
import { findMeeting, type MeetingRow } from '@nq15/db/ratings/meeting.read'
import { listTallies } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import {
  editionOfList,
  groupWord,
  type PaperData,
  type ProposalRow,
  type SecondTally,
  type Tally,
} from '@nq15/documents/ratings'
import {
  computeQuota,
  countAttendance,
  type QuotaRule,
  type RuleSet,
  thresholdOf,
  totalPoints,
} from '@nq15/domain/ratings'
import type { PaperTexts } from '@nq15/domain/reports'
import { rulesOf } from '../ratings/campaign-rules.ts'
import { type CellFileCheck, checkCellFile } from '../ratings/check-cell-file.ts'
import { definedFields } from '../ratings/defined-fields.ts'
import { groupCounts } from '../ratings/group-counts.ts'
import {
  groupOfSubject,
  paperOutcome,
  paperPoints,
  reasonInWords,
  thresholdInWords,
  writtenDay,
} from '../ratings/paper-words.ts'
import { seeCount } from '../ratings/see-entries.ts'
import { countOf, type RoundCount } from '../ratings/tally-of-case.ts'

type Of = { readonly campaignId: string; readonly organizationId: string }

/** What the papers of a cell rest on: its people, what it proposes, and its count of one or two rounds as far as whole. */
export async function cellPaperFacts(
  tx: Tx,
  scope: Scope,
  { of, campaign }: { readonly of: Of; readonly campaign: Campaign },
): Promise<
  Pick<PaperData, 'members' | 'proposals' | 'tally' | 'candidates' | 'quota'> & { readonly texts: PaperTexts }
> {
  const cases = await listCellCases(tx, scope, of)
  const tallies = await listTallies(tx, scope, of)
  const ruleSet = rulesOf(campaign)
  const { toCheck } = seeCount(scope, { ruleSet, cases, tallies })
  const check = checkCellFile({ campaign, cases, ruleSet: toCheck.ruleSet, tallies: toCheck.tallies })
  const count = countOf(toCheck.tallies, 1)
  const nameOf = new Map(cases.map(({ id, fullName }) => [id, fullName]))
  const rated = cases.filter(({ notRatedReason }) => notRatedReason === null)
  const first = firstRound(count, { rated, check, ruleSet })
  const second = secondRound(check, { nameOf, ruleSet })
  const seats = check.secondRound?.count.first?.seats
  return definedFields({
    members: rated.map(({ fullName, postTitle }) => definedFields({ name: fullName, post: postTitle ?? undefined })),
    proposals: check.cases.map(({ row, proposal }) => proposalOf(row, { proposal, count })),
    tally: first && definedFields({ ...first, second }),
    candidates: check.secondRound?.candidates.map((id) => nameOf.get(id) ?? ''),
    quota: quotaLines(check, ruleSet),
    texts: definedFields({ seats: seats === null || seats === undefined ? undefined : String(seats) }),
  })
}

const bases = {
  T_ONLY: 'xếp hoàn thành tốt nhiệm vụ',
  T_OR_BETTER: 'xếp hoàn thành tốt nhiệm vụ trở lên',
  ALL_RATED: 'được xếp loại',
} as const satisfies Record<QuotaRule['denominator'], string>

/**
 * What the cell proposes as excellent beside its own share, group by group. The limit itself holds in the group of the whole
 * committee, at its decision: a cell above its share is told so and not held back.
 */
function quotaLines({ cases }: CellFileCheck, { options, quota: { groups } }: RuleSet): readonly string[] {
  const sums = cases.map(({ row, proposal }) => ({
    ...{ subject: row.subject, count: 1 },
    outcome: row.notRatedReason ? 'NOT_RATED' : (proposal.effective ?? ''),
  }))
  const { perGroup } = computeQuota({ ...options.quota, exception: null }, groupCounts(sums))
  const there = perGroup.filter(({ key }) => sums.some(({ subject }) => subject === key))
  if (groups.length === 0) return []
  const edition = editionOfList(cases.map(({ row }) => ({ edition: row.reviewEdition })))
  return there.map(({ key, xs, limit, base, excess }) => {
    const share = `${options.quota.percent}% của ${base} đảng viên ${bases[options.quota.denominator]} trong chi bộ là ${limit}`
    const above = excess > 0 ? `, vượt ${excess}: cấp ủy xem xét trong nhóm của toàn đảng bộ khi quyết định` : ''
    return `Nhóm ${groupWord('G3', groupOfSubject(key), edition)}: đề nghị ${xs}; ${share}${above}.`
  })
}

type Round = { readonly ruleSet: RuleSet }

const votesIn = (count: RoundCount, row: RatingCaseRow) =>
  row.notRatedReason ? undefined : count.ofCase(row.id)?.perLevel

/** The first round once every number is typed and the record is sound; a second entry that is still blind hides it. */
function firstRound(
  count: RoundCount,
  { rated, check, ruleSet }: Round & { readonly rated: readonly RatingCaseRow[]; readonly check: CellFileCheck },
): Tally | undefined {
  const { first: entry, head } = count
  const votes = rated.flatMap((row) => {
    const own = votesIn(count, row)
    return own ? [{ name: row.fullName, XS: own.XS, T: own.T, HT: own.HT, KHT: own.KHT }] : []
  })
  if (!head || !entry || votes.length < rated.length || !check.record?.ok) return undefined
  return definedFields({
    ...whenAndWhere(entry),
    ...{ eligible: head.eligible, present: head.present, issued: head.issued },
    ...{ collected: head.collected, valid: head.valid, invalid: head.invalid },
    votes,
    threshold: thresholdInWords(thresholdOf(ruleSet.options, 1)),
  })
}

/** The second round once it is whole and sound. */
function secondRound(
  { secondRound: round }: CellFileCheck,
  { nameOf, ruleSet }: Round & { readonly nameOf: ReadonlyMap<string, string> },
): SecondTally | undefined {
  const record = round?.count.names(round.candidates)
  if (!round?.result?.ok || record?.round !== 2 || !round.count.first) return undefined
  const { candidates = [], seats, eligible, present, issued, collected, valid, invalid } = record
  const chosen = round.result.chosen ?? []
  return definedFields({
    ...whenAndWhere(round.count.first),
    ...{ eligible, present, issued, collected, valid, invalid, seats },
    votes: candidates.map(({ key, votes }) => ({ name: nameOf.get(key) ?? '', votes, chosen: chosen.includes(key) })),
    threshold: thresholdInWords(thresholdOf(ruleSet.options, 2)),
  })
}

const whenAndWhere = ({ heldOn, place }: { readonly heldOn: string | null; readonly place: string | null }) => ({
  heldOn: heldOn ?? undefined,
  place: place ?? undefined,
})

function proposalOf(
  row: RatingCaseRow,
  { proposal, count }: { readonly proposal: CellFileCheck['cases'][number]['proposal']; readonly count: RoundCount },
): ProposalRow {
  const { assessment } = row
  const level = row.notRatedReason ? 'NOT_RATED' : proposal.effective
  const selfProposed = paperOutcome(assessment?.selfLevel)
  const votes = votesIn(count, row)
  const points = assessment ? totalPoints(assessment.generalPoints, assessment.resultPoints) : null
  return definedFields({
    name: row.fullName,
    post: row.postTitle ?? undefined,
    group: groupOfSubject(row.subject),
    edition: row.reviewEdition,
    generalPoints: paperPoints(assessment?.generalPoints),
    resultPoints: paperPoints(assessment?.resultPoints),
    points: paperPoints(points),
    tasks: tasksOf(assessment),
    selfProposed: selfProposed === 'NOT_RATED' ? undefined : selfProposed,
    votes: votes && level && level !== 'NOT_RATED' ? votes[level] : undefined,
    outcome: paperOutcome(level),
    notRatedReason: row.notRatedReason ? reasonInWords(row.notRatedReason, row.notRatedText) : undefined,
    byRules: paperOutcome(proposal.outcome),
    reason: row.proposedReason ?? undefined,
  })
}

const tasksOf = (assessment: RatingCaseRow['assessment']) =>
  assessment?.tasksAssigned === null || assessment?.tasksAssigned === undefined
    ? undefined
    : {
        assigned: assessment.tasksAssigned,
        onTime: assessment.tasksOnTime ?? 0,
        exceeded: assessment.tasksExceeded ?? 0,
      }

/** The minutes of a cell's meeting as its paper's fields; none before anything was typed. */
export async function meetingTexts(tx: Tx, scope: Scope, of: Of): Promise<PaperTexts> {
  const meeting = await findMeeting(tx, scope, of)
  if (!meeting) return {}
  const cases = await listCellCases(tx, scope, of)
  const people = cases.map((row) => ({
    name: row.fullName,
    isRated: row.notRatedReason === null,
    said: meeting.persons.find(({ caseId }) => caseId === row.id),
  }))
  // Who is not rated counts only where the minutes name him.
  const called = people.filter(({ isRated, said }) => isRated || (said?.attendance ?? null) !== null)
  const counts = countAttendance(called.map(({ said }) => ({ attendance: said?.attendance ?? null })))
  return Object.fromEntries(
    Object.entries({
      ...headTexts(meeting),
      // A count in which somebody is still unknown is not printed as if it were whole.
      ...(counts.unknown > 0 ? {} : { entitled: String(counts.entitled), present: String(counts.present) }),
      absent: people.flatMap(({ name, said }) => absenceOf(name, said)).join('; '),
      opinions: people.flatMap(({ name, said }) => opinionsOf(name, said)).join('\n'),
    }).filter(([, text]) => text !== ''),
  )
}

function headTexts({ heldOn, beganAt, endedAt, ...meeting }: MeetingRow): PaperTexts {
  const began = [beganAt ? clock(beganAt) : '', heldOn ? `ngày ${writtenDay(heldOn)}` : '']
  return {
    startedAt: began.filter((part) => part !== '').join(' '),
    place: meeting.place,
    guests: meeting.guests,
    chair: meeting.chairName,
    secretary: meeting.secretaryName,
    proposals: meeting.conclusions,
    endedAt: endedAt ? clock(endedAt) : '',
  }
}

/** `19:30` as minutes write it: `19 giờ 30 phút`. */
const clock = (time: string) => time.replace(/^(\d{1,2}):(\d{2}).*$/u, '$1 giờ $2 phút')

type Said = MeetingRow['persons'][number] | undefined

function absenceOf(name: string, said: Said): string[] {
  if (said?.attendance !== 'EXCUSED' && said?.attendance !== 'UNEXCUSED') return []
  const why = said.attendance === 'UNEXCUSED' ? 'không lý do' : said.absenceReason || 'có lý do'
  return [`${name} (${why})`]
}

function opinionsOf(name: string, said: Said): string[] {
  return [
    ...(said?.opinions ? [`Góp ý với đồng chí ${name}: ${said.opinions}`] : []),
    ...(said?.committeeComment ? [`Chi ủy nhận xét đồng chí ${name}: ${said.committeeComment}`] : []),
  ]
}
