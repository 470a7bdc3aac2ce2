import { buffer } from 'node:stream/consumers'
import { isHeld, type Paper, type PaperBlock, type PaperRun } from './paper-model.ts'
import type { PartyLayout } from './party-layout.ts'
import { type PaperHead, partyName, type Signature } from './party-paper.ts'
import { capitals, dateLine, numberLine } from './party-words.ts'
import { drawPdfList } from './pdf-list.ts'
import { drawPdfProof, type PaperProof } from './pdf-proof.ts'
import { copiesOf, openPdfSheet, type PdfSheet, pdfMm } from './pdf-sheet.ts'
import { breakText, type TextLook, writeText, writeTextAt } from './pdf-text.ts'

/**
 * The PDF bytes of a paper, drawn from the same blocks as its Word file, every font embedded. With `proof` the first page carries
 * the hash of what was decided and the code of the public check; a ballot never does. The same paper gives the same bytes.
 */
export async function pdfPaper(
  paper: Paper,
  layout: PartyLayout,
  { generatedAt, proof }: { readonly generatedAt: string; readonly proof?: PaperProof },
): Promise<Buffer> {
  const sheet = openPdfSheet(paper, layout, generatedAt)
  const bytes = buffer(sheet.doc as unknown as NodeJS.ReadableStream)
  if (proof && paper.sheet !== 'ballot') drawPdfProof(sheet, proof)
  for (let copy = 0; copy < copiesOf(paper); copy += 1) {
    if (copy > 0) sheet.nextFrame()
    for (const [at, block] of paper.blocks.entries()) {
      if (isHeld(paper.blocks, at)) holdWithSignatures(sheet, [block])
      else if (isHeading(block)) holdHeading(sheet, paper.blocks, at)
      drawBlock(sheet, block)
    }
  }
  sheet.doc.end()
  return bytes
}

/** A heading goes to the next page with what it heads: a part of its own, or what is signed at once. */
function holdHeading(sheet: PdfSheet, blocks: readonly PaperBlock[], at: number): void {
  const [heading, next] = [blocks[at], blocks[at + 1]]
  if (!heading || !next) return
  if (isHeld(blocks, at + 1)) holdWithSignatures(sheet, [heading, next])
  else if (isHeading(next)) sheet.need(heightsOf(sheet, [heading, next]) + 2 * sheet.layout.lineSpacing.value)
}

const isHeading = (block: PaperBlock) => block.kind === 'text' && (block.keepNext ?? false)

/** Goes to the next page with blocks whose signatures would not fit beneath them; a heading takes what it heads along. */
function holdWithSignatures(sheet: PdfSheet, blocks: readonly PaperBlock[]): void {
  if (blocks.some(({ kind }) => kind !== 'text' && kind !== 'pen')) return
  // Body of the signature, position, four lines for the pen, name.
  sheet.need(heightsOf(sheet, blocks) + 12 + 7 * sheet.layout.bodySize.value * 1.15)
}

/** How high blocks of text and lines for the pen stand together. */
function heightsOf(sheet: PdfSheet, blocks: readonly PaperBlock[]): number {
  const { layout } = sheet
  const heightOf = (block: PaperBlock) =>
    block.kind === 'text'
      ? bodyOf(sheet, block.runs).height + layout.paragraphGap.value
      : block.kind === 'pen'
        ? block.lines * (layout.lineSpacing.value + 6)
        : 0
  return blocks.reduce((all, block) => all + heightOf(block), 0)
}

type Drawers = {
  readonly [Kind in PaperBlock['kind']]: (sheet: PdfSheet, block: Extract<PaperBlock, { kind: Kind }>) => void
}

const bodySize = ({ layout }: PdfSheet) => layout.bodySize.value

