import { type DecidedOutcome, type Level, levels, type ReviewEdition } from '@nq15/domain/ratings'
import type { ListColumn } from '../reports/list-table.ts'
import { heading, orDots, type Paper, type PaperBlock, said, writtenOr } from '../reports/paper-model.ts'
import { countText, pointsText } from '../reports/party-words.ts'
import { countLevels } from './count-levels.ts'
import { letterPaper, named, type PaperFrame, paperOf } from './paper-frame.ts'
import { editionOfList, groupWord, hasPoints, type MemberGroup, wordsOf } from './rating-words.ts'
import type { Tally } from './tally-record.ts'

/** What a cell proposes for one member, with what it rests on. */
export type ProposalRow = {
  readonly name: string
  readonly post?: string
  readonly group: MemberGroup
  /** The edition of the forms his case is written on; the present one when absent. */
  readonly edition?: ReviewEdition
  readonly generalPoints?: number
  readonly resultPoints?: number
  readonly points?: number
  /** Assigned, on time, late, failed, exceeded; left out where the rules count none. */
  readonly tasks?: { readonly assigned: number; readonly onTime: number; readonly exceeded: number }
  readonly selfProposed?: Level
  readonly votes?: number
  readonly outcome?: DecidedOutcome
  readonly notRatedReason?: string
  /** The level by the rules, where it differs from what is proposed, with the reason given. */
  readonly byRules?: DecidedOutcome
  readonly reason?: string
}

/** Biên bản hội nghị kiểm điểm, đánh giá, xếp loại (paper 8). */
export function meetingMinutes(
  frame: PaperFrame,
  { proposals, tally }: { readonly proposals: readonly ProposalRow[]; readonly tally?: Tally | undefined },
): Paper {
  const { year, texts, generation } = frame
  const about = `hội nghị kiểm điểm và đánh giá, xếp loại chất lượng đảng viên năm ${year}`
  const words = wordsOf(generation, 'member')
  return paperOf(frame, {
    type: 'Biên bản',
    about,
    sheet: 'A4',
    blocks: [
      { kind: 'head', head: frame.head },
      { kind: 'title', type: 'Biên bản', about },
      said(`Khai mạc lúc: ${orDots(texts.startedAt)}. Địa điểm: ${orDots(texts.place ?? tally?.place)}.`),
      said(
        `Tổng số đảng viên được triệu tập: ${orDots(texts.entitled ?? tally?.eligible)}. Có mặt: ${orDots(texts.present ?? tally?.present)}.`,
      ),
      said(`Vắng mặt (lý do): ${orDots(texts.absent)}.`),
      ...(texts.guests ? [said(`Đại biểu dự: ${texts.guests.replace(/\.$/u, '')}.`)] : []),
      said(`Chủ trì: ${orDots(texts.chair)}. Người ghi biên bản: ${orDots(texts.secretary)}.`),
      heading('I. Nội dung, ý kiến phát biểu'),
      ...writtenOr(texts.opinions, 8),
      heading('II. Kết quả bỏ phiếu và đề xuất mức xếp loại'),
      ...outcomeList(proposals, words),
      ...(texts.proposals ? [heading('III. Kiến nghị, đề xuất'), ...writtenOr(texts.proposals)] : []),
      said(`Hội nghị kết thúc lúc ${orDots(texts.endedAt)}. Biên bản được đọc lại, mọi người cùng nghe và thống nhất.`),
      {
        kind: 'signatures',
        left: { position: 'Người ghi biên bản', ...named(texts.secretary) },
        right: { position: 'Chủ trì hội nghị', ...named(texts.chair) },
      },
    ],
  })
}

function outcomeList(proposals: readonly ProposalRow[], words: ReturnType<typeof wordsOf>): PaperBlock[] {
  if (proposals.length === 0) return writtenOr(undefined, 4)
  return [
    {
      kind: 'list',
      columns: [
        { head: 'TT', width: 11, align: 'centre' },
        { head: 'Họ và tên', width: 60, align: 'left' },
        { head: 'Số phiếu đồng ý', width: 26, align: 'right' },
        { head: 'Mức đề xuất', width: 68, align: 'left' },
      ],
      rows: proposals.map(({ name, votes, outcome, notRatedReason }, at) => [
        String(at + 1),
        name,
        votes === undefined ? '' : countText(votes),
        outcome === undefined
          ? 'Chưa có'
          : outcome === 'NOT_RATED'
            ? `Không xếp loại: ${notRatedReason ?? ''}`
            : words[outcome].full,
      ]),
    },
    { kind: 'gap', points: 8 },
  ]
}

