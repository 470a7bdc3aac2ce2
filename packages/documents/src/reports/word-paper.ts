import { randomUUID } from 'node:crypto'
import { AlignmentType, ColumnBreak, Document, LineRuleType, PageOrientation, Paragraph, type Table } from 'docx'
import { packWithLists } from './pack-with-lists.ts'
import { isHeld, isPrintedTwice, type Paper, type PaperBlock, type PaperRun } from './paper-model.ts'
import type { PartyLayout } from './party-layout.ts'
import {
  basesOf,
  bodyText,
  centred,
  mm,
  paperFoot,
  paperHead,
  paperTitle,
  partyPaper,
  penLines,
  plainTable,
  points,
  run,
  signatureBlock,
  textWidth,
  twoSignatures,
} from './party-paper.ts'
import type { ListData } from './write-list-xml.ts'

type Drawn = Paragraph | Table

/** The width of a sheet's text in mm; of a ballot, half an A4 page's. */
export function sheetWidth({ sheet }: Paper, layout: PartyLayout): number {
  if (sheet === 'ballot') return 128.5
  return sheet === 'A4' ? textWidth(layout) : textWidth(layout) + 297 - 210
}

/** The Word bytes of a paper in a layout. The same paper at the same time (ISO, UTC) gives the same bytes. */
export function wordPaper(paper: Paper, layout: PartyLayout, generatedAt: string): Promise<Buffer> {
  const lists: ListData[] = []
  // What people wrote can never look like it.
  const mark = randomUUID()
  const turned = paper.blocks.findIndex((block) => block.kind === 'new-page' && block.lying)
  const width = sheetWidth(paper, layout)
  const drawAll = (blocks: readonly PaperBlock[], within: number) =>
    blocks.flatMap((block, at) =>
      draw(block, layout, { held: isHeld(blocks, at), width: within, lists, mark, small: paper.sheet === 'ballot' }),
    )
  const drawn = () => drawAll(turned < 0 ? paper.blocks : paper.blocks.slice(0, turned), width)
  const facts = { title: paper.title, issuer: paper.issuer, description: paper.description }
  const document =
    paper.sheet === 'ballot'
      ? ballotSheet(paper, layout, drawn)
      : partyPaper(drawn(), layout, {
          ...facts,
          lying: paper.sheet === 'A4-wide',
          // The page itself turns: the block that says so draws nothing.
          ...(turned < 0 ? {} : { annex: drawAll(paper.blocks.slice(turned + 1), textWidth(layout) + 297 - 210) }),
        })
  return packWithLists(document, { lists, mark, generatedAt })
}

type Ground = {
  readonly held: boolean
  readonly width: number
  readonly lists: ListData[]
  readonly mark: string
  readonly small: boolean
}

function draw(block: PaperBlock, layout: PartyLayout, { width, lists, mark, small, held }: Ground): Drawn[] {
  switch (block.kind) {
    case 'head':
      return [
        paperHead(block.head, layout, {
          width,
          small,
          ...(block.subject === undefined ? {} : { subject: block.subject }),
        }),
      ]
    case 'form-id':
      return [
        new Paragraph({ alignment: AlignmentType.RIGHT, children: [run(block.text, { italic: true, size: 12 })] }),
      ]
    case 'title':
      return paperTitle(block.type, block.about, layout)
    case 'addressee':
      return addressee(block, layout)
    case 'bases':
      return basesOf(block.lines, layout)
    case 'text':
      return [bodyText(layout, runs(block.runs), { keepNext: held || (block.keepNext ?? false) })]
    case 'centred':
      return [centred(runs(block.runs, block.size), { before: block.before ?? 0, after: block.after ?? 0 })]
    case 'note':
      return [
        new Paragraph({
          alignment: block.align === 'right' ? AlignmentType.RIGHT : AlignmentType.JUSTIFIED,
          spacing: { before: points(4), after: points(4) },
          children: runs(block.runs, 10.5),
        }),
      ]
    case 'pen':
      return penLines(layout, block.lines, { width, keepNext: held })
    case 'list': {
      const { columns, rows, totals, size } = block
      lists.push({ columns, rows, totals, size, within: width })
      // Word wants a paragraph between two tables, and one after the last.
      return [
        listMark(mark, lists.length - 1),
        new Paragraph({ spacing: { line: points(4), lineRule: LineRuleType.EXACT } }),
      ]
    }
    case 'gap':
      return [new Paragraph({ spacing: { line: points(block.points), lineRule: LineRuleType.EXACT } })]
    case 'foot':
      return [paperFoot(block.recipients, block.signature, layout, width)]
    case 'signatures':
      return [twoSignatures(block.left, block.right, layout, width)]
    case 'sign':
      return [plainTable([width / 2, width / 2], [[[centred([])], signatureBlock(block.signature, layout)]], 10)]
    case 'new-page':
      return [new Paragraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: LineRuleType.EXACT } })]
  }
}

const runs = (written: readonly PaperRun[], size?: number) =>
  written.map(({ text, bold = false, italic = false }) =>
    run(text, { bold, italic, ...(size === undefined ? {} : { size }) }),
  )

function addressee({ word, to }: Extract<PaperBlock, { kind: 'addressee' }>, layout: PartyLayout): Drawn[] {
  if (to.length === 1) return [centred([run(`${word}: ${to[0]}`)], { before: 12, after: 12 })]
  return [
    bodyText(layout, `${word}:`, { keepNext: true }),
    ...to.map((one, at) => bodyText(layout, `- ${one}${at === to.length - 1 ? '.' : ';'}`)),
  ]
}

/** Where a list comes to stand; replaced when the paper is packed. */
const listMark = (mark: string, at: number) => new Paragraph({ children: [run(`${mark} ${at}.`)] })

/** Two A5 columns on a lying A4 page: twice the same ballot, or one long one. */
function ballotSheet(paper: Paper, layout: PartyLayout, drawn: () => Drawn[]): Document {
  const margin = mm(10)
  const children = isPrintedTwice(paper)
    ? [
        ...drawn(),
        new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [new ColumnBreak()] }),
        ...drawn(),
      ]
    : drawn()
  return new Document({
    title: paper.title,
    creator: paper.issuer,
    lastModifiedBy: paper.issuer,
    description: paper.description,
    keywords: `formatVersion=${layout.formatVersion}`,
    styles: {
      default: {
        document: { run: { font: layout.font.value, size: 24, color: '000000', language: { value: 'vi-VN' } } },
      },
    },
    sections: [
      {
        properties: {
          column: { count: 2, space: mm(20), equalWidth: true, separate: true },
          page: {
            size: { width: mm(210), height: mm(297), orientation: PageOrientation.LANDSCAPE },
            margin: { top: margin, bottom: margin, left: margin, right: margin, header: mm(5), footer: mm(5) },
          },
        },
        children,
      },
    ],
  })
}