const drawers: Drawers = {
  head: (sheet, { head, subject }) => drawHead(sheet, head, subject),
  'form-id': (sheet, { text }) => line(sheet, [{ text, italic: true }], { size: 12, align: 'right' }),
  title: (sheet, { type, about }) => {
    const { spelling, titleSize } = sheet.layout
    gap(sheet, 18)
    line(sheet, [{ text: capitals(type, spelling.value), bold: true }], { size: titleSize.value, align: 'centre' })
    line(sheet, [{ text: about, bold: true }], { size: bodySize(sheet), align: 'centre' })
    line(sheet, [{ text: '-----' }], { size: bodySize(sheet), align: 'centre' })
    gap(sheet, 12)
  },
  addressee: drawAddressee,
  bases: (sheet, { lines }) => {
    const italic = sheet.layout.basisItalic.value
    for (const [at, text] of lines.entries()) {
      paragraph(sheet, [{ text: `- ${text}${at === lines.length - 1 ? '.' : ';'}`, italic }])
    }
  },
  text: (sheet, { runs, keepNext }) => paragraph(sheet, runs, keepNext),
  centred: (sheet, { runs, size, before = 0, after = 0 }) => {
    gap(sheet, before)
    const spelt = runs.map((run) => ({ ...run, text: spelled(run.text, sheet.layout) }))
    line(sheet, spelt, { size: size ?? bodySize(sheet), align: 'centre' })
    gap(sheet, after)
  },
  note: (sheet, { runs, align }) => {
    gap(sheet, 4)
    line(sheet, runs, { size: 10.5, align: align ?? 'justify' })
    gap(sheet, 4)
  },
  pen: (sheet, { lines }) => drawPenLines(sheet, lines),
  list: (sheet, block) => {
    drawPdfList(sheet, block)
    gap(sheet, 4)
  },
  gap: (sheet, { points }) => gap(sheet, points),
  foot: (sheet, { recipients, signature: signed }) => drawFoot(sheet, recipients, signed),
  signatures: (sheet, { left, right }) => sideBySide(sheet, signatureLines(sheet, left), signatureLines(sheet, right)),
  sign: (sheet, { signature: signed }) => sideBySide(sheet, [], signatureLines(sheet, signed)),
  'new-page': (sheet, { lying }) => (lying ? sheet.nextLying() : sheet.nextFrame()),
}

function drawBlock(sheet: PdfSheet, block: PaperBlock): void {
  // The table has a drawer for each kind, and each takes the block of its own kind.
  const draw = drawers[block.kind] as (sheet: PdfSheet, block: PaperBlock) => void
  draw(sheet, block)
}

const spelled = (text: string, layout: PartyLayout) =>
  layout.spelling.value === 'UỶ' ? text.replaceAll('ỦY', 'UỶ') : text

function gap(sheet: PdfSheet, points: number): void {
  if (sheet.y() > sheet.frame().top) sheet.moveTo(sheet.y() + points)
}

function line(sheet: PdfSheet, runs: readonly PaperRun[], look: TextLook): void {
  writeText(sheet, breakText(sheet, runs, look))
}

function paragraph(sheet: PdfSheet, runs: readonly PaperRun[], keepNext = false): void {
  const { layout } = sheet
  const spacing = layout.lineSpacing.value
  const broken = bodyOf(sheet, runs)
  // A heading takes two lines of what it heads with it; a paragraph never leaves one line alone at the foot.
  if (keepNext) sheet.need(broken.height + 6 + 2 * spacing)
  else if (broken.lines.length > 1) sheet.need(2 * spacing)
  writeText(sheet, broken)
  gap(sheet, layout.paragraphGap.value)
}

function bodyOf(sheet: PdfSheet, runs: readonly PaperRun[]) {
  const { layout } = sheet
  return breakText(sheet, runs, {
    size: layout.bodySize.value,
    align: 'justify',
    line: layout.lineSpacing.value,
    firstIndent: pdfMm(layout.firstIndent.value),
  })
}

function drawAddressee(sheet: PdfSheet, { word, to }: Extract<PaperBlock, { kind: 'addressee' }>): void {
  if (to.length === 1) {
    gap(sheet, 12)
    line(sheet, [{ text: `${word}: ${to[0]}` }], { size: sheet.layout.bodySize.value, align: 'centre' })
    gap(sheet, 12)
    return
  }
  paragraph(sheet, [{ text: `${word}:` }], true)
  for (const [at, one] of to.entries()) paragraph(sheet, [{ text: `- ${one}${at === to.length - 1 ? '.' : ';'}` }])
}

function drawPenLines(sheet: PdfSheet, count: number): void {
  const spacing = sheet.layout.lineSpacing.value
  for (let at = 0; at < count; at += 1) {
    sheet.need(spacing + 6)
    const { x, width } = sheet.frame()
    const y = sheet.y() + spacing * 0.8
    sheet.doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.6)
      .dash(0.7, { space: 2 })
      .stroke('#000000')
      .undash()
    sheet.moveTo(sheet.y() + spacing + 6)
  }
}

type Column = { readonly x: number; readonly width: number }
type Stack = readonly { readonly runs: readonly PaperRun[]; readonly look: TextLook; readonly underline?: boolean }[]

/** Writes lines beneath one another in a column; answers how far down they reach. */
function writeStack(sheet: PdfSheet, stack: Stack, { x, width }: Column, from: number): number {
  return stack.reduce((y, { runs, look, underline }) => {
    const broken = breakText(sheet, runs, { ...look, x, width })
    writeTextAt(sheet, broken, y)
    if (underline) underlineWord(sheet, runs[0], { x, y, size: look.size })
    return y + broken.height
  }, from)
}

