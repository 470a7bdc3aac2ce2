/** Median, 95th percentile and largest of some figures. */
export function summarise(figures: readonly number[]): { median: number; p95: number; max: number } {
  const sorted = [...figures].sort((left, right) => left - right)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95), max: at(1) }
}

/** Rows as a Markdown table, ready for docs/benchmarks.md. */
export function markdownTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Milliseconds with one decimal. */
export const ms = (value: number): string => value.toFixed(1)
