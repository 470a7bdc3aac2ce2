import type { PaperRun } from './paper-model.ts'
import { fontOf, type PdfFont } from './pdf-fonts.ts'
import type { PdfSheet } from './pdf-sheet.ts'

type Word = { readonly text: string; readonly font: PdfFont; readonly width: number; readonly spaceBefore: boolean }

/** How a paragraph stands; lengths in points. */
export type TextLook = {
  readonly size: number
  readonly align: 'left' | 'centre' | 'right' | 'justify'
  /** From line to line; 1.15 of the size when left out, as the font has it. */
  readonly line?: number
  readonly firstIndent?: number
  readonly x?: number
  readonly width?: number
}

/** A paragraph broken into lines, ready to be written. */
export type Broken = { readonly lines: readonly (readonly Word[])[]; readonly look: TextLook; readonly height: number }

/** Breaks runs into lines of the frame's width; a word longer than a line is cut. */
export function breakText(sheet: PdfSheet, runs: readonly PaperRun[], look: TextLook): Broken {
  const width = look.width ?? sheet.frame().width
  const words = runs.flatMap((run, at) =>
    wordsOf(sheet, run, { size: look.size, width, afterBlank: /[ \t\n]$/u.test(runs[at - 1]?.text ?? '') }),
  )
  const lines: Word[][] = []
  let line: Word[] = []
  let used = look.firstIndent ?? 0
  for (const word of words) {
    const space = word.spaceBefore && line.length > 0 ? sheet.widthOf(' ', word.font, look.size) : 0
    if (line.length > 0 && word.spaceBefore && used + space + word.width > width + 0.01) {
      lines.push(line)
      line = []
      used = 0
    }
    used += word.width + (line.length > 0 ? space : 0)
    line.push(word)
  }
  lines.push(line)
  return { lines, look, height: lines.length * lineOf(look) }
}

const lineOf = ({ line, size }: TextLook) => line ?? size * 1.15

function wordsOf(
  sheet: PdfSheet,
  run: PaperRun,
  { size, width, afterBlank }: { size: number; width: number; afterBlank: boolean },
): Word[] {
  const font = fontOf(run)
  const parts = run.text.split(/[ \t\n]+/u)
  return parts.flatMap((text, at): Word[] => {
    if (text === '') return []
    const spaceBefore = at > 0 || afterBlank
    const whole = sheet.widthOf(text, font, size)
    if (whole <= width) return [{ text, font, width: whole, spaceBefore }]
    return cut(sheet, text, { font, size, width }).map((piece, index) => ({
      ...piece,
      spaceBefore: spaceBefore || index > 0,
    }))
  })
}

function cut(sheet: PdfSheet, text: string, { font, size, width }: { font: PdfFont; size: number; width: number }) {
  const pieces: { text: string; font: PdfFont; width: number }[] = []
  let piece = ''
  for (const sign of text) {
    if (piece !== '' && sheet.widthOf(piece + sign, font, size) > width) {
      pieces.push({ text: piece, font, width: sheet.widthOf(piece, font, size) })
      piece = ''
    }
    piece += sign
  }
  return [...pieces, { text: piece, font, width: sheet.widthOf(piece, font, size) }]
}

/** Writes broken lines from the sheet's place on, going to the next frame where one is full. */
export function writeText(sheet: PdfSheet, { lines, look }: Broken): void {
  const height = lineOf(look)
  for (const [at, line] of lines.entries()) {
    sheet.need(height)
    const isLast = at === lines.length - 1
    writeLine(sheet, line, { look, indent: at === 0 ? (look.firstIndent ?? 0) : 0, isLast, y: sheet.y() })
    sheet.moveTo(sheet.y() + height)
  }
}

/** Writes broken lines at a place, as in the cell of a table. */
export function writeTextAt(sheet: PdfSheet, { lines, look }: Broken, y: number): void {
  for (const [at, line] of lines.entries()) {
    writeLine(sheet, line, { look, indent: 0, isLast: at === lines.length - 1, y: y + at * lineOf(look) })
  }
}

type Line = { readonly look: TextLook; readonly indent: number; readonly isLast: boolean; readonly y: number }

function writeLine(sheet: PdfSheet, words: readonly Word[], { look, indent, isLast, y }: Line): void {
  const { size, align } = look
  const left = look.x ?? sheet.frame().x
  const width = (look.width ?? sheet.frame().width) - indent
  const spaces = words.map(({ spaceBefore, font }, at) => (spaceBefore && at > 0 ? sheet.widthOf(' ', font, size) : 0))
  const natural = words.reduce((sum, word, at) => sum + word.width + (spaces[at] ?? 0), 0)
  const gaps = spaces.filter((space) => space > 0).length
  const stretch = align === 'justify' && !isLast && gaps > 0 ? (width - natural) / gaps : 0
  const start = align === 'centre' ? (width - natural) / 2 : align === 'right' ? width - natural : 0
  // Text stands in the middle of its line, as Word sets an exact line.
  const top = y + (lineOf(look) - size * 1.15) / 2
  let x = left + indent + start
  const pieces: Piece[] = []
  for (const [at, word] of words.entries()) {
    const space = spaces[at] ?? 0
    const last = pieces.at(-1)
    x += space + (space > 0 ? stretch : 0)
    // Words of one look in an unstretched line are written at once.
    if (last && stretch === 0 && last.font === word.font) last.text += `${space > 0 ? ' ' : ''}${word.text}`
    else pieces.push({ text: word.text, x, font: word.font })
    x += word.width
  }
  for (const piece of pieces) writeBoxed(sheet, piece.text, { x: piece.x, y: top, font: piece.font, size })
}

type Piece = { text: string; readonly x: number; readonly font: PdfFont }

/** The boxes of a form are drawn: no font of letters has them. */
function writeBoxed(sheet: PdfSheet, text: string, at: { x: number; y: number; font: PdfFont; size: number }): void {
  if (!/^[☒☐]/u.test(text)) {
    sheet.write(text, at)
    return
  }
  const side = at.size * 0.68
  const top = at.y + at.size * 0.26
  sheet.doc.lineWidth(0.8).rect(at.x, top, side, side).stroke('#000000')
  if (text.startsWith('☒')) {
    sheet.doc
      .moveTo(at.x + 1.5, top + 1.5)
      .lineTo(at.x + side - 1.5, top + side - 1.5)
      .moveTo(at.x + side - 1.5, top + 1.5)
      .lineTo(at.x + 1.5, top + side - 1.5)
      .stroke('#000000')
  }
  sheet.doc.fillColor('#000000')
  sheet.write(text.slice(1).trimStart(), { ...at, x: at.x + side + at.size * 0.3 })
}
