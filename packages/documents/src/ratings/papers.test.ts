import { inflateRawSync } from 'node:zlib'
import { findPaperForm, paperForms } from '@nq15/domain/reports'
import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import type { Paper } from '../reports/paper-model.ts'
import { partyLayoutOn } from '../reports/party-layout.ts'
import { pdfPaper } from '../reports/pdf-paper.ts'
import { wordPaper } from '../reports/word-paper.ts'
import { checkRatingPaper } from './check-rating-paper.ts'
import { drawUpPaper } from './draw-up-paper.ts'
import { exampleData, exampleFrame, examplePaper, goldenPapers } from './example-papers.ts'

const generatedAt = '2026-12-08T03:00:00Z'
const word = (paper: Paper) => wordPaper(paper, partyLayoutOn(paper.day), generatedAt)

async function parts(paper: Paper) {
  const zip = await JSZip.loadAsync(await word(paper))
  const read = async (name: string) => (await zip.file(name)?.async('string')) ?? ''
  const xml = await read('word/document.xml')
  const names = Object.keys(zip.files).filter((name) => /word\/header\d+\.xml/u.test(name))
  const texts = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)].map((match) => match[1]).join(''),
  )
  const tables = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gsu)].map(([table]) => table)
  return { xml, headers: await Promise.all(names.map(read)), texts, tables, core: await read('docProps/core.xml') }
}

const decision = examplePaper({ code: 'member-decision' })

describe('decision on members', () => {
  test('its parts stand in order and the number is left to the clerk', async () => {
    const { texts } = await parts(decision)
    const expected = [
      'ĐẢNG BỘ THÀNH PHỐ HÀ NỘI',
      'ĐẢNG ỦY PHƯỜNG HOA BAN',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      `Số ${'\u00a0'.repeat(6)}-QĐ/ĐU`,
      'Hoa Ban, ngày 08 tháng 12 năm 2026',
      'QUYẾT ĐỊNH',
      'công nhận xếp loại chất lượng đảng viên năm 2026',
      '- Căn cứ Điều lệ Đảng;',
      'BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG HOA BAN',
      'QUYẾT ĐỊNH',
      '- Hoàn thành xuất sắc nhiệm vụ: 4 đảng viên;',
      'Nơi nhận:',
      'T/M BAN THƯỜNG VỤ',
      'Nguyễn Văn Thiện',
      'DANH SÁCH',
    ]
    expect(texts.filter((text) => expected.includes(text))).toEqual(expected)
    expect(texts.find((text) => text.startsWith('Điều 1. '))).toContain('11 đảng viên thuộc Đảng bộ phường Hoa Ban')
  })

  test('a given number has its zero', async () => {
    const { texts } = await parts(examplePaper({ code: 'member-decision', number: 5 }))
    expect(texts).toContain('Số 05-QĐ/ĐU')
  })

  test('every member is listed once; heads repeat, rows do not split; the sums equal the list', async () => {
    const { tables, texts } = await parts(decision)
    const lists = tables.filter((table) => table.includes('<w:tblHeader/>'))
    for (const { name } of exampleData.decided ?? []) expect(texts.filter((text) => text === name)).toHaveLength(1)
    for (const table of lists)
      expect(table.match(/<w:cantSplit\/>/gu)).toHaveLength(table.match(/<w:tr>|<w:tr /gu)?.length ?? 0)
    expect(texts.filter((text) => text.startsWith('Cộng: '))).toEqual(
      [4, 6, 1, 1].map((count) => `Cộng: ${count} đảng viên`),
    )
  })

  test('points are cut, not rounded; names with markup stay names; what XML cannot hold is left out', async () => {
    const [first] = exampleData.decided ?? []
    if (!first) throw new Error('no example')
    const decided = [{ ...first, name: '<b>&"Lan\u0000', points: 89.9996 }]
    const { texts } = await parts(drawUpPaper(exampleFrame({ code: 'member-decision' }), { ...exampleData, decided }))
    expect(texts).toContain('89,999')
    expect(texts).toContain('&lt;b&gt;&amp;&quot;Lan')
  })

  test('page number at the top from page 2; margins and format version by the day of the paper', async () => {
    const now = await parts(decision)
    expect(now.headers.filter((header) => header.includes('PAGE'))).toHaveLength(1)
    expect(/<w:pgMar[^>]*w:right="(\d+)"/u.exec(now.xml)?.[1]).toBe('850')
    expect(now.core).toContain('formatVersion=D2')
    const before = await parts(examplePaper({ code: 'member-decision', day: '2026-01-08' }))
    expect(/<w:pgMar[^>]*w:right="(\d+)"/u.exec(before.xml)?.[1]).toBe('1134')
    expect(before.core).toContain('formatVersion=D1')
    expect(before.texts).toContain('Hoa Ban, ngày 08 tháng 01 năm 2026')
  })

  test('the same paper at the same time is the same bytes, in Word and in PDF', async () => {
    const layout = partyLayoutOn(decision.day)
    const proof = { sha256: 'a'.repeat(64), check: { address: 'https://kiem-tra.example/', code: 'X', shownCode: 'X' } }
    const twice = () => Promise.all([word(decision), pdfPaper(decision, layout, { generatedAt, proof })])
    const [[docx, pdf], [docxAgain, pdfAgain]] = [await twice(), await twice()]
    expect(docx.equals(docxAgain)).toBe(true)
    expect(pdf.equals(pdfAgain)).toBe(true)
  })

  test('before 2018 the levels keep their words for ever', async () => {
    const { texts } = await parts(examplePaper({ code: 'member-decision', year: 2017 }))
    expect(texts).toContain('- Đủ tư cách, hoàn thành xuất sắc nhiệm vụ: 4 đảng viên;')
    expect(texts.some((text) => text.includes('27-HD/BTCTW'))).toBe(true)
    expect(texts).not.toContain('Điểm')
  })
})

