/** A number without loss: a fraction in lowest terms whose denominator is above zero. Thresholds are compared on these alone. */
export type Exact = { readonly num: bigint; readonly den: bigint }

const written = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i

function lowest(num: bigint, den: bigint): Exact {
  let [a, b] = [num < 0n ? -num : num, den]
  while (b > 0n) [a, b] = [b, a % b]
  return a <= 1n ? { num, den } : { num: num / a, den: den / a }
}

/** Reads a number by the digits it is written with. Throws on what is no decimal. */
export function exact(value: number | string): Exact {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { num: BigInt(value), den: 1n }
  const [, sign, whole = '', decimals = '', exponent = '0'] = written.exec(String(value)) ?? []
  if (sign === undefined) throw new TypeError(`Not a decimal: ${String(value)}`)
  const digits = BigInt(whole + decimals) * (sign === '-' ? -1n : 1n)
  const scale = Number(exponent) - decimals.length
  return scale >= 0 ? { num: digits * 10n ** BigInt(scale), den: 1n } : lowest(digits, 10n ** BigInt(-scale))
}

export const plus = (a: Exact, b: Exact): Exact => lowest(a.num * b.den + b.num * a.den, a.den * b.den)
export const minus = (a: Exact, b: Exact): Exact => lowest(a.num * b.den - b.num * a.den, a.den * b.den)
export const times = (a: Exact, b: Exact): Exact => lowest(a.num * b.num, a.den * b.den)

/** The exact quotient; the divisor must be above zero. */
export function divide(a: Exact, b: Exact): Exact {
  if (b.num <= 0n) throw new RangeError('The divisor must be above zero')
  return lowest(a.num * b.den, a.den * b.num)
}

/** Negative when a < b, zero when they are the same number, positive when a > b. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The nearest number of the language, for display and for statistics; thresholds never use it. */
export const nearest = ({ num, den }: Exact): number => (den === 1n ? Number(num) : Number(num) / Number(den))

/** `50` or `200/3`: kept with a result so that it can be judged again. */
export const writeExact = ({ num, den }: Exact): string => (den === 1n ? String(num) : `${num}/${den}`)

/** Reads what `writeExact` wrote. */
export function readExact(text: string): Exact {
  const [num = '', den = '1'] = text.split('/')
  return lowest(BigInt(num), BigInt(den))
}
