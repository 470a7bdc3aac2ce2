import PDFDocument from 'pdfkit'
import { isPrintedTwice, type Paper } from './paper-model.ts'
import type { PartyLayout } from './party-layout.ts'
import { type PdfFont, pdfFont } from './pdf-fonts.ts'

/** Millimetres in PDF points. */
export const pdfMm = (length: number) => (length * 72) / 25.4

/** Where text may stand on a page, in points from its top left corner. */
type Frame = { readonly x: number; readonly width: number; readonly top: number; readonly bottom: number }

/** A sheet being written: where the next line comes, and how to go on when the frame is full. */
export type PdfSheet = {
  readonly doc: PDFKit.PDFDocument
  readonly layout: PartyLayout
  readonly isBallot: boolean
  readonly frame: () => Frame
  readonly y: () => number
  readonly moveTo: (y: number) => void
  /** Goes to the next frame unless so much still fits. */
  readonly need: (height: number) => void
  readonly nextFrame: () => void
  /** A new page on its long side, and all that follow. */
  readonly nextLying: () => void
  readonly widthOf: (text: string, font: PdfFont, size: number) => number
  readonly write: (
    text: string,
    at: { readonly x: number; readonly y: number; readonly font: PdfFont; readonly size: number },
  ) => void
}

/** Opens the first page of a paper's PDF: A4 with the margins and page numbers of its layout, or two ballots side by side. */
export function openPdfSheet(paper: Paper, layout: PartyLayout, generatedAt: string): PdfSheet {
  const isBallot = paper.sheet === 'ballot'
  const lying = paper.sheet !== 'A4'
  const time = new Date(generatedAt)
  const doc = new PDFDocument({
    size: 'A4',
    layout: lying ? 'landscape' : 'portrait',
    margin: 0,
    autoFirstPage: false,
    // No font of the machine: everything is embedded.
    font: '',
    lang: 'vi-VN',
    displayTitle: true,
    info: {
      Title: paper.title,
      Author: paper.issuer,
      Subject: paper.description,
      Keywords: `formatVersion=${layout.formatVersion}`,
      CreationDate: time,
      ModDate: time,
    },
  })
  for (const font of ['regular', 'bold', 'italic', 'bold-italic'] as const) doc.registerFont(font, pdfFont(font))
  let frames = isBallot ? ballotFrames() : [wholeFrame(layout, lying)]
  let pageLayout: 'landscape' | 'portrait' = lying ? 'landscape' : 'portrait'
  const state = { frame: frames.length, y: 0, pages: 0 }
  const nextFrame = () => {
    state.frame += 1
    if (state.frame >= frames.length) {
      doc.addPage({ size: 'A4', layout: pageLayout, margin: 0 })
      state.frame = 0
      state.pages += 1
      if (isBallot) halves(doc)
      else if (state.pages > 1) pageNumber(doc, layout, state.pages)
    }
    state.y = frame().top
  }
  const frame = () => frames[Math.min(state.frame, frames.length - 1)] as Frame
  nextFrame()
  return {
    doc,
    layout,
    isBallot,
    frame,
    y: () => state.y,
    moveTo: (y) => {
      state.y = y
    },
    need: (height) => {
      if (state.y + height > frame().bottom + 0.5 && state.y > frame().top) nextFrame()
    },
    nextFrame,
    nextLying: () => {
      pageLayout = 'landscape'
      frames = [wholeFrame(layout, true)]
      nextFrame()
    },
    widthOf: (text, font, size) => doc.font(font).fontSize(size).widthOfString(text),
    write: (text, { x, y, font, size }) => {
      doc.font(font).fontSize(size).text(text, x, y, { lineBreak: false })
    },
  }
}

/** Whether the blocks are drawn a second time, for the other half of the page. */
export const copiesOf = (paper: Paper): number => (isPrintedTwice(paper) ? 2 : 1)

function wholeFrame({ margins }: PartyLayout, lying: boolean): Frame {
  const { top, bottom, left, right } = margins.value
  const [width, height] = lying ? [297, 210] : [210, 297]
  return { x: pdfMm(left), width: pdfMm(width - left - right), top: pdfMm(top), bottom: pdfMm(height - bottom) }
}

function ballotFrames(): Frame[] {
  const half = { width: pdfMm(128.5), top: pdfMm(10), bottom: pdfMm(200) }
  return [
    { x: pdfMm(10), ...half },
    { x: pdfMm(158.5), ...half },
  ]
}

/** The line along which two ballots are cut apart. */
function halves(doc: PDFKit.PDFDocument): void {
  doc
    .moveTo(pdfMm(148.5), 0)
    .lineTo(pdfMm(148.5), pdfMm(210))
    .dash(3, { space: 3 })
    .lineWidth(0.3)
    .stroke('#000000')
    .undash()
}

function pageNumber(doc: PDFKit.PDFDocument, layout: PartyLayout, page: number): void {
  const size = layout.pageNumberSize.value
  const text = String(page)
  const width = doc.font('regular').fontSize(size).widthOfString(text)
  const { left, right } = layout.margins.value
  const middle = (pdfMm(left) + doc.page.width - pdfMm(right)) / 2
  doc.text(text, middle - width / 2, pdfMm(10), { lineBreak: false })
}
