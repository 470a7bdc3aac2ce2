import type { LegalDay } from '@nq15/domain/shared'
import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  LeaderType,
  LineRuleType,
  PageNumber,
  PageOrientation,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import type { PartyLayout } from './party-layout.ts'
import { capitals, dateLine, numberLine } from './party-words.ts'

/** Who issues a paper, when and under which number; without `number` the clerk's place stays blank. */
export type PaperHead = {
  readonly superior: string
  readonly issuer: string
  /** `QĐ/ĐU`; templates of Ban Tổ chức Trung ương have no number line and leave it out. */
  readonly symbol?: string
  readonly number?: number
  readonly place: string
  readonly day: LegalDay
}

/** Who signs: `forBody` is the line of the collective organ (`T/M BAN THƯỜNG VỤ`), `name` may be left for the pen. */
export type Signature = { readonly forBody?: string; readonly position: string; readonly name?: string }

/** What a paper is made of; `blocks` may hold tables. */
export type Block = Paragraph | Table

const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder }
const rule = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } as const
/** Points in twentieths of a point. */
export const points = (size: number) => size * 20

/** Millimetres in twentieths of a point, the unit of Word. */
export const mm = (length: number) => Math.round((length * 1440) / 25.4)

/** The width of the text of an A4 page in mm. */
export function textWidth({ margins }: PartyLayout): number {
  return 210 - margins.value.left - margins.value.right
}

/** Text in one look; size in points, body size when left out. */
export function run(text: string, look: { bold?: boolean; italic?: boolean; size?: number; underline?: boolean } = {}) {
  return new TextRun({
    text,
    bold: look.bold ?? false,
    italics: look.italic ?? false,
    ...(look.size === undefined ? {} : { size: look.size * 2 }),
    ...(look.underline ? { underline: {} } : {}),
  })
}

/** A centred line without indent, as heads and titles have it. */
export function centred(
  children: readonly ParagraphChild[],
  space: { before?: number; after?: number; newPage?: boolean } = {},
): Paragraph {
  return new Paragraph({
    pageBreakBefore: space.newPage ?? false,
    alignment: AlignmentType.CENTER,
    spacing: { before: points(space.before ?? 0), after: points(space.after ?? 0) },
    keepNext: true,
    children,
  })
}

/** A paragraph of the body: justified, first line indented, exact line spacing, gap after. */
export function bodyText(
  layout: PartyLayout,
  content: string | readonly ParagraphChild[],
  options: { readonly keepNext?: boolean } = {},
): Paragraph {
  return new Paragraph({
    keepNext: options.keepNext ?? false,
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(layout.firstIndent.value) },
    spacing: {
      line: points(layout.lineSpacing.value),
      lineRule: LineRuleType.EXACT,
      after: points(layout.paragraphGap.value),
    },
    children: typeof content === 'string' ? [run(content)] : content,
  })
}

/** Dotted lines over the whole width, to be written on with a pen. */
export function penLines(
  layout: PartyLayout,
  count: number,
  { width = textWidth(layout), keepNext = false }: { readonly width?: number; readonly keepNext?: boolean } = {},
): Paragraph[] {
  const tabStops = [{ type: TabStopType.RIGHT, position: mm(width), leader: LeaderType.DOT }]
  const spacing = { line: points(layout.lineSpacing.value), lineRule: LineRuleType.EXACT, after: points(6) }
  return Array.from(
    { length: count },
    () => new Paragraph({ keepNext, tabStops, spacing, children: [new TextRun('\t')] }),
  )
}

/** What a head has beside its facts: the subject of a công văn, and a narrow one for half a page. */
export type HeadLook = { readonly width?: number; readonly small?: boolean; readonly subject?: string }

/** The head in two columns: superior, issuer, star and number at the left; the Party's name, rule, place and date right. */
export function paperHead(head: PaperHead, layout: PartyLayout, look: HeadLook = {}): Table {
  const { width = textWidth(layout), small = false, subject } = look
  const size = small ? { size: 11 } : {}
  const nameSize = small ? 11 : layout.partyNameSize.value
  const left = Math.round(width * 0.46)
  const right = width - left
  const spelling = layout.spelling.value
  const nameParagraph = centred([run(partyName, { bold: true, size: nameSize })])
  const side = (right - partyNameWidth(nameSize) * (layout.ruleUnderName.value === 'full' ? 1 : 1 / 3)) / 2
  const ruleParagraph = new Paragraph({
    border: { top: rule },
    indent: { left: mm(side), right: mm(side) },
    spacing: { before: points(2), line: points(4), lineRule: LineRuleType.EXACT },
    children: [],
  })
  return plainTable(
    [left, right],
    [
      [
        [
          ...(head.superior === '' ? [] : [centred([run(capitals(head.superior, spelling), size)])]),
          centred([run(capitals(head.issuer, spelling), { bold: true, ...size })]),
          centred([run('*', size)]),
        ],
        [nameParagraph, ruleParagraph],
      ],
      [
        [
          centred(head.symbol === undefined ? [] : [run(numberLine(head.number, head.symbol), size)]),
          ...(subject === undefined ? [] : [centred([run(subject, { italic: true, size: 12 })])]),
        ],
        [centred([run(dateLine(head.place, head.day), { italic: true, ...size })])],
      ],
    ],
  )
}

