import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { CopiedTable } from '@nq15/db/operations/copied-tables.read'
import type { TablePiece } from '@nq15/db/operations/loaded-tables.write'
import type { DemoAccount } from '../product.ts'

/** The rows of a state in COPY's text form, table by table, and the invented accounts that can sign in there. */
export type StateRows = {
  readonly accounts: readonly DemoAccount[]
  readonly pieces: readonly TablePiece[]
}

const fileOf = (name: string) => fileURLToPath(new URL(`./states/${name}.copy.br`, import.meta.url))

/** Whether the rows of a state are kept in the repository. */
export const hasRows = (name: string): boolean => existsSync(fileOf(name))

/** Writes the rows of a state down; answers the bytes of the file. */
export async function writeRows(name: string, rows: StateRows): Promise<number> {
  // Ids stand in many places far apart: a window over the whole text halves what gzip makes of it.
  const text = toText(rows)
  const bytes = brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  })
  await writeFile(fileOf(name), bytes)
  return bytes.length
}

/** The rows of a state as they were written down. */
export const readRows = async (name: string): Promise<StateRows> =>
  fromText(brotliDecompressSync(await readFile(fileOf(name))))

const end = Buffer.from('\\.\n')

/** The text that psql reads too: `COPY … FROM stdin;`, the rows, `\.`; the accounts stand in the first line. */
export function toText({ accounts, pieces }: StateRows): Buffer {
  const parts: Buffer[] = [Buffer.from(`-- ${JSON.stringify(accounts)}\n`)]
  for (const { table, lines } of pieces)
    parts.push(Buffer.from(`COPY ${table.name} (${table.columns.join(', ')}) FROM stdin;\n`), lines, end)
  return Buffer.concat(parts)
}

/** Throws where the text is none of `toText`. */
export function fromText(text: Buffer): StateRows {
  let at = text.indexOf(0x0a) + 1
  const accounts = JSON.parse(text.toString('utf8', 3, at)) as DemoAccount[]
  const pieces: TablePiece[] = []
  while (at < text.length) {
    const from = text.indexOf(0x0a, at) + 1
    const head = /^COPY (\S+) \((.+)\) FROM stdin;$/u.exec(text.toString('utf8', at, from - 1))
    if (!head?.[1] || !head[2]) throw new Error('rows of a state that cannot be read')
    const table: CopiedTable = { name: head[1], columns: head[2].split(', ') }
    // A row's own backslash is written twice, so `\.` alone on a line is the end only.
    const to = text.subarray(from, from + end.length).equals(end) ? from : text.indexOf('\n\\.\n', from) + 1
    if (to < from) throw new Error(`rows of ${table.name} without an end`)
    pieces.push({ table, lines: text.subarray(from, to) })
    at = to + end.length
  }
  return { accounts, pieces }
}
