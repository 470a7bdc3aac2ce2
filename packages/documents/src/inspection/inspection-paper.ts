import type { LegalDay } from '@nq15/domain/shared'
import { listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import {
  type Block,
  basesOf,
  bodyText,
  paperFoot,
  paperHead,
  paperTitle,
  partyPaper,
  plainLine,
  run,
  textWidth,
  twoSignatures,
} from '../reports/party-paper.ts'
import { shortDay } from '../reports/party-words.ts'

/** The papers of an inspection (weak units, section 9.3). */
export type InspectionPaperKind = 'decision' | 'plan' | 'outline' | 'minutes' | 'report' | 'conclusion' | 'notice'

/** The one model behind all of them; words come as they shall be printed, what is not known is empty. */
export type InspectionPaper = {
  readonly kind: InspectionPaperKind
  /** Who issues it and above whom it stands, as in the head. */
  readonly superior: string
  readonly issuer: string
  readonly place: string
  /** The day of printing. */
  readonly day: LegalDay
  /** What kind of inspection: `kiểm tra khi có dấu hiệu vi phạm`. */
  readonly inspectionKind: string
  readonly organizationName: string
  readonly subject: string
  readonly bases: readonly string[]
  readonly decision: { readonly number: string; readonly day: LegalDay } | null
  readonly dueOn: LegalDay | null
  readonly team: readonly { readonly name: string; readonly post: string; readonly isLead: boolean }[]
  readonly purpose: string
  readonly content: string
  readonly period: string
  readonly method: string
  readonly milestones: string
  readonly outline: string
  readonly selfReport: string
  readonly minutes: { readonly day: LegalDay; readonly attendance: string; readonly statement: string } | null
  readonly report: string
  readonly conclusion: {
    readonly number: string
    readonly day: LegalDay
    readonly body: string
    readonly result: string
    readonly strengths: string
    readonly shortcomings: string
    readonly causes: string
  } | null
  readonly remedies: readonly {
    readonly title: string
    readonly output: string
    readonly owner: string
    readonly dueOn: LegalDay
  }[]
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

const missing = 'chưa có'
const titles: Readonly<Record<InspectionPaperKind, string>> = {
  decision: 'Quyết định',
  plan: 'Kế hoạch',
  outline: 'Đề cương',
  minutes: 'Biên bản',
  report: 'Báo cáo',
  conclusion: 'Kết luận',
  notice: 'Thông báo',
}
const about: Readonly<Record<InspectionPaperKind, (paper: InspectionPaper) => string>> = {
  decision: ({ inspectionKind, organizationName }) => `${inspectionKind} ${organizationName}`,
  plan: ({ inspectionKind, organizationName }) => `${inspectionKind} ${organizationName}`,
  outline: ({ organizationName }) => `báo cáo tự kiểm tra của ${organizationName}`,
  minutes: ({ inspectionKind, organizationName }) => `hội nghị ${inspectionKind} tại ${organizationName}`,
  report: ({ inspectionKind, organizationName }) => `kết quả ${inspectionKind} ${organizationName}`,
  conclusion: ({ inspectionKind, organizationName }) => `${inspectionKind} ${organizationName}`,
  notice: ({ inspectionKind, organizationName }) => `kết luận ${inspectionKind} ${organizationName}`,
}

/** One paper of an inspection as Word, in the layout of Party documents; numbers and signatures stay for the body. */
export function inspectionPaper(paper: InspectionPaper): Promise<Buffer> {
  const { kind, superior, issuer, place, day } = paper
  const layout = partyLayoutOn(day)
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const prose = (text: string) => (text.trim() === '' ? missing : text).split('\n').map((one) => bodyText(layout, one))
  const part = (name: string, text: string): Block[] => [heading(name), ...prose(text)]
  const made: Made = { paper, heading, prose, part, within: textWidth(layout), line: (text) => bodyText(layout, text) }
  const isMinutes = kind === 'minutes'
  const blocks: Block[] = [
    paperHead({ superior, issuer, place, day, ...(isMinutes ? {} : { symbol: symbols[kind] }) }, layout),
    ...paperTitle(titles[kind], about[kind](paper), layout),
    ...(kind === 'decision' || kind === 'plan' ? basesOf(paper.bases, layout) : []),
    ...bodies[kind](made),
    ...(isMinutes
      ? [
          plainLine(''),
          twoSignatures({ position: 'Đại diện tổ chức được kiểm tra' }, { position: 'Trưởng đoàn' }, layout),
        ]
      : kind === 'outline'
        ? []
        : [paperFoot(recipientsOf(paper), { position: kind === 'report' ? 'Trưởng đoàn' : issuer }, layout)]),
  ]
  const title = `${titles[kind]} ${about[kind](paper)}`
  return packPaper(partyPaper(blocks, layout, { title, issuer, description: paper.subject }), paper.generatedAt)
}

const symbols: Readonly<Record<InspectionPaperKind, string>> = {
  ...{ decision: 'QĐ', plan: 'KH', outline: 'ĐC', minutes: 'BB', report: 'BC', conclusion: 'KL', notice: 'TB' },
}

const recipientsOf = ({ organizationName }: InspectionPaper) => [organizationName, 'Đoàn kiểm tra', 'Lưu hồ sơ']

type Made = {
  readonly paper: InspectionPaper
  readonly heading: (text: string) => Block
  readonly prose: (text: string) => Block[]
  readonly part: (name: string, text: string) => Block[]
  readonly line: (text: string) => Block
  readonly within: number
}

const team = ({ paper, line, heading }: Made): Block[] => [
  heading('Thành viên đoàn'),
  ...(paper.team.length === 0
    ? [line(`${missing}.`)]
    : paper.team.map(({ name, post, isLead }) =>
        line(`- ${[name, post, isLead ? 'Trưởng đoàn' : 'thành viên'].filter(Boolean).join(', ')};`),
      )),
]

const remedies = ({ paper, line, within }: Made): Block[] =>
  paper.remedies.length === 0
    ? [line('Không có việc phải khắc phục.')]
    : [
        listTable(
          [
            { head: 'TT', width: 11, align: 'centre' },
            { head: 'Việc và kết quả phải có', width: 84, align: 'left' },
            { head: 'Chịu trách nhiệm', width: 42, align: 'left' },
            { head: 'Hạn', width: 26, align: 'left' },
          ],
          paper.remedies.map(({ title, output, owner, dueOn }, at) => [
            String(at + 1),
            `${title}. Kết quả: ${output}`,
            owner,
            shortDay(dueOn),
          ]),
          { within },
        ),
      ]

const dueLine = ({ dueOn }: InspectionPaper) =>
  dueOn === null ? 'Thời hạn: chưa có hạn theo quy định.' : `Thời hạn: trước hết ngày ${shortDay(dueOn)}.`

const found = (made: Made): Block[] => {
  const { conclusion } = made.paper
  return [
    made.line(`Kết quả: ${conclusion?.result ?? missing}.`),
    ...made.part('1. Ưu điểm', conclusion?.strengths ?? ''),
    ...made.part('2. Khuyết điểm, vi phạm', conclusion?.shortcomings ?? ''),
    ...made.part('3. Nguyên nhân', conclusion?.causes ?? ''),
    made.heading('4. Yêu cầu khắc phục'),
    ...remedies(made),
  ]
}

const bodies: Readonly<Record<InspectionPaperKind, (made: Made) => Block[]>> = {
  decision: (made) => [
    made.heading('QUYẾT ĐỊNH'),
    made.line(
      `Điều 1. ${capital(made.paper.inspectionKind)} đối với ${made.paper.organizationName}. Nội dung: ${made.paper.subject}.`,
    ),
    made.line(`Mốc thời gian được kiểm tra: ${made.paper.period || missing}. ${dueLine(made.paper)}`),
    made.line('Điều 2. Thành lập đoàn gồm:'),
    ...team(made),
    made.line(
      `Điều 3. Đoàn và ${made.paper.organizationName} chịu trách nhiệm thi hành. ${made.paper.organizationName} gửi báo cáo tự kiểm tra theo đề cương.`,
    ),
  ],
  plan: (made) => [
    ...made.part('1. Mục đích, yêu cầu', made.paper.purpose),
    ...made.part(
      '2. Nội dung, đối tượng, mốc thời gian',
      [made.paper.content, made.paper.period].filter(Boolean).join('\n'),
    ),
    ...made.part('3. Phương pháp tiến hành', made.paper.method),
    ...made.part('4. Thời gian, tiến độ', [made.paper.milestones, dueLine(made.paper)].filter(Boolean).join('\n')),
    made.heading('5. Tổ chức thực hiện'),
    ...team(made),
  ],
  outline: (made) => made.prose(made.paper.outline),
  minutes: (made) => [
    made.line(`Ngày họp: ${made.paper.minutes ? shortDay(made.paper.minutes.day) : '........................'}.`),
    ...made.part('1. Thành phần', made.paper.minutes?.attendance ?? ''),
    ...team(made),
    ...made.part('2. Nội dung, ý kiến', made.paper.minutes?.statement ?? ''),
  ],
  report: (made) => [
    made.line(`Thực hiện ${decisionWords(made.paper)}, đoàn đã tiến hành và báo cáo như sau:`),
    ...made.part('1. Báo cáo tự kiểm tra của tổ chức', made.paper.selfReport),
    ...made.part('2. Kết quả', made.paper.report),
  ],
  conclusion: (made) => [
    made.line(`Sau khi xem xét báo cáo của đoàn theo ${decisionWords(made.paper)}, kết luận:`),
    ...found(made),
  ],
  notice: (made) => {
    const { conclusion } = made.paper
    return [
      made.line(
        conclusion
          ? `Ngày ${shortDay(conclusion.day)}, ${conclusion.body} đã ban hành Kết luận ${conclusion.number}. Thông báo như sau:`
          : `Kết luận: ${missing}.`,
      ),
      ...found(made),
    ]
  },
}

const decisionWords = ({ decision }: InspectionPaper) =>
  decision === null ? `quyết định (${missing} số)` : `Quyết định ${decision.number} ngày ${shortDay(decision.day)}`
const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
