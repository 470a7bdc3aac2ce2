import type { LegalDay } from '@nq15/domain/shared'
import { listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { type Block, bodyText, centred, partyPaper, run, textWidth } from '../reports/party-paper.ts'
import { countText, shortDay } from '../reports/party-words.ts'

/** What the brief about an area is given; words come as they shall be printed, and counts of organizations and tasks only. */
export type AreaBrief = {
  readonly areaName: string
  readonly committeeName: string
  readonly day: LegalDay
  readonly charge: readonly { readonly name: string; readonly post: string; readonly kind: string }[]
  readonly listed: readonly {
    readonly name: string
    readonly level: string
    readonly stateLabel: string
    readonly reviewOn: LegalDay | null
  }[]
  /** Open signs of the committee, as sentences. */
  readonly signs: readonly { readonly code: string; readonly sentence: string }[]
  readonly below: { readonly red: number; readonly yellow: number; readonly isCut: boolean }
  readonly plans: readonly {
    readonly name: string
    readonly stateLabel: string
    readonly endsOn: LegalDay
    readonly tasks: number
    readonly done: number
    readonly late: number
    readonly waiting: number
    readonly slipDays: number
    readonly contradiction: string | null
  }[]
  readonly tasks: readonly {
    readonly title: string
    readonly owner: string
    readonly dueOn: LegalDay
    readonly isLate: boolean
    readonly waitingFor: string | null
  }[]
  /** Figures that contradict each other (X1 to X4), as sentences. */
  readonly contradictions: readonly { readonly code: string; readonly name: string; readonly sentence: string }[]
  /** What who is in charge promised and has not kept, and when he was there last. */
  readonly promises: readonly {
    readonly promise: string
    readonly by: string
    readonly dueOn: LegalDay
    readonly isLate: boolean
  }[]
  readonly visits: readonly { readonly on: LegalDay; readonly by: string; readonly seen: string }[]
  /** Visits and days of reception of the running month: due (null where nobody has set a number) and held. */
  readonly duties: readonly { readonly name: string; readonly due: number | null; readonly held: number }[]
  readonly reports: readonly {
    readonly name: string
    readonly period: string
    readonly dueOn: LegalDay
    readonly isLate: boolean
  }[]
  readonly decisions: readonly string[]
  /** What conclusions of inspections still ask for. */
  readonly remedies: readonly {
    readonly title: string
    readonly name: string
    readonly dueOn: LegalDay
    readonly isLate: boolean
  }[]
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

/** Two pages to read in ten minutes before a visit: who answers, what is listed and why, which plans are late, what to ask. */
export function areaBrief(brief: AreaBrief): Promise<Buffer> {
  const { areaName, committeeName, day, charge, listed, signs, below, plans, tasks, contradictions } = brief
  const { promises, visits, duties, reports, decisions, remedies } = brief
  const layout = partyLayoutOn(day)
  const within = textWidth(layout)
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const or = (blocks: Block[], none: string) => (blocks.length === 0 ? [bodyText(layout, none)] : blocks)
  const blocks: Block[] = [
    centred([run('TÓM TẮT ĐỊA BÀN', { bold: true })]),
    centred([run(`${areaName}, ${committeeName}`, { bold: true })]),
    centred([run(`Đọc trong mười phút; số liệu đến ngày ${shortDay(day)}`, { italic: true, size: 13 })]),
    centred([run('-----')], { after: 8 }),
    heading('Cần quyết hoặc có ý kiến'),
    ...or(
      decisions.map((one) => bodyText(layout, `- ${one}.`)),
      'Không có việc nào chờ quyết.',
    ),
    heading('1. Ai phụ trách'),
    ...or(
      charge.map(({ name, post, kind }) => bodyText(layout, `- ${kind}: ${name}, ${post}.`)),
      'Chưa phân công người phụ trách địa bàn này.',
    ),
    heading('2. Trong danh sách theo dõi, củng cố'),
    ...or(
      listed.map(({ name, level, stateLabel, reviewOn }) =>
        bodyText(
          layout,
          `- ${name}: ${level}, ${stateLabel}; xem xét lại ${reviewOn === null ? 'chưa định ngày' : `ngày ${shortDay(reviewOn)}`}.`,
        ),
      ),
      'Không có tổ chức nào trong danh sách.',
    ),
    heading('3. Dấu hiệu hiện nay'),
    ...or(
      signs.map(({ code, sentence }) => bodyText(layout, `- ${code}: ${sentence}`)),
      'Không có dấu hiệu đang mở, hoặc chưa có số liệu; chưa có số liệu không phải là tốt.',
    ),
    bodyText(
      layout,
      `Ở các chi bộ, đảng bộ bên dưới: ${below.isCut ? 'ít nhất ' : ''}${countText(below.red)} dấu hiệu đỏ, ${countText(below.yellow)} dấu hiệu vàng đang mở.`,
    ),
    ...contradictions.map(({ code, name, sentence }) => bodyText(layout, `- Mâu thuẫn ${code}, ${name}: ${sentence}`)),
    heading('4. Kế hoạch củng cố'),
    ...or(
      plans.flatMap(({ name, stateLabel, endsOn, tasks: all, done, late, waiting, slipDays, contradiction }) => [
        bodyText(
          layout,
          `- ${name}: ${stateLabel}, đến ngày ${shortDay(endsOn)}; ${countText(done)} trên ${countText(all)} việc xong, ${countText(late)} quá hạn, ${countText(waiting)} đang chờ; chậm nhất ${countText(slipDays)} ngày.`,
        ),
        ...(contradiction === null ? [] : [bodyText(layout, contradiction)]),
      ]),
      'Chưa có kế hoạch nào đang thực hiện.',
    ),
    ...reports.map(({ name, period, dueOn, isLate }) =>
      bodyText(layout, `- Báo cáo ${period} của ${name}: hạn ${shortDay(dueOn)}${isLate ? ', quá hạn' : ''}.`),
    ),
    heading('5. Đã cam kết, đã đi, đã tiếp'),
    ...or(
      promises.map(({ promise, by, dueOn, isLate }) =>
        bodyText(layout, `- ${promise} (${by}), hạn ${shortDay(dueOn)}${isLate ? ', lỡ hạn' : ''}.`),
      ),
      'Không còn cam kết nào chưa thực hiện.',
    ),
    ...visits.map(({ on, by, seen }) => bodyText(layout, `- Đi cơ sở ${shortDay(on)}, ${by}: ${seen}`)),
    ...duties.map(({ name, due, held }) =>
      bodyText(
        layout,
        due === null
          ? `- ${name} trong tháng: ${countText(held)} ngày; cấp ủy chưa quy định số ngày.`
          : `- ${name} trong tháng: ${countText(held)} trên ${countText(due)} ngày.`,
      ),
    ),
    ...remedies.map(({ title, name, dueOn, isLate }) =>
      bodyText(layout, `- Kết luận kiểm tra: ${title} (${name}), hạn ${shortDay(dueOn)}${isLate ? ', quá hạn' : ''}.`),
    ),
    bodyText(layout, '- Vụ việc phức tạp: chưa có sổ vụ việc.'),
    heading('6. Việc cần hỏi khi xuống địa bàn'),
    tasks.length === 0
      ? bodyText(layout, 'Không có việc nào quá hạn, đang chờ hoặc đến hạn trong hai tuần tới.')
      : listTable(
          [
            { head: 'Việc', width: 70, align: 'left' },
            { head: 'Chịu trách nhiệm', width: 40, align: 'left' },
            { head: 'Hạn', width: 25, align: 'left' },
            { head: 'Tình trạng', width: 28, align: 'left' },
          ],
          tasks.map(({ title, owner, dueOn, isLate, waitingFor }) => [
            title,
            owner,
            shortDay(dueOn),
            waitingFor === null ? (isLate ? 'quá hạn' : 'sắp đến hạn') : `chờ ${waitingFor}`,
          ]),
          { within },
        ),
  ]
  const facts = { title: `Tóm tắt địa bàn ${areaName}`, issuer: committeeName, description: 'Tóm tắt địa bàn' }
  return packPaper(partyPaper(blocks, layout, facts), brief.generatedAt)
}
