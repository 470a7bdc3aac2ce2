import { headWords } from './map-columns.ts'
import type { TableColumn } from './table-column.ts'

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
    const words = headWords(typed)
    const choices = columns.find((column) => column.key === key)?.choices ?? []
    const choice = choices.find(
      ({ aliases = [] }) => words !== '' && aliases.some((alias) => headWords(alias) === words),
    )
    texts[key] = choice?.code ?? typed
  }
  return texts
}
