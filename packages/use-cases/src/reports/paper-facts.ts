import type { Tx } from '@nq15/db/client'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { findBirthDay, findCase, listCellCases, type RatingCaseRow, readReviewText } from '@nq15/db/ratings/case.read'
import {
  type DecidedRow,
  type DecisionRow,
  findDecision,
  listDecided,
  listMemberRatings,
} from '@nq15/db/ratings/decision.read'
import { listTallies } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import {
  type DecidedMember,
  gradeWords,
  type PaperData,
  type Person,
  type ProposalRow,
  type Tally,
} from '@nq15/documents/ratings'
import { totalPoints } from '@nq15/domain/ratings'
import type { PaperFact } from '@nq15/domain/reports'
import { rulesOf } from '../ratings/campaign-rules.ts'
import { checkCellFile } from '../ratings/check-cell-file.ts'
import { definedFields } from '../ratings/defined-fields.ts'
import {
  groupOfSubject,
  paperOutcome,
  paperPoints,
  reasonInWords,
  sectionsOf,
  thresholdInWords,
} from '../ratings/paper-words.ts'
import { seeEntries } from '../ratings/see-entries.ts'
import { countOf } from '../ratings/tally-of-case.ts'
import type { PaperPlace } from './paper-place.ts'

/** What a paper is filled from, and which of the facts it rests on are not there. */
export type PaperFacts = {
  readonly data: PaperData
  readonly missing: readonly PaperFact[]
  readonly decision: DecisionRow | null
  readonly decided: readonly DecidedRow[]
}

type Asked = {
  readonly place: PaperPlace
  readonly campaign: Campaign
  readonly committeeId: string
  readonly cellName: string | null
  readonly superior: string
}

/** Loads the facts of one form. Reads of persons' texts and levels are written into the trail where they are made. */
export async function loadPaperFacts(tx: Tx, scope: Scope, asked: Asked): Promise<PaperFacts> {
  const { place, campaign, committeeId, cellName, superior } = asked
  const { form, caseId, organizationId } = place
  const needs = (fact: PaperFact) => form.facts.includes(fact)
  const of = { campaignId: campaign.id, organizationId }
  const isMember = caseId !== null
  const cell =
    needs('members') || needs('proposals') || needs('tally') ? await cellFacts(tx, scope, { of, campaign }) : null
  const row = isMember ? await findCase(tx, scope, caseId) : null
  const person = row ? await personOf(tx, scope, { row, cell: cellName ?? '' }) : undefined
  const wantsDecision = needs('decision') && !isMember
  const decision = wantsDecision ? await findDecision(tx, scope, { campaignId: campaign.id, committeeId }) : null
  const rows = decision ? await listDecided(tx, scope, decision) : []
  const decided = cellName === null ? rows : rows.filter((one) => one.organizationId === organizationId)
  const ownLevel =
    row && (needs('own-level') || form.code === 'notice')
      ? await ownLevelOf(tx, scope, { row, year: campaign.year })
      : undefined
  const review = row && needs('self-review') && !row.notRatedReason ? await reviewOf(tx, scope, row) : undefined
  const data: PaperData = definedFields({
    steps: stepsOf(campaign),
    superior,
    cell: cellName ?? undefined,
    members: cell?.members,
    proposals: cell?.proposals,
    tally: cell?.tally ?? undefined,
    person,
    review,
    ownLevel,
    decision: decision ? { number: decision.decisionNumber, decidedOn: decision.decidedOn } : undefined,
    decided: decision ? decided.map(decidedMember) : undefined,
  })
  return { data, missing: form.facts.filter((fact) => isMissing(fact, { data, isMember })), decision, decided }
}

function isMissing(
  fact: PaperFact,
  { data, isMember }: { readonly data: PaperData; readonly isMember: boolean },
): boolean {
  switch (fact) {
    case 'members':
      return (data.members ?? []).length === 0
    case 'proposals':
      return !(data.proposals ?? []).some(({ outcome }) => outcome !== undefined)
    case 'tally':
      return data.tally === undefined
    case 'decision':
      return isMember ? data.ownLevel === undefined : data.decided === undefined
    case 'organization-levels':
      return (data.organizations ?? []).length === 0
    case 'self-review':
      return data.review === undefined
    case 'own-level':
      return data.ownLevel === undefined
    case 'tables':
      return (data.tables ?? []).length === 0
    // Written by hand while no correction is recorded.
    case 'superseded-decision':
      return false
  }
}

const stepsOf = ({ opensOn, cutOffOn, cellDueOn, committeeDueOn }: Campaign) => [
  { what: 'Bắt đầu kiểm điểm, đánh giá, xếp loại', day: opensOn },
  { what: 'Chốt danh sách đảng viên được đánh giá, xếp loại', day: cutOffOn },
  { what: 'Chi bộ hoàn thành kiểm điểm, bỏ phiếu và gửi hồ sơ', day: cellDueOn },
  { what: 'Cấp ủy quyết định xếp loại', day: committeeDueOn },
]

