/** Bytes that can be read at any place, held by nobody as a whole. */
export type ByteSource = {
  readonly size: number
  /** The bytes from an offset on; fewer than asked for only at the end. */
  readonly read: (offset: number, length: number) => Promise<Buffer>
}

const step = 256 * 1024

/** The bytes of a range piece by piece, in order. */
export async function* streamRange(source: ByteSource, from = 0, to = source.size): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += step) yield await source.read(at, Math.min(step, to - at))
}

/** Bytes in memory as a source. */
export const sourceOf = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
})