/** The Party's name as every head has it. */
export const partyName = 'ĐẢNG CỘNG SẢN VIỆT NAM'

/** How wide it stands in mm; a capital of bold Times is about 0.67 of its size wide, and the rule is as long as the words. */
export const partyNameWidth = (size: number) => partyName.length * 0.67 * size * 0.3528

/** Kind of paper in capitals, what it is about, and the short rule beneath. */
export function paperTitle(kind: string, about: string, layout: PartyLayout): Block[] {
  return [
    centred([run(capitals(kind, layout.spelling.value), { bold: true, size: layout.titleSize.value })], { before: 18 }),
    centred([run(about, { bold: true })]),
    centred([run('-----')], { after: 12 }),
  ]
}

/** The bases of a paper, one line each, `;` between and a full stop at the end. */
export function basesOf(bases: readonly string[], layout: PartyLayout): Block[] {
  return bases.map((basis, index) =>
    bodyText(layout, [
      run(`- ${basis}${index === bases.length - 1 ? '.' : ';'}`, { italic: layout.basisItalic.value }),
    ]),
  )
}

/** Recipients at the left, signature at the right, never parted by a page break. */
export function paperFoot(
  recipients: readonly string[],
  signature: Signature,
  layout: PartyLayout,
  width = textWidth(layout),
): Table {
  const copies = recipients.map((recipient, index) =>
    plainLine(`- ${recipient}${index === recipients.length - 1 ? '.' : ','}`, 12),
  )
  const heading = new Paragraph({ keepNext: true, children: [run('Nơi nhận', { underline: true }), run(':')] })
  return plainTable([width / 2, width / 2], [[[heading, ...copies], signatureBlock(signature, layout)]], 12)
}

/** One signing block: the organ bold, the position not bold, four lines for pen and seal, the name bold. */
export function signatureBlock({ forBody, position, name }: Signature, layout: PartyLayout): Paragraph[] {
  const spelling = layout.spelling.value
  return [
    ...(forBody === undefined ? [] : [centred([run(capitals(forBody, spelling), { bold: true })])]),
    centred([run(capitals(position, spelling), { bold: forBody === undefined })]),
    ...Array.from({ length: 4 }, () => centred([])),
    centred([run(name ?? '', { bold: true })]),
  ]
}

/** Two signing blocks side by side, as minutes have them. */
export function twoSignatures(
  left: Signature,
  right: Signature,
  layout: PartyLayout,
  width = textWidth(layout),
): Table {
  const half = width / 2
  return plainTable([half, half], [[signatureBlock(left, layout), signatureBlock(right, layout)]], 12)
}

/** A left-aligned line of a given size without indent. */
export function plainLine(text: string, size?: number): Paragraph {
  return new Paragraph({ keepNext: true, children: [run(text, size === undefined ? {} : { size })] })
}

/** A table without lines; widths in mm, `gap` in points above it. */
export function plainTable(widths: readonly number[], rows: readonly (readonly Block[])[][], gap = 0): Table {
  return new Table({
    width: { size: mm(widths.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: widths.map((width) => mm(width)),
    layout: TableLayoutType.FIXED,
    borders: { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({
                borders: noBorders,
                margins: { top: points(gap || 3), bottom: 0, left: 0, right: 0 },
                width: { size: mm(widths[index] ?? 0), type: WidthType.DXA },
                children: [...children],
              }),
          ),
        }),
    ),
  })
}

/** What the file itself says about it: never a person's data beyond the issuer's name. */
export type PaperFacts = {
  readonly title: string
  readonly issuer: string
  readonly description: string
  /** The page lies on its long side. */
  readonly lying?: boolean
  /** What follows on lying pages. */
  readonly annex?: readonly Block[]
}

/** The whole paper: A4, margins and type of the layout, page number top centre from page 2 on. */
export function partyPaper(blocks: readonly Block[], layout: PartyLayout, facts: PaperFacts): Document {
  const { top, bottom, left, right } = layout.margins.value
  const page = (lying: boolean) => ({
    size: {
      width: mm(210),
      height: mm(297),
      orientation: lying ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: { top: mm(top), bottom: mm(bottom), left: mm(left), right: mm(right), header: mm(10), footer: mm(10) },
  })
  const pageNumber = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: layout.pageNumberSize.value * 2 })],
  })
  return new Document({
    title: facts.title,
    creator: facts.issuer,
    lastModifiedBy: facts.issuer,
    description: facts.description,
    keywords: `formatVersion=${layout.formatVersion}`,
    styles: {
      default: {
        document: {
          run: {
            font: layout.font.value,
            size: layout.bodySize.value * 2,
            color: '000000',
            language: { value: 'vi-VN' },
          },
        },
      },
    },
    sections: [
      {
        properties: { titlePage: true, page: page(facts.lying ?? false) },
        headers: { default: new Header({ children: [pageNumber] }), first: new Header({ children: [] }) },
        children: [...blocks],
      },
      ...(facts.annex === undefined
        ? []
        : [
            {
              properties: { page: page(true) },
              headers: { default: new Header({ children: [pageNumber] }) },
              children: [...facts.annex],
            },
          ]),
    ],
  })
}
