import { levels } from '@nq15/domain/ratings'
import type { ListColumn } from '../reports/list-table.ts'
import type { Paper, PaperBlock } from '../reports/paper-model.ts'
import { type PaperFrame, paperOf } from './paper-frame.ts'
import { wordsOf } from './rating-words.ts'

/**
 * Phiếu xếp loại chất lượng đảng viên (paper 9): names by four levels, one mark each, room for the counting group's seal. There
 * is no field for a voter, nor a number by which one ballot could be told from another.
 */
export function levelBallot(frame: PaperFrame, members: readonly string[]): Paper {
  const words = wordsOf(frame.generation, 'member')
  return ballotOf(frame, {
    type: 'Phiếu xếp loại',
    about: `chất lượng đảng viên năm ${frame.year} (vòng 1)`,
    columns: [
      { head: 'TT', width: 9, align: 'centre' },
      { head: 'Họ và tên', width: 44, align: 'left' },
      ...levels.map((level): ListColumn => ({ head: words[level].full, width: 19, align: 'centre' })),
    ],
    rows: members.map((name, at) => [String(at + 1), name, '', '', '', '']),
    note: 'mỗi đảng viên đánh dấu X vào một ô. Phiếu không ghi tên, không ký tên người bỏ phiếu.',
  })
}

/** Phiếu bình chọn đảng viên hoàn thành xuất sắc nhiệm vụ (paper 10): who is proposed, and how many may be chosen. */
export function excellentBallot(
  frame: PaperFrame,
  { candidates, seats }: { readonly candidates: readonly string[]; readonly seats: string },
): Paper {
  return ballotOf(frame, {
    type: 'Phiếu bình chọn',
    about: `đảng viên ${wordsOf(frame.generation, 'member').XS.full.toLocaleLowerCase('vi-VN')} năm ${frame.year} (vòng 2)`,
    columns: [
      { head: 'TT', width: 11, align: 'centre' },
      { head: 'Họ và tên', width: 77, align: 'left' },
      { head: 'Đồng ý', width: 40, align: 'centre' },
    ],
    rows: candidates.map((name, at) => [String(at + 1), name, '']),
    note: `chọn không quá ${seats} người, đánh dấu X vào ô “Đồng ý”. Phiếu chọn quá số này là không hợp lệ. Phiếu không ghi tên, không ký tên người bỏ phiếu.`,
  })
}

type Ballot = {
  readonly type: string
  readonly about: string
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly string[])[]
  readonly note: string
}

function ballotOf(frame: PaperFrame, { type, about, columns, rows, note }: Ballot): Paper {
  const { symbol: _, number: __, ...head } = frame.head
  const blocks: PaperBlock[] = [
    { kind: 'head', head },
    { kind: 'centred', runs: [{ text: type.toLocaleUpperCase('vi-VN'), bold: true }], size: 13, before: 6 },
    { kind: 'centred', runs: [{ text: about, bold: true }], size: 12, after: 6 },
    { kind: 'list', columns, rows, size: 11 },
    {
      kind: 'note',
      runs: [
        { text: 'Ghi chú: ', bold: true },
        { text: note, italic: true },
      ],
    },
    { kind: 'note', runs: [{ text: 'Dấu hoặc chữ ký tắt của tổ kiểm phiếu' }], align: 'right' },
  ]
  return paperOf(frame, { type, about, sheet: 'ballot', blocks })
}
