import type { Paper, PaperBlock, PaperRun } from './paper-model.ts'
import { dateLine, numberLine } from './party-words.ts'

type Line = { readonly dong: string }
type Row = Readonly<Record<string, string>>

/** What a committee's own template may say: names without diacritics, as they are typed between braces. */
export type TemplateFields = {
  readonly co_quan_cap_tren: string
  readonly co_quan_ban_hanh: string
  readonly so_ky_hieu: string
  readonly noi_ngay_thang: string
  readonly ngay: string
  readonly thang: string
  readonly nam: string
  readonly loai: string
  readonly trich_yeu: string
  readonly thay_mat: string
  readonly chuc_vu: string
  readonly nguoi_ky: string
  readonly kinh_gui: readonly Line[]
  readonly can_cu: readonly Line[]
  readonly noi_dung: readonly Line[]
  readonly noi_nhan: readonly Line[]
  /** Each list with its rows; the columns are `c1`, `c2`, … in the order of the paper. */
  readonly danh_sach: readonly { readonly ten: string; readonly cong: string; readonly hang: readonly Row[] }[]
}

const textOf = (runs: readonly PaperRun[]) => runs.map(({ text }) => text).join('')
const lines = (texts: readonly string[]): Line[] => texts.map((dong) => ({ dong }))

/** The fields of a paper for a template of one's own. */
export function templateFields({ blocks, day, title }: Paper): TemplateFields {
  const of = <Kind extends PaperBlock['kind']>(kind: Kind) =>
    blocks.filter((block): block is Extract<PaperBlock, { kind: Kind }> => block.kind === kind)
  const [head] = of('head')
  const [named] = of('title')
  const [foot] = of('foot')
  const signature = foot?.signature ?? of('signatures')[0]?.right ?? of('sign')[0]?.signature
  const [year = '', month = '', date = ''] = day.split('-')
  let heading = ''
  const lists: TemplateFields['danh_sach'][number][] = []
  for (const block of blocks) {
    if (block.kind === 'text') heading = textOf(block.runs)
    if (block.kind !== 'list') continue
    const { rows, totals = '' } = block
    lists.push({
      ten: heading,
      cong: typeof totals === 'string' ? totals : totals.join(' '),
      hang: rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [`c${at + 1}`, cell]))),
    })
  }
  return {
    co_quan_cap_tren: head?.head.superior ?? '',
    co_quan_ban_hanh: head?.head.issuer ?? '',
    so_ky_hieu: head?.head.symbol === undefined ? '' : numberLine(head.head.number, head.head.symbol),
    noi_ngay_thang: dateLine(head?.head.place ?? '', day),
    ngay: date,
    thang: month,
    nam: year,
    loai: named?.type ?? title,
    trich_yeu: named?.about ?? head?.subject ?? title,
    thay_mat: signature?.forBody ?? '',
    chuc_vu: signature?.position ?? '',
    nguoi_ky: signature?.name ?? '',
    kinh_gui: lines(of('addressee').flatMap(({ to }) => to)),
    can_cu: lines(of('bases').flatMap((block) => block.lines)),
    noi_dung: lines(of('text').map(({ runs }) => textOf(runs))),
    noi_nhan: lines(foot?.recipients ?? []),
    danh_sach: lists,
  }
}

/** The names of all fields, for the page that explains them. */
export const templateFieldNames: readonly string[] = [
  '{co_quan_cap_tren}',
  '{co_quan_ban_hanh}',
  '{so_ky_hieu}',
  '{noi_ngay_thang}',
  '{ngay}',
  '{thang}',
  '{nam}',
  '{loai}',
  '{trich_yeu}',
  '{#kinh_gui}{dong}{/kinh_gui}',
  '{#can_cu}{dong}{/can_cu}',
  '{#noi_dung}{dong}{/noi_dung}',
  '{#danh_sach}{ten}{#hang}{c1}{c2}…{/hang}{cong}{/danh_sach}',
  '{#noi_nhan}{dong}{/noi_nhan}',
  '{thay_mat}',
  '{chuc_vu}',
  '{nguoi_ky}',
]
