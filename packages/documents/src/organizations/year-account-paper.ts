import type { LegalDay } from '@nq15/domain/shared'
import { listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { type Block, bodyText, centred, partyPaper, run, textWidth } from '../reports/party-paper.ts'
import { countText, shortDay } from '../reports/party-words.ts'

type Duty = { readonly due: number | null; readonly held: number }
type Tasks = { readonly due: number; readonly done: number; readonly late: number }

/** What the account of a year is given: counts per member in charge and per commune, never a score. */
export type YearAccountPaper = {
  readonly year: number
  /** The last day counted. */
  readonly until: LegalDay
  /** The rule that names the share of targets. */
  readonly source: string
  readonly members: readonly {
    readonly name: string
    readonly post: string
    readonly charges: readonly {
      readonly name: string
      readonly days: number
      readonly decisionNumber: string
      readonly isMain: boolean
    }[]
    readonly counts: Tasks & { readonly promised: number; readonly kept: number; readonly missed: number }
    readonly visits: Duty
    readonly receptions: Duty
    readonly targetsUnder: number
    /** Complex cases in the register. */
    readonly cases: number
  }[]
  readonly heads: readonly {
    readonly name: string
    readonly daysWithout: number
    readonly tasks: Tasks
    readonly receptions: Duty
    readonly targets: { readonly assigned: number; readonly completed: number; readonly isUnder: boolean } | null
    readonly cases: number
  }[]
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

const duty = ({ due, held }: Duty) =>
  due === null ? `${countText(held)} (chưa quy định)` : `${countText(held)}/${countText(due)}`
const tasksOf = ({ due, done, late }: Tasks) => `${countText(due)} / ${countText(done)} / ${countText(late)}`

/** The account of a year as Word: facts for the self-review, with where each comes from. */
export function yearAccountPaper(paper: YearAccountPaper): Promise<Buffer> {
  const { year, until, members, heads } = paper
  const layout = partyLayoutOn(until)
  const within = textWidth(layout)
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const title = `Theo dõi trách nhiệm phụ trách địa bàn năm ${year}`
  const without = heads.filter(({ daysWithout }) => daysWithout > 0)
  const blocks: Block[] = [
    centred([run('BẢNG THEO DÕI', { bold: true })]),
    centred([run(`trách nhiệm phụ trách địa bàn và người đứng đầu, năm ${year}`, { bold: true })]),
    centred([run(`Số liệu đến ngày ${shortDay(until)}; đếm việc, không chấm điểm`, { italic: true, size: 13 })]),
    centred([run('-----')], { after: 8 }),
    heading('1. Người phụ trách'),
    members.length === 0
      ? bodyText(layout, 'Chưa có phân công nào trong năm.')
      : listTable(
          [
            { head: 'Người phụ trách', width: 34, align: 'left' },
            { head: 'Địa bàn (số ngày, quyết định)', width: 41, align: 'left' },
            { head: 'Việc: đến hạn / xong / chậm', width: 25, align: 'left' },
            { head: 'Cam kết: giữ / lỡ', width: 22, align: 'left' },
            { head: 'Đi, tiếp công dân', width: 24, align: 'left' },
            { head: 'Vụ việc phức tạp', width: 17, align: 'right' },
          ],
          members.map(({ name, post, charges, counts, visits, receptions, cases }) => [
            [name, post].filter(Boolean).join(', '),
            charges
              .map(({ name: place, days, decisionNumber, isMain }) =>
                [`${place} (${countText(days)} ngày, ${decisionNumber}`, isMain ? ')' : ', phối hợp)'].join(''),
              )
              .join('; '),
            tasksOf(counts),
            `${countText(counts.kept)} / ${countText(counts.missed)} trên ${countText(counts.promised)}`,
            `đi ${duty(visits)}; tiếp ${duty(receptions)}`,
            countText(cases),
          ]),
          { within },
        ),
    heading('2. Xã, phường và người đứng đầu'),
    heads.length === 0
      ? bodyText(layout, 'Không có xã, phường nào.')
      : listTable(
          [
            { head: 'Tổ chức', width: 40, align: 'left' },
            { head: 'Ngày không có người phụ trách', width: 25, align: 'right' },
            { head: 'Việc: đến hạn / xong / chậm', width: 30, align: 'left' },
            { head: 'Tiếp công dân', width: 22, align: 'left' },
            { head: 'Nhiệm vụ, chỉ tiêu', width: 29, align: 'left' },
            { head: 'Vụ việc phức tạp', width: 17, align: 'right' },
          ],
          heads.map(({ name, daysWithout, tasks, receptions, targets, cases }) => [
            name,
            countText(daysWithout),
            tasksOf(tasks),
            duty(receptions),
            targets === null
              ? 'chưa có báo cáo'
              : `${countText(targets.completed)}/${countText(targets.assigned)}${targets.isUnder ? ', dưới 70%' : ''}`,
            countText(cases),
          ]),
          { within },
        ),
    bodyText(
      layout,
      `${countText(without.length)} xã, phường có ngày không có người phụ trách chính. Vụ việc phức tạp đếm theo sổ; “điểm nóng” chỉ ghi khi cơ quan có thẩm quyền kết luận.`,
    ),
    heading('3. Nguồn'),
    bodyText(
      layout,
      `Phân công: sổ phân công địa bàn. Việc: kế hoạch củng cố đã duyệt, theo ngày đến hạn. Cam kết, ngày đi: ghi nhận đi cơ sở. Ngày tiếp công dân: sổ ngày tiếp công dân. Vụ việc: sổ theo dõi vụ việc phức tạp. Chỉ tiêu: báo cáo năm của tổ chức; mức 70% theo ${paper.source} (nguồn thứ cấp, cần đối chiếu).`,
    ),
  ]
  return packPaper(partyPaper(blocks, layout, { title, issuer: '', description: title }), paper.generatedAt)
}
