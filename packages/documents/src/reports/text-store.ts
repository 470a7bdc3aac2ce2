/** Many short texts in one block of bytes: a workbook's shared strings without an object for each. */
export type TextStore = { readonly add: (text: string) => void; readonly at: (index: number) => string }

/** Makes an empty `TextStore`; `at` answers the empty text for an index never stored. */
export function createTextStore(): TextStore {
  let block = Buffer.allocUnsafe(1 << 16)
  const ends: number[] = [0]
  return {
    add(text) {
      const start = ends[ends.length - 1] ?? 0
      const end = start + Buffer.byteLength(text)
      if (end > block.length) {
        const grown = Buffer.allocUnsafe(Math.max(end, block.length * 2))
        block.copy(grown, 0, 0, start)
        block = grown
      }
      block.write(text, start)
      ends.push(end)
    },
    at(index) {
      const start = ends[index]
      const end = ends[index + 1]
      return start === undefined || end === undefined ? '' : block.toString('utf8', start, end)
    },
  }
}
