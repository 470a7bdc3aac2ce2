/// <reference path="./fontkit.d.ts" />
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type ParsedFont, registerFormat } from 'fontkit'

const looks = ['regular', 'bold', 'italic', 'bold-italic'] as const
/** The four looks of the text. */
export type PdfFont = (typeof looks)[number]

const files: Readonly<Record<PdfFont, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  'bold-italic': '700Bold_Italic/Tinos_700Bold_Italic.ttf',
}

/** A few bytes that stand for one of the four fonts: the drawing library asks for bytes and is given the font read before. */
const mark = 'NQ15'
const known = new Map<PdfFont, ParsedFont>()

/**
 * A font as wide as Times New Roman, letter for letter, with every Vietnamese one, free to embed: bytes for the drawing library.
 * It is read and taken apart once per process, from the package of this workspace or of the app that took this one in; what a
 * paper costs is mostly that.
 */
export const pdfFont = (font: PdfFont): Buffer => Buffer.from(`${mark}${looks.indexOf(font)}`, 'latin1')

class KnownFont {
  static probe(bytes: Uint8Array): boolean {
    return bytes.length === mark.length + 1 && Buffer.from(bytes).toString('latin1', 0, mark.length) === mark
  }

  constructor({ buffer: bytes }: { readonly buffer: Uint8Array }) {
    const look = looks[Number(Buffer.from(bytes).toString('latin1', mark.length))] ?? 'regular'
    // biome-ignore lint/correctness/noConstructorReturn: the library makes a font with `new`, and gets the one known
    return parsed(look)
  }
}
registerFormat(KnownFont)

function parsed(look: PdfFont): ParsedFont {
  const path = `@expo-google-fonts/tinos/${files[look]}`
  const font = known.get(look) ?? create(readFileSync(createRequire(import.meta.url).resolve(path)))
  known.set(look, font)
  // A glyph remembers the letter it was first asked for, and two letters may share one: each paper begins anew, so that the
  // same paper gives the same bytes whatever was drawn before it.
  return Object.assign(font, { _glyphs: {} })
}

/** The look of a run. */
export const fontOf = ({ bold = false, italic = false }: { bold?: boolean; italic?: boolean }): PdfFont =>
  bold && italic ? 'bold-italic' : bold ? 'bold' : italic ? 'italic' : 'regular'
