import type { Writable } from 'node:stream'

/**
 * Where a program writes its log: its own output, line by line. A line that finds no room on the disk is lost and the program goes
 * on; the logger's own way to a file would try that line again for ever and serve nobody meanwhile.
 */
export function logLines(to: Writable = process.stdout): { readonly write: (line: string) => void } {
  to.on('error', () => undefined)
  return { write: (line) => void to.write(line) }
}
