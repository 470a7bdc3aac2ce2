import { checkAlphabet } from '../shared/index.ts'

/** 26 signs of 31: more than 128 bits, so that no code is ever found by trying. */
export const receiptCodeLength = 26

/** A code from as many random numbers below the length of the alphabet; throws when there are too few. */
export function makeReceiptCode(numbers: readonly number[]): string {
  if (numbers.length !== receiptCodeLength) throw new RangeError('a receipt code has 26 signs')
  return numbers.map((number) => checkAlphabet[number] ?? '').join('')
}

/** How many signs there are to draw from. */
export const receiptSigns = checkAlphabet.length

/** A code as typed from the receipt, without dashes and blanks, in capitals; null when it cannot be one. */
export function readReceiptCode(typed: string): string | null {
  const code = typed
    .slice(0, 100)
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\s-]+/gu, '')
  return new RegExp(`^[${checkAlphabet}]{${receiptCodeLength}}$`, 'u').test(code) ? code : null
}
