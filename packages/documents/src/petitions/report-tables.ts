import { randomUUID } from 'node:crypto'
import type { Writable } from 'node:stream'
import type { PrintedLayout, ShownCell, ShownForm } from '@nq15/domain/petitions'
import { Document, Footer, PageNumber, PageOrientation, Paragraph, TextRun } from 'docx'
import {
  type ExportColumn,
  type ExportStatement,
  statementLines,
  viDay,
  type WrittenExport,
} from '../reports/export-statement.ts'
import { packWithLists } from '../reports/pack-with-lists.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { type Block, centred, mm, run, signatureBlock } from '../reports/party-paper.ts'
import type { ListData } from '../reports/write-list-xml.ts'
import { writeSheets } from '../reports/write-table-workbook.ts'

/** The tables of a period to be written: as the reader may see them, with the names of the units and who signed. */
export type ReportToWrite = {
  readonly name: string
  readonly first: string
  readonly last: string
  readonly span: 'own' | 'tree'
  readonly units: readonly { readonly organizationId: string; readonly name: string }[]
  readonly forms: readonly ShownForm[]
  /** By which each form is printed: as it stands, or as it was frozen. */
  readonly layouts: readonly PrintedLayout[]
  readonly notes: readonly string[]
  readonly signature: {
    readonly name: string
    readonly title: string
    readonly signedOn: string
    readonly hash: string
  } | null
}

// One for all: made for each of a hundred thousand cells it would take longer than the rest of the paper.
const numbers = new Intl.NumberFormat('vi-VN')

/** A cell as it is printed; a number for a workbook stays one. */
const sayCell = (cell: ShownCell | undefined): string =>
  cell === 'few' ? 'dưới 5' : cell === 'hidden' ? 'ẩn' : typeof cell === 'number' ? numbers.format(cell) : 'chưa có'

type Line = { readonly name: string; readonly values: Readonly<Record<string, ShownCell>> }

const linesOf = ({ name, span, units }: ReportToWrite, { lines, total }: ShownForm): readonly Line[] =>
  span === 'own'
    ? [{ name, values: total }]
    : [
        ...lines.map(({ organizationId, values }) => ({
          name: units.find((unit) => unit.organizationId === organizationId)?.name ?? '…',
          values,
        })),
        { name: 'Tổng số', values: total },
      ]

/** The report tables as an Excel workbook, one sheet a form: a line a unit, a column a cell, what is hidden or unknown as its word. */
export function writeReportWorkbook(
  report: ReportToWrite,
  { statement, target }: { readonly statement: ExportStatement; readonly target: Writable },
): Promise<readonly WrittenExport[]> {
  return writeSheets(
    printed(report).map(([shown, form]) => {
      return {
        name: form.number.replaceAll('/', '-'),
        title: titleOf(form),
        columns: [
          { head: 'Đơn vị', width: 40, kind: 'text' as const, value: (line: Line) => line.name },
          ...form.cells.map(
            ({ n, head, is }): ExportColumn<Line> => ({
              head: `${n}. ${head.vi}`,
              width: 16,
              kind: is === 'amount' ? 'number' : 'count',
              value: ({ values }) => {
                const cell = values[n]
                return typeof cell === 'number' ? cell : sayCell(cell)
              },
            }),
          ),
        ],
        rows: linesOf(report, shown),
      }
    }),
    { statement, target },
  )
}

/** Each form with the layout it is printed by. */
const printed = ({ forms, layouts }: ReportToWrite): readonly (readonly [ShownForm, PrintedLayout])[] =>
  forms.flatMap((shown) => {
    const layout = layouts.find(({ code }) => code === shown.code)
    return layout ? [[shown, layout] as const] : []
  })

const titleOf = ({ number, title, set, isConfirmed, edition }: PrintedLayout): string => {
  const layout = set === 'own' ? 'bố cục của phần mềm' : `bộ biểu năm ${set}`
  const said = [layout, ...(isConfirmed ? [] : ['chưa xác nhận']), ...(edition === 1 ? [] : [`ấn bản ${edition}`])]
  return `Biểu ${number}. ${title.vi} (${said.join(', ')})`
}

const across = 12
const margin = 15
const within = 297 - 2 * margin

