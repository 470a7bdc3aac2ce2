import type { Tx } from '@nq15/db/client'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { findCase } from '@nq15/db/ratings/case.read'
import { type DecidedRow, type DecisionRow, findDecision, listDecided } from '@nq15/db/ratings/decision.read'
import type { Scope } from '@nq15/db/scope'
import type { DecidedMember, PaperData } from '@nq15/documents/ratings'
import type { ListedLevel } from '@nq15/documents/reports'
import { generationOfYear, type PaperFact, type PaperTexts } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { definedFields } from '../ratings/defined-fields.ts'
import { hashDecided } from '../ratings/hash-decided.ts'
import { groupOfSubject, paperOutcome, paperPoints, reasonInWords } from '../ratings/paper-words.ts'
import { appealFacts, correctionFacts } from './amended-paper-facts.ts'
import { cellPaperFacts, meetingTexts } from './cell-paper-facts.ts'
import { ownLevelFacts, personFacts, residenceTexts, reviewFacts } from './member-paper-facts.ts'
import type { PaperPlace } from './paper-place.ts'
import { tablePaperFacts } from './table-paper-facts.ts'
import { unitPaperFacts } from './unit-paper-facts.ts'

/** The decision a paper is the paper of: it gives number, day and signer. */
export type CarriedDecision = Pick<
  DecisionRow,
  'id' | 'decisionNumber' | 'decidedOn' | 'signerName' | 'signerTitle' | 'exceptionDecisionNumber'
>

/** A decision with the levels its paper lists; `isListChanged` where the stored list is not the one that was decided. */
type Carried = {
  readonly decision: CarriedDecision
  readonly levels: readonly ListedLevel[] | null
  readonly isListChanged: boolean
}

/** What a paper is filled from, and which of the facts it rests on are not there. */
export type PaperFacts = {
  readonly data: PaperData
  /** Fields as the stored facts fill them; what people write stands before them. */
  readonly texts: PaperTexts
  readonly missing: readonly PaperFact[]
  readonly carried: Carried | null
}

type Asked = {
  readonly place: PaperPlace
  readonly campaign: Campaign
  readonly committeeId: string
  readonly cellName: string | null
  readonly superior: string
  /** The day of the document. */
  readonly day: LegalDay
  readonly now: Date
}

type Own = { readonly data: PaperData; readonly texts?: PaperTexts; readonly carried?: Carried }

/** Loads the facts of one form. Reads of persons' texts and levels are written into the trail where they are made. */
export async function loadPaperFacts(tx: Tx, scope: Scope, asked: Asked): Promise<PaperFacts> {
  const { place, campaign, cellName, superior } = asked
  const isMember = place.caseId !== null
  const own = isMember ? await memberFacts(tx, scope, asked) : await organizationFacts(tx, scope, asked)
  const data = definedFields({ steps: stepsOf(campaign), superior, cell: cellName ?? undefined, ...own.data })
  const texts = own.texts ?? {}
  const isThere = (fact: PaperFact) => !isMissing(fact, { ...own, data, texts, isMember })
  return { data, texts, missing: place.form.facts.filter((fact) => !isThere(fact)), carried: own.carried ?? null }
}

async function organizationFacts(tx: Tx, scope: Scope, asked: Asked): Promise<Own> {
  const { place, campaign, committeeId, cellName, day, now } = asked
  const { form, organizationId, decisionId = null } = place
  const of = { campaignId: campaign.id, organizationId }
  const needs = (fact: PaperFact) => form.facts.includes(fact)
  if (needs('organization-levels')) {
    const kind = form.code === 'cell-decision' ? 'cells' : 'organizations'
    const units = await unitPaperFacts(tx, scope, { campaignId: campaign.id, committeeId, of: kind, decisionId })
    return units ?? { data: {} }
  }
  if (needs('tables')) {
    return { data: (await tablePaperFacts(tx, scope, { campaign, organizationId, day, now })) ?? {} }
  }
  if (needs('decision')) {
    const decision = await findDecision(tx, scope, { campaignId: campaign.id, committeeId })
    if (!decision) return { data: {} }
    const rows = await listDecided(tx, scope, decision)
    const listed = cellName === null ? rows : rows.filter((one) => one.organizationId === organizationId)
    const noticed = { number: decision.decisionNumber, decidedOn: decision.decidedOn }
    const data = { decision: noticed, decided: listed.map(decidedMember) }
    return form.code === 'member-decision' ? { data, carried: membersCarried(decision, rows) } : { data }
  }
  if (needs('members') || needs('proposals') || needs('tally')) {
    const { texts, ...data } = await cellPaperFacts(tx, scope, { of, campaign })
    return { data, texts: form.code === 'meeting-minutes' ? await meetingTexts(tx, scope, of) : texts }
  }
  return { data: {} }
}

