/** What a verb answers: the one JSON document, the same as lines for people, and the exit code of `command.md`. */
export type Answer = {
  readonly json: unknown
  readonly lines: readonly string[]
  /** 0 done; 1 some case refused or something falls short. */
  readonly exitCode: 0 | 1
}

/** Rows laid in columns as wide as their widest cell; the first row is the heading. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => [...(row[at] ?? '')].length)))
  return rows.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - [...cell].length))
      .join('  ')
      .trimEnd(),
  )
}
