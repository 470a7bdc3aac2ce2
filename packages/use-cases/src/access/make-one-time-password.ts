import { randomInt } from 'node:crypto'

// Without 0 o 1 l i: read aloud and typed from paper.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password that is shown once and changed at the first sign-in: four groups of four, about 79 bits. */
export function makeOneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