test.each(goldenPapers)('$name is drawn as Word and as PDF, with nothing undefined in it', async ({ example }) => {
  const paper = examplePaper(example)
  const { texts } = await parts(paper)
  expect(texts.join('\n')).not.toMatch(/undefined|NaN|\[object|null/u)
  const pdf = await pdfPaper(paper, partyLayoutOn(paper.day), { generatedAt })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  // Nothing in it acts or points outside, and every font comes along.
  expect(pdf.toString('latin1')).not.toMatch(/\/JavaScript|\/URI|\/Launch|\/BaseFont \/Helvetica/u)
})

test('a paper of which nothing is known is one to be filled with the pen', async () => {
  for (const form of paperForms) {
    const { texts } = await parts(drawUpPaper({ ...exampleFrame({ code: form.code }), texts: {} }, {}))
    expect(texts.join('\n'), form.code).not.toMatch(/undefined|NaN|null/u)
  }
})

test.each([
  ['leader', 2026, 2, 'Mẫu 02A-HD KĐ.ĐG 2025', true],
  ['member', 2026, 2, 'Mẫu 02B-HD KĐ.ĐG 2025', false],
  ['outside', 2026, 2, 'Mẫu 02C-HD KĐ.ĐG 2025', false],
  // Begun before the forms could be read: as it was begun, and it says so.
  ['leader', 2026, 1, 'Mẫu 2B-HD KĐ.ĐG 2025', true],
  ['member', 2026, 1, 'Mẫu 2A-HD KĐ.ĐG 2025', false],
  ['outside', 2026, 1, 'Mẫu 2C-HD KĐ.ĐG 2025', false],
  ['member', 2023, 2, 'Mẫu 02A-HD KĐ.ĐG 2023', false],
  ['leader', 2024, 2, 'Mẫu 02B-HD KĐ.ĐG 2023', true],
  ['member', 2019, 2, 'Mẫu 02-HD KĐ.ĐG 2019', false],
] as const)(
  'the self-review of a %s in %i, edition %i, is %s; it asks for a part in the collective: %s',
  async (group, year, edition, id, asked) => {
    const { texts } = await parts(examplePaper({ code: 'self-review', group, year, edition }))
    expect(texts[0]).toBe(id)
    expect(texts.some((text) => text.includes('phát hành trước khi có mẫu'))).toBe(year >= 2025 && edition === 1)
    expect(texts.some((text) => text.includes('khuyết điểm của tập thể'))).toBe(asked)
    expect(texts.includes('92,75')).toBe(year >= 2025)
    expect(texts).toContain('☒ Hoàn thành xuất sắc nhiệm vụ')
  },
)

test('form 01 of a collective stands in all its parts, with the sum of its points and its annex; earlier years keep theirs', async () => {
  const frame = exampleFrame({ code: 'collective-review' })
  const written = { ...frame.texts, generalPoints: '28,5', resultPoints: '64,25' }
  const { texts } = await parts(drawUpPaper({ ...frame, texts: written }, {}))
  const heads = texts
    .filter((text) => /^(?:[AB]\. NỘI DUNG|[IV]+\. |PHỤ LỤC)/u.test(text))
    .map((text) => text.slice(0, 24))
  expect(heads).toEqual([
    'A. NỘI DUNG KIỂM ĐIỂM',
    'I. Ưu điểm, kết quả đạt ',
    'II. Hạn chế, khuyết điểm',
    'III. Kết quả khắc phục n',
    'IV. Giải trình những vấn',
    'V. Trách nhiệm của tập t',
    'VI. Phương hướng, biện p',
    'B. NỘI DUNG TỰ ĐÁNH GIÁ,',
    'I. Đánh giá theo các nhó',
    'II. Đề xuất xếp loại mức',
    'PHỤ LỤC',
  ])
  expect(texts).toContain('Tổng điểm: 92,75/100')
  const earlier = await parts(examplePaper({ code: 'collective-review', year: 2023 }))
  expect(earlier.texts.some((text) => text.startsWith('A. '))).toBe(false)
})

test('a list with one who wrote on the forms given out first says the groups in words, since its letters changed meaning', async () => {
  const [first, ...others] = exampleData.decided ?? []
  const [proposal, ...proposals] = exampleData.proposals ?? []
  if (!first || !proposal) throw new Error('no example')
  const data = {
    ...exampleData,
    decided: [{ ...first, edition: 1 as const }, ...others],
    proposals: [{ ...proposal, edition: 1 as const }, ...proposals],
  }
  for (const code of ['member-decision', 'proposal-summary', 'submission'] as const) {
    const words = await parts(drawUpPaper(exampleFrame({ code }), data))
    expect(
      words.texts.filter((text) => /^2[ABC]$|\(2[ABC]\)/u.test(text)),
      code,
    ).toEqual([])
    expect(words.texts, code).toContain('Không giữ chức vụ')
    const letters = await parts(drawUpPaper(exampleFrame({ code }), exampleData))
    expect(letters.texts, code).toContain('2B')
  }
})

test('a ballot stands twice on a page, and no voter can be told', async () => {
  const { texts, xml } = await parts(examplePaper({ code: 'ballot' }))
  expect(/<w:cols [^>]*w:num="2"/u.test(xml)).toBe(true)
  expect(texts.filter((text) => text === 'Kiều Ưng Ẩn')).toHaveLength(2)
  expect(texts.some((text) => /họ tên người bỏ phiếu|mã phiếu/iu.test(text))).toBe(false)
  const names = Array.from({ length: 30 }, (_, at) => ({ name: `Đảng viên ${at}` }))
  const long = await parts(drawUpPaper(exampleFrame({ code: 'ballot' }), { members: names }))
  expect(long.texts.filter((text) => text === 'Đảng viên 29')).toHaveLength(1)
})

test.each([
  [2026, undefined, 'Mẫu 03-HD KĐ.ĐG 2025', 'Hủy bỏ kết quả'],
  [2026, 'Điều chỉnh', 'Mẫu 03-HD KĐ.ĐG 2025', 'Điều chỉnh kết quả'],
  // Before 2025 there was no form of its own and no article of that number.
  [2024, undefined, 'ĐẢNG BỘ THÀNH PHỐ HÀ NỘI', 'Hủy kết quả'],
])(
  'the decision that rates %i anew (%s) begins with "%s", says "%s" and names the decision it replaces',
  async (year, measure, first, done) => {
    const frame = exampleFrame({ code: 'correction-decision', year })
    const { measure: _, ...texts } = frame.texts
    const written = measure === undefined ? texts : { ...texts, measure }
    const paper = drawUpPaper({ ...frame, texts: written }, {})
    const { texts: printed } = await parts(paper)
    expect(printed[0]).toBe(first)
    expect(printed.find((text) => text.startsWith('Điều 1. '))).toContain(done)
    expect(printed.some((text) => text.includes('khoản 3 Điều 15'))).toBe(year >= 2025)
    expect(printed.filter((text) => text.includes('số 15-QĐ/ĐU ngày 08/12/2026'))).toHaveLength(2)
  },
)

test.each([
  ['III', 'của cá nhân quý III năm 2026'],
  ['cả năm', 'của cá nhân năm 2026'],
])('the self-assessment of "%s" is form 05 "%s"', async (quarter, about) => {
  const frame = exampleFrame({ code: 'quarterly' })
  const { texts } = await parts(drawUpPaper({ ...frame, texts: { ...frame.texts, quarter } }, {}))
  expect(texts[0]).toBe('Mẫu 05-HD KĐ.ĐG 2025')
  expect(texts).toContain(about)
})

test('the code of the check stands in the PDF as drawn squares and as text, and only behind the # of the address', async () => {
  const code = '23456789ABCDEFGHJKMN'
  const proof = { sha256: 'b'.repeat(64), check: { address: 'https://kiem-tra.example/', code, shownCode: code } }
  const pdf = await pdfPaper(decision, partyLayoutOn(decision.day), { generatedAt, proof })
  const bare = await pdfPaper(decision, partyLayoutOn(decision.day), { generatedAt })
  expect(pages(pdf)[0]?.length ?? 0).toBeGreaterThan((pages(bare)[0]?.length ?? 0) + 5000)
})

/** The drawing of each page. */
function pages(pdf: Buffer): string[] {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/\/Filter \/FlateDecode\n>>\nstream\n/gu)].flatMap(({ index, 0: head }) => {
    const from = index + head.length
    try {
      const drawn = inflateRawSync(pdf.subarray(from + 2, text.indexOf('endstream', from))).toString('latin1')
      return / Tf\n/u.test(drawn) ? [drawn] : []
    } catch {
      return []
    }
  })
}

