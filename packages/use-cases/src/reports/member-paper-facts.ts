import type { Tx } from '@nq15/db/client'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { findBirthDay, type RatingCaseRow, readReviewText } from '@nq15/db/ratings/case.read'
import { listMemberRatings } from '@nq15/db/ratings/decision.read'
import { listCaseInputs } from '@nq15/db/ratings/input.read'
import { findMeeting } from '@nq15/db/ratings/meeting.read'
import { readReviewParts } from '@nq15/db/ratings/review.read'
import type { Scope } from '@nq15/db/scope'
import { type Person, type WrittenReview, wordsOf } from '@nq15/documents/ratings'
import type { Participation, TaskStatus } from '@nq15/domain/ratings'
import { generationOfYear, type PaperTexts } from '@nq15/domain/reports'
import { rulesOf } from '../ratings/campaign-rules.ts'
import { definedFields } from '../ratings/defined-fields.ts'
import {
  groupOfSubject,
  paperOutcome,
  paperPoints,
  reasonInWords,
  sectionsOf,
  writtenDay,
} from '../ratings/paper-words.ts'
import { proposeCase } from '../ratings/propose-case.ts'

type Of = { readonly row: RatingCaseRow; readonly campaign: Campaign }

/** Who a paper of a member is about, as his cell keeps it. */
export async function personFacts(
  tx: Tx,
  scope: Scope,
  { row, cell }: { row: RatingCaseRow; cell: string },
): Promise<Person> {
  return definedFields({
    name: row.fullName,
    cell,
    group: groupOfSubject(row.subject),
    bornOn: (await findBirthDay(tx, scope, row)) ?? undefined,
    cardNumber: row.cardNumber ?? undefined,
    partyPost: row.postTitle ?? undefined,
  })
}

const statusWords: Readonly<Record<TaskStatus, string>> = {
  EXCEEDED: 'Vượt mức',
  ON_TIME: 'Đúng hạn',
  LATE: 'Chậm hạn',
  FAILED: 'Chưa xong',
}

/** What a member wrote of himself, section by section, with his tasks, the questions put to him, and what was said of it. */
export async function reviewFacts(tx: Tx, scope: Scope, of: Of): Promise<WrittenReview> {
  const { row } = of
  const text = (await readReviewText(tx, scope, row.id)) ?? ''
  const parts = (await readReviewParts(tx, scope, row.id)) ?? { sections: [], tasks: [], hints: [] }
  const earlier: Readonly<Record<string, string>> = text === '' ? {} : sectionsOf(text)
  const written = Object.fromEntries(
    parts.sections.filter(({ body }) => body.trim() !== '').map(({ section, body }) => [section, body]),
  )
  const level = paperOutcome(row.assessment?.selfLevel)
  return definedFields({
    // The text in one piece is still part of the review: nothing of it is lost beside the sections.
    ...earlier,
    ...Object.fromEntries(
      Object.entries(written).map(([section, body]) => [section, [earlier[section], body].filter(Boolean).join('\n')]),
    ),
    edition: row.reviewEdition,
    taskItems: parts.tasks.map(({ title, status, resultNote, product, quality, evidence }) => ({
      title,
      product,
      progress: [status === null ? '' : statusWords[status], resultNote].filter((one) => one !== '').join(': '),
      quality,
      evidence,
      result: [status === null ? '' : statusWords[status], resultNote].filter((one) => one !== '').join(': '),
    })),
    hints: parts.hints.map(({ question, answer }) => ({ question, answer })),
    generalPoints: paperPoints(row.assessment?.generalPoints),
    resultPoints: paperPoints(row.assessment?.resultPoints),
    selfProposed: level === 'NOT_RATED' ? undefined : level,
    ...(await saidOf(tx, scope, of)),
  })
}

/** States of a case before its cell has proposed a level. */
const beforeProposal = ['self', 'reviewed', 'balloted']

/** What the cell said and proposed, and what was decided; a member's own print leaves it to those who write it. */
async function saidOf(tx: Tx, scope: Scope, { row, campaign }: Of) {
  if (scope.permission === 'rating:self') return {}
  const meeting = await findMeeting(tx, scope, row)
  const own = meeting?.persons.find(({ caseId }) => caseId === row.id)
  const words = wordsOf(generationOfYear(campaign.year), 'member')
  const proposed = beforeProposal.includes(row.state)
    ? undefined
    : paperOutcome(proposeCase(row, { campaign, ruleSet: rulesOf(campaign) }).effective)
  const decided = await ownLevelFacts(tx, scope, { row, campaign })
  return {
    cellOpinion: own?.committeeComment || undefined,
    cellProposes: proposed && words[proposed].full,
    decided:
      decided && `${decided.words}, theo Quyết định số ${decided.decision} ngày ${writtenDay(decided.decidedOn)}`,
  }
}

/** A member's standing level of a year in words, with its decision; undefined while undecided. */
export async function ownLevelFacts(tx: Tx, scope: Scope, { row, campaign }: Of) {
  const rating = (await listMemberRatings(tx, scope, row.memberId)).find(({ year }) => year === campaign.year)
  const outcome = paperOutcome(rating?.outcome)
  if (!rating || !outcome) return undefined
  const why = rating.notRatedReason ? ` (${reasonInWords(rating.notRatedReason, row.notRatedText)})` : ''
  const words = wordsOf(generationOfYear(campaign.year), 'member')[outcome].full
  return { words: `${words}${why}`, decision: rating.decisionNumber, decidedOn: rating.decidedOn }
}

const participationWords: Readonly<Record<Participation, string>> = {
  REGULAR: 'Tham gia thường xuyên.',
  IRREGULAR: 'Tham gia chưa thường xuyên.',
  NONE: 'Chưa tham gia.',
}

/** What the cell where a member lives was asked and said, as the fields of the two papers of 213-QĐ/TW. */
export async function residenceTexts(tx: Tx, scope: Scope, { row }: Pick<Of, 'row'>): Promise<PaperTexts> {
  const asked = (await listCaseInputs(tx, scope, row.id)).filter(({ kind }) => kind === 'RESIDENCE')
  const input = asked.findLast(({ answeredAt }) => answeredAt !== null) ?? asked.at(-1)
  if (!input) return {}
  const { sourceName, participation, comment, givenOn } = input
  return Object.fromEntries(
    Object.entries({
      residenceCommittee: sourceName,
      residenceCell: sourceName,
      participation: participation === null ? '' : participationWords[participation],
      comment,
      commentedOn: givenOn ?? '',
    }).filter(([, text]) => text !== ''),
  )
}
