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

/** What a brief of a complex case says; words come as they shall be printed, what is not known is empty. No person stands in it. */
export type IncidentBrief = {
  readonly superior: string
  readonly issuer: string
  readonly place: string
  /** The day of printing. */
  readonly day: LegalDay
  readonly code: string
  readonly title: string
  /** Where it is. */
  readonly at: string
  readonly state: string
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly plan: string
  readonly milestones: readonly {
    readonly title: string
    readonly dueOn: LegalDay
    readonly doneOn: LegalDay | null
    readonly isLate: boolean
  }[]
  readonly commitments: readonly {
    readonly text: string
    readonly audience: string
    readonly announcedOn: LegalDay
    readonly dueOn: LegalDay
    readonly state: string
    readonly keptOn: LegalDay | null
  }[]
  readonly happenings: readonly {
    readonly onDay: LegalDay
    readonly kind: string
    readonly count: number
    readonly note: string
  }[]
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

const missing = 'chưa có'

/** The brief of a complex case as Word, in the layout of Party documents; number and signature stay for the committee. */
export function incidentBrief(brief: IncidentBrief): Promise<Buffer> {
  const { superior, issuer, place, day, code, title, at, state } = brief
  const layout = partyLayoutOn(day)
  const within = textWidth(layout)
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const line = (text: string) => bodyText(layout, text)
  const blocks: Block[] = [
    paperHead({ superior, issuer, place, day, symbol: 'BC' }, layout),
    ...paperTitle('Báo cáo', `tóm tắt vụ việc ${code}: ${title}`, layout),
    heading('1. Tình hình'),
    line(`Địa điểm: ${at}. Tình trạng đến ngày ${shortDay(day)}: ${state}.`),
    ...brief.facts.map(([name, value]) => line(`- ${name}: ${value || missing};`)),
    heading('2. Kế hoạch giải quyết'),
    ...(brief.plan || missing).split('\n').map(line),
    ...milestonesOf(brief, line, within),
    heading('3. Cam kết công khai'),
    ...commitmentsOf(brief, line, within),
    heading('4. Diễn biến gần đây'),
    ...(brief.happenings.length === 0 ? [line(`${missing}.`)] : []),
    ...brief.happenings
      .slice(0, 10)
      .map(({ onDay, kind, count, note }) =>
        line(`- ${shortDay(onDay)}: ${kind.toLowerCase()}, ${count} lượt. ${note}`),
      ),
    paperFoot(['Ban Chỉ đạo', 'Lưu hồ sơ'], { position: issuer }, layout),
  ]
  const about = { title: `Báo cáo tóm tắt vụ việc ${code}`, issuer, description: title }
  return packPaper(partyPaper(blocks, layout, about), brief.generatedAt)
}

function milestonesOf({ milestones }: IncidentBrief, line: (text: string) => Block, within: number): Block[] {
  if (milestones.length === 0) return [line(`Mốc của kế hoạch: ${missing}.`)]
  return [
    listTable(
      [
        { head: 'TT', width: 11, align: 'centre' },
        { head: 'Mốc', width: 94, align: 'left' },
        { head: 'Hạn', width: 26, align: 'left' },
        { head: 'Kết quả', width: 32, align: 'left' },
      ],
      milestones.map(({ title, dueOn, doneOn, isLate }, at) => [
        ...[String(at + 1), title, shortDay(dueOn)],
        doneOn === null ? (isLate ? 'quá hạn' : 'chưa đến hạn') : `xong ${shortDay(doneOn)}`,
      ]),
      { within },
    ),
  ]
}

function commitmentsOf({ commitments }: IncidentBrief, line: (text: string) => Block, within: number): Block[] {
  if (commitments.length === 0) return [line(`${missing}.`)]
  return [
    listTable(
      [
        { head: 'Nội dung, với địa bàn nào', width: 79, align: 'left' },
        { head: 'Công bố', width: 26, align: 'left' },
        { head: 'Hạn', width: 26, align: 'left' },
        { head: 'Tình trạng', width: 32, align: 'left' },
      ],
      commitments.map(({ text, audience, announcedOn, dueOn, state, keptOn }) => [
        `${text} (${audience})`,
        ...[shortDay(announcedOn), shortDay(dueOn), keptOn === null ? state : `${state} ${shortDay(keptOn)}`],
      ]),
      { within },
    ),
  ]
}