describe('release of the decision on members', () => {
  const frame = exampleFrame({ code: 'member-decision', number: 5 })
  const decided = (exampleData.decided ?? []).map(({ id, outcome }) => ({ id, level: outcome as string }))
  const flawless = { frame, data: exampleData, decided, registering: true }

  test('the flawless paper passes', () => {
    expect(checkRatingPaper(flawless)).toEqual([])
  })

  const { number: _, ...unnumbered } = frame.head
  const form = findPaperForm('member-decision') ?? frame.form
  test.each<[string, Parameters<typeof checkRatingPaper>[0], string[]]>([
    [
      'registered without a number',
      { ...flawless, frame: { ...frame, head: unnumbered } },
      ['BLOCK decision-without-number'],
    ],
    [
      'a level other than decided',
      { ...flawless, decided: [{ id: '0', level: 'T' }, ...decided.slice(1)] },
      ['BLOCK list-differs'],
    ],
    [
      'a member left out',
      { ...flawless, data: { ...exampleData, decided: (exampleData.decided ?? []).slice(1) } },
      ['BLOCK list-differs'],
    ],
    ['a label of 2014', { ...flawless, levelLabels: ['Trong sạch, vững mạnh'] }, ['BLOCK level-not-of-generation']],
    [
      'signed for a collective',
      { ...flawless, frame: { ...frame, signature: { forBody: 'T/M BAN THƯỜNG VỤ', position: 'K/T BÍ THƯ' } } },
      ['BLOCK collective-signed-for'],
    ],
    [
      'a title before the name',
      { ...flawless, frame: { ...frame, signature: { ...frame.signature, name: 'TS. Nguyễn Văn Thiện' } } },
      ['WARN name-with-title'],
    ],
    [
      'a text that ends with "./."',
      { ...flawless, frame: { ...frame, texts: { purpose: 'Hết./.' } } },
      ['WARN body-ends-with-slash'],
    ],
    [
      'a letter not numbered yet',
      { frame: { ...frame, form: { ...form, symbol: 'CV' }, head: unnumbered }, data: {} },
      ['WARN number-missing'],
    ],
  ])('%s', (_name, under, findings) => {
    expect(checkRatingPaper(under).map(({ severity, code }) => `${severity} ${code}`)).toEqual(findings)
  })
})
