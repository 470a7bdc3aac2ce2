import type { Readable } from 'node:stream'
import { type FileRow, type HanoiFile, type HanoiRows, hanoiFiles } from '@nq15/domain/organizations'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { CsvError, parse } from 'csv-parse'

/** A file that is missing or no CSV; `line` counts from 1 with the head, null when the whole file is meant. */
export type HanoiFileRefused = {
  readonly code: 'HANOI_FILE_MISSING' | 'HANOI_FILE_MALFORMED'
  readonly file: HanoiFile
  readonly line: number | null
}

/** Reads the five files of Hà Nội's units into rows with their lines; `open` gives a file's bytes or null without it. */
export async function readHanoiFiles(
  open: (file: HanoiFile) => Promise<Readable | null>,
): Promise<Result<HanoiRows, HanoiFileRefused>> {
  const rows: Record<keyof typeof hanoiFiles, readonly FileRow[]> = {
    districts: [],
    communesBefore: [],
    communesSince: [],
    successions: [],
    tiles: [],
  }
  for (const key of Object.keys(rows) as (keyof typeof hanoiFiles)[]) {
    const file = hanoiFiles[key]
    const source = await open(file)
    if (!source) return refuse({ code: 'HANOI_FILE_MISSING', file, line: null })
    const read = await readRows(source, file)
    if (!read.ok) return read
    rows[key] = read.value
  }
  return ok(rows)
}

/** Reads one CSV file with a head into rows with their lines; `file` is named when it is no CSV. */
export async function readRows<File extends string>(
  source: Readable,
  file: File,
): Promise<Result<readonly FileRow[], { code: 'HANOI_FILE_MALFORMED'; file: File; line: number | null }>> {
  const rows: FileRow[] = []
  const parser = source.pipe(parse({ bom: true, columns: true, info: true, skip_empty_lines: true, trim: true }))
  source.on('error', (error) => parser.destroy(error))
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: FileRow['fields']
      info: { lines: number }
    }>) {
      rows.push({ line: info.lines, fields: record })
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = (error as unknown as { lines?: number }).lines ?? null
    return refuse({ code: 'HANOI_FILE_MALFORMED', file, line })
  }
  return ok(rows)
}
