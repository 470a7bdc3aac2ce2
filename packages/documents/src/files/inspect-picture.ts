import { maxPixels } from '@nq15/domain/files'
import type { ByteSource } from './byte-source.ts'
import { ContentRefused, damaged } from './content-refused.ts'

/** Refuses a picture without sides or with more points than a viewer can hold. */
function checkSides(width: number, height: number): void {
  if (width < 1 || height < 1) throw damaged()
  if (width * height > maxPixels) throw new ContentRefused({ code: 'TOO_MANY_PIXELS', limit: maxPixels })
}

const pngEnd = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])

/** Throws `ContentRefused` unless the PNG names its sides first, ends with its end and nothing follows. */
export async function inspectPng(source: ByteSource): Promise<void> {
  const head = await source.read(0, 33)
  if (head.length < 33 || head.readUInt32BE(8) !== 13 || head.toString('latin1', 12, 16) !== 'IHDR') throw damaged()
  checkSides(head.readUInt32BE(16), head.readUInt32BE(20))
  const tail = await source.read(Math.max(0, source.size - 12), 12)
  if (!tail.equals(pngEnd)) throw damaged()
}

/** Throws `ContentRefused` unless the JPEG has a frame with sides within bounds, before its picture begins, and an end. */
export async function inspectJpeg(source: ByteSource): Promise<void> {
  let at = 2
  let framed = false
  for (let segments = 0; segments < 2000; segments += 1) {
    const head = await source.read(at, 9)
    if (head.length < 4 || head[0] !== 0xff) throw damaged()
    const marker = head[1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      if (head.length < 9) throw damaged()
      checkSides(head.readUInt16BE(7), head.readUInt16BE(5))
      framed = true
    }
    if (marker === 0xda) {
      if (!framed) throw damaged()
      // Cameras put more behind the end (a second picture), so the end is looked for and not demanded last.
      return findJpegEnd(source)
    }
    const length = head.readUInt16BE(2)
    if (length < 2) throw damaged()
    at += 2 + length
  }
  throw damaged()
}

async function findJpegEnd(source: ByteSource): Promise<void> {
  const reach = 512 * 1024
  const tail = await source.read(Math.max(0, source.size - reach), reach)
  if (!tail.includes(Buffer.from([0xff, 0xd9]))) throw damaged()
}

const maxTiffPages = 1000

/** Throws `ContentRefused` unless every page of the TIFF names sides within bounds and the pages make no circle. */
export async function inspectTiff(source: ByteSource): Promise<void> {
  const head = await source.read(0, 8)
  if (head.length < 8) throw damaged()
  const little = head[0] === 0x49
  const short = (bytes: Buffer, at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const long = (bytes: Buffer, at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const seen = new Set<number>()
  let at = long(head, 4)
  while (at !== 0) {
    if (seen.has(at) || seen.size >= maxTiffPages) throw damaged()
    seen.add(at)
    const counted = await source.read(at, 2)
    if (counted.length < 2) throw damaged()
    const count = short(counted, 0)
    const fields = await source.read(at + 2, count * 12 + 4)
    if (count === 0 || fields.length < count * 12 + 4) throw damaged()
    const sides: Record<number, number> = {}
    for (let field = 0; field < count; field += 1) {
      const tag = short(fields, field * 12)
      if (tag !== 256 && tag !== 257) continue
      sides[tag] = short(fields, field * 12 + 2) === 3 ? short(fields, field * 12 + 8) : long(fields, field * 12 + 8)
    }
    checkSides(sides[256] ?? 0, sides[257] ?? 0)
    at = long(fields, count * 12)
  }
  if (seen.size === 0) throw damaged()
}
