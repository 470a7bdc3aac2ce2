import type { Inputs } from './evaluate-formula.ts'
import type { Formula } from './formula.ts'
import { judgeIndicator, type ReadIndicator } from './judge-indicator.ts'

/** The figure that would have to change, and the nearest value of it at which there is no sign any more. */
export type NearestClear = { readonly input: string; readonly from: number; readonly to: number }

const furthest = 100_000

/**
 * For an indicator that divides one counted figure by others: the nearest number of it at which the answer is green, all else
 * equal. Null when the formula is of another shape, or no such number exists.
 */
export function nearestClear(
  read: ReadIndicator,
  inputs: Inputs,
  parameters: { readonly suppressUnder: number },
): NearestClear | null {
  const input = numeratorOf(read.formula)
  const from = input === null ? null : inputs[input]
  if (input === null || typeof from !== 'number' || !Number.isSafeInteger(from)) return null
  const step = read.def.direction === 'lower-is-worse' ? 1 : -1
  const isClear = (to: number) => judgeIndicator(read, { ...inputs, [input]: to }, parameters).status === 'green'
  // Doubling, then halving: the answer changes once along the way.
  let reach = 1
  while (reach <= furthest && from + step * reach >= 0 && !isClear(from + step * reach)) reach *= 2
  if (from + step * reach < 0) reach = from
  if (reach > furthest || reach === 0 || !isClear(from + step * reach)) return null
  let [low, high] = [0, reach]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isClear(from + step * middle)) high = middle
    else low = middle
  }
  return { input, from, to: from + step * high }
}

/** `x` in `100*x/y`; null for another shape. */
function numeratorOf(formula: Formula): string | null {
  if (formula.is !== 'two' || formula.sign !== '/') return null
  const { left } = formula
  if (left.is !== 'two' || left.sign !== '*' || left.left.is !== 'number') return null
  return left.right.is === 'name' ? left.right.name : null
}
