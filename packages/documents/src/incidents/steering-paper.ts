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

/** What the papers of a meeting of Steering Committee 15 say; words come as they shall be printed, and everybody is a post. */
export type SteeringPaper = {
  readonly superior: string
  readonly issuer: string
  readonly place: string
  readonly seats: readonly { readonly role: string; readonly post: string }[]
  readonly planOn: LegalDay
  readonly at: string
  readonly agenda: string
  readonly heldOn: LegalDay | null
  readonly present: number | null
  /** Empty until the conclusion is signed: then the paper is a draft. */
  readonly number: string
  readonly concludedOn: LegalDay | null
  readonly summary: string
  readonly conclusions: readonly { readonly text: string; readonly owner: string; readonly dueOn: LegalDay }[]
  /** The day of printing, and UTC time as ISO text, written into the file's properties. */
  readonly day: LegalDay
  readonly generatedAt: string
}

const missing = 'chưa có'

/** The invitation with its agenda as Word, in the layout of Party documents; number and signature stay for the committee. */
export function steeringInvitation(paper: SteeringPaper): Promise<Buffer> {
  const { superior, issuer, place, day, planOn, at, agenda, seats } = paper
  const layout = partyLayoutOn(day)
  const line = (text: string) => bodyText(layout, text)
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const blocks: Block[] = [
    paperHead({ superior, issuer, place, day, symbol: 'GM' }, layout),
    ...paperTitle('Giấy mời', 'họp Ban Chỉ đạo 15', layout),
    line(`Ban Chỉ đạo 15 mời các đồng chí dự phiên họp ngày ${shortDay(planOn)} tại ${at}.`),
    heading('1. Nội dung'),
    ...agenda.split('\n').map(line),
    heading('2. Thành phần'),
    ...(seats.length === 0 ? [line(`${missing}.`)] : []),
    ...seats.map(({ role, post }) => line(`- ${post} (${role.toLowerCase()});`)),
    paperFoot(['Như thành phần mời', 'Lưu hồ sơ'], { position: 'Trưởng ban' }, layout),
  ]
  const about = { title: 'Giấy mời họp Ban Chỉ đạo 15', issuer, description: `Phiên họp ngày ${shortDay(planOn)}` }
  return packPaper(partyPaper(blocks, layout, about), paper.generatedAt)
}

/** The notice of conclusion as Word, in the layout of the day it was signed; without a number it says that it is a draft. */
export function steeringConclusion(paper: SteeringPaper): Promise<Buffer> {
  const { superior, issuer, place, day, number, heldOn, present, concludedOn, summary, conclusions } = paper
  const signedOn = concludedOn ?? day
  const layout = partyLayoutOn(signedOn)
  const line = (text: string) => bodyText(layout, text)
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const held = heldOn === null ? missing : shortDay(heldOn)
  const blocks: Block[] = [
    paperHead({ superior, issuer, place, day: signedOn, symbol: 'TB' }, layout),
    ...paperTitle('Thông báo', 'kết luận phiên họp Ban Chỉ đạo 15', layout),
    ...(number === '' ? [line('(Dự thảo, chưa ký.)')] : [line(`Số: ${number}.`)]),
    line(
      `Ngày ${held}, Ban Chỉ đạo 15 họp, ${present === null ? missing : present} đồng chí dự. Ban Chỉ đạo kết luận:`,
    ),
    ...(summary || missing).split('\n').map(line),
    heading('Phân công thực hiện'),
    ...(conclusions.length === 0
      ? [line(`${missing}.`)]
      : [
          listTable(
            [
              { head: 'TT', width: 11, align: 'centre' },
              { head: 'Việc', width: 82, align: 'left' },
              { head: 'Chịu trách nhiệm', width: 44, align: 'left' },
              { head: 'Hạn', width: 26, align: 'left' },
            ],
            conclusions.map(({ text, owner, dueOn }, at) => [String(at + 1), text, owner, shortDay(dueOn)]),
            { within: textWidth(layout) },
          ),
        ]),
    paperFoot(
      ['Thành viên Ban Chỉ đạo', 'Các cơ quan, đơn vị được giao', 'Lưu hồ sơ'],
      { position: 'Trưởng ban' },
      layout,
    ),
  ]
  const about = { title: 'Thông báo kết luận phiên họp Ban Chỉ đạo 15', issuer, description: `Phiên họp ngày ${held}` }
  return packPaper(partyPaper(blocks, layout, about), paper.generatedAt)
}
