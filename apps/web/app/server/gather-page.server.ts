import { Transform } from 'node:stream'

/**
 * Passes a page on in the parts that React flushes, each in one piece: React 18 writes 2 KB at a time, and every piece costs its
 * way through four streams. The unused end of a piece goes: React writes its whole buffer when a letter of several bytes no
 * longer fits, and the end would stand in the page as a sign of its own: "nhiệm v�ụ". A page never holds a null byte by right.
 */
export function gatherPage(): Transform & { flush: () => void } {
  let parts: Buffer[] = []
  const pass = (page: Transform) => {
    if (parts.length > 0) page.push(parts.length === 1 ? parts[0] : Buffer.concat(parts))
    parts = []
  }
  const page = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      parts.push(withoutEnd(chunk))
      done()
    },
    flush(done) {
      pass(page)
      done()
    },
  })
  // React calls it when a part of the page is whole.
  return Object.assign(page, { flush: () => pass(page) })
}

function withoutEnd(bytes: Buffer): Buffer {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return bytes.subarray(0, end)
}
