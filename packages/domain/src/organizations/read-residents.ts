import { ok, type Result, refuse } from '../shared/index.ts'
import type { FileRow } from './hanoi-rows.ts'

/** Why a row of residents is refused. */
export const residentsRowCodes = ['NO_AREA', 'YEAR', 'NUMBER', 'NO_SOURCE', 'TWICE'] as const
export type ResidentsRowCode = (typeof residentsRowCodes)[number]
export type ResidentsFinding = {
  readonly code: ResidentsRowCode
  readonly line: number
  readonly value: string
  readonly required: string
}

/** The residents of an area in a year, as a source counted them. */
export type ResidentsRow = {
  readonly areaCode: string
  readonly year: number
  readonly residents: number
  readonly source: string
}
/** Something in the file is wrong; nothing of it is kept. */
export type ResidentsRefused = { readonly code: 'RESIDENTS_REFUSED'; readonly findings: readonly ResidentsFinding[] }

/**
 * Reads rows `code, year, residents, source`; `isArea` says whether a code names an area in that year. All or nothing:
 * refuses RESIDENTS_REFUSED with every fault by its line.
 */
export function readResidents(
  rows: readonly FileRow[],
  isArea: (code: string, year: number) => boolean,
): Result<readonly ResidentsRow[], ResidentsRefused> {
  const findings: ResidentsFinding[] = []
  const seen = new Map<string, number>()
  const read = rows.map(({ line, fields }): ResidentsRow => {
    const add = (code: ResidentsRowCode, value = '', required = '') => findings.push({ code, line, value, required })
    const text = (column: string) => (fields[column] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim()
    const [areaCode, yearText, countText, source] = [text('code'), text('year'), text('residents'), text('source')]
    const year = /^(19|20)\d\d$/u.test(yearText) ? Number(yearText) : Number.NaN
    if (Number.isNaN(year)) add('YEAR', yearText)
    else if (!isArea(areaCode, year)) add('NO_AREA', areaCode)
    const residents = /^[1-9]\d{0,7}$/u.test(countText) ? Number(countText) : Number.NaN
    if (Number.isNaN(residents)) add('NUMBER', countText)
    if (source === '') add('NO_SOURCE')
    const earlier = seen.get(`${areaCode} ${year}`)
    if (earlier === undefined) seen.set(`${areaCode} ${year}`, line)
    else add('TWICE', areaCode, `${earlier}`)
    return { areaCode, year, residents, source }
  })
  return findings.length > 0 ? refuse({ code: 'RESIDENTS_REFUSED', findings }) : ok(read)
}
