import { headWords } from './map-columns.ts'
import type { ColumnChoice, TableColumn } from './table-column.ts'

/**
 * One row of an uploaded table under our own column keys, as the domain's row readers take it. Other words for a choice
 * ("Miễn sinh hoạt") become its code; all else stays as typed, for the domain to judge.
 */
export function columnTexts<Key extends string>(
  cells: Readonly<Record<string, string>>,
  mapping: Readonly<Record<string, Key>>,
  columns: readonly TableColumn<Key>[],
): Readonly<Partial<Record<Key, string>>> {
  const texts: Partial<Record<Key, string>> = {}
  for (const [head, key] of Object.entries<Key>(mapping)) {
    const typed = cells[head] ?? ''
    const choices = columns.find((column) => column.key === key)?.choices
    texts[key] = (choices && typed !== '' ? aliasesOf(choices).get(headWords(typed)) : undefined) ?? typed
  }
  return texts
}

const known = new WeakMap<readonly ColumnChoice[], ReadonlyMap<string, string>>()

/** The codes of a column by their other words, made once: a file asks it for every row. */
function aliasesOf(choices: readonly ColumnChoice[]): ReadonlyMap<string, string> {
  const made =
    known.get(choices) ??
    new Map(
      choices
        .toReversed()
        .flatMap(({ code, aliases = [] }) => aliases.map((alias): [string, string] => [headWords(alias), code])),
    )
  known.set(choices, made)
  return made
}
