import { TextDecoder } from 'node:util'
import { SaxesParser } from 'saxes'
import { type InflateBudget, inflateEntry, openZip, type ZipEntry } from './open-zip.ts'
import { isDayFormat, serialDay, showNumber } from './show-number.ts'
import { TableRefused } from './table-refusal.ts'
import { createTextStore, type TextStore } from './text-store.ts'

/** One row of a file before its head is known; `values[0]` is the first column, holes are empty texts. */
export type RawRow = { readonly line: number; readonly values: readonly string[] }

type Tag = { readonly name: string; readonly attributes: Readonly<Record<string, string>> }
type Listener = {
  readonly open?: (tag: Tag) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}
type Archive = {
  readonly bytes: Buffer
  readonly entries: ReadonlyMap<string, ZipEntry>
  readonly budget: InflateBudget
}
type Styles = readonly string[]

/** How a sheet of a workbook is chosen and how far its bytes may inflate. */
export type SheetChoice = { readonly sheet?: string | undefined; readonly inflateBudget: number }

/**
 * Streams the rows of one sheet of a workbook (the first visible one, or the one named). Not exceljs' reader: that one
 * decodes each piece of the file alone and so breaks Vietnamese letters at every boundary between pieces.
 */
export async function* readSheetRows(bytes: Buffer, choice: SheetChoice): AsyncGenerator<RawRow> {
  const archive: Archive = { bytes, entries: openZip(bytes), budget: { left: choice.inflateBudget } }
  const book = await readBook(archive, choice.sheet)
  const styles = await readStyles(archive)
  const texts = await readSharedTexts(archive)
  const rows: RawRow[] = []
  const listener = collectRows(rows, { texts, styles, from1904: book.from1904 })
  for await (const _piece of walk(archive, book.path, listener)) {
    yield* rows
    rows.length = 0
  }
  yield* rows
}

/** Feeds one part of the archive to a listener; yields after each piece so that the caller can pass on what it made. */
async function* walk({ bytes, entries, budget }: Archive, path: string, listener: Listener): AsyncGenerator<void> {
  const entry = entries.get(path)
  if (!entry) throw new TableRefused({ code: 'not-a-workbook' })
  const parser = new SaxesParser()
  const decoder = new TextDecoder('utf-8')
  parser.on('error', () => {
    throw new TableRefused({ code: 'damaged' })
  })
  parser.on('opentag', ({ name, attributes }) => listener.open?.({ name: localName(name), attributes }))
  parser.on('text', (text) => listener.text?.(text))
  parser.on('closetag', ({ name }) => listener.close?.(localName(name)))
  for await (const piece of inflateEntry(bytes, entry, budget)) {
    parser.write(decoder.decode(piece, { stream: true }))
    yield
  }
  parser.close()
}

async function walkWhole(archive: Archive, path: string, listener: Listener): Promise<void> {
  if (!archive.entries.has(path)) return
  for await (const _piece of walk(archive, path, listener));
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

async function readBook(archive: Archive, wanted: string | undefined) {
  const sheets: { name: string; id: string; hidden: boolean }[] = []
  let from1904 = false
  if (!archive.entries.has('xl/workbook.xml')) throw new TableRefused({ code: 'not-a-workbook' })
  await walkWhole(archive, 'xl/workbook.xml', {
    open({ name, attributes }) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const hidden = (attributes['state'] ?? 'visible') !== 'visible'
      sheets.push({ name: attributes['name'] ?? '', id: attributes['r:id'] ?? '', hidden })
    },
  })
  const targets = new Map<string, string>()
  await walkWhole(archive, 'xl/_rels/workbook.xml.rels', {
    open({ name, attributes }) {
      if (name === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '')
    },
  })
  const sheet = sheets.find(({ name, hidden }) => (wanted === undefined ? !hidden : name === wanted))
  const target = sheet && targets.get(sheet.id)
  if (!target) throw new TableRefused({ code: 'no-such-sheet' })
  return { from1904, path: target.startsWith('/') ? target.slice(1) : `xl/${target}` }
}

const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

async function readStyles(archive: Archive): Promise<Styles> {
  const own = new Map<number, string>()
  const cellFormats: string[] = []
  let inCellFormats = false
  await walkWhole(archive, 'xl/styles.xml', {
    open({ name, attributes }) {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? 'General')
      if (name === 'cellXfs') inCellFormats = true
      if (name !== 'xf' || !inCellFormats) return
      const id = Number(attributes['numFmtId'] ?? 0)
      cellFormats.push(own.get(id) ?? (builtInDays.has(id) ? 'dd/mm/yyyy' : 'General'))
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return cellFormats
}

async function readSharedTexts(archive: Archive): Promise<TextStore> {
  const store = createTextStore()
  let text = ''
  let inText = false
  let inPhonetic = false
  await walkWhole(archive, 'xl/sharedStrings.xml', {
    open({ name }) {
      if (name === 'si') text = ''
      if (name === 't') inText = true
      if (name === 'rPh') inPhonetic = true
    },
    text(piece) {
      if (inText && !inPhonetic) text += piece
    },
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') inPhonetic = false
      if (name === 'si') store.add(text)
    },
  })
  return store
}

type SheetContext = { readonly texts: TextStore; readonly styles: Styles; readonly from1904: boolean }

function collectRows(rows: RawRow[], context: SheetContext): Listener {
  let line = 0
  let column = 0
  let values: string[] = []
  let cell = { kind: 'n', style: 0, raw: '' }
  let taking = false
  return {
    open({ name, attributes }) {
      if (name === 'row') {
        line = Number(attributes['r'] ?? line + 1)
        column = 0
        values = []
      } else if (name === 'c') {
        column = attributes['r'] ? columnOf(attributes['r']) : column + 1
        cell = { kind: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), raw: '' }
      } else if (name === 'v' || name === 't') taking = true
    },
    text(piece) {
      if (taking) cell.raw += piece
    },
    close(name) {
      if (name === 'v' || name === 't') taking = false
      if (name === 'c' && cell.raw !== '') {
        while (values.length < column - 1) values.push('')
        values[column - 1] = showCell(cell, context)
      }
      if (name === 'row' && values.some((value) => value !== '')) rows.push({ line, values })
    },
  }
}

function showCell(
  cell: { kind: string; style: number; raw: string },
  { texts, styles, from1904 }: SheetContext,
): string {
  if (cell.kind === 's') return tidy(texts.at(Number(cell.raw)))
  if (cell.kind === 'b') return cell.raw === '1' ? 'TRUE' : 'FALSE'
  if (cell.kind === 'd') return cell.raw.slice(0, 10)
  if (cell.kind !== 'n') return tidy(cell.raw)
  const value = Number(cell.raw)
  const format = styles[cell.style] ?? 'General'
  return isDayFormat(format) ? serialDay(value, from1904) : showNumber(value, format)
}

/** Text as it is compared and stored: composed letters, no blanks around. */
export const tidy = (text: string) => text.normalize('NFC').trim()

function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference) {
    const digit = letter.charCodeAt(0) - 64
    if (digit < 1 || digit > 26) break
    column = column * 26 + digit
  }
  // 16,384 columns are all a sheet can have; a larger reference is a trap for the reader's memory.
  if (column < 1 || column > 16_384) throw new TableRefused({ code: 'damaged' })
  return column
}
