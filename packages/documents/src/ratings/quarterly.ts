import { type Level, levels } from '@nq15/domain/ratings'
import { heading, orDots, type Paper, said, writtenOr } from '../reports/paper-model.ts'
import { type PaperFrame, paperOf } from './paper-frame.ts'
import { levelWords } from './rating-words.ts'
import { type Person, personFacts } from './self-review.ts'

/** The period a paper is about: a quarter, or the whole year where that is written. */
const periodOf = (quarter: string | undefined, year: number): string =>
  /năm/iu.test(quarter ?? '') ? `năm ${year}` : `quý ${orDots(quarter)} năm ${year}`

/** Bản tự đánh giá, xếp loại của cá nhân quý, năm (paper 6): form 05 of 43-HD/BTCTW, whose title was read and whose parts were not. */
export function quarterlyReview(frame: PaperFrame, person: Person): Paper {
  const { year, texts, head } = frame
  const { symbol: _, number: __, ...unnumbered } = head
  const about = `của cá nhân ${periodOf(texts.quarter, year)}`
  const isChosen = (level: Level) =>
    texts.selfLevel === levelWords[level].full || texts.selfLevel === levelWords[level].short
  return paperOf(frame, {
    type: 'Bản tự đánh giá, xếp loại',
    about,
    sheet: 'A4',
    blocks: [
      { kind: 'form-id', text: 'Mẫu 05-HD KĐ.ĐG 2025' },
      { kind: 'head', head: unnumbered },
      { kind: 'title', type: 'Bản tự đánh giá, xếp loại', about },
      ...personFacts(person).map(said),
      heading('I. Kết quả theo các trục trọng tâm'),
      ...writtenOr(texts.axes, 6),
      heading('II. Nhiệm vụ được giao trong kỳ'),
      ...writtenOr(texts.tasks, 4),
      heading('III. Tự chấm điểm'),
      said(
        `Tiêu chí chung (tối đa 30): ${orDots(texts.generalPoints)}; kết quả nhiệm vụ (tối đa 70): ${orDots(texts.resultPoints)}.`,
      ),
      heading('IV. Tự xếp loại'),
      ...levels.map((level) => said(`${isChosen(level) ? '☒' : '☐'} ${levelWords[level].full}`)),
      { kind: 'sign', signature: { position: 'Người tự đánh giá', name: person.name } },
      { kind: 'gap', points: 8 },
      heading('V. Mức tập thể đánh giá'),
      ...writtenOr(texts.collectiveLevel, 1),
      { kind: 'sign', signature: { position: 'Thủ trưởng đơn vị' } },
    ],
  })
}

/** Bảng tổng hợp of a quarter (paper 6, Mẫu 02): the persons of a cell, with room for points and levels. */
export function quarterlySummary(
  frame: PaperFrame,
  members: readonly { readonly name: string; readonly post?: string }[],
): Paper {
  const { year, texts, head } = frame
  const { symbol: _, number: __, ...unnumbered } = head
  const about = `kết quả đánh giá, xếp loại ${periodOf(texts.quarter, year)}`
  return paperOf(frame, {
    type: 'Bảng tổng hợp',
    about,
    sheet: 'A4',
    blocks: [
      { kind: 'form-id', text: 'Mẫu 02 (đánh giá quý)' },
      { kind: 'head', head: unnumbered },
      { kind: 'title', type: 'Bảng tổng hợp', about },
      {
        kind: 'list',
        columns: [
          { head: 'TT', width: 11, align: 'centre' },
          { head: 'Họ và tên', width: 46, align: 'left' },
          { head: 'Chức vụ', width: 36, align: 'left' },
          { head: 'Tự chấm điểm', width: 22, align: 'centre' },
          { head: 'Tự xếp loại', width: 25, align: 'centre' },
          { head: 'Tập thể xếp loại', width: 25, align: 'centre' },
        ],
        rows: members.map(({ name, post = '' }, at) => [String(at + 1), name, post, '', '', '']),
        totals: `Cộng: ${members.length} người`,
      },
      { kind: 'foot', recipients: frame.recipients, signature: frame.signature },
    ],
  })
}
