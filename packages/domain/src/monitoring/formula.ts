import { ok, type Result, refuse } from '../shared/index.ts'

/** A formula as data: what may be written in the catalogue and in a city's own thresholds, and nothing else. */
export type Formula =
  | { readonly is: 'number'; readonly digits: string }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'truth'; readonly truth: boolean }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'list'; readonly of: readonly Formula[] }
  | { readonly is: 'mean' | 'median'; readonly of: Formula }
  | { readonly is: 'not' | 'minus'; readonly of: Formula }
  | { readonly is: 'two'; readonly sign: TwoSign; readonly left: Formula; readonly right: Formula }

const arithmetic = ['+', '-', '*', '/'] as const
const comparisons = ['=', '!=', '<=', '>=', '<', '>', 'in'] as const
const joins = ['and', 'or'] as const
export type TwoSign = (typeof arithmetic)[number] | (typeof comparisons)[number] | (typeof joins)[number]

/** Why a text is no formula: where (counted from 0), and what stands there; empty at its end. */
export type FormulaFault = { readonly code: 'FORMULA_MALFORMED'; readonly at: number; readonly found: string }

type Token = { readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end'; readonly text: string; readonly at: number }
const pattern = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|([A-Za-z][A-Za-z0-9]*)|(<=|>=|!=|[-+*/=<>(),]))/y

class Malformed extends Error {
  readonly token: Token
  constructor(token: Token) {
    super('malformed')
    this.token = token
  }
}

function tokensOf(written: string): Token[] {
  const tokens: Token[] = []
  const scan = new RegExp(pattern)
  let at = 0
  while (written.slice(at).trim() !== '') {
    scan.lastIndex = at
    const found = scan.exec(written)
    if (!found) throw new Malformed({ kind: 'sign', text: written.slice(at).trim().slice(0, 1), at })
    const [whole, number, text, name, sign] = found
    const start = at + whole.length - whole.trimStart().length
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at: start })
    else if (text !== undefined) tokens.push({ kind: 'text', text, at: start })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, at: start })
    else tokens.push({ kind: 'sign', text: sign ?? '', at: start })
    at += whole.length
  }
  return [...tokens, { kind: 'end', text: '', at: written.length }]
}

const longest = 300
const deepest = 24

/**
 * Reads a formula: numbers, 'texts', true, false, names, + - * /, comparisons, `in (…)`, and, or, not, mean(…), median(…). No
 * other function exists and nothing is ever run. Refuses a text longer than 300 characters or nested deeper than 24.
 */
export function readFormula(written: string): Result<Formula, FormulaFault> {
  if (written.length > longest) return refuse({ code: 'FORMULA_MALFORMED', at: longest, found: '' })
  try {
    const tokens = tokensOf(written)
    let at = 0
    let depth = 0
    const peek = (): Token => tokens[at] as Token
    const take = (): Token => {
      const token = peek()
      at += 1
      return token
    }
    const isNext = (...texts: readonly string[]) =>
      (peek().kind === 'sign' || peek().kind === 'name') && texts.includes(peek().text)
    const expectSign = (text: string) => {
      if (!isNext(text)) throw new Malformed(peek())
      at += 1
    }
    const nested = <Read>(read: () => Read): Read => {
      depth += 1
      if (depth > deepest) throw new Malformed(peek())
      const answer = read()
      depth -= 1
      return answer
    }
    const chain = (signs: readonly TwoSign[], below: () => Formula): Formula => {
      let left = below()
      while (isNext(...signs)) left = { is: 'two', sign: take().text as TwoSign, left, right: below() }
      return left
    }
    const anyOf = (): Formula => nested(() => chain(['or'], allOf))
    const allOf = (): Formula => chain(['and'], negated)
    const negated = (): Formula => {
      if (!isNext('not')) return compared()
      at += 1
      return { is: 'not', of: nested(negated) }
    }
    const compared = (): Formula => {
      const left = sum()
      if (!isNext(...comparisons)) return left
      const sign = take().text as TwoSign
      return { is: 'two', sign, left, right: sign === 'in' ? list() : sum() }
    }
    const sum = (): Formula => chain(['+', '-'], product)
    const product = (): Formula => chain(['*', '/'], signed)
    const signed = (): Formula => {
      if (!isNext('-')) return single()
      at += 1
      return { is: 'minus', of: nested(signed) }
    }
    const list = (): Formula => {
      expectSign('(')
      const of = [anyOf()]
      while (isNext(',')) {
        at += 1
        of.push(anyOf())
      }
      expectSign(')')
      return { is: 'list', of }
    }
    const single = (): Formula => {
      const token = take()
      if (token.kind === 'number') return { is: 'number', digits: token.text }
      if (token.kind === 'text') return { is: 'text', text: token.text }
      if (token.kind === 'sign' && token.text === '(') {
        const inner = anyOf()
        expectSign(')')
        return inner
      }
      if (token.kind !== 'name' || ['and', 'or', 'not', 'in'].includes(token.text)) throw new Malformed(token)
      if (token.text === 'true' || token.text === 'false') return { is: 'truth', truth: token.text === 'true' }
      if (!isNext('(')) return { is: 'name', name: token.text }
      if (token.text !== 'mean' && token.text !== 'median') throw new Malformed(token)
      expectSign('(')
      const of = anyOf()
      expectSign(')')
      return { is: token.text, of }
    }
    const formula = anyOf()
    if (peek().kind !== 'end') throw new Malformed(peek())
    return ok(formula)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return refuse({ code: 'FORMULA_MALFORMED', at: error.token.at, found: error.token.text })
  }
}

/** Every name a formula asks for, each once, in the order of its first place. */
export function namesIn(formula: Formula): readonly string[] {
  const names = new Set<string>()
  walk(formula, (part) => {
    if (part.is === 'name') names.add(part.name)
  })
  return [...names]
}

/** What a formula divides by, in its order: a zero there means that the indicator does not apply. */
export function divisorsIn(formula: Formula): readonly Formula[] {
  const divisors: Formula[] = []
  walk(formula, (part) => {
    if (part.is === 'two' && part.sign === '/' && namesIn(part.right).length > 0) divisors.push(part.right)
  })
  return divisors
}

function walk(formula: Formula, visit: (part: Formula) => void): void {
  visit(formula)
  if (formula.is === 'two') {
    walk(formula.left, visit)
    walk(formula.right, visit)
  } else if (formula.is === 'list') {
    for (const part of formula.of) walk(part, visit)
  } else if (formula.is === 'mean' || formula.is === 'median' || formula.is === 'not' || formula.is === 'minus') {
    walk(formula.of, visit)
  }
}
