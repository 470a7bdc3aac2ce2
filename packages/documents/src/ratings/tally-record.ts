import { type Level, levels } from '@nq15/domain/ratings'
import type { ListColumn } from '../reports/list-table.ts'
import { heading, orDots, type Paper, type PaperBlock, said } from '../reports/paper-model.ts'
import { countText, shortDay } from '../reports/party-words.ts'
import { named, type PaperFrame, paperOf } from './paper-frame.ts'
import { wordsOf } from './rating-words.ts'

type Votes = { readonly name: string } & Readonly<Record<Level, number>>

/** When, where, and the six numbers of a count; `threshold` says the share and its base in words. */
type Counted = {
  readonly heldOn?: string
  readonly place?: string
  readonly eligible: number
  readonly present: number
  readonly issued: number
  readonly collected: number
  readonly valid: number
  readonly invalid: number
  readonly threshold: string
}

/** The second round: names put forward as excellent, within so many seats. */
export type SecondTally = Counted & {
  readonly seats: number
  readonly votes: readonly { readonly name: string; readonly votes: number; readonly chosen: boolean }[]
}

/** A cell's count: counts only, never who voted what. */
export type Tally = Counted & { readonly votes: readonly Votes[]; readonly second?: SecondTally }

/** Biên bản kiểm phiếu (paper 11): both rounds where there are two, each with its numbers; dots where nothing is counted yet. */
export function tallyRecord(frame: PaperFrame, tally: Tally | undefined): Paper {
  const { year, generation, texts } = frame
  const words = wordsOf(generation, 'member')
  const second = tally?.second
  const about = `xếp loại chất lượng đảng viên năm ${year}${second ? ' (hai vòng)' : ' (vòng 1)'}`
  const votes = tally?.votes ?? []
  return paperOf(frame, {
    type: 'Biên bản kiểm phiếu',
    about,
    sheet: 'A4',
    blocks: [
      { kind: 'head', head: frame.head },
      { kind: 'title', type: 'Biên bản kiểm phiếu', about },
      whenAndWhere(tally),
      said('Tổ kiểm phiếu gồm …… đồng chí:'),
      { kind: 'pen', lines: 2 },
      second ? heading('I. Vòng 1: bỏ phiếu xếp loại') : said('Kết quả kiểm phiếu như sau:'),
      ...numbersOf(tally),
      said('Số phiếu của từng đảng viên theo mức xếp loại:'),
      {
        kind: 'list',
        columns: [
          { head: 'TT', width: 11, align: 'centre' },
          { head: 'Họ và tên', width: 62, align: 'left' },
          ...levels.map((level): ListColumn => ({ head: words[level].short, width: 23, align: 'right' })),
        ],
        rows: votes.map((one, at) => [String(at + 1), one.name, ...levels.map((level) => countText(one[level]))]),
        totals: `Cộng: ${countText(votes.length)} đảng viên được bỏ phiếu`,
      },
      { kind: 'gap', points: 8 },
      said(`Mức xếp loại được đề xuất khi đạt ${orDots(tally?.threshold)}.`),
      ...(second ? secondRound(second, words.XS.full.toLocaleLowerCase('vi-VN')) : []),
      said('Biên bản được lập xong, đọc lại để mọi người cùng nghe và thống nhất ký tên.'),
      {
        kind: 'signatures',
        left: { position: 'Thư ký', ...named(texts.secretary) },
        right: { position: 'Tổ trưởng tổ kiểm phiếu', ...named(texts.chair) },
      },
    ],
  })
}

const whenAndWhere = (counted: Counted | undefined) =>
  said(
    `Thời gian, địa điểm: ${counted?.heldOn === undefined ? '…………' : `ngày ${shortDay(counted.heldOn)}`}, tại ${orDots(counted?.place)}.`,
  )

function numbersOf(counted: Counted | undefined): PaperBlock[] {
  const counts: readonly (readonly [string, number | undefined])[] = [
    ['Tổng số đảng viên được triệu tập', counted?.eligible],
    ['Số đảng viên có mặt', counted?.present],
    ['Số phiếu phát ra', counted?.issued],
    ['Số phiếu thu về', counted?.collected],
    ['Số phiếu hợp lệ', counted?.valid],
    ['Số phiếu không hợp lệ', counted?.invalid],
  ]
  return counts.map(([label, count]) => said(`- ${label}: ${count === undefined ? '…………' : countText(count)}.`))
}

function secondRound(second: SecondTally, excellent: string): PaperBlock[] {
  const { seats, votes, threshold } = second
  return [
    heading(`II. Vòng 2: bình chọn đảng viên ${excellent}`),
    whenAndWhere(second),
    ...numbersOf(second),
    said(`Số đảng viên được bình chọn nhiều nhất: ${countText(seats)}. Số phiếu của từng đảng viên:`),
    {
      kind: 'list',
      columns: [
        { head: 'TT', width: 11, align: 'centre' },
        { head: 'Họ và tên', width: 90, align: 'left' },
        { head: 'Số phiếu', width: 25, align: 'right' },
        { head: 'Kết quả', width: 39, align: 'left' },
      ],
      rows: votes.map((one, at) => [
        String(at + 1),
        one.name,
        countText(one.votes),
        one.chosen ? 'Được bình chọn' : 'Không được bình chọn',
      ]),
      totals: `Cộng: ${countText(votes.filter(({ chosen }) => chosen).length)} đảng viên được bình chọn`,
    },
    { kind: 'gap', points: 8 },
    said(`Được bình chọn khi đạt ${threshold}, lấy từ số phiếu cao xuống trong số được bình chọn nhiều nhất.`),
  ]
}