function underlineWord(
  sheet: PdfSheet,
  run: PaperRun | undefined,
  { x, y, size }: { x: number; y: number; size: number },
): void {
  const width = sheet.widthOf(run?.text ?? '', 'regular', size)
  sheet.doc
    .moveTo(x, y + size * 1.02)
    .lineTo(x + width, y + size * 1.02)
    .lineWidth(0.6)
    .stroke('#000000')
}

function drawHead(sheet: PdfSheet, head: PaperHead, subject: string | undefined): void {
  const { layout, isBallot } = sheet
  const spelling = layout.spelling.value
  const size = isBallot ? 11 : layout.bodySize.value
  const nameSize = isBallot ? 11 : layout.partyNameSize.value
  const { x, width } = sheet.frame()
  const left = { x, width: width * 0.46 }
  const right = { x: x + width * 0.46, width: width * 0.54 }
  const centred = (text: string, look: { bold?: boolean; italic?: boolean; size?: number } = {}) => ({
    runs: [{ text, bold: look.bold ?? false, italic: look.italic ?? false }],
    look: { size: look.size ?? size, align: 'centre' } as const,
  })
  const top = sheet.y() + 3
  const leftEnd = writeStack(
    sheet,
    [
      ...(head.superior === '' ? [] : [centred(capitals(head.superior, spelling))]),
      centred(capitals(head.issuer, spelling), { bold: true }),
      centred('*'),
    ],
    left,
    top,
  )
  const rightEnd = writeStack(sheet, [centred(partyName, { bold: true, size: nameSize })], right, top)
  const ruleWidth = sheet.widthOf(partyName, 'bold', nameSize) * (layout.ruleUnderName.value === 'full' ? 1 : 1 / 3)
  const middle = right.x + right.width / 2
  sheet.doc
    .moveTo(middle - ruleWidth / 2, rightEnd + 2)
    .lineTo(middle + ruleWidth / 2, rightEnd + 2)
    .lineWidth(0.75)
    .stroke('#000000')
  const second = Math.max(leftEnd, rightEnd + 6) + 3
  const numberEnd = writeStack(
    sheet,
    [
      ...(head.symbol === undefined ? [] : [centred(numberLine(head.number, head.symbol))]),
      ...(subject === undefined ? [] : [centred(subject, { italic: true, size: 12 })]),
    ],
    left,
    second,
  )
  const dateEnd = writeStack(sheet, [centred(dateLine(head.place, head.day), { italic: true })], right, second)
  sheet.moveTo(Math.max(numberEnd, dateEnd))
}

/** The lines of one signing block. */
function signatureLines(sheet: PdfSheet, { forBody, position, name }: Signature): Stack {
  const spelling = sheet.layout.spelling.value
  const look = { size: bodySize(sheet), align: 'centre' } as const
  return [
    ...(forBody === undefined ? [] : [{ runs: [{ text: capitals(forBody, spelling), bold: true }], look }]),
    { runs: [{ text: capitals(position, spelling), bold: forBody === undefined }], look },
    // Four lines for pen and seal.
    ...Array.from({ length: 4 }, () => ({ runs: [], look })),
    { runs: [{ text: name ?? '', bold: true }], look },
  ]
}

/** Two blocks side by side, never parted by a page break. */
function sideBySide(sheet: PdfSheet, left: Stack, right: Stack): void {
  const half = sheet.frame().width / 2
  const heightOf = (stack: Stack) =>
    stack.reduce((sum, { runs, look }) => sum + breakText(sheet, runs, { ...look, width: half }).height, 0)
  sheet.need(12 + Math.max(heightOf(left), heightOf(right)))
  const { x } = sheet.frame()
  const top = sheet.y() + 12
  const leftEnd = writeStack(sheet, left, { x, width: half }, top)
  sheet.moveTo(Math.max(leftEnd, writeStack(sheet, right, { x: x + half, width: half }, top)))
}

function drawFoot(sheet: PdfSheet, recipients: readonly string[], signed: Signature): void {
  const copies: Stack = [
    { runs: [{ text: 'Nơi nhận' }, { text: ':' }], look: { size: bodySize(sheet), align: 'left' }, underline: true },
    ...recipients.map((recipient, at) => ({
      runs: [{ text: `- ${recipient}${at === recipients.length - 1 ? '.' : ','}` }],
      look: { size: 12, align: 'left' } as const,
    })),
  ]
  sideBySide(sheet, copies, signatureLines(sheet, signed))
}