/** Tổng hợp đề xuất mức chất lượng đảng viên (paper 12), lying, since it has all that the proposal rests on. */
export function proposalSummary(frame: PaperFrame, proposals: readonly ProposalRow[]): Paper {
  const { year, generation } = frame
  const counts = countLevels(proposals.flatMap(({ outcome }) => (outcome === undefined ? [] : [{ outcome }])))
  const words = wordsOf(generation, 'member')
  return {
    ...letterPaper(frame, {
      type: 'Tổng hợp',
      about: `đề xuất mức xếp loại chất lượng đảng viên năm ${year}`,
      sheet: 'A4-wide',
      blocks: [
        { kind: 'list', size: 11, ...summaryTable(frame, proposals) },
        { kind: 'gap', points: 8 },
        said(
          `Tổng hợp: ${levels.map((level) => `${words[level].short} ${countText(counts[level])}`).join('; ')}; không xếp loại ${countText(counts.NOT_RATED)}; chưa có đề xuất ${countText(proposals.length - counts.total)}.`,
        ),
      ],
    }),
  }
}

function summaryTable({ generation }: PaperFrame, proposals: readonly ProposalRow[]) {
  const words = wordsOf(generation, 'member')
  const points = hasPoints(generation)
  const edition = editionOfList(proposals)
  // Groups in words take the room of names and notes.
  const inWords = points && edition === 1
  const shown = (value: number | undefined) => (value === undefined ? '' : pointsText(value))
  const columns: ListColumn[] = [
    { head: 'TT', width: 9, align: 'centre' },
    { head: 'Họ và tên', width: inWords ? 38 : 44, align: 'left' },
    { head: 'Chức vụ', width: 32, align: 'left' },
    { head: 'Nhóm', width: points && !inWords ? 13 : 24, align: 'centre' },
    ...(points
      ? (['TC chung (30)', 'Kết quả (70)', 'Tổng điểm'] as const).map(
          (head): ListColumn => ({ head, width: 17, align: 'right' }),
        )
      : []),
    { head: 'Nhiệm vụ đúng hạn/được giao (vượt)', width: 27, align: 'centre' },
    { head: 'Tự đề xuất', width: 21, align: 'centre' },
    { head: 'Số phiếu', width: 14, align: 'right' },
    { head: 'Mức đề xuất', width: 21, align: 'centre' },
    { head: 'Ghi chú', width: inWords ? 29 : 34, align: 'left' },
  ]
  const rows = proposals.map((one, at) => [
    String(at + 1),
    one.name,
    one.post ?? '',
    groupWord(generation, one.group, edition),
    ...(points ? [shown(one.generalPoints), shown(one.resultPoints), shown(one.points)] : []),
    one.tasks === undefined ? '' : `${one.tasks.onTime}/${one.tasks.assigned} (${one.tasks.exceeded})`,
    one.selfProposed === undefined ? '' : words[one.selfProposed].short,
    one.votes === undefined ? '' : countText(one.votes),
    one.outcome === undefined ? '' : words[one.outcome].short,
    one.notRatedReason ?? one.reason ?? '',
  ])
  return { columns, rows, totals: `Cộng: ${countText(proposals.length)} đảng viên` }
}

