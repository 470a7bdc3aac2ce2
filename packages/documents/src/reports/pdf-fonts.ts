import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The four looks of the text. */
export type PdfFont = 'regular' | 'bold' | 'italic' | 'bold-italic'

const files: Readonly<Record<PdfFont, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  'bold-italic': '700Bold_Italic/Tinos_700Bold_Italic.ttf',
}

const known = new Map<PdfFont, Buffer>()

/**
 * A font as wide as Times New Roman, letter for letter, with every Vietnamese one, free to embed. Read once per process, from
 * the package of this workspace or of the app that took this one in.
 */
export function pdfFont(font: PdfFont): Buffer {
  const read = known.get(font)
  if (read) return read
  const bytes = readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${files[font]}`))
  known.set(font, bytes)
  return bytes
}

/** The look of a run. */
export const fontOf = ({ bold = false, italic = false }: { bold?: boolean; italic?: boolean }): PdfFont =>
  bold && italic ? 'bold-italic' : bold ? 'bold' : italic ? 'italic' : 'regular'
