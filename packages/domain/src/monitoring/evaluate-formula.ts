import { daysBetween, isLegalDay } from '../calendar/index.ts'
import { compare, type Exact, exact, minus, over, plus, readExact, times } from '../shared/index.ts'
import type { Formula } from './formula.ts'

/** A computed input, exactly: `200/3`. */
export type Fraction = { readonly fraction: string }

/** What an input may be: a number (compared exactly), yes or no, a word, a day, or a list of those. Absent is unknown. */
export type Input = number | boolean | string | Fraction | readonly (number | string | null)[]
export type Inputs = Readonly<Record<string, Input | null | undefined>>

/** A value of a formula. */
export type Value = Exact | boolean | string | readonly Value[]

/** Why a formula has no value: an input nobody gave, a zero that it divides by, or inputs that do not go together. */
export class NoValue extends Error {
  readonly why: 'missing' | 'zero' | 'unfit'
  readonly input: string
  constructor(why: 'missing' | 'zero' | 'unfit', input = '') {
    super(why)
    this.why = why
    this.input = input
  }
}

const isExact = (value: Value): value is Exact => typeof value === 'object' && 'num' in value

/** The input under a name as a value; throws `NoValue` when it is unknown. */
function inputValue(given: Input | null | undefined, name: string): Value {
  if (given === undefined || given === null) throw new NoValue('missing', name)
  if (typeof given === 'number') {
    if (!Number.isFinite(given)) throw new NoValue('unfit', name)
    return exact(given)
  }
  if (typeof given === 'boolean' || typeof given === 'string') return given
  if ('fraction' in given) return readExact(given.fraction)
  return given.map((one) => {
    if (one === null) throw new NoValue('missing', name)
    return typeof one === 'number' ? exact(one) : one
  })
}

/**
 * The value of a formula over inputs, on exact fractions and with every comparison as written. `value` may be given as a value
 * already computed. Throws `NoValue` when it has none.
 */
export function evaluateFormula(formula: Formula, inputs: Inputs, value?: Value): Value {
  const at = (part: Formula): Value => {
    switch (part.is) {
      case 'number':
        return exact(part.digits)
      case 'text':
        return part.text
      case 'truth':
        return part.truth
      case 'name':
        return part.name === 'value' && value !== undefined ? value : inputValue(inputs[part.name], part.name)
      case 'list':
        return part.of.map(at)
      case 'mean':
      case 'median':
        return part.is === 'mean' ? meanOf(numbersOf(at(part.of))) : medianOf(numbersOf(at(part.of)))
      case 'not':
        return !truthOf(at(part.of))
      case 'minus':
        return minus({ num: 0n, den: 1n }, numberOf(at(part.of)))
      case 'two':
        return two(part)
    }
  }
  const two = ({ sign, left, right }: Extract<Formula, { is: 'two' }>): Value => {
    // Both sides are asked for, so that an unknown input is never hidden by the other side.
    const [a, b] = [at(left), at(right)]
    switch (sign) {
      case 'and':
        return truthOf(a) && truthOf(b)
      case 'or':
        return truthOf(a) || truthOf(b)
      case 'in':
        return Array.isArray(b) && b.some((one: Value) => isSame(a, one))
      case '=':
        return isSame(a, b)
      case '!=':
        return !isSame(a, b)
      case '+':
        return plus(numberOf(a), numberOf(b))
      case '-':
        return less(a, b)
      case '*':
        return times(numberOf(a), numberOf(b))
      case '/':
        return quotient(numberOf(a), numberOf(b))
      default:
        return isOrdered(sign, compare(numberOf(a), numberOf(b)))
    }
  }
  return at(formula)
}

/** Whether a condition holds. */
export const holdsIn = (formula: Formula, inputs: Inputs, value?: Value): boolean =>
  truthOf(evaluateFormula(formula, inputs, value))

function isOrdered(sign: '<' | '<=' | '>' | '>=', order: number): boolean {
  if (sign === '<') return order < 0
  if (sign === '<=') return order <= 0
  return sign === '>' ? order > 0 : order >= 0
}

function isSame(a: Value, b: Value): boolean {
  if (isExact(a) && isExact(b)) return compare(a, b) === 0
  return typeof a === typeof b && a === b
}

function quotient(a: Exact, b: Exact): Exact {
  if (b.num === 0n) throw new NoValue('zero')
  // Fewer than nobody cannot be: the figures contradict each other.
  if (b.num < 0n) throw new NoValue('unfit')
  return over(a, b)
}

/** A difference of numbers, of days (in calendar days), or of lists of those, place by place. */
function less(a: Value, b: Value): Value {
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) throw new NoValue('unfit')
    return a.map((one: Value, place) => less(one, b[place] as Value))
  }
  if (typeof a === 'string' && typeof b === 'string') {
    if (!isLegalDay(a) || !isLegalDay(b)) throw new NoValue('unfit')
    return exact(daysBetween(b, a))
  }
  return minus(numberOf(a), numberOf(b))
}

function numberOf(value: Value): Exact {
  if (!isExact(value)) throw new NoValue('unfit')
  return value
}

function truthOf(value: Value): boolean {
  if (typeof value !== 'boolean') throw new NoValue('unfit')
  return value
}

const numbersOf = (value: Value): Exact[] => (Array.isArray(value) ? value.map(numberOf) : [numberOf(value)])

function meanOf(numbers: readonly Exact[]): Exact {
  if (numbers.length === 0) throw new NoValue('zero')
  return over(numbers.reduce(plus), exact(numbers.length))
}

/** The middle one, or the mean of the two in the middle. */
export function medianOf(numbers: readonly Exact[]): Exact {
  if (numbers.length === 0) throw new NoValue('zero')
  const sorted = numbers.toSorted(compare)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] as Exact
  return sorted.length % 2 === 1 ? upper : over(plus(sorted[middle - 1] as Exact, upper), exact(2))
}
