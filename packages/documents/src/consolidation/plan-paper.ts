import type { LegalDay } from '@nq15/domain/shared'
import { listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { type Block, bodyText, centred, partyPaper, run, textWidth } from '../reports/party-paper.ts'
import { shortDay } from '../reports/party-words.ts'

/** What the paper of a consolidation plan is given; words come as they shall be printed. */
export type PlanPaper = {
  readonly organizationName: string
  readonly bodyName: string
  readonly edition: number
  readonly stateLabel: string
  readonly isDraft: boolean
  /** The day of printing. */
  readonly day: LegalDay
  readonly legalBasis: string
  readonly situation: string
  readonly from: LegalDay
  readonly until: LegalDay
  readonly approval: { readonly number: string; readonly day: LegalDay; readonly body: string } | null
  readonly weaknesses: readonly {
    readonly signCode: string
    readonly evidence: string
    readonly cause: string
    readonly atApproval: string
  }[]
  readonly goals: readonly { readonly signCode: string; readonly words: string; readonly dueOn: LegalDay }[]
  readonly tasks: readonly {
    readonly title: string
    readonly output: string
    readonly owner: string
    readonly dueOn: LegalDay
  }[]
  readonly areaMember: string
  readonly secretary: string
  readonly supportingUnit: string
  readonly resources: string
  readonly reporting: string
  readonly milestones: readonly LegalDay[]
  readonly clearQuarters: number
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

const missing = 'chưa có'

/** The plan in the order of its template, to be signed; a draft says so on its first lines (weak units, section 6.1). */
export function planPaper(paper: PlanPaper): Promise<Buffer> {
  const { organizationName, day, approval, weaknesses, goals, tasks, milestones } = paper
  const layout = partyLayoutOn(day)
  const within = textWidth(layout)
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const line = (name: string, value: string) => bodyText(layout, `- ${name}: ${value.trim() === '' ? missing : value}.`)
  const prose = (text: string) => text.split('\n').map((one) => bodyText(layout, one))
  const title = `Kế hoạch củng cố ${organizationName}`
  const blocks: Block[] = [
    centred([run('KẾ HOẠCH', { bold: true })]),
    centred([run(`củng cố ${organizationName}${paper.edition > 1 ? `, lần ${paper.edition}` : ''}`, { bold: true })]),
    centred([
      run(
        approval === null
          ? `${paper.isDraft ? 'Dự thảo' : paper.stateLabel}, ngày ${shortDay(day)}`
          : `Phê duyệt theo ${approval.number} ngày ${shortDay(approval.day)} của ${approval.body}`,
        { italic: true, size: 13 },
      ),
    ]),
    centred([run('-----')], { after: 8 }),
    heading('1. Căn cứ'),
    ...prose(paper.legalBasis || missing),
    heading('2. Tình hình'),
    ...prose(paper.situation || missing),
    heading('3. Yếu kém, căn cứ và nguyên nhân'),
    listTable(
      [
        { head: 'Dấu hiệu', width: 20, align: 'left' },
        { head: 'Căn cứ', width: 58, align: 'left' },
        { head: 'Nguyên nhân', width: 55, align: 'left' },
        { head: 'Khi duyệt', width: 30, align: 'left' },
      ],
      weaknesses.map(({ signCode, evidence, cause, atApproval }) => [signCode, evidence, cause, atApproval]),
      { within },
    ),
    heading('4. Mục tiêu'),
    ...(goals.length === 0
      ? [bodyText(layout, `${missing}.`)]
      : goals.map(({ signCode, words, dueOn }) =>
          bodyText(layout, `- ${signCode}: ${words}, trước hết ngày ${shortDay(dueOn)}.`),
        )),
    heading('5. Nhiệm vụ'),
    tasks.length === 0
      ? bodyText(layout, `${missing}.`)
      : listTable(
          [
            { head: 'TT', width: 11, align: 'centre' },
            { head: 'Việc và kết quả phải có', width: 84, align: 'left' },
            { head: 'Chịu trách nhiệm', width: 42, align: 'left' },
            { head: 'Hạn', width: 26, align: 'left' },
          ],
          tasks.map(({ title: name, output, owner, dueOn }, at) => [
            String(at + 1),
            `${name}. Kết quả: ${output}`,
            owner,
            shortDay(dueOn),
          ]),
          { within },
        ),
    heading('6. Trách nhiệm'),
    line('Cấp ủy viên phụ trách địa bàn', paper.areaMember),
    line('Bí thư', paper.secretary),
    line('Đơn vị giúp đỡ', paper.supportingUnit),
    heading('7. Nguồn lực'),
    ...prose(paper.resources || missing),
    heading('8. Thời gian và mốc'),
    bodyText(layout, `Từ ngày ${shortDay(paper.from)} đến hết ngày ${shortDay(paper.until)}.`),
    bodyText(
      layout,
      milestones.length === 0
        ? 'Mốc 30, 90, 180, 365 ngày tính từ ngày phê duyệt.'
        : `Mốc nhìn lại: ${milestones.map(shortDay).join(', ')}.`,
    ),
    heading('9. Chế độ báo cáo'),
    ...prose(paper.reporting || missing),
    heading('10. Điều kiện đưa ra khỏi danh sách'),
    bodyText(
      layout,
      `Mọi dấu hiệu đỏ của quyết định đã hết trong ${paper.clearQuarters} quý liền hoặc có kết luận kiểm tra; không còn vụ việc phức tạp nhóm A thuộc trách nhiệm; cấp ủy đủ, có bí thư; xếp loại gần nhất từ hoàn thành trở lên; báo cáo xem xét của người không lập kế hoạch; quyết định của ${paper.bodyName}.`,
    ),
    heading('11. Ký'),
    listTable(
      [
        { head: 'Đơn vị lập kế hoạch', width: 81, align: 'left' },
        { head: paper.bodyName, width: 82, align: 'left' },
      ],
      [['\n\n\n', '\n\n\n']],
      { within },
    ),
  ]
  const facts = { title, issuer: paper.bodyName, description: `${title}, lần ${paper.edition}` }
  return packPaper(partyPaper(blocks, layout, facts), paper.generatedAt)
}
