import { searchText } from '@nq15/domain/shared'
import type { TableColumn } from './table-column.ts'

/** What the heads of a file mean: sure matches, guesses for a person to confirm, what is missing and what is unknown. */
export type ColumnMap<Key extends string> = {
  readonly mapping: Readonly<Record<string, Key>>
  readonly suggestions: Readonly<Record<string, Key>>
  readonly missing: readonly Key[]
  readonly unknown: readonly string[]
}

/** A head as it is compared: no diacritics, no signs, so "Số thẻ ĐV (*)" and "so the dv" are one. */
export function headWords(head: string): string {
  return searchText(head.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' '))
}

/**
 * Maps the heads of an uploaded table to the columns of ours by head or alias; each column is taken once, by the first
 * head that names it. A head that is only close (one or two letters, or all its words inside the other) is suggested.
 */
export function mapColumns<Key extends string>(
  heads: readonly string[],
  columns: readonly TableColumn<Key>[],
): ColumnMap<Key> {
  const names = columns.map((column) => ({
    column,
    names: [column.head, column.key, ...column.aliases].map(headWords),
  }))
  const mapped = new Map<string, Key>()
  const taken = new Set<Key>()
  for (const head of heads) {
    const found = names.find((one) => !taken.has(one.column.key) && one.names.includes(headWords(head)))
    if (!found) continue
    mapped.set(head, found.column.key)
    taken.add(found.column.key)
  }
  const suggested = new Map<string, Key>()
  for (const head of heads.filter((one) => !mapped.has(one))) {
    const close = names.find(
      (one) => !taken.has(one.column.key) && one.names.some((name) => isClose(headWords(head), name)),
    )
    if (!close) continue
    suggested.set(head, close.column.key)
    taken.add(close.column.key)
  }
  const sure = new Set(mapped.values())
  return {
    mapping: Object.fromEntries(mapped),
    suggestions: Object.fromEntries(suggested),
    missing: columns.filter(({ key, required }) => required && !sure.has(key)).map(({ key }) => key),
    unknown: heads.filter((head) => !mapped.has(head) && !suggested.has(head)),
  }
}

function isClose(typed: string, name: string): boolean {
  if (typed.length < 4 || name.length < 4) return false
  const words = typed.split(' ')
  const wanted = name.split(' ')
  const inside = (some: string[], all: string[]) => some.length > 1 && some.every((word) => all.includes(word))
  return inside(wanted, words) || inside(words, wanted) || distance(typed, name) <= (name.length < 8 ? 1 : 2)
}

/** Letters to change, add or drop to turn one text into the other (Levenshtein). */
function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const swap = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1)
      current.push(Math.min(swap, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    above = current
  }
  return above[other.length] ?? 0
}
