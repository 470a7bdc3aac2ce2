/** An error as the log may hold it: kind, code and places in the code. The message is left out, since it may quote a person's data. */
export function describeError(error: unknown): { kind: string; code: string | null; frames: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, code: null, frames: [] }

  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? `${error.code}` : null
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
  return { kind: error.name, code, frames }
}
