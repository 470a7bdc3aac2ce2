import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import {
  createRowHash,
  type ExportColumn,
  type ExportStatement,
  infoSheet,
  plainText,
  statementLines,
  type WrittenExport,
} from './export-statement.ts'
import { showNumber } from './show-number.ts'

/** The first cell of every line that speaks about the file and is no row of it. */
export const csvMark = '#NQ15'

/**
 * Streams an export as CSV (UTF-8 with mark, commas) into `target` and ends it: first the statement, then head and rows, last
 * count and hash. A text that begins like a formula is written behind an apostrophe, so that no program reckons it.
 */
export async function writeTableCsv<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  columns: readonly ExportColumn<Row>[],
  { statement, target }: { statement: ExportStatement; target: Writable },
): Promise<WrittenExport> {
  const failed = new Promise<never>((_, reject) => target.once('error', reject))
  failed.catch(() => undefined)
  const write = async (cells: readonly string[]) => {
    if (!target.write(`${cells.map(quoted).join(',')}\r\n`)) await Promise.race([once(target, 'drain'), failed])
  }
  const said = statementLines(statement)
  const hash = createRowHash(said)
  target.write('\uFEFF')
  for (const [label, text] of said) await write([csvMark, label, guarded(text)])
  const heads = columns.map(({ head }) => head)
  hash.add(heads)
  await write(heads.map(guarded))
  let count = 0
  for await (const row of rows) {
    count += 1
    const seen = columns.map(({ value }) => textOf(value(row)))
    hash.add(seen.map(({ text }) => text))
    await write(seen.map(({ text, isNumber }) => (isNumber ? text : guarded(text))))
    if (count % 2000 === 0) await breathe()
  }
  const written = { count, hash: hash.digest() }
  await write([csvMark, infoSheet.count, String(written.count)])
  await write([csvMark, infoSheet.hash, written.hash])
  target.end()
  await Promise.race([once(target, 'finish'), failed])
  return written
}

function textOf(value: string | number | undefined): { text: string; isNumber: boolean } {
  if (value === undefined) return { text: '', isNumber: false }
  return typeof value === 'number'
    ? { text: showNumber(value, 'General'), isNumber: true }
    : { text: plainText(value), isNumber: false }
}

const startsLikeFormula = /^[=+\-@\t\r']/u

/** The text behind an apostrophe when a program might reckon it; `unguarded` takes it away again. */
const guarded = (text: string) => (startsLikeFormula.test(text) ? `'${text}` : text)

/** The text as it was before it was guarded. */
export const unguarded = (text: string) => (/^'[=+\-@\t\r']/u.test(text) ? text.slice(1) : text)

const quoted = (text: string) => (/[",;\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
