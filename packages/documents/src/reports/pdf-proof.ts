import { encode } from 'uqr'
import { type PdfSheet, pdfMm } from './pdf-sheet.ts'

/** What lets anybody check a paper: the hash of its data, and, once it is registered, the address and code of the public check. */
export type PaperProof = {
  /** SHA-256 of the canonical data, 64 figures. */
  readonly sha256: string
  readonly check?: { readonly address: string; readonly code: string; readonly shownCode: string }
}

/**
 * Draws the proof into the lower margin of the first page. The code stands behind the `#` of the address: a browser keeps that
 * part to itself, so it stands in no log of any server; the page posts it.
 */
export function drawPdfProof(sheet: PdfSheet, { sha256, check }: PaperProof): void {
  const { doc } = sheet
  const { x } = sheet.frame()
  const side = pdfMm(15)
  const top = doc.page.height - pdfMm(18.5)
  const lines = [
    ...(check
      ? [`Kiểm tra văn bản tại ${check.address}`, `Mã kiểm tra: ${check.shownCode}`]
      : ['Chưa đăng ký số văn bản']),
    `SHA-256 của dữ liệu: ${sha256}`,
  ]
  if (check) drawQr(doc, `${check.address}#${check.code}`, { x, y: top, side })
  const left = check ? x + side + pdfMm(3) : x
  doc.fillColor('#000000')
  for (const [at, text] of lines.entries()) {
    sheet.write(text, { x: left, y: top + pdfMm(check ? 2 : 9) + at * 9, font: 'regular', size: 7.5 })
  }
}

function drawQr(doc: PDFKit.PDFDocument, text: string, { x, y, side }: { x: number; y: number; side: number }): void {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const cell = side / size
  for (const [row, cells] of data.entries()) {
    for (const [column, isDark] of cells.entries()) {
      if (isDark) doc.rect(x + column * cell, y + row * cell, cell + 0.02, cell + 0.02)
    }
  }
  doc.fill('#000000')
}
