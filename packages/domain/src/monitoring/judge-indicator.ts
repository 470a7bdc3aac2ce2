import type { Exact } from '../shared/index.ts'
import { evaluateFormula, holdsIn, type Inputs, NoValue, type Value } from './evaluate-formula.ts'
import { divisorsIn, type Formula, namesIn, readFormula } from './formula.ts'
import type { IndicatorDef, SignalStatus } from './indicator.ts'

/** An indicator with its formulas read; made once, judged many times. */
export type ReadIndicator = {
  readonly def: IndicatorDef
  readonly formula: Formula
  readonly yellow: Formula | null
  readonly red: Formula | null
  readonly persons: Formula | null
  /** What the formula divides by, each with its inputs. */
  readonly divisors: readonly { readonly formula: Formula; readonly names: readonly string[] }[]
  /** Inputs of formula and thresholds; without `value`. */
  readonly names: readonly string[]
}

/** What an indicator says of a subject, with what it needed and did not get. */
export type Judgement = {
  readonly status: SignalStatus
  /** The exact value, yes or no, or a word; null when there is none or it must not be shown. */
  readonly value: Exact | boolean | string | null
  readonly missing: readonly string[]
}

/** Reads the formulas of an indicator; null for a rule that measures nothing. Throws on a formula that is none: a fault of data. */
export function readIndicator(def: IndicatorDef): ReadIndicator | null {
  if (def.formula === null) return null
  const formula = readOrThrow(def.formula)
  const yellow = def.yellow === null ? null : readOrThrow(def.yellow)
  const red = def.red === null ? null : readOrThrow(def.red)
  const persons = def.personDenominator === null ? null : readOrThrow(def.personDenominator)
  const names = [formula, yellow, red].flatMap((part) => (part ? namesIn(part) : []))
  return {
    def,
    formula,
    yellow,
    red,
    persons,
    divisors: divisorsIn(formula).map((divisor) => ({ formula: divisor, names: namesIn(divisor) })),
    names: [...new Set(names)].filter((name) => name !== 'value'),
  }
}

function readOrThrow(text: string): Formula {
  const read = readFormula(text)
  if (!read.ok) throw new TypeError(`Not a formula at ${read.refusal.at}: ${text}`)
  return read.value
}

/** What a rating that decides nothing is called; it is no grade (B1). */
const notRated = 'not-rated'

/**
 * Judges by the order of E3: not applicable, no data, suppressed, red, yellow, green. Every comparison is strict as written and
 * on exact fractions. `suppressUnder` is the least person denominator that is shown.
 */
export function judgeIndicator(
  { def, formula, yellow, red, persons, divisors, names }: ReadIndicator,
  inputs: Inputs,
  { suppressUnder }: { readonly suppressUnder: number },
): Judgement {
  const missing = names.filter(
    (name) => inputs[name] === undefined || inputs[name] === null || inputs[name] === notRated,
  )
  if (divisors.some((divisor) => isZero(divisor, inputs))) return { status: 'not-applicable', value: null, missing }
  const needed = missing.filter((name) => !def.colourless.includes(name))
  if (needed.length > 0) return { status: 'no-data', value: null, missing: needed }
  try {
    if (persons && isFew(persons, inputs, suppressUnder)) return { status: 'suppressed', value: null, missing: [] }
    const value = evaluateFormula(formula, inputs)
    const shown = plain(value)
    if (missing.length > 0 || def.direction === 'info') return { status: 'info', value: shown, missing }
    if (red && holdsIn(red, inputs, value)) return { status: 'red', value: shown, missing }
    if (yellow && holdsIn(yellow, inputs, value)) return { status: 'yellow', value: shown, missing }
    return { status: 'green', value: shown, missing }
  } catch (error) {
    if (!(error instanceof NoValue)) throw error
    if (error.why === 'zero') return { status: 'not-applicable', value: null, missing: [] }
    return { status: 'no-data', value: null, missing: error.input ? [error.input] : [] }
  }
}

function isZero({ formula, names }: ReadIndicator['divisors'][number], inputs: Inputs): boolean {
  // Of an unknown input nothing is reckoned; asking first spares the search for a reason.
  if (names.some((name) => inputs[name] === undefined || inputs[name] === null)) return false
  try {
    const value = evaluateFormula(formula, inputs)
    return typeof value === 'object' && 'num' in value && value.num === 0n
  } catch (error) {
    if (error instanceof NoValue) return false
    throw error
  }
}

function isFew(persons: Formula, inputs: Inputs, under: number): boolean {
  const count = evaluateFormula(persons, inputs)
  if (typeof count !== 'object' || !('num' in count)) return false
  if (count.num < 0n) throw new NoValue('unfit')
  return count.num < BigInt(under) * count.den
}

const plain = (value: Value): Judgement['value'] => {
  if (typeof value === 'boolean' || typeof value === 'string') return value
  return 'num' in value ? value : null
}
