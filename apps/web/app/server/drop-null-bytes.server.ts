import { Transform } from 'node:stream'

/**
 * Passes a page on without null bytes. React 18 writes its whole buffer when a letter of several bytes no longer fits, and
 * the unused end stands in the page as a sign of its own: "nhiệm v�ụ". A page never holds a null byte by right.
 */
export function dropNullBytes(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      done(null, bytes.includes(0) ? Buffer.from(bytes.filter((byte) => byte !== 0)) : bytes)
    },
  })
}
