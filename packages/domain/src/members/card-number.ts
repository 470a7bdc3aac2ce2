import { ok, type Result, refuse } from '../shared/index.ts'

/** Province code, a point, six digits: `01.123456` (M; a committee whose cards differ gives its own shape). */
export const cardShape = /^\d{2}\.\d{6}$/u

/** Why a text is no card number; `CARD_ZERO_LOST` = seven digits, as a workbook leaves a number that began with 0. */
export type CardRefused = { readonly code: 'CARD_MALFORMED' | 'CARD_ZERO_LOST'; readonly value: string }

/**
 * Brings a card number to its stored form: "01123456", "01 123456", "01-123456" → "01.123456". Seven digits are refused
 * CARD_ZERO_LOST, never completed: the missing digit may be any.
 */
export function readCardNumber(text: string, shape: RegExp = cardShape): Result<string, CardRefused> {
  const typed = text.trim()
  if (shape.test(typed)) return ok(typed)
  const [, province, number] = /^(\d{2})[\s.-]?(\d{6})$/u.exec(typed) ?? []
  const candidate = `${province}.${number}`
  if (province && number && shape.test(candidate)) return ok(candidate)
  return refuse({ code: /^\d[.]?\d{6}$/u.test(typed) ? 'CARD_ZERO_LOST' : 'CARD_MALFORMED', value: typed })
}
