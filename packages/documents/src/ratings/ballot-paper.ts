import type { LegalDay } from '@nq15/domain/shared'
import { AlignmentType, Document, Paragraph } from 'docx'
import { type ListColumn, listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { centred, mm, plainTable, run } from '../reports/party-paper.ts'
import { capitals, dateLine } from '../reports/party-words.ts'
import { grades, gradeWords } from './rating-words.ts'

/** What a ballot needs. There is no field for a voter, nor a number by which one ballot could be told from another. */
export type BallotPaper = {
  readonly superior: string
  readonly cell: string
  readonly place: string
  readonly day: LegalDay
  readonly year: number
  readonly round: number
  /** The members to be rated, in the order of the list. */
  readonly members: readonly string[]
  readonly generatedAt: string
}

/**
 * Phiếu xếp loại chất lượng đảng viên (paper 9), A5, as Word bytes of one ballot to be copied: names by four levels, one
 * mark each, room for the counting group's seal or initials, no voter's name.
 */
export function ballotPaper(ballot: BallotPaper): Promise<Buffer> {
  const layout = partyLayoutOn(ballot.day)
  const spelling = layout.spelling.value
  const small = { size: 11 }
  const head = plainTable(
    [58, 70],
    [
      [
        [
          centred([run(capitals(ballot.superior, spelling), small)]),
          centred([run(capitals(ballot.cell, spelling), { bold: true, ...small })]),
          centred([run('*', small)]),
        ],
        [
          centred([run('ĐẢNG CỘNG SẢN VIỆT NAM', { bold: true, underline: true, ...small })]),
          centred([run(dateLine(ballot.place, ballot.day), { italic: true, ...small })], { before: 4 }),
        ],
      ],
    ],
  )
  const rows = ballot.members.map((name, index) => [String(index + 1), name, '', '', '', ''])
  const paper = new Document({
    title: `Phiếu xếp loại chất lượng đảng viên năm ${ballot.year}`,
    creator: ballot.cell,
    lastModifiedBy: ballot.cell,
    keywords: `formatVersion=${layout.formatVersion}`,
    styles: {
      default: {
        document: { run: { font: layout.font.value, size: 24, color: '000000', language: { value: 'vi-VN' } } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(148), height: mm(210) },
            margin: { top: mm(10), bottom: mm(10), left: mm(10), right: mm(10), header: mm(5), footer: mm(5) },
          },
        },
        children: [
          head,
          centred([run('PHIẾU XẾP LOẠI', { bold: true, size: 13 })], { before: 8 }),
          centred([run(`chất lượng đảng viên năm ${ballot.year} (vòng ${ballot.round})`, { bold: true })], {
            after: 6,
          }),
          listTable(columns, rows, { size: 11 }),
          new Paragraph({
            alignment: AlignmentType.JUSTIFIED,
            spacing: { before: 120, after: 80 },
            children: [
              run('Ghi chú: ', { bold: true, size: 10.5 }),
              run('mỗi đảng viên đánh dấu X vào một ô. Phiếu không ghi tên, không ký tên người bỏ phiếu.', {
                italic: true,
                size: 10.5,
              }),
            ],
          }),
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            children: [run('Dấu hoặc chữ ký tắt của tổ kiểm phiếu', { size: 10.5 })],
          }),
        ],
      },
    ],
  })
  return packPaper(paper, ballot.generatedAt)
}

const columns: readonly ListColumn[] = [
  { head: 'TT', width: 9, align: 'centre' },
  { head: 'Họ và tên', width: 43, align: 'left' },
  ...grades.map((grade): ListColumn => ({ head: gradeWords[grade].full, width: 19, align: 'centre' })),
]
