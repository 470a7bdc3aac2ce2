import { createHash } from 'node:crypto'

/** SHA-256 of a text as small hexadecimal letters: the hash of the trail's seal. */
export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex')