const membersCarried = (decision: DecisionRow, rows: readonly DecidedRow[]): Carried => ({
  decision,
  levels: rows.map(({ caseId, outcome }) => ({ id: caseId, level: paperOutcome(outcome) ?? outcome })),
  isListChanged: hashDecided(decision, rows) !== decision.contentHash,
})

async function memberFacts(tx: Tx, scope: Scope, { place, campaign, cellName }: Asked): Promise<Own> {
  const { form, caseId, decisionId = null } = place
  const row = caseId === null ? null : await findCase(tx, scope, caseId)
  if (!row) return { data: {} }
  const cell = cellName ?? ''
  const person = await personFacts(tx, scope, { row, cell })
  const about = { row, cell, generation: generationOfYear(campaign.year) }
  switch (form.code) {
    case 'self-review': {
      const review = row.notRatedReason ? undefined : await reviewFacts(tx, scope, { row, campaign })
      return { data: definedFields({ person, review }) }
    }
    case 'introduction':
    case 'residence-comment':
      return { data: { person }, texts: await residenceTexts(tx, scope, { row }) }
    case 'correction-decision': {
      const corrected = await correctionFacts(tx, scope, { ...about, decisionId })
      if (!corrected) return { data: { person } }
      const { decision, texts } = corrected
      return { data: { person }, texts, carried: { decision, levels: null, isListChanged: false } }
    }
    case 'appeal-conclusion':
    case 'appeal-reply':
      return { data: { person }, texts: (await appealFacts(tx, scope, about)) ?? {} }
    default: {
      const wantsLevel = form.facts.includes('own-level') || form.facts.includes('decision')
      const ownLevel = wantsLevel ? await ownLevelFacts(tx, scope, { row, campaign }) : undefined
      return { data: definedFields({ person, ownLevel }) }
    }
  }
}

function isMissing(
  fact: PaperFact,
  { data, texts = {}, carried, isMember }: Own & { readonly isMember: boolean },
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
      return carried === undefined
    case 'self-review':
      return data.review === undefined
    case 'own-level':
      return data.ownLevel === undefined
    case 'tables':
      return (data.tables ?? []).length === 0
    // What concerns an organization, or was decided before the product kept it, is written by hand on the committee's own paper.
    case 'superseded-decision':
      return isMember && carried === undefined
    case 'appeal':
      return isMember && texts.appeal === undefined
  }
}

const stepsOf = ({ opensOn, cutOffOn, cellDueOn, committeeDueOn }: Campaign) => [
  { what: 'Bắt đầu kiểm điểm, đánh giá, xếp loại', day: opensOn },
  { what: 'Chốt danh sách đảng viên được đánh giá, xếp loại', day: cutOffOn },
  { what: 'Chi bộ hoàn thành kiểm điểm, bỏ phiếu và gửi hồ sơ', day: cellDueOn },
  { what: 'Cấp ủy quyết định xếp loại', day: committeeDueOn },
]

/** A line of a decision's list in the words of the papers. */
function decidedMember(row: DecidedRow): DecidedMember {
  const outcome = paperOutcome(row.outcome)
  if (!outcome) throw new Error(`a decided outcome ${row.outcome}`)
  return definedFields({
    id: row.caseId,
    name: row.fullName,
    cell: row.cellName,
    group: groupOfSubject(row.subject),
    edition: row.reviewEdition,
    outcome,
    cardNumber: row.cardNumber ?? undefined,
    points: paperPoints(row.totalPoints),
    notRatedReason: row.notRatedReason === null ? undefined : reasonInWords(row.notRatedReason, row.notRatedText),
  })
}