async function cellFacts(
  tx: Tx,
  scope: Scope,
  { of, campaign }: { of: { campaignId: string; organizationId: string }; campaign: Campaign },
) {
  const cases = await listCellCases(tx, scope, of)
  const tallies = await listTallies(tx, scope, of)
  const ruleSet = rulesOf(campaign)
  const { toCheck } = seeEntries(scope, { ruleSet, cases, tallies })
  const check = checkCellFile({ campaign, cases, ruleSet, tallies: toCheck.tallies })
  const count = countOf(toCheck.tallies, 1)
  const { first: entry, head } = count
  const rated = cases.filter(({ notRatedReason }) => notRatedReason === null)
  const votesOf = (row: RatingCaseRow) => (row.notRatedReason ? undefined : count.ofCase(row.id)?.perLevel)
  const whole = head && entry && rated.every((row) => votesOf(row)) && check.record?.ok
  const tally: Tally | null = whole
    ? definedFields({
        round: 1,
        heldOn: entry.heldOn ?? undefined,
        place: entry.place ?? undefined,
        ...{ eligible: head.eligible, present: head.present, issued: head.issued },
        ...{ collected: head.collected, valid: head.valid, invalid: head.invalid },
        votes: rated.flatMap((row) => {
          const votes = votesOf(row)
          return votes
            ? [
                {
                  name: row.fullName,
                  excellent: votes.XS,
                  good: votes.T,
                  completed: votes.HT,
                  'not-completed': votes.KHT,
                },
              ]
            : []
        }),
        threshold: thresholdInWords(ruleSet),
      })
    : null
  const proposals = check.cases.map(({ row, proposal }): ProposalRow => {
    const { assessment } = row
    const level = row.notRatedReason ? 'NOT_RATED' : proposal.effective
    const selfProposed = paperOutcome(assessment?.selfLevel)
    const votes = votesOf(row)
    const points = assessment ? totalPoints(assessment.generalPoints, assessment.resultPoints) : null
    return definedFields({
      name: row.fullName,
      post: row.postTitle ?? undefined,
      group: groupOfSubject(row.subject),
      generalPoints: paperPoints(assessment?.generalPoints),
      resultPoints: paperPoints(assessment?.resultPoints),
      points: paperPoints(points),
      tasks: tasksOf(assessment),
      selfProposed: selfProposed === 'not-rated' ? undefined : selfProposed,
      votes: votes && level && level !== 'NOT_RATED' ? votes[level] : undefined,
      outcome: paperOutcome(level),
      notRatedReason: row.notRatedReason ? reasonInWords(row.notRatedReason, row.notRatedText) : undefined,
      byRules: paperOutcome(proposal.outcome),
      reason: row.proposedReason ?? undefined,
    })
  })
  return {
    members: rated.map(({ fullName, postTitle }) => definedFields({ name: fullName, post: postTitle ?? undefined })),
    proposals,
    tally,
  }
}

const tasksOf = (assessment: RatingCaseRow['assessment']) =>
  assessment?.tasksAssigned === null || assessment?.tasksAssigned === undefined
    ? undefined
    : {
        assigned: assessment.tasksAssigned,
        onTime: assessment.tasksOnTime ?? 0,
        exceeded: assessment.tasksExceeded ?? 0,
      }

async function personOf(tx: Tx, scope: Scope, { row, cell }: { row: RatingCaseRow; cell: string }): Promise<Person> {
  return definedFields({
    name: row.fullName,
    cell,
    group: groupOfSubject(row.subject),
    bornOn: (await findBirthDay(tx, scope, row)) ?? undefined,
    cardNumber: row.cardNumber ?? undefined,
    partyPost: row.postTitle ?? undefined,
  })
}

async function reviewOf(tx: Tx, scope: Scope, row: RatingCaseRow) {
  const text = (await readReviewText(tx, scope, row.id)) ?? ''
  const level = paperOutcome(row.assessment?.selfLevel)
  return definedFields({
    ...sectionsOf(text),
    generalPoints: paperPoints(row.assessment?.generalPoints),
    resultPoints: paperPoints(row.assessment?.resultPoints),
    selfProposed: level === 'not-rated' ? undefined : level,
  })
}

async function ownLevelOf(tx: Tx, scope: Scope, { row, year }: { row: RatingCaseRow; year: number }) {
  const rating = (await listMemberRatings(tx, scope, row.memberId)).find((one) => one.year === year)
  const outcome = paperOutcome(rating?.outcome)
  if (!rating || !outcome) return undefined
  const why = rating.notRatedReason ? ` (${reasonInWords(rating.notRatedReason, row.notRatedText)})` : ''
  return { words: `${gradeWords[outcome].full}${why}`, decision: rating.decisionNumber, decidedOn: rating.decidedOn }
}

/** A line of a decision's list in the words of the papers. */
export function decidedMember(row: DecidedRow): DecidedMember {
  const outcome = paperOutcome(row.outcome)
  if (!outcome) throw new Error(`a decided outcome ${row.outcome}`)
  return definedFields({
    id: row.caseId,
    name: row.fullName,
    cell: row.cellName,
    group: groupOfSubject(row.subject),
    outcome,
    cardNumber: row.cardNumber ?? undefined,
    points: paperPoints(row.totalPoints),
    notRatedReason: row.notRatedReason === null ? undefined : reasonInWords(row.notRatedReason, row.notRatedText),
  })
}
