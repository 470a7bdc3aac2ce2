import { ok, type Result, refuse } from '../shared/index.ts'

/** A card of the old pattern, province code, a point, six digits: `01.123456` (M); it stays on old cards. */
export const oldCardShape = /^\d{2}\.\d{6}$/u

/** A number of twelve digits (38-HD/BTCTW of 29/9/2025, read second-hand); what its parts mean is not known, so nothing is read from them. */
const twelveDigitShape = /^\d{12}$/u

/** Why a text is no card number; `CARD_ZERO_LOST` = one digit too few, as a workbook leaves a number that began with 0. */
export type CardRefused = { readonly code: 'CARD_MALFORMED' | 'CARD_ZERO_LOST'; readonly value: string }

/**
 * Brings a card number of either pattern to its stored form: "01123456", "01 123456", "01-123456" → "01.123456";
 * "0123 4567 8901", "01.2345678901" → "012345678901". One digit too few is refused CARD_ZERO_LOST, never completed: the
 * missing digit may be any.
 */
export function readCardNumber(text: string): Result<string, CardRefused> {
  const typed = text.trim()
  const [, province, number] = /^(\d{2})[\s.-]?(\d{6})$/u.exec(typed) ?? []
  if (province && number) return ok(`${province}.${number}`)
  const digits = /^\d+(?:[\s.-]\d+)*$/u.test(typed) ? typed.replace(/\D/gu, '') : ''
  if (twelveDigitShape.test(digits)) return ok(digits)
  const isShort = /^\d[.]?\d{6}$/u.test(typed) || /^\d{11}$/u.test(typed)
  return refuse({ code: isShort ? 'CARD_ZERO_LOST' : 'CARD_MALFORMED', value: typed })
}

/** A card number as it is stored where it can be read as one, else as it was typed: for looking somebody up. */
export function cardAsStored(text: string): string {
  const read = readCardNumber(text)
  return read.ok ? read.value : text.trim()
}

/** The beginnings by which stored cards are searched for a text typed: as typed, and in each pattern's own spelling. */
export function cardBeginnings(text: string): readonly string[] {
  const typed = text.trim().slice(0, 20)
  if (!/^\d[\d\s.-]*$/u.test(typed)) return [typed]
  const digits = typed.replace(/\D/gu, '')
  const old = digits.length > 2 && digits.length <= 8 ? [`${digits.slice(0, 2)}.${digits.slice(2)}`] : []
  return [...new Set([typed, digits, ...old])]
}
