import type { LegalDay } from '@nq15/domain/shared'
import { listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import {
  type Block,
  bodyText,
  paperFoot,
  paperHead,
  paperTitle,
  partyPaper,
  run,
  textWidth,
} from '../reports/party-paper.ts'
import { shortDay } from '../reports/party-words.ts'

/** Questions and answers for the meeting of a cell; only what was published stands here, and no person. */
export type QuestionSheet = {
  readonly superior: string
  readonly issuer: string
  readonly place: string
  /** The day of printing. */
  readonly day: LegalDay
  readonly answers: readonly {
    readonly code: string
    readonly topic: string
    readonly place: string
    readonly question: string
    readonly answer: string
    readonly officer: string
    readonly publishedOn: LegalDay
    readonly nextUpdateOn: LegalDay | null
  }[]
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

/** The sheet as Word in the layout of Party documents, with a place for what the cell asks on and for its own count. */
export function questionSheet(sheet: QuestionSheet): Promise<Buffer> {
  const { superior, issuer, place, day, answers } = sheet
  const layout = partyLayoutOn(day)
  const line = (text: string) => bodyText(layout, text)
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const blocks: Block[] = [
    paperHead({ superior, issuer, place, day, symbol: 'TL' }, layout),
    ...paperTitle('Tài liệu hỏi – đáp', 'phục vụ sinh hoạt chi bộ', layout),
    ...(answers.length === 0 ? [line('Chưa có câu trả lời nào được công bố.')] : []),
    ...answers.flatMap((one, at) => [
      heading(`Câu ${at + 1}. ${one.question}`),
      ...one.answer.split('\n').map(line),
      line(
        `(${one.code}; ${one.topic.toLowerCase()}, ${one.place}; ${one.officer} trả lời, công bố ngày ${shortDay(one.publishedOn)}${
          one.nextUpdateOn === null ? '' : `, cập nhật trước hết ngày ${shortDay(one.nextUpdateOn)}`
        })`,
      ),
    ]),
    heading('Phần ghi của chi bộ'),
    line('Ngày sinh hoạt: …………………  Số đảng viên dự: ……………… (chỉ ghi số lượng)'),
    listTable(
      [
        { head: 'TT', width: 11, align: 'centre' },
        { head: 'Câu hỏi mới, ý kiến của chi bộ (không ghi tên người)', width: 152, align: 'left' },
      ],
      [
        ['1', ''],
        ['2', ''],
        ['3', ''],
      ],
      { within: textWidth(layout) },
    ),
    paperFoot(['Các chi bộ trực thuộc', 'Lưu Đảng ủy'], { position: issuer }, layout),
  ]
  const about = { title: 'Tài liệu hỏi – đáp phục vụ sinh hoạt chi bộ', issuer, description: 'Câu trả lời đã công bố' }
  return packPaper(partyPaper(blocks, layout, about), sheet.generatedAt)
}
