import type { LegalDay } from '@nq15/domain/shared'
import { listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { bodyText, centred, partyPaper, run, textWidth } from '../reports/party-paper.ts'
import { countText, shortDay } from '../reports/party-words.ts'

/** How one indicator did: counts of organizations and months, no score. */
export type BacktestReportLine = {
  readonly code: string
  readonly name: string
  readonly judged: number
  readonly hits: number
  readonly falseAlarms: number
  readonly missed: number
  readonly leadMonths: number | null
  readonly verdicts: { readonly true: number; readonly known: number; readonly false: number }
}

/** What a report of a back-test is given. */
export type BacktestReport = {
  readonly issuer: string
  /** The day of the report. */
  readonly day: LegalDay
  readonly from: LegalDay
  readonly until: LegalDay
  readonly ruleVersion: string
  readonly madeByName: string
  readonly outcomes: number
  readonly lines: readonly BacktestReportLine[]
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

const leadText = (months: number | null) => (months === null ? 'chưa có' : String(months).replace('.', ','))

/** The share of reds that were followed by a bad outcome, as `3/5`; said as missing where nothing was red. */
const rightOf = ({ hits, falseAlarms }: BacktestReportLine) =>
  hits + falseAlarms === 0 ? 'chưa báo' : `${countText(hits)}/${countText(hits + falseAlarms)}`

/** The report of a back-test as Word: what was held against what, and one line for each indicator. */
export function backtestReport(report: BacktestReport): Promise<Buffer> {
  const { issuer, day, from, until, ruleVersion, madeByName, outcomes, lines } = report
  const layout = partyLayoutOn(day)
  const title = 'Kiểm nghiệm các chỉ số nhận diện sớm'
  const blocks = [
    centred([run('BÁO CÁO', { bold: true })]),
    centred([run(title, { bold: true })]),
    centred([run(`${issuer}; từ ngày ${shortDay(from)} đến ngày ${shortDay(until)}`, { italic: true, size: 13 })]),
    centred([run('-----')], { after: 8 }),
    bodyText(
      layout,
      `Dấu hiệu đỏ của các tháng đã rà soát theo bộ chỉ số ${ruleVersion} được so với xếp loại đã quyết định và việc đưa vào danh sách theo dõi sau đó. Trong thời gian này ${countText(outcomes)} tổ chức không hoàn thành nhiệm vụ hoặc được đưa vào danh sách. Người lập: ${madeByName}.`,
    ),
    bodyText(
      layout,
      'Báo đúng: có dấu hiệu đỏ trước khi có kết quả xấu. Báo nhầm: có dấu hiệu đỏ mà không có kết quả xấu. Bỏ sót: có kết quả xấu mà trước đó không có dấu hiệu đỏ. Sớm: số tháng ở giữa kể từ dấu hiệu đỏ đầu tiên. Các con số là căn cứ để xem lại ngưỡng, không xếp hạng tổ chức nào.',
    ),
    lines.length === 0
      ? bodyText(layout, 'Chưa có chỉ số nào đủ số liệu để kiểm nghiệm.')
      : listTable(
          [
            { head: 'Mã', width: 12, align: 'centre' },
            { head: 'Chỉ số', width: 52, align: 'left' },
            { head: 'Đã xét', width: 17, align: 'right' },
            { head: 'Báo đúng / đã báo', width: 22, align: 'right' },
            { head: 'Bỏ sót', width: 16, align: 'right' },
            { head: 'Sớm (tháng)', width: 18, align: 'right' },
            { head: 'Người đánh giá: đúng, đã biết, nhầm', width: 30, align: 'right' },
          ],
          lines.map((line) => [
            line.code,
            line.name,
            countText(line.judged),
            rightOf(line),
            countText(line.missed),
            leadText(line.leadMonths),
            [line.verdicts.true, line.verdicts.known, line.verdicts.false].map(countText).join(', '),
          ]),
          { within: textWidth(layout) },
        ),
  ]
  return packPaper(partyPaper(blocks, layout, { title, issuer, description: ruleVersion }), report.generatedAt)
}
