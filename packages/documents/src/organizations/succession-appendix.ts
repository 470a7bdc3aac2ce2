import type { LegalDay } from '@nq15/domain/shared'
import { listTable } from '../reports/list-table.ts'
import { packPaper } from '../reports/pack-paper.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { type Block, bodyText, centred, partyPaper, run, textWidth } from '../reports/party-paper.ts'
import { countText, shortDay } from '../reports/party-words.ts'

/** What the appendix of a decision on organizations lists; names and words come as they shall be printed. */
export type SuccessionAppendix = {
  readonly title: string
  readonly issuer: string
  readonly decisionNumber: string
  readonly decidedOn: LegalDay | null
  readonly effectiveOn: LegalDay
  /** A change that is not decided yet is marked as a draft. */
  readonly isDraft: boolean
  readonly before: readonly { readonly name: string; readonly ends: boolean }[]
  readonly after: readonly { readonly name: string; readonly isNew: boolean }[]
  readonly heirs: readonly { readonly from: string; readonly to: string; readonly inherits: boolean }[]
  readonly moving: readonly {
    readonly kind: string
    readonly count: number
    readonly fate: string
    readonly from: string
    readonly to: string
  }[]
  readonly warnings: readonly string[]
  /** UTC time as ISO text, written into the file's properties. */
  readonly generatedAt: string
}

/** Phụ lục of a decision on organizations: who before and after, who inherits records, what moves and how many; no person. */
export function successionAppendix(appendix: SuccessionAppendix): Promise<Buffer> {
  const { title, issuer, decisionNumber, decidedOn, effectiveOn, before, after, heirs, moving, warnings } = appendix
  const layout = partyLayoutOn(decidedOn ?? effectiveOn)
  const within = textWidth(layout)
  const heading = (text: string) => bodyText(layout, [run(text, { bold: true })], { keepNext: true })
  const paper = `(Kèm theo Quyết định số ${decisionNumber || '……'}, ngày ${decidedOn === null ? '……' : shortDay(decidedOn)})`
  const blocks: Block[] = [
    centred([run(appendix.isDraft ? 'PHỤ LỤC (DỰ THẢO)' : 'PHỤ LỤC', { bold: true })]),
    centred([run(title, { bold: true })]),
    centred([run(paper, { italic: true, size: 13 })]),
    centred([run('-----')], { after: 8 }),
    bodyText(layout, `Có hiệu lực từ 0 giờ ngày ${shortDay(effectiveOn)}.`),
    heading('I. Tổ chức trước và sau'),
    listTable(
      [
        { head: 'TT', width: 11, align: 'centre' },
        { head: 'Tổ chức trước', width: 76, align: 'left' },
        { head: 'Tổ chức sau', width: 76, align: 'left' },
      ],
      Array.from({ length: Math.max(before.length, after.length) }, (_, at) => [
        String(at + 1),
        before[at] ? `${before[at].name}${before[at].ends ? ' (chấm dứt)' : ''}` : '',
        after[at] ? `${after[at].name}${after[at].isNew ? ' (mới)' : ''}` : '',
      ]),
      { within },
    ),
    heading('II. Kế thừa hồ sơ'),
    ...(heirs.length === 0
      ? [bodyText(layout, 'Không có hồ sơ phải chuyển giao.')]
      : heirs.map(({ from, to, inherits }) =>
          bodyText(layout, `- ${to} ${inherits ? 'kế thừa hồ sơ của' : 'không đọc hồ sơ cũ của'} ${from}.`),
        )),
    heading('III. Những gì chuyển theo'),
    listTable(
      [
        { head: 'TT', width: 11, align: 'centre' },
        { head: 'Loại', width: 36, align: 'left' },
        { head: 'Số lượng', width: 20, align: 'right' },
        { head: 'Xử lý', width: 30, align: 'left' },
        { head: 'Từ', width: 33, align: 'left' },
        { head: 'Đến, hoặc ai đọc', width: 33, align: 'left' },
      ],
      moving.map(({ kind, count, fate, from, to }, at) => [String(at + 1), kind, countText(count), fate, from, to]),
      { within },
    ),
    ...(warnings.length === 0
      ? []
      : [heading('IV. Cần biết'), ...warnings.map((text) => bodyText(layout, `- ${text}`))]),
  ]
  const facts = { title: `Phụ lục: ${title}`, issuer, description: `Quyết định ${decisionNumber}` }
  return packPaper(partyPaper(blocks, layout, facts), appendix.generatedAt)
}
