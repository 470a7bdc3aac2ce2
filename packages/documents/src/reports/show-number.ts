const dayMillis = 86_400_000

/** Whether a number format of a workbook shows a day (`dd/mm/yyyy`, `[$-42A]d mmmm`), not an amount. */
export function isDayFormat(format: string): boolean {
  if (format === 'General') return false
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./gu, '')
  return /[dy]/iu.test(bare) || (/m/iu.test(bare) && !/[#0]/u.test(bare))
}

/** The day of a workbook's serial number as `YYYY-MM-DD`; `from1904` for files of old Macs. */
export function serialDay(serial: number, from1904: boolean): string {
  // Serial 60 is 29/02/1900, a day that never was: days before it stand one later.
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  const day = new Date(epoch + Math.floor(serial) * dayMillis)
  return Number.isNaN(day.getTime()) ? String(serial) : day.toISOString().slice(0, 10)
}

/**
 * A number of a workbook as people see it: zero-padded formats keep their zeros (a card number typed as a number with
 * format `00.000000` stays `01.234567`), all else at the 15 digits that spreadsheets hold, never as an exponent.
 */
export function showNumber(value: number, format: string): string {
  const padded = /^(0+)(?:\.(0+))?$/u.exec(format)
  const whole = padded?.[1] ?? ''
  const decimals = padded?.[2] ?? ''
  if (padded && whole.length + decimals.length > 1 && value >= 0) {
    return value.toFixed(decimals.length).padStart(whole.length + (decimals ? decimals.length + 1 : 0), '0')
  }
  const exact = Number(value.toPrecision(15))
  if (Math.abs(exact) >= 1e21 || Number.isNaN(exact)) return String(exact)
  const plain = String(exact)
  return plain.includes('e') ? exact.toFixed(20).replace(/0+$/u, '') : plain
}
