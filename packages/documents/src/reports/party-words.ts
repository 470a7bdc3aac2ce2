import type { LegalDay } from '@nq15/domain/shared'

/** The day in the place-and-date line: zero before days 1–9 and months 1–2 only (05-HD/VPTW as practised, S-code). */
export function dateLine(place: string, day: LegalDay): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${place}, ngày ${date} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`
}

/** A day inside a sentence: `dd/MM/yyyy`. */
export function shortDay(day: LegalDay): string {
  return day.split('-').reverse().join('/')
}

/** The number line: `Số 05-QĐ/ĐU`, no colon, zero before 1–9; without a number the room for the clerk's pen is left. */
export function numberLine(number: number | undefined, symbol: string): string {
  // Hard spaces: Word would fold a run of plain ones at the end of a line.
  const written = number === undefined ? '\u00a0'.repeat(6) : String(number).padStart(2, '0')
  return `Số ${written}-${symbol}`
}

/** A whole count in Vietnamese figures: `1.168`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/gu, '.')
}

/** Points with a decimal comma, cut (never rounded) after three decimals: 89.9996 must not print as 90. */
export function pointsText(points: number): string {
  const [whole = '0', decimals = ''] = points.toFixed(9).split('.')
  const kept = decimals.slice(0, 3).replace(/0+$/u, '')
  return kept === '' ? whole : `${whole},${kept}`
}

/** Capitals of a heading in the chosen spelling of "ủy". */
export function capitals(text: string, spelling: 'ỦY' | 'UỶ'): string {
  const upper = text.toLocaleUpperCase('vi-VN')
  return spelling === 'ỦY' ? upper.replaceAll('UỶ', 'ỦY') : upper.replaceAll('ỦY', 'UỶ')
}