/** The same as Word bytes, A4 across, each form on a page of its own: its sum cell by cell, then unit by unit. */
export function reportPaper(report: ReportToWrite, statement: ExportStatement): Promise<Buffer> {
  const { name, first, last, span, notes, signature } = report
  const layout = partyLayoutOn(statement.asOf)
  // The tables of a city hold a hundred thousand cells: they are written as text, where the library would keep an object for each.
  const mark = randomUUID()
  const lists: ListData[] = []
  const table = (list: ListData): Block => new Paragraph({ children: [run(`${mark} ${lists.push(list) - 1}.`)] })
  const blocks = printed(report).flatMap(([shown, form], place): Block[] => {
    const rows = form.cells.map(({ n, head }) => [n, sayHead(form, n, head.vi), sayCell(shown.total[n])])
    return [
      centred([run(titleOf(form), { bold: true })], { newPage: place > 0 }),
      centred(
        [run(`${name}${span === 'tree' ? ' và các đơn vị bên dưới' : ''}, từ ${viDay(first)} đến ${viDay(last)}`)],
        { after: 8 },
      ),
      table({
        columns: [
          { head: 'Cột', width: 16, align: 'centre' },
          { head: 'Chỉ tiêu', width: 190, align: 'left' },
          { head: span === 'tree' ? 'Tổng số' : 'Số', width: 40, align: 'right' },
        ],
        ...{ rows, size: 10, within },
      }),
      ...(span === 'tree' ? byUnit(report, shown, form).flatMap((list) => [line(''), table(list)]) : []),
    ]
  })
  const said = [
    ...notes,
    ...statementLines(statement).map(([label, text]) => `${label}: ${text}`),
    signature ? `Mã băm SHA-256 của số liệu đã ký: ${signature.hash}` : 'Số liệu chưa ký duyệt',
  ]
  const signed = signature
    ? [
        line(`Ký duyệt ngày ${viDay(signature.signedOn)}`),
        ...signatureBlock({ position: signature.title, name: signature.name }, layout),
      ]
    : []
  const paper = new Document({
    title: statement.title,
    creator: statement.generatedBy,
    description: `${statement.scope}; ${statement.filter}`,
    styles: { default: { document: { run: { font: layout.font.value, size: 24 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297), orientation: PageOrientation.LANDSCAPE },
            margin: { top: mm(margin), bottom: mm(margin), left: mm(margin), right: mm(margin) },
          },
        },
        footers: { default: new Footer({ children: [pageLine(statement)] }) },
        children: [...blocks, ...said.map((text) => line(text)), ...signed],
      },
    ],
  })
  return packWithLists(paper, { lists, mark, generatedAt: statement.generatedAt })
}

/** A head with what the column must equal by the form's own formulas. */
function sayHead({ checks }: PrintedLayout, n: string, head: string): string {
  const sums = checks.filter(({ total, is }) => total === n && is === 'sum').map(({ parts }) => parts.join(' + '))
  return sums.length === 0 ? head : `${head} (= ${sums.join(' = ')})`
}

/** Units down, cells across, so many cells at a time as a page holds. */
function byUnit(report: ReportToWrite, shown: ShownForm, { cells }: PrintedLayout): ListData[] {
  const lines = linesOf(report, shown)
  return Array.from({ length: Math.ceil(cells.length / across) }, (_, at) =>
    cells.slice(at * across, (at + 1) * across),
  ).map((part) => ({
    columns: [
      { head: 'Đơn vị', width: 62, align: 'left' },
      ...part.map(({ n }) => ({ head: n, width: 17, align: 'right' as const })),
    ],
    rows: lines.map(({ name, values }) => [name, ...part.map(({ n }) => sayCell(values[n]))]),
    ...{ size: 9, within },
  }))
}

const line = (text: string) =>
  new Paragraph({ spacing: { before: 80, after: 80 }, children: [run(text, { size: 11 })] })

const pageLine = ({ scope, filter }: ExportStatement) =>
  new Paragraph({
    children: [
      run(`${scope}. ${filter}. Trang `, { size: 10 }),
      new TextRun({ children: [PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES], size: 20 }),
    ],
  })
