import { deflateSync } from 'node:zlib'
import { Document, Packer, Paragraph } from 'docx'
import ExcelJs from 'exceljs'
import JSZip from 'jszip'

/* Small sound files of every kind, for tests of this room and of the rooms above it. */

/** A PDF of one page with a line of text; `extra` objects and a packed object stream go in for tests. */
export function examplePdf({
  extra = '',
  packed,
  title = 'Bien ban kiem phieu',
}: {
  extra?: string
  packed?: string
  title?: string
} = {}): Buffer {
  const content = `BT /F1 18 Tf 72 720 Td (${title}) Tj ET`
  const stream = packed === undefined ? null : deflateSync(Buffer.from(packed, 'latin1'))
  const parts: Buffer[] = []
  const offsets: number[] = []
  let size = 0
  const add = (part: Buffer | string) => {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(part, 'latin1')
    parts.push(bytes)
    size += bytes.length
  }
  const object = (...body: (Buffer | string)[]) => {
    offsets.push(size)
    add(`${offsets.length} 0 obj\n`)
    for (const piece of body) add(piece)
    add('\nendobj\n')
  }
  add('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n')
  object('<< /Type /Catalog /Pages 2 0 R >>')
  object('<< /Type /Pages /Kids [3 0 R] /Count 1 >>')
  object(
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
  )
  object(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
  object('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  if (extra !== '') object(extra)
  if (stream) {
    object(
      `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${stream.length} >>\nstream\n`,
      stream,
      '\nendstream',
    )
  }
  const xref = size
  add(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n`)
  for (const offset of offsets) add(`${String(offset).padStart(10, '0')} 00000 n \n`)
  add(`trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`)
  return Buffer.concat(parts)
}

const crcTable = Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})
const crc = (bytes: Buffer) => {
  let value = 0xffffffff
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

/** A white PNG; the sides in the header can lie. */
export function examplePng(width = 40, height = 30, claims: { width?: number; height?: number } = {}): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(data.length)
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const tail = Buffer.alloc(4)
    tail.writeUInt32BE(crc(body))
    return Buffer.concat([head, body, tail])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(claims.width ?? width, 0)
  header.writeUInt32BE(claims.height ?? height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.concat(
    Array.from({ length: height }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(width, 255)])),
  )
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The frame of a JPEG: enough for who reads its sides. */
export function exampleJpeg(width = 40, height = 30): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0x34, 0xff, 0xd9])
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]), frame, scan])
}

/** A TIFF of one page without its picture; `next` points at the following page. */
export function exampleTiff({ width = 40, height = 30, next = 0 } = {}): Buffer {
  const bytes = Buffer.alloc(8 + 2 + 24 + 4)
  bytes.set([0x49, 0x49, 0x2a, 0], 0)
  bytes.writeUInt32LE(8, 4)
  bytes.writeUInt16LE(2, 8)
  for (const [index, [tag, value]] of [[256, width] as const, [257, height] as const].entries()) {
    const at = 10 + index * 12
    bytes.writeUInt16LE(tag, at)
    bytes.writeUInt16LE(4, at + 2)
    bytes.writeUInt32LE(1, at + 4)
    bytes.writeUInt32LE(value, at + 8)
  }
  bytes.writeUInt32LE(next, 34)
  return bytes
}

/** A Word file as Word's own kind of library writes it. */
export const exampleDocx = async (text = 'Biên bản kiểm phiếu'): Promise<Buffer> =>
  Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(text)] }] }))

/** An Excel file. */
export async function exampleXlsx(): Promise<Buffer> {
  const book = new ExcelJs.Workbook()
  book.addWorksheet('Phiếu').addRow(['Nguyễn Văn An', 12])
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** An OpenDocument text or sheet. */
export function exampleOpenDocument(kind: 'text' | 'spreadsheet'): Promise<Buffer> {
  const type = `application/vnd.oasis.opendocument.${kind}`
  const zip = new JSZip()
  zip.file('mimetype', type, { compression: 'STORE' })
  zip.file(
    'META-INF/manifest.xml',
    `<manifest:manifest><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/></manifest:manifest>`,
  )
  zip.file(
    'content.xml',
    `<office:document-content><office:body><office:${kind}/></office:body></office:document-content>`,
  )
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

/** An office file with one more part, or with a part changed. */
export async function withPart(
  file: Buffer,
  name: string,
  content: string | Buffer | ((before: string) => string),
): Promise<Buffer> {
  const zip = await JSZip.loadAsync(file)
  const before = (await zip.file(name)?.async('string')) ?? ''
  zip.file(name, typeof content === 'function' ? content(before) : content)
  const type = await zip.file('mimetype')?.async('string')
  if (type !== undefined) zip.file('mimetype', type, { compression: 'STORE' })
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}
