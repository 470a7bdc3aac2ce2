/** A value that a column allows: `code` is stored, `label` is what the template's list offers, aliases are also read. */
export type ColumnChoice = { readonly code: string; readonly label: string; readonly aliases?: readonly string[] }

/**
 * A column of an import table, shared by the template and the reader: `head` is the official Vietnamese head, `aliases`
 * other heads that mean it (compared without diacritics), `note` stands above it in the template.
 */
export type TableColumn<Key extends string = string> = {
  readonly key: Key
  readonly head: string
  readonly aliases: readonly string[]
  readonly required: boolean
  readonly kind: 'text' | 'day' | 'code'
  readonly width: number
  readonly note: string
  readonly choices?: readonly ColumnChoice[]
}

/** The choices of a column from the domain's labels, with other words that mean the same. */
export function choicesOf<Code extends string>(
  labels: Readonly<Record<Code, string>>,
  aliases: Readonly<Partial<Record<Code, readonly string[]>>>,
): readonly ColumnChoice[] {
  return Object.entries<string>(labels).map(([code, label]) => {
    const others = Object.entries<readonly string[] | undefined>(aliases).find(([key]) => key === code)?.[1]
    return { code, label, ...(others === undefined ? {} : { aliases: others }) }
  })
}
