import { unitPrefixOf } from './party-name.ts'

/** The five files of Hà Nội's units around 1 July 2025. */
export const hanoiFiles = {
  districts: 'districts-before-2025-07.csv',
  communesBefore: 'communes-before-2025-07.csv',
  communesSince: 'communes-since-2025-07.csv',
  successions: 'succession-2025-07.csv',
  tiles: 'commune-tiles.csv',
} as const
export type HanoiFile = (typeof hanoiFiles)[keyof typeof hanoiFiles]

/** One row of a file as it was parsed: its line in the file (the header is line 1) and its texts by column. */
export type FileRow = { readonly line: number; readonly fields: Readonly<Record<string, string | undefined>> }

/** The rows of the five files; reading and CSV syntax are the caller's work. */
export type HanoiRows = Readonly<Record<keyof typeof hanoiFiles, readonly FileRow[]>>

/** Why a row is refused. */
export const hanoiFindingCodes = [
  'EMPTY_FILE',
  'MISSING_VALUE',
  'MALFORMED_CODE',
  'MALFORMED_NUMBER',
  'UNKNOWN_UNIT_KIND',
  'KIND_MISMATCH',
  'DUPLICATE_CODE',
  'UNKNOWN_CODE',
  'UNKNOWN_DISTRICT',
  'NAME_MISMATCH',
  'DUPLICATE_LINK',
  'SPLIT_COUNT_MISMATCH',
  'NO_SUCCESSOR',
  'NO_PREDECESSOR',
  'SAME_TILE',
] as const
export type HanoiFindingCode = (typeof hanoiFindingCodes)[number]

/** One refusal: where it stands, what was found there and, when something definite was required, what. */
export type HanoiFinding = {
  readonly code: HanoiFindingCode
  readonly file: HanoiFile
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly required: string | null
}

/** Collects the refusals of one file, so that a reader sees all of them at once. */
export type FindingList = (code: HanoiFindingCode, row: FileRow, about?: Partial<HanoiFinding>) => void

/** A list of refusals of one file that writes into `findings`. */
export function findingList(file: HanoiFile, findings: HanoiFinding[]): FindingList {
  return (code, row, about = {}) =>
    findings.push({ code, file, line: row.line, column: null, value: null, required: null, ...about })
}

/** The text of a column, composed (NFC) and trimmed; a blank is refused MISSING_VALUE and read as an empty text. */
export function readText(row: FileRow, column: string, add: FindingList): string {
  const text = (row.fields[column] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (text === '') add('MISSING_VALUE', row, { column })
  return text
}

/** An official code with its fixed number of digits; refused MALFORMED_CODE otherwise. */
export function readCode(row: FileRow, column: string, add: FindingList, digits = 5): string {
  const code = readText(row, column, add)
  if (code !== '' && !new RegExp(`^\\d{${digits}}$`, 'u').test(code)) {
    add('MALFORMED_CODE', row, { column, value: code, required: `${digits}` })
  }
  return code
}

/** A unit's name that begins with a known kind; refused UNKNOWN_UNIT_KIND otherwise. */
export function readUnitName(row: FileRow, add: FindingList): string {
  const name = readText(row, 'name', add)
  if (name !== '' && unitPrefixOf(name) === null) add('UNKNOWN_UNIT_KIND', row, { column: 'name', value: name })
  return name
}

/** A whole number from 0; refused MALFORMED_NUMBER otherwise and read as NaN. */
export function readWholeNumber(row: FileRow, column: string, add: FindingList): number {
  const text = readText(row, column, add)
  if (/^\d{1,6}$/u.test(text)) return Number(text)
  if (text !== '') add('MALFORMED_NUMBER', row, { column, value: text })
  return Number.NaN
}
