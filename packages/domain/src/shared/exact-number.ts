/** A number without loss: a fraction whose denominator is above zero. Points, shares and thresholds are compared as these. */
export type Exact = { readonly num: bigint; readonly den: bigint }

/** How a decimal may be written as text: optional sign, digits, optional decimals after a point or a comma. */
export const exactDecimalPattern = /^[+-]?\d+(?:[.,]\d+)?$/

const written = /^([+-]?)(\d+)(?:[.,](\d+))?(?:e([+-]?\d+))?$/i

/** Reads a number by the digits it is written with, so that 28.5 + 61.5 is exactly 90. Throws on text that is no decimal. */
export function exact(value: number | string): Exact {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { num: BigInt(value), den: 1n }
  const [, sign, whole = '', decimals = '', exponent = '0'] = written.exec(String(value).trim()) ?? []
  if (sign === undefined) throw new TypeError(`Not a decimal: ${String(value)}`)

  const digits = BigInt(whole + decimals) * (sign === '-' ? -1n : 1n)
  const scale = Number(exponent) - decimals.length
  return scale >= 0 ? { num: digits * 10n ** BigInt(scale), den: 1n } : { num: digits, den: 10n ** BigInt(-scale) }
}

/** The exact sum. */
export const plus = (a: Exact, b: Exact): Exact => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den })

/** The exact difference. */
export const minus = (a: Exact, b: Exact): Exact => ({ num: a.num * b.den - b.num * a.den, den: a.den * b.den })

/** The exact product. */
export const times = (a: Exact, b: Exact): Exact => ({ num: a.num * b.num, den: a.den * b.den })

/** The exact quotient; the divisor must be above zero. */
export function over(a: Exact, b: Exact): Exact {
  if (b.num <= 0n) throw new RangeError('The divisor must be above zero')
  return { num: a.num * b.den, den: a.den * b.num }
}

/** Negative when a < b, zero when they are the same number, positive when a > b. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

function lowest({ num, den }: Exact): Exact {
  if (den === 1n) return { num, den }
  let [a, b] = [num < 0n ? -num : num, den]
  while (b > 0n) [a, b] = [b, a % b]
  return { num: num / a, den: den / a }
}

/** The nearest number of the language, for display and for statistics; thresholds never use it. */
export function nearest(value: Exact): number {
  const { num, den } = lowest(value)
  return den === 1n ? Number(num) : Number(num) / Number(den)
}

/** `50` or `200/3`, in lowest terms: the same number is always written the same way. */
export function writeExact(value: Exact): string {
  const { num, den } = lowest(value)
  return den === 1n ? String(num) : `${num}/${den}`
}

/** Reads what `writeExact` wrote. */
export function readExact(text: string): Exact {
  const [num = '', den = '1'] = text.split('/')
  return { num: BigInt(num), den: BigInt(den) }
}

/** How a rule compares. */
export type Operator = '>=' | '>' | '<=' | '<' | '='

const holdsFor = {
  '>=': (order: number) => order >= 0,
  '>': (order: number) => order > 0,
  '<=': (order: number) => order <= 0,
  '<': (order: number) => order < 0,
  '=': (order: number) => order === 0,
} as const satisfies Record<Operator, (order: number) => boolean>

/** Whether `a operator b` holds, on the exact numbers. */
export const holds = (a: Exact, operator: Operator, b: Exact): boolean => holdsFor[operator](compare(a, b))

/** The number in plain digits with a decimal point, cut (never rounded) after `maxDecimals`. */
export function inDigits(value: Exact, maxDecimals = 40): string {
  const scaled = (value.num < 0n ? -value.num : value.num) * 10n ** BigInt(maxDecimals)
  const digits = (scaled / value.den).toString().padStart(maxDecimals + 1, '0')
  const whole = digits.slice(0, digits.length - maxDecimals)
  const decimals = digits.slice(digits.length - maxDecimals).replace(/0+$/, '')
  const text = decimals === '' ? whole : `${whole}.${decimals}`
  return value.num < 0n && text !== '0' ? `-${text}` : text
}

/**
 * A fraction of whole numbers small enough to be compared without big integers: what nearly every case holds. A number that
 * does not fit stays an `Exact`; both compare exactly, by the digits they were written with.
 */
export type Fraction = { readonly num: number; readonly den: number } | Exact

const small = 1e9
const parts = 1e6

/** Reads a number as `exact` does, into a small fraction where one holds it. Throws on text that is no decimal. */
export function fraction(value: number | string): Fraction {
  if (typeof value === 'number') return smallFraction(value) ?? exact(value)
  // Up to fifteen digits a text and the nearest floating number name the same decimal.
  const fits = value.length <= 15 && exactDecimalPattern.test(value) && !value.includes(',')
  return (fits ? smallFraction(Number(value)) : null) ?? exact(value)
}

function smallFraction(value: number): Fraction | null {
  if (Number.isInteger(value)) return Math.abs(value) <= small ? { num: value, den: 1 } : null
  const num = Math.round(value * parts)
  return Math.abs(num) <= small * parts && num / parts === value ? { num, den: parts } : null
}

const isBig = (value: Fraction): value is Exact => typeof value.num === 'bigint'
const big = (value: Fraction): Exact => (isBig(value) ? value : { num: BigInt(value.num), den: BigInt(value.den) })

/** The exact sum of two fractions. */
export function add(a: Fraction, b: Fraction): Fraction {
  if (!isBig(a) && !isBig(b)) {
    if (a.den === b.den) return { num: a.num + b.num, den: a.den }
    const [num, den] = [a.num * b.den + b.num * a.den, a.den * b.den]
    if (Math.abs(num) <= Number.MAX_SAFE_INTEGER && den <= Number.MAX_SAFE_INTEGER) return { num, den }
  }
  return plus(big(a), big(b))
}

/** Negative when a < b, zero when they are the same number, positive when a > b. */
export function order(a: Fraction, b: Fraction): number {
  if (!isBig(a) && !isBig(b)) {
    const [left, right] = [a.num * b.den, b.num * a.den]
    if (Math.abs(left) <= Number.MAX_SAFE_INTEGER && Math.abs(right) <= Number.MAX_SAFE_INTEGER) return left - right
  }
  return compare(big(a), big(b))
}

/** Whether an order found by `compare` or `order` is the one the operator asks. */
export const accepts = (operator: Operator): ((order: number) => boolean) => holdsFor[operator]

/** A fraction in plain digits with a decimal point; see `inDigits`. */
export function fractionInDigits(value: Fraction): string {
  // A small fraction of a million has at most fifteen digits: the nearest floating number writes exactly them.
  const text = isBig(value) ? '' : String(value.num / value.den)
  return exactDecimalPattern.test(text) ? text : inDigits(big(value))
}
