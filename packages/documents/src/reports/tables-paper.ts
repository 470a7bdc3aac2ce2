import { Document, Footer, PageNumber, PageOrientation, Paragraph, TextRun } from 'docx'
import { type ExportStatement, statementLines, viDay } from './export-statement.ts'
import { listTable } from './list-table.ts'
import { packPaper } from './pack-paper.ts'
import { partyLayoutOn } from './party-layout.ts'
import { type Block, centred, mm, run, signatureBlock } from './party-paper.ts'
import { printedList, type TableToPrint, tableInWords } from './tables-in-words.ts'

/** Who has signed the tables, and the hash of what was signed. */
export type TablesSignature = {
  readonly signerName: string
  readonly signerTitle: string
  readonly signedOn: string
  readonly hash: string
}

type Facts = {
  readonly organization: string
  readonly year: number
  readonly ruleSetCode: string
  readonly statement: ExportStatement
  readonly signature: TablesSignature | null
  /** What has to be said beside the tables: lineage, rules that differ, who is not decided yet. */
  readonly notes: readonly string[]
}

const margin = 15
const within = 297 - 2 * margin

/**
 * Statistical tables of a year as Word bytes, A4 across, each table on a page of its own, heads repeated; the same facts give
 * the same bytes. Its last page says count, filter, scope, day, rules and hash.
 */
export function tablesPaper(tables: readonly TableToPrint[], facts: Facts): Promise<Buffer> {
  const { organization, year, ruleSetCode, statement, signature, notes } = facts
  const layout = partyLayoutOn(statement.asOf)
  const blocks = tables.flatMap((table, place) =>
    tableInWords(table, { ruleSetCode, locale: 'vi' }).flatMap((block, at): Block[] => {
      const { columns, rows, ...look } = printedList(block)
      const head = [
        centred([run(`Biểu ${block.code}`, { bold: true })], { newPage: place > 0 }),
        centred([run(block.title, { bold: true })]),
        centred([run(`${organization}, năm ${year}, số liệu đến ngày ${viDay(statement.asOf)}`)], { after: 8 }),
      ]
      return [
        ...(at === 0 ? head : []),
        ...(block.blockTitle === '' ? [] : [line(block.blockTitle, { bold: true })]),
        listTable(columns, rows, { ...look, within }),
        line(''),
      ]
    }),
  )
  const count = tables.reduce((sum, { blocks: own }) => sum + own.reduce((all, { lines }) => all + lines.length, 0), 0)
  const said = [
    ...notes,
    ...statementLines(statement).map(([label, text]) => `${label}: ${text}`),
    `Số biểu: ${tables.length}; số dòng: ${count}`,
    signature ? `Mã băm SHA-256 của số liệu đã ký: ${signature.hash}` : 'Số liệu chưa ký duyệt',
  ]
  const paper = new Document({
    title: statement.title,
    creator: statement.generatedBy,
    description: `${statement.scope}; ${statement.filter}; ${statement.asOf}`,
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
        children: [...blocks, ...said.map((text) => line(text)), ...signed(signature, layout)],
      },
    ],
  })
  return packPaper(paper, statement.generatedAt)
}

const signed = (signature: TablesSignature | null, layout: ReturnType<typeof partyLayoutOn>): Paragraph[] =>
  signature
    ? [
        line(`Ký duyệt ngày ${viDay(signature.signedOn)}`),
        ...signatureBlock({ position: signature.signerTitle, name: signature.signerName }, layout),
      ]
    : []

const line = (text: string, look: { bold?: boolean } = {}) =>
  new Paragraph({
    keepNext: look.bold ?? false,
    spacing: { before: 80, after: 80 },
    children: [run(text, { ...look, size: 11 })],
  })

const pageLine = ({ scope, filter }: ExportStatement) =>
  new Paragraph({
    children: [
      run(`${scope}. ${filter}. Trang `, { size: 10 }),
      new TextRun({ children: [PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES], size: 20 }),
    ],
  })
