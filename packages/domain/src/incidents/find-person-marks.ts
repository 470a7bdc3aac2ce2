import { type IdentifierKind, locateIdentifiers } from '../monitoring/index.ts'

/** A mark by which a person is found: a number, a mail address, a name after "ông, bà", an account's name or a number plate. */
export type PersonMark = IdentifierKind | 'account' | 'plate'

const more: readonly (readonly [PersonMark, RegExp])[] = [
  ['account', /(?:^|\s)@[\p{L}\d._]{3,}|(?:facebook|fb|zalo|tiktok)(?:\.com)?\s*[:/]\s*\S+/iu],
  ['plate', /(?<![\p{L}\d])\d{2}[A-Z]\d?[ -]?\d{3}[.]?\d{2}(?!\d)/u],
]

/** The marks of persons in the texts of a form with the words that are one, the first of each kind in each text. */
export function findPersonWords(
  texts: readonly string[],
): readonly { readonly mark: PersonMark; readonly words: string }[] {
  return texts.flatMap((text) => {
    const whole = text.normalize('NFC')
    const rest = more.flatMap(([mark, pattern]) => {
      const found = pattern.exec(whole)
      return found ? [{ mark, words: found[0].trim() }] : []
    })
    return [
      ...locateIdentifiers(whole).map(({ kind, words }) => ({
        mark: kind,
        words: words.replace(/^[\s(,;]+/u, '').trim(),
      })),
      ...rest,
    ]
  })
}

/** The marks of persons in the texts of a form (privacy L6); empty when they may be stored here, where everything is a count. */
export const findPersonMarks = (texts: readonly string[]): readonly PersonMark[] => [
  ...new Set(findPersonWords(texts).map(({ mark }) => mark)),
]

const recordId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

/** Every text of a command, however deep. An id of a record is none: one in three hundred ends in twelve digits, as a card has them. */
export function textsOf(said: unknown): readonly string[] {
  if (typeof said === 'string') return recordId.test(said) ? [] : [said]
  if (typeof said !== 'object' || said === null) return []
  return Object.values(said).flatMap(textsOf)
}
