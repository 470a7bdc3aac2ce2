/** Cells of a block copied from a sheet: rows by line, columns by tab, white space trimmed, the last empty line dropped. */
export function parsePastedBlock(text: string): string[][] {
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  return lines.map((line) => line.split('\t').map((cell) => cell.trim()))
}
