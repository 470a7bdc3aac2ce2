/** A note about one column of an imported row, as every room's row reader writes it. */
export type RowNote = {
  readonly code: string
  readonly column: string
  readonly value: string
  readonly required: string | null
}

const asShown = (text: string) => text.replace(/^(\d{4})-(\d{2})-(\d{2})$/u, '$3/$2/$1')

/**
 * One note as a sentence of the room's messages, days as dd/MM/yyyy. A code without a text answers the code itself, so that
 * a gap is seen.
 */
export function sayRowNote(
  messages: { readonly refusals: Readonly<Record<string, string>>; readonly columns: Readonly<Record<string, string>> },
  { code, column, value, required }: RowNote,
): string {
  const facts: Readonly<Record<string, string>> = {
    column: messages.columns[column] ?? column,
    value: asShown(value),
    required: asShown(required ?? ''),
  }
  return (messages.refusals[code] ?? code).replace(/\{(\w+)\}/gu, (whole, name: string) => facts[name] ?? whole)
}
