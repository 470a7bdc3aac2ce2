import { z } from 'zod'

/**
 * A number as a form or a JSON caller sends it, decimal comma or point. `z.coerce.number()` would read an
 * empty field as 0, and a question left blank must never count as an answer.
 */
export const numberField = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .min(1)
      .transform((typed) => Number(typed.replace(',', '.'))),
  ])
  .pipe(z.number())

/** A legal day as typed into a date field: `YYYY-MM-DD` and a day that exists. */
export const legalDayField = z.iso.date()

/** Free text brought to NFC (pasted text often arrives decomposed), trimmed, inner white space folded. */
export const textField = z.string().transform((typed) => typed.normalize('NFC').replace(/\s+/gu, ' ').trim())
