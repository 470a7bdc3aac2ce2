import { checkAlphabet } from '../shared/index.ts'

/** What the public check of a paper may say. */
export const checkAnswers = ['genuine', 'replaced', 'unknown'] as const

/** 20 signs of 31: about 99 bits, more than anybody can try. */
export const checkCodeLength = 20

/** The code as it is printed: `ABCDE-FGHJK-…`. */
export const showCheckCode = (code: string): string => code.replace(/(.{5})(?=.)/gu, '$1-')

/** A code as typed or scanned, without dashes and blanks, in capitals; null when it cannot be one. */
export function readCheckCode(typed: string): string | null {
  const code = typed
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\s-]+/gu, '')
  const signs = new RegExp(`^[${checkAlphabet}]{${checkCodeLength}}$`, 'u')
  return signs.test(code) ? code : null
}
