import { findIdentifiers, type IdentifierKind } from '../monitoring/index.ts'

/** A mark by which a person is found: a number, a mail address, a name after "ông, bà", an account's name or a number plate. */
export type PersonMark = IdentifierKind | 'account' | 'plate'

const more: readonly (readonly [PersonMark, RegExp])[] = [
  ['account', /(?:^|\s)@[\p{L}\d._]{3,}|(?:facebook|fb|zalo|tiktok)(?:\.com)?\s*[:/]\s*\S+/iu],
  ['plate', /(?<![\p{L}\d])\d{2}[A-Z]\d?[ -]?\d{3}[.]?\d{2}(?!\d)/u],
]

/** The marks of persons in the texts of a form (privacy L6); empty when they may be stored here, where everything is a count. */
export function findPersonMarks(texts: readonly string[]): readonly PersonMark[] {
  const found = texts.flatMap((text) => {
    const whole = text.normalize('NFC')
    return [...findIdentifiers(whole), ...more.flatMap(([mark, pattern]) => (pattern.test(whole) ? [mark] : []))]
  })
  return [...new Set(found)]
}

/** Every text of a command, however deep. */
export function textsOf(said: unknown): readonly string[] {
  if (typeof said === 'string') return [said]
  if (typeof said !== 'object' || said === null) return []
  return Object.values(said).flatMap(textsOf)
}
