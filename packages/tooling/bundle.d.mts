/** Bundles Node programs with every package inside; entries are output name → source file. */
export function bundle(options: {
  readonly entries: Readonly<Record<string, string>>
  readonly outdir: string
  readonly external?: readonly string[]
}): Promise<unknown>
