import { type Paper, said, writtenOr } from '../reports/paper-model.ts'
import { countText, shortDay } from '../reports/party-words.ts'
import { countLevels } from './count-levels.ts'
import { countLines, type DecidedMember, memberParts } from './decided-list.ts'
import { letterPaper, type PaperFrame } from './paper-frame.ts'
import { wordsOf } from './rating-words.ts'
import type { OwnLevel } from './residence-papers.ts'
import type { Person } from './self-review.ts'

/** The decision a notice tells of. */
export type NoticedDecision = { readonly number: string; readonly decidedOn: string }

const appealLines = (written: string | undefined) =>
  written
    ? writtenOr(written)
    : [
        said(
          'Nếu không đồng ý với kết quả xếp loại, tổ chức đảng, đảng viên có quyền khiếu nại, kiến nghị với cấp ủy đã quyết định theo quy định.',
        ),
      ]

const byDecision = (decision: NoticedDecision | undefined) =>
  decision === undefined ? '………… ngày …………' : `${decision.number} ngày ${shortDay(decision.decidedOn)}`

/** Thông báo kết quả xếp loại of a cell's members (paper 18). */
export function cellNotice(
  frame: PaperFrame,
  {
    members,
    decision,
    cell,
  }: {
    readonly members: readonly DecidedMember[]
    readonly decision?: NoticedDecision | undefined
    readonly cell: string
  },
): Paper {
  const { year, texts, generation } = frame
  const counts = countLevels(members)
  return letterPaper(frame, {
    type: 'Thông báo',
    about: `kết quả xếp loại chất lượng đảng viên năm ${year} của ${cell}`,
    blocks: [
      said(
        `Căn cứ Quyết định số ${byDecision(decision)}, ${frame.decidedBy} thông báo kết quả xếp loại chất lượng năm ${year} của ${countText(counts.rated)} đảng viên ${cell}:`,
      ),
      ...countLines(counts, wordsOf(generation, 'member'), 'đảng viên').map(said),
      ...memberParts(generation, members),
      { kind: 'gap', points: 8 },
      ...(texts.reason ? writtenOr(texts.reason) : []),
      ...appealLines(texts.appeal),
    ],
  })
}

/** Thông báo kết quả xếp loại of one member (paper 18). */
export function memberNotice(
  frame: PaperFrame,
  { person, level }: { readonly person: Person; readonly level?: OwnLevel | undefined },
): Paper {
  const { year, texts } = frame
  return letterPaper(frame, {
    type: 'Thông báo',
    about: `kết quả xếp loại chất lượng đảng viên năm ${year}`,
    blocks: [
      { kind: 'addressee', word: 'Kính gửi', to: [`Đồng chí ${person.name}, ${person.cell}`] },
      said(
        level === undefined
          ? `Kết quả xếp loại chất lượng năm ${year} của đồng chí: ………… theo Quyết định số ………… ngày …………`
          : `${frame.decidedBy} thông báo kết quả xếp loại chất lượng năm ${year} của đồng chí: ${level.words}, theo Quyết định số ${level.decision} ngày ${shortDay(level.decidedOn)}.`,
      ),
      ...(texts.reason ? writtenOr(texts.reason) : []),
      ...appealLines(texts.appeal),
    ],
  })
}
