import { readFile } from 'node:fs/promises'
import { checkExport } from '@nq15/documents/reports'
import type { Answer } from '../answer.ts'

/** What an exported file says of itself and whether it is whole; null when there is no such file to read. */
export async function answerCheckExport(file: string): Promise<Answer | null> {
  const bytes = await readFile(file).catch(() => null)
  if (!bytes) return null
  const checked = await checkExport(bytes)
  if (!checked.ok) {
    const { code } = checked.refusal
    return { json: { file, state: 'refused', code }, lines: [`${file}: ${code}`], exitCode: 1 }
  }
  const { state, sheets, statement } = checked.value
  return {
    json: { file, state, sheets, statement: Object.fromEntries(statement) },
    lines: [
      `${file}: ${state}`,
      ...statement.map(([label, text]) => `  ${label}: ${text}`),
      ...sheets.map(({ name, state: own, recorded, found }) => {
        const which = name === '' ? '' : `${name}: `
        return own === 'whole'
          ? `  ${which}${found.count} rows, whole, SHA-256 ${found.hash}`
          : `  ${which}changed: says ${recorded.count} rows, SHA-256 ${recorded.hash || 'none'}; holds ${found.count} rows, SHA-256 ${found.hash || 'none'}`
      }),
    ],
    exitCode: state === 'whole' ? 0 : 1,
  }
}
