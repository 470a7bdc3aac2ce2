import { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { CsvError, parse } from 'csv-parse'
import type { RawRow } from './read-sheet-rows.ts'
import { tidy } from './read-sheet-rows.ts'
import { TableRefused } from './table-refusal.ts'

const sampleSize = 65_536
/** One record above this many characters is an unclosed quote that would swallow the file. */
const recordLimit = 131_072

/**
 * Streams the rows of a CSV file: UTF-8 with or without mark, or the UTF-16 of "Unicode text"; the delimiter (`,` `;`
 * or tab) is the one under which most known heads appear in the first lines. Throws `TableRefused`.
 */
export async function* readCsvRows(
  source: AsyncIterable<Buffer>,
  isHead: (text: string) => boolean,
): AsyncGenerator<RawRow> {
  const texts = decode(source)
  let sample = ''
  for (let piece = await texts.next(); !piece.done; piece = await texts.next()) {
    sample += piece.value
    if (sample.length >= sampleSize) break
  }
  if (sample.trim() === '') throw new TableRefused({ code: 'empty-file' })
  let starts = 1
  const parser = parse({
    delimiter: guessDelimiter(sample.slice(0, sampleSize), isHead),
    relax_column_count: true,
    max_record_size: recordLimit,
    // The line rides in front of the values: the parser runs ahead of its reader and only it knows where it stands.
    on_record: (record, { lines }) => {
      const numbered = [String(starts), ...record.map(tidy)]
      starts = lines + 1
      return numbered
    },
  })
  const whole = Readable.from(rejoin(sample, texts))
  whole.on('error', (error) => parser.destroy(error))
  try {
    for await (const parsed of whole.pipe(parser)) {
      const [line, ...values]: string[] = parsed
      if (values.some((value) => value !== '')) yield { line: Number(line), values }
    }
  } catch (error) {
    // The parser counts the line where it gave up; the fault began with the record it could not finish.
    if (error instanceof CsvError) throw new TableRefused({ code: 'malformed-csv', line: starts })
    throw error
  }
}

async function* rejoin(sample: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield sample
  yield* rest
}

async function* decode(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  try {
    for await (const piece of source) {
      decoder ??= new TextDecoder(piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true })
      const text = decoder.decode(piece, { stream: true })
      if (text.includes('\0')) throw new TableRefused({ code: 'not-a-text-table' })
      if (text !== '') yield text
    }
    const rest = decoder?.decode() ?? ''
    if (rest !== '') yield rest
  } catch (error) {
    if (error instanceof TypeError) throw new TableRefused({ code: 'not-utf8' })
    throw error
  }
}

const delimiters = [',', ';', '\t'] as const

function guessDelimiter(sample: string, isHead: (text: string) => boolean): string {
  const lines = sample
    .split(/\r\n|\n|\r/u)
    .filter((line) => line.trim() !== '')
    .slice(0, 30)
  const scores = delimiters.map((delimiter) => {
    const cut = lines.map((line) => line.split(delimiter).map((cell) => tidy(cell.replaceAll('"', ''))))
    const heads = Math.max(...cut.map((cells) => cells.filter(isHead).length))
    return { delimiter, heads: heads > 1 ? heads : 0, cells: cut[0]?.length ?? 0 }
  })
  scores.sort((one, other) => other.heads - one.heads || other.cells - one.cells)
  return scores[0]?.delimiter ?? ','
}
