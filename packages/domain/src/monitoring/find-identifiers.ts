/** What a text may not hold in this room, where everything is a count: marks by which a person is found (privacy L6). */
export type IdentifierKind = 'number' | 'mail' | 'name'

const marks: readonly (readonly [IdentifierKind, RegExp])[] = [
  // Identity numbers of 9 or 12 digits and telephone numbers, also written with gaps.
  ['number', /(?<![\d/-])(?:\d[ .]?){8,11}\d(?![\d/-])/u],
  ['mail', /[^\s@]+@[^\s@]+\.[^\s@]+/u],
  ['name', /(?:^|[\s(,;])(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị)\s+\p{Lu}\p{Ll}+/u],
]

/** The marks of persons a text holds with the words that are one, the first of each kind; empty when it may be stored. */
export const locateIdentifiers = (text: string): readonly { readonly kind: IdentifierKind; readonly words: string }[] =>
  marks.flatMap(([kind, pattern]) => {
    const found = pattern.exec(text)
    return found ? [{ kind, words: found[0] }] : []
  })

/** Which marks of persons a text holds; empty when it may be stored. */
export const findIdentifiers = (text: string): readonly IdentifierKind[] =>
  locateIdentifiers(text).map(({ kind }) => kind)
