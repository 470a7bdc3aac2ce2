import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type WorkbookRow = { readonly cell: string; readonly member: string; readonly level: string }

/** Milliseconds of each opening, calculating and saving, and what the formulas summed; null where LibreOffice is not installed. */
export type Calculated = { readonly took: readonly number[]; readonly counted: number }

/**
 * What a committee's office does without us: a workbook with a row for each rating and a sheet that counts them by cell and level by
 * COUNTIFS. LibreOffice opens it without kept results, calculates everything and saves it as xlsx, each time anew.
 */
export async function calculateWorkbook(rows: readonly WorkbookRow[], rounds: number): Promise<Calculated | null> {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-workbook-'))
  try {
    const file = join(folder, 'commune.fods')
    await writeFile(file, workbookOf(rows))
    const convert = (to: string, from: string) =>
      run('soffice', [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        ...['--headless', '--convert-to', to, '--outdir', folder, from],
      ])
    // The first start makes the person's own folder, which is no part of the work.
    const first = await convert('xlsx', file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (first === null) return null
    const took: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now()
      await convert('xlsx', file)
      took.push(performance.now() - began)
    }
    await convert('csv', join(folder, 'commune.xlsx'))
    const lines = (await readFile(join(folder, 'commune.csv'), 'utf8')).trim().split('\n').slice(1)
    const counted = lines
      .flatMap((line) => line.split(',').slice(-levels.length))
      .reduce((sum, one) => sum + Number(one), 0)
    return { took, counted }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const levels = ['XS', 'T', 'HT', 'KHT', 'NOT_RATED'] as const

/** The workbook as OpenDocument in one file: its summary first, which counts what stands on the second sheet. */
export function workbookOf(rows: readonly WorkbookRow[]): string {
  const cells = [...new Set(rows.map(({ cell }) => cell))]
  const last = rows.length + 1
  const count = (line: number, at: number) =>
    `of:=COUNTIFS([ratings.$A$2:.$A$${last}];[.$A${line}];[ratings.$C$2:.$C$${last}];[.${'BCDEF'[at]}$1])`
  const summary = [
    lineOf(['cell', ...levels].map(word)),
    ...cells.map((cell, at) => lineOf([word(cell), ...levels.map((_, level) => formula(count(at + 2, level)))])),
  ]
  const data = [
    lineOf(['cell', 'member', 'level'].map(word)),
    ...rows.map(({ cell, member, level }) => lineOf([cell, member, level].map(word))),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
<table:table table:name="summary">${summary.join('\n')}</table:table>
<table:table table:name="ratings">${data.join('\n')}</table:table>
</office:spreadsheet></office:body></office:document>`
}

const lineOf = (cells: readonly string[]) => `<table:table-row>${cells.join('')}</table:table-row>`
const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const word = (value: string) =>
  `<table:table-cell office:value-type="string"><text:p>${escaped(value)}</text:p></table:table-cell>`
const formula = (value: string) => `<table:table-cell table:formula="${escaped(value)}"/>`
