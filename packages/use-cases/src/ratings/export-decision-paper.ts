import type { Database } from '@nq15/db/client'
import { findOrganization } from '@nq15/db/organizations/organization.read'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { type DecidedRow, type DecisionRow, findDecision, listDecided } from '@nq15/db/ratings/decision.read'
import type { Scope } from '@nq15/db/scope'
import {
  checkMemberRatingDecision,
  type MemberRatingDecision,
  memberRatingDecision,
  ratingBases,
} from '@nq15/documents/ratings'
import type { PaperFinding } from '@nq15/documents/reports'
import { messagesVi, notRatedReasonSchema } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { hashDecided } from './hash-decided.ts'
import {
  committeeName,
  fileWord,
  groupOfSubject,
  type PaperFile,
  paperOutcome,
  paperPoints,
  placeOf,
  readNumber,
  signingOf,
  wordType,
} from './paper-words.ts'

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
  const read = await db.asReader(scope, async (tx) => {
    const campaign = await findCampaign(tx, scope, campaignId)
    const decision = campaign && (await findDecision(tx, scope, { campaignId, committeeId }))
    const day = decision?.decidedOn ?? campaign?.cutOffOn
    const organization = day && (await findOrganization(tx, scope, { organizationId: committeeId, day }))
    if (!campaign || !organization) return null
    return { campaign, organization, decision, rows: decision ? await listDecided(tx, scope, decision) : [] }
  })
  if (!read) return refuse({ code: 'NOT_FOUND' })
  const { campaign, organization, decision, rows } = read
  if (!decision) return refuse({ code: 'NOT_DECIDED' })
  if (hashDecided(decision, rows) !== decision.contentHash) return refuse({ code: 'LIST_CHANGED' })

  const paper = paperOf({
    decision,
    rows,
    year: campaign.year,
    name: organization.name,
    superior: organization.parentName,
    now,
  })
  if (!paper) return refuse({ code: 'NUMBER_UNREADABLE' })
  const decided = rows.map(({ caseId, outcome }) => ({ id: caseId, level: outcomeOf(outcome) }))
  const findings = checkMemberRatingDecision(paper, decided, { registering: true })
  if (findings.some(({ severity }) => severity === 'BLOCK')) return refuse({ code: 'PAPER_HAS_FAULTS', findings })
  return ok({
    fileName: `${fileWord(`Quyết định ${decision.decisionNumber} xếp loại đảng viên ${campaign.year}`)}.docx`,
    contentType: wordType,
    bytes: await memberRatingDecision(paper),
    warnings: findings,
  })
}

type Facts = {
  readonly decision: DecisionRow
  readonly rows: readonly DecidedRow[]
  readonly year: number
  readonly name: string
  readonly superior: string | null
  readonly now: Date
}

function paperOf({ decision, rows, year, name, superior, now }: Facts): MemberRatingDecision | null {
  const isCell = /^Chi bộ/u.test(name)
  const number = readNumber(decision.decisionNumber, isCell ? 'QĐ/CB' : 'QĐ/ĐU')
  if (!number) return null
  const { exceptionDecisionNumber } = decision
  return {
    head: {
      superior: superior ?? '',
      issuer: committeeName(name),
      ...number,
      place: placeOf(name, superior),
      day: decision.decidedOn,
    },
    ...signingOf(decision, name),
    bases: [
      'Căn cứ Điều lệ Đảng',
      ...ratingBases.G3.map(({ text }) => `Căn cứ ${text}`),
      ...(exceptionDecisionNumber
        ? [`Căn cứ Quyết định số ${exceptionDecisionNumber} về tỷ lệ hoàn thành xuất sắc nhiệm vụ`]
        : []),
    ],
    recipients: isCell
      ? ['Đảng viên có tên trong danh sách', 'Lưu chi bộ']
      : ['Các chi bộ trực thuộc', 'Lưu Văn phòng Đảng ủy'],
    generatedAt: now.toISOString(),
    generation: 'G3',
    year,
    organization: name,
    members: rows.map((row) => {
      const points = paperPoints(row.totalPoints)
      return {
        id: row.caseId,
        name: row.fullName,
        cell: row.cellName,
        group: groupOfSubject(row.subject),
        outcome: outcomeOf(row.outcome),
        ...(row.cardNumber === null ? {} : { cardNumber: row.cardNumber }),
        ...(points === undefined ? {} : { points }),
        ...(row.notRatedReason === null ? {} : { notRatedReason: reasonInWords(row.notRatedReason, row.notRatedText) }),
      }
    }),
  }
}

function outcomeOf(outcome: string) {
  const known = paperOutcome(outcome)
  if (!known) throw new Error(`a decided outcome ${outcome}`)
  return known
}

/** Why somebody is not rated, in the words of the papers. */
export const reasonInWords = (reason: string, text: string | null): string =>
  text ?? messagesVi.notRatedReasons[notRatedReasonSchema.parse(reason)]