/** Tờ trình đề nghị xếp loại (paper 14): "Kính trình", counts per level and group, the whole list. */
export function submission(
  frame: PaperFrame,
  {
    proposals,
    superior,
    quota,
  }: { readonly proposals: readonly ProposalRow[]; readonly superior: string; readonly quota: readonly string[] },
): Paper {
  const { year, generation, texts, organization } = frame
  const words = wordsOf(generation, 'member')
  const proposed = proposals.flatMap((one) => (one.outcome === undefined ? [] : [{ ...one, outcome: one.outcome }]))
  const counts = countLevels(proposed)
  return letterPaper(frame, {
    type: 'Tờ trình',
    about: `đề nghị xếp loại chất lượng đảng viên năm ${year}`,
    blocks: [
      { kind: 'addressee', word: 'Kính trình', to: [superior] },
      ...frame.bases.slice(0, -1).map((line) => said(`${line};`)),
      ...frame.bases.slice(-1).map((line) => said(`${line},`)),
      said(
        `${organization} đã tổ chức kiểm điểm, bỏ phiếu và đề nghị xếp loại chất lượng năm ${year} đối với ${countText(counts.rated)} đảng viên:`,
      ),
      ...levels.map((level) => said(`- ${words[level].full}: ${countText(counts[level])} đảng viên.`)),
      said(`Không xếp loại: ${countText(counts.NOT_RATED)} đảng viên.`),
      ...(quota.length > 0
        ? [
            said('Đối chiếu tỷ lệ hoàn thành xuất sắc nhiệm vụ theo từng nhóm:'),
            ...quota.map((line) => said(`- ${line}`)),
          ]
        : []),
      ...(texts.request ? writtenOr(texts.request) : [said('Kính trình xem xét, quyết định.')]),
      { kind: 'list', ...listOf(frame, proposals) },
    ],
  })
}

function listOf({ generation }: PaperFrame, proposals: readonly ProposalRow[]) {
  const edition = editionOfList(proposals)
  const words = wordsOf(generation, 'member')
  const columns: ListColumn[] = [
    { head: 'TT', width: 11, align: 'centre' },
    { head: 'Họ và tên', width: 50, align: 'left' },
    { head: 'Nhóm', width: 24, align: 'centre' },
    ...(hasPoints(generation) ? [{ head: 'Tổng điểm', width: 18, align: 'right' } as const] : []),
    { head: 'Mức đề nghị', width: 26, align: 'centre' },
    { head: 'Ghi chú', width: 36, align: 'left' },
  ]
  return {
    columns,
    rows: proposals.map((one, at) => [
      String(at + 1),
      one.name,
      groupWord(generation, one.group, edition),
      ...(hasPoints(generation) ? [one.points === undefined ? '' : pointsText(one.points)] : []),
      one.outcome === undefined ? '' : words[one.outcome].short,
      one.notRatedReason ?? '',
    ]),
    totals: `Cộng: ${countText(proposals.length)} đảng viên`,
  }
}

/** Biên bản thẩm định (paper 13): what was checked, opinions, and where what is proposed differs from what the rules say. */
export function appraisal(
  frame: PaperFrame,
  { proposals, cell }: { readonly proposals: readonly ProposalRow[]; readonly cell: string },
): Paper {
  const { year, texts, generation } = frame
  const words = wordsOf(generation, 'member')
  const about = `thẩm định kết quả đề xuất xếp loại chất lượng đảng viên năm ${year} của ${cell}`
  const differing = proposals.filter(
    ({ byRules, outcome }) => byRules !== undefined && outcome !== undefined && byRules !== outcome,
  )
  const word = (outcome: DecidedOutcome | undefined) => (outcome === undefined ? '' : words[outcome].short)
  return paperOf(frame, {
    type: 'Biên bản',
    about,
    sheet: 'A4',
    blocks: [
      { kind: 'head', head: frame.head },
      { kind: 'title', type: 'Biên bản', about },
      heading('I. Nội dung thẩm định'),
      ...writtenOr(texts.checks, 4),
      heading('II. Ý kiến của các cơ quan liên quan'),
      ...writtenOr(texts.opinions, 4),
      heading('III. Trường hợp mức đề xuất khác mức theo quy định'),
      ...(differing.length === 0
        ? [said('Không có.')]
        : [
            {
              kind: 'list' as const,
              columns: [
                { head: 'TT', width: 11, align: 'centre' },
                { head: 'Họ và tên', width: 52, align: 'left' },
                { head: 'Theo quy định', width: 26, align: 'centre' },
                { head: 'Đề xuất', width: 26, align: 'centre' },
                { head: 'Lý do', width: 50, align: 'left' },
              ] as const,
              rows: differing.map((one, at) => [
                String(at + 1),
                one.name,
                word(one.byRules),
                word(one.outcome),
                one.reason ?? '',
              ]),
            },
          ]),
      heading('IV. Kết luận'),
      ...writtenOr(texts.conclusion, 4),
      {
        kind: 'signatures',
        left: { position: 'Người ghi biên bản', ...named(texts.secretary) },
        right: { position: 'Chủ trì thẩm định', ...named(texts.chair) },
      },
    ],
  })
}
