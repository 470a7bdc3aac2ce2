import type { LegalDay } from '@nq15/domain/shared'
import { PageBreak, Paragraph } from 'docx'
import { listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { type Block, bodyText, centred, partyPaper, run, textWidth } from '../reports/party-paper.ts'
import { countText, shortDay } from '../reports/party-words.ts'

/** What a meeting on a watch list is given; names and words come as they shall be printed, no person among them. */
export type MeetingPaper = {
  readonly listName: string
  readonly issuer: string
  /** The day of the figures. */
  readonly day: LegalDay
  readonly quarter: {
    readonly year: number
    readonly quarter: number
    readonly start: number
    readonly added: number
    readonly removed: number
    readonly merged: number
    readonly end: number
    readonly difference: number
  }
  readonly organizations: readonly {
    readonly name: string
    readonly level: string
    readonly severity: number | null
    readonly listedOn: LegalDay
    readonly reviewOn: LegalDay | null
    readonly stateLabel: string
    readonly signs: readonly { readonly code: string; readonly evidence: string; readonly observedOn: LegalDay }[]
    readonly now: readonly { readonly code: string; readonly sentence: string }[]
    readonly decisions: readonly {
      readonly onDay: LegalDay
      readonly number: string
      readonly body: string
      readonly reason: string
      readonly label: string
    }[]
  }[]
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

const roman = ['I', 'II', 'III', 'IV']

/** The list for the quarter, then one page for each organization: since when, why, what was decided, what the figures say. */
export function meetingPaper(paper: MeetingPaper): Promise<Buffer> {
  const { listName, issuer, day, quarter, organizations } = paper
  const layout = partyLayoutOn(day)
  const within = textWidth(layout)
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const of = `quý ${roman[quarter.quarter - 1] ?? ''} năm ${quarter.year}`
  const sum = `${countText(quarter.start)} + ${countText(quarter.added)} − ${countText(quarter.removed)} − ${countText(quarter.merged)} = ${countText(quarter.end - quarter.difference)}`
  const blocks: Block[] = [
    centred([run('TÀI LIỆU HỌP', { bold: true })]),
    centred([run(`${listName}, ${of}`, { bold: true })]),
    centred([run(`${issuer}; số liệu đến ngày ${shortDay(day)}`, { italic: true, size: 13 })]),
    centred([run('-----')], { after: 8 }),
    heading('I. Đối chiếu danh sách trong quý'),
    bodyText(layout, `Đầu quý + vào − ra − sáp nhập, giải thể: ${sum}. Cuối quý: ${countText(quarter.end)} tổ chức.`),
    ...(quarter.difference === 0
      ? []
      : [
          bodyText(
            layout,
            `Chênh lệch ${countText(Math.abs(quarter.difference))} tổ chức, do quyết định nhập sau khi quý trước đã ký.`,
          ),
        ]),
    heading('II. Danh sách'),
    organizations.length === 0
      ? bodyText(layout, 'Không có tổ chức nào trong danh sách.')
      : listTable(
          [
            { head: 'TT', width: 11, align: 'centre' },
            { head: 'Tổ chức', width: 62, align: 'left' },
            { head: 'Mức', width: 34, align: 'left' },
            { head: 'Vào danh sách', width: 28, align: 'left' },
            { head: 'Xem xét lại', width: 28, align: 'left' },
          ],
          organizations.map(({ name, level, listedOn, reviewOn }, at) => [
            String(at + 1),
            name,
            level,
            shortDay(listedOn),
            reviewOn === null ? 'chưa định' : shortDay(reviewOn),
          ]),
          { within },
        ),
    ...organizations.flatMap((one, at) => [
      new Paragraph({ children: [new PageBreak()] }),
      centred([run(`${at + 1}. ${one.name}`, { bold: true })], { after: 8 }),
      bodyText(
        layout,
        `${one.level}${one.severity === null ? '' : `, mức ${one.severity}`}; ${one.stateLabel}. Vào danh sách ngày ${shortDay(one.listedOn)}; xem xét lại ${one.reviewOn === null ? 'chưa định ngày' : `ngày ${shortDay(one.reviewOn)}`}.`,
      ),
      heading('Biểu hiện và căn cứ khi đưa vào danh sách'),
      ...one.signs.map(({ code, evidence, observedOn }) =>
        bodyText(layout, `- ${code}: ${evidence} (${shortDay(observedOn)}).`),
      ),
      heading('Dấu hiệu hiện nay'),
      ...(one.now.length === 0
        ? [bodyText(layout, 'Không có dấu hiệu đang mở, hoặc chưa có số liệu; chưa có số liệu không phải là tốt.')]
        : one.now.map(({ code, sentence }) => bodyText(layout, `- ${code}: ${sentence}`))),
      heading('Các quyết định'),
      listTable(
        [
          { head: 'Ngày', width: 24, align: 'left' },
          { head: 'Số', width: 28, align: 'left' },
          { head: 'Nội dung', width: 36, align: 'left' },
          { head: 'Lý do', width: 75, align: 'left' },
        ],
        one.decisions.map(({ onDay, number, label, reason }) => [shortDay(onDay), number, label, reason]),
        { within },
      ),
    ]),
  ]
  const facts = { title: `Tài liệu họp: ${listName}`, issuer, description: of }
  return packPaper(partyPaper(blocks, layout, facts), paper.generatedAt)
}
