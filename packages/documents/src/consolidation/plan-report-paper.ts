import type { LegalDay } from '@nq15/domain/shared'
import { listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { type Block, bodyText, centred, partyPaper, run, textWidth } from '../reports/party-paper.ts'
import { countText, shortDay } from '../reports/party-words.ts'

type Line = { readonly title: string; readonly owner: string; readonly day: LegalDay }

/** What the paper of a plan's report is given; words come as they shall be printed, and counts of tasks only. */
export type PlanReportPaper = {
  readonly organizationName: string
  readonly isQuarter: boolean
  /** "tháng 11 năm 2026", "quý IV năm 2026". */
  readonly periodName: string
  readonly asOf: LegalDay
  readonly signed: { readonly on: LegalDay; readonly by: string; readonly contentHash: string } | null
  readonly counts: {
    readonly all: number
    readonly due: number
    readonly done: number
    readonly late: number
    readonly waiting: number
  }
  readonly done: readonly Line[]
  readonly late: readonly Line[]
  readonly waiting: readonly (Line & { readonly waitingFor: string })[]
  readonly signs: readonly {
    readonly code: string
    readonly atApproval: string
    readonly before: string
    readonly now: string
  }[]
  readonly goals: readonly { readonly signCode: string; readonly words: string; readonly dueOn: LegalDay }[]
  readonly visits: readonly { readonly visitedOn: LegalDay; readonly authorName: string; readonly seen: string }[]
  readonly review: string | null
  readonly forecast: {
    readonly open: number
    readonly slipDays: number
    readonly daysLeft: number
    readonly endsOn: LegalDay
  }
  readonly assessment: string
  readonly help: string
  readonly next: string
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

const missing = 'chưa có'

/** The monthly page, or the quarter's report, of a plan: the facts first, then the author's words (weak units, section 6.2 K4). */
export function planReportPaper(paper: PlanReportPaper): Promise<Buffer> {
  const { organizationName, counts, done, late, waiting, signs, goals, visits, forecast, signed, asOf } = paper
  const layout = partyLayoutOn(asOf)
  const within = textWidth(layout)
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const prose = (text: string) => (text.trim() || missing).split('\n').map((one) => bodyText(layout, one))
  const line = ({ title, owner, day }: Line) => bodyText(layout, `- ${title} (${owner}, hạn ${shortDay(day)}).`)
  const left =
    forecast.daysLeft >= 0 ? `còn ${countText(forecast.daysLeft)} ngày` : `đã quá ${countText(-forecast.daysLeft)} ngày`
  const blocks: Block[] = [
    centred([run('BÁO CÁO', { bold: true })]),
    centred([run(`thực hiện kế hoạch củng cố ${organizationName}, ${paper.periodName}`, { bold: true })]),
    centred([
      run(
        signed === null
          ? `Chưa ký; số liệu đến ngày ${shortDay(asOf)}`
          : `${signed.by} ký ngày ${shortDay(signed.on)}; số liệu chốt đến ngày ${shortDay(asOf)}`,
        { italic: true, size: 13 },
      ),
    ]),
    centred([run('-----')], { after: 8 }),
    heading('1. Việc trong kỳ'),
    bodyText(
      layout,
      `Cả kế hoạch ${countText(counts.all)} việc. Trong kỳ: ${countText(counts.due)} việc đến hạn, ${countText(counts.done)} việc xong; cuối kỳ ${countText(counts.late)} việc quá hạn, ${countText(counts.waiting)} việc đang chờ nơi khác.`,
    ),
    ...(late.length > 0 ? [bodyText(layout, 'Quá hạn:'), ...late.map(line)] : []),
    ...(waiting.length > 0 ? [bodyText(layout, 'Đang chờ:')] : []),
    ...waiting.map(({ waitingFor, ...one }) =>
      bodyText(layout, `- ${one.title} (${one.owner}): chờ ${waitingFor || missing}.`),
    ),
    ...(done.length > 0
      ? [bodyText(layout, `Đã xong: ${done.map(({ title, day }) => `${title} (${shortDay(day)})`).join('; ')}.`)]
      : []),
    heading('2. Dấu hiệu'),
    signs.length === 0
      ? bodyText(layout, `${missing}.`)
      : listTable(
          [
            { head: 'Dấu hiệu', width: 34, align: 'left' },
            { head: 'Khi phê duyệt', width: 43, align: 'left' },
            { head: 'Trước kỳ', width: 43, align: 'left' },
            { head: 'Cuối kỳ', width: 43, align: 'left' },
          ],
          signs.map(({ code, atApproval, before, now }) => [code, atApproval, before, now]),
          { within },
        ),
    ...(paper.isQuarter
      ? [
          heading('3. Mục tiêu so với khi phê duyệt'),
          ...(goals.length === 0
            ? [bodyText(layout, `${missing}.`)]
            : goals.map(({ signCode, words, dueOn }) =>
                bodyText(layout, `- ${signCode}: ${words}, hạn ${shortDay(dueOn)}.`),
              )),
          heading('4. Ghi nhận đi cơ sở của người phụ trách'),
          ...(visits.length === 0
            ? [bodyText(layout, 'Trong kỳ chưa có ghi nhận nào.')]
            : visits.map(({ visitedOn, authorName, seen }) =>
                bodyText(layout, `- ${shortDay(visitedOn)}, ${authorName}: ${seen}`),
              )),
          heading('5. Kết luận xem xét'),
          bodyText(layout, paper.review ?? 'Chưa đến kỳ xem xét hoặc chưa có báo cáo xem xét.'),
        ]
      : []),
    heading(paper.isQuarter ? '6. Dự báo' : '3. Dự báo'),
    bodyText(
      layout,
      `${countText(forecast.open)} việc chưa xong, chậm nhất ${countText(forecast.slipDays)} ngày so với ngày đã duyệt; kế hoạch đến ngày ${shortDay(forecast.endsOn)}, ${left}.`,
    ),
    heading(paper.isQuarter ? '7. Đánh giá' : '4. Đánh giá'),
    ...prose(paper.assessment),
    heading(paper.isQuarter ? '8. Cần giúp' : '5. Cần giúp'),
    ...prose(paper.help),
    heading(paper.isQuarter ? '9. Việc kỳ tới' : '6. Việc kỳ tới'),
    ...prose(paper.next),
    ...(signed === null
      ? []
      : [bodyText(layout, [run(`Mã nội dung: ${signed.contentHash.slice(0, 16)}`, { size: 11 })])]),
  ]
  const title = `Báo cáo kế hoạch củng cố ${organizationName}, ${paper.periodName}`
  return packPaper(
    partyPaper(blocks, layout, { title, issuer: organizationName, description: title }),
    paper.generatedAt,
  )
}
