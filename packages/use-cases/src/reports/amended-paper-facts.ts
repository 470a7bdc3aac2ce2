import type { Tx } from '@nq15/db/client'
import { findAppeal, listCaseAppeals } from '@nq15/db/ratings/appeal.read'
import { listMemberAwards } from '@nq15/db/ratings/award.read'
import type { RatingCaseRow } from '@nq15/db/ratings/case.read'
import { listCaseCorrections } from '@nq15/db/ratings/correction.read'
import { listVersions, type RatingVersion } from '@nq15/db/ratings/version.read'
import type { Scope } from '@nq15/db/scope'
import { wordsOf } from '@nq15/documents/ratings'
import { type AwardKind, type CorrectionGround, type CorrectionMeasure, exemplaryName } from '@nq15/domain/ratings'
import type { PaperGeneration, PaperTexts } from '@nq15/domain/reports'
import { paperOutcome, writtenDay } from '../ratings/paper-words.ts'
import type { CarriedDecision } from './paper-facts.ts'

type About = { readonly row: RatingCaseRow; readonly cell: string; readonly generation: PaperGeneration }

const awardWords = (kind: AwardKind, year: number): string => {
  const exemplary = exemplaryName(year)
  return {
    'excellent-year': 'Khen thưởng hoàn thành xuất sắc nhiệm vụ trong năm',
    'excellent-five-years': 'Khen thưởng hoàn thành xuất sắc nhiệm vụ năm năm liền',
    'exemplary-year': `Khen thưởng ${exemplary} trong năm`,
    'exemplary-five-years': `Khen thưởng ${exemplary} năm năm liền`,
  }[kind]
}

const personOf = ({ row, cell }: About) => `đồng chí ${row.fullName}, ${cell}`

/** The decision that changed a member's level, and its paper's fields: it names the decision it replaces. Null without one. */
export async function correctionFacts(
  tx: Tx,
  scope: Scope,
  { decisionId, ...about }: About & { readonly decisionId: string | null },
): Promise<{ decision: CarriedDecision; texts: PaperTexts } | null> {
  const { row } = about
  const versions = await listVersions(tx, scope, row.id)
  const amended = versions.filter(({ replacesId }) => replacesId !== null)
  const found = decisionId === null ? amended.at(-1) : amended.find((one) => one.decisionId === decisionId)
  const old = found && versions.find(({ id }) => id === found.replacesId)
  if (!found || !old) return null
  const awards = (await listMemberAwards(tx, scope, [row.memberId])).filter(
    ({ annulledByNumber }) => annulledByNumber === found.decisionNumber,
  )
  const levelOf = ({ outcome }: RatingVersion) => {
    const level = paperOutcome(outcome)
    return level === undefined ? outcome : wordsOf(about.generation, 'member')[level].full
  }
  const revoked = awards.map(
    ({ kind, year, decisionNumber }) => `${awardWords(kind, year)} năm ${year} (Quyết định số ${decisionNumber})`,
  )
  const { decisionNumber, decidedOn, signerName, signerTitle, exceptionDecisionNumber } = found
  return {
    decision: {
      id: found.decisionId,
      ...{ decisionNumber, decidedOn, signerName, signerTitle, exceptionDecisionNumber },
    },
    texts: {
      person: personOf(about),
      oldDecision: `số ${old.decisionNumber} ngày ${writtenDay(old.decidedOn)}`,
      oldLevel: levelOf(old),
      newLevel: levelOf(found),
      ...(await saidOf(tx, scope, { row, found })),
      ...(revoked.length > 0 ? { revokedAwards: revoked.join('; ') } : {}),
    },
  }
}

const measureWords: Readonly<Record<CorrectionMeasure, string>> = { annul: 'Hủy bỏ', adjust: 'Điều chỉnh' }

/** The ground in the words of 366-QĐ/TW Điều 15 where it is one of its own; the others are told by the reason alone. */
const groundWords: Readonly<Partial<Record<CorrectionGround, string>>> = {
  'violation-found': 'phát hiện khuyết điểm sau khi đã xếp loại',
  'level-not-due': 'không bảo đảm quy định về mức xếp loại',
  dishonest: 'thiếu trung thực làm cho kết quả không chính xác',
  reported: 'có phản ánh của tổ chức, cán bộ, đảng viên, Nhân dân',
}

async function saidOf(
  tx: Tx,
  scope: Scope,
  { row, found }: { readonly row: RatingCaseRow; readonly found: RatingVersion },
): Promise<PaperTexts> {
  const correction = (await listCaseCorrections(tx, scope, row.id)).find((one) => one.decisionId === found.decisionId)
  if (correction) {
    const { ground, measure, reason, groundDocument, groundDay, groundIssuer } = correction
    const words = groundWords[ground]
    const why = `${words === undefined ? '' : `${words}: `}${reason.replace(/\.$/u, '')}`
    return {
      measure: measureWords[measure],
      reason: `${why} (căn cứ ${groundDocument} ngày ${writtenDay(groundDay)} của ${groundIssuer})`,
    }
  }
  const appeal = (await listCaseAppeals(tx, scope, row.id)).find((one) => one.decisionId === found.decisionId)
  const filed = appeal ? `giải quyết khiếu nại, kiến nghị ngày ${writtenDay(appeal.filedOn)} của đảng viên` : ''
  return { reason: filed }
}

/** The newest complaint of a member about his level, as the fields of the two papers that answer it. Null without one. */
export async function appealFacts(tx: Tx, scope: Scope, about: About): Promise<PaperTexts | null> {
  const [newest] = (await listCaseAppeals(tx, scope, about.row.id))
    .filter(({ state }) => state !== 'withdrawn')
    .toSorted((one, other) => (one.filedOn < other.filedOn ? 1 : -1))
  // Read again by its id, which writes the read of what somebody complains of into the trail.
  const appeal = newest && (await findAppeal(tx, scope, newest.id))
  if (!appeal) return null
  const wanted = paperOutcome(appeal.wantedLevel)
  return {
    appellant: personOf(about),
    appeal: [
      appeal.grounds,
      ...(wanted ? [`Đề nghị xếp loại: ${wordsOf(about.generation, 'member')[wanted].full}.`] : []),
    ].join('\n'),
    ...(appeal.answer === null ? {} : { outcome: appeal.answer }),
  }
}
