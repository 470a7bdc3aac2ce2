import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import { ballotPaper } from './ballot-paper.ts'
import { cellRatingDecision } from './cell-rating-decision.ts'
import {
  checkMemberRatingDecision,
  type DecidedMember,
  type MemberRatingDecision,
  memberRatingDecision,
} from './member-rating-decision.ts'
import { ratingBases } from './rating-words.ts'
import { selfReview } from './self-review.ts'
import { tallyRecord } from './tally-record.ts'

const member = (id: string, changes: Partial<DecidedMember> = {}): DecidedMember => ({
  id,
  name: `Đảng viên ${id}`,
  cardNumber: `01.00000${id}`,
  cell: 'Chi bộ Tổ dân phố số 5',
  group: '2A',
  points: 80,
  outcome: 'good',
  ...changes,
})

const decision: MemberRatingDecision = {
  head: {
    superior: 'Đảng bộ thành phố Hà Nội',
    issuer: 'Đảng ủy phường Hoa Ban',
    symbol: 'QĐ/ĐU',
    place: 'Hoa Ban',
    day: '2026-12-08',
  },
  decidedBy: 'Ban Thường vụ Đảng ủy phường Hoa Ban',
  issuer: 'standing-committee',
  generation: 'G3',
  year: 2026,
  organization: 'Đảng bộ phường Hoa Ban',
  generatedAt: '2026-12-08T03:00:00Z',
  bases: ['Căn cứ Điều lệ Đảng', ...ratingBases.G3.map(({ text }) => `Căn cứ ${text}`)],
  signature: { forBody: 'T/M BAN THƯỜNG VỤ', position: 'Bí thư', name: 'Nguyễn Văn Thiện' },
  recipients: ['Các chi bộ trực thuộc', 'Lưu Đảng ủy'],
  members: [
    member('1', { outcome: 'excellent', points: 95.5 }),
    member('2', { points: 89.9996 }),
    member('3', { group: '2B' }),
    member('4', { outcome: 'not-rated', group: '2C', notRatedReason: 'Miễn công tác và sinh hoạt đảng' }),
  ],
}

async function parts(bytes: Buffer) {
  const zip = await JSZip.loadAsync(bytes)
  const read = async (name: string) => (await zip.file(name)?.async('string')) ?? ''
  const xml = await read('word/document.xml')
  const headers = await Promise.all(
    Object.keys(zip.files)
      .filter((name) => /word\/header\d+\.xml/u.test(name))
      .map(read),
  )
  const texts = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)].map((match) => match[1]).join(''),
  )
  const tables = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gsu)].map(([table]) => table)
  return { xml, headers, texts, tables, core: await read('docProps/core.xml') }
}

const rightMargin = (xml: string) => /<w:pgMar[^>]*w:right="(\d+)"/u.exec(xml)?.[1]
const tableWidths = (xml: string) => [...xml.matchAll(/<w:tblW [^>]*w:w="(\d+)"/gu)].map((match) => Number(match[1]))

describe('decision on members', () => {
  test('its parts stand in order and the number is left to the clerk', async () => {
    const { texts } = await parts(await memberRatingDecision(decision))
    const expected = [
      'ĐẢNG BỘ THÀNH PHỐ HÀ NỘI',
      'ĐẢNG ỦY PHƯỜNG HOA BAN',
      '*',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      `Số ${'\u00a0'.repeat(6)}-QĐ/ĐU`,
      'Hoa Ban, ngày 08 tháng 12 năm 2026',
      'QUYẾT ĐỊNH',
      'công nhận xếp loại chất lượng đảng viên năm 2026',
      '-----',
      '- Căn cứ Điều lệ Đảng;',
      'BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG HOA BAN',
      '- Hoàn thành xuất sắc nhiệm vụ: 1 đảng viên;',
      '- Hoàn thành tốt nhiệm vụ: 2 đảng viên.',
      'Nơi nhận:',
      '- Lưu Đảng ủy.',
      'T/M BAN THƯỜNG VỤ',
      'BÍ THƯ',
      'Nguyễn Văn Thiện',
      'DANH SÁCH',
    ]
    expect(texts.filter((text) => expected.includes(text)).slice(0, expected.length + 1)).toEqual([
      ...expected.slice(0, 11),
      'QUYẾT ĐỊNH',
      ...expected.slice(11),
    ])
    expect(texts.find((text) => text.startsWith('Điều 1. '))).toContain('3 đảng viên thuộc Đảng bộ phường Hoa Ban')
    expect(texts.find((text) => text.startsWith('Điều 3. '))).toMatch(/[^/]\.$/u)
  })

  test('a given number has its zero', async () => {
    const { texts } = await parts(await memberRatingDecision({ ...decision, head: { ...decision.head, number: 5 } }))
    expect(texts).toContain('Số 05-QĐ/ĐU')
  })

  test('every member is listed once; heads repeat, rows do not split; the sums equal the list', async () => {
    const { tables, texts } = await parts(await memberRatingDecision(decision))
    const lists = tables.filter((table) => table.includes('<w:tblHeader/>'))
    expect(lists).toHaveLength(4)
    for (const { name } of decision.members) expect(texts.filter((text) => text === name)).toHaveLength(1)
    const rows = lists.slice(1).map((table) => (table.match(/<w:tr>|<w:tr /gu) ?? []).length)
    // Head and sum besides the members.
    expect(rows).toEqual([1 + 2, 2 + 2, 1 + 2])
    for (const table of lists)
      expect(table.match(/<w:cantSplit\/>/gu)).toHaveLength(table.match(/<w:tr>|<w:tr /gu)?.length ?? 0)
    expect(texts).toContain('Miễn công tác và sinh hoạt đảng')
    expect(texts.filter((text) => text.startsWith('Cộng: '))).toEqual([
      'Cộng: 1 đảng viên',
      'Cộng: 2 đảng viên',
      'Cộng: 1 đảng viên',
    ])
  })

  test('89.9996 points are cut, not rounded to 90', async () => {
    const { texts } = await parts(await memberRatingDecision(decision))
    expect(texts).toContain('89,999')
    expect(texts).toContain('95,5')
  })

  test('page number at the top from page 2; margins and format version by the day of the paper', async () => {
    const now = await parts(await memberRatingDecision(decision))
    expect(now.headers.filter((header) => header.includes('PAGE'))).toHaveLength(1)
    expect(now.xml.includes('<w:titlePg/>')).toBe(true)
    expect(rightMargin(now.xml)).toBe('850')
    expect(now.core).toContain('formatVersion=D2')
    const before = await parts(
      await memberRatingDecision({ ...decision, head: { ...decision.head, day: '2026-01-08' } }),
    )
    expect(rightMargin(before.xml)).toBe('1134')
    for (const width of tableWidths(before.xml)) expect(width).toBeLessThanOrEqual(9071)
    expect(before.core).toContain('formatVersion=D1')
    expect(before.texts).toContain('Hoa Ban, ngày 08 tháng 01 năm 2026')
  })

  test('the same paper at the same time is the same bytes', async () => {
    const [one, two] = await Promise.all([memberRatingDecision(decision), memberRatingDecision(decision)])
    expect(one.equals(two)).toBe(true)
    expect((await parts(one)).core).toContain('2026-12-08T03:00:00Z')
  })

  test('names with markup stay names', async () => {
    const members = [member('1', { name: '<b>&"Lan' })]
    const { texts } = await parts(await memberRatingDecision({ ...decision, members }))
    expect(texts).toContain('&lt;b&gt;&amp;&quot;Lan')
  })
})

describe('release of the decision on members', () => {
  const decided = decision.members.map(({ id, outcome }) => ({ id, level: outcome }))
  const registered = { ...decision, head: { ...decision.head, number: 5 } }

  test('the flawless paper passes', () => {
    expect(checkMemberRatingDecision(registered, decided, { registering: true })).toEqual([])
  })

  test.each<[string, MemberRatingDecision, typeof decided, string[]]>([
    ['registered without a number', decision, decided, ['BLOCK decision-without-number']],
    [
      'a level other than decided',
      registered,
      [{ id: '1', level: 'good' }, ...decided.slice(1)],
      ['BLOCK list-differs'],
    ],
    ['a member left out', { ...registered, members: decision.members.slice(1) }, decided, ['BLOCK list-differs']],
    ['a member too many', registered, decided.slice(1), ['BLOCK list-differs']],
    [
      'a label of 2014',
      { ...registered, levelLabels: ['Trong sạch, vững mạnh'] },
      decided,
      ['BLOCK level-not-of-generation'],
    ],
    [
      'signed for a collective',
      { ...registered, signature: { forBody: 'T/M BAN THƯỜNG VỤ', position: 'K/T BÍ THƯ' } },
      decided,
      ['BLOCK collective-signed-for'],
    ],
    [
      'a title before the name',
      { ...registered, signature: { ...decision.signature, name: 'TS. Nguyễn Văn Thiện' } },
      decided,
      ['WARN name-with-title'],
    ],
  ])('%s', (_name, paper, levels, findings) => {
    const found = checkMemberRatingDecision(paper, levels, { registering: true })
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual(findings)
  })
})

test('the decision on cells lists every cell and counts them', async () => {
  const { texts } = await parts(
    await cellRatingDecision({
      ...decision,
      cells: [
        { id: '1', name: 'Chi bộ Trường Tiểu học', outcome: 'excellent', points: 93 },
        { id: '2', name: 'Chi bộ Trạm Y tế', outcome: 'not-rated', notRatedReason: 'Thành lập chưa đủ 6 tháng' },
      ],
    }),
  )
  expect(texts).toEqual(
    expect.arrayContaining(['Chi bộ Trường Tiểu học', 'Chi bộ Trạm Y tế', 'Thành lập chưa đủ 6 tháng']),
  )
  expect(texts).toContain('- Hoàn thành xuất sắc nhiệm vụ: 1 tổ chức đảng.')
})

const cellHead = { superior: 'Đảng bộ phường Hoa Ban', issuer: 'Chi bộ số 5', place: 'Hoa Ban', day: '2026-12-05' }
const generatedAt = '2026-12-05T12:00:00Z'

test('the ballot is A5, lists the members by four levels, and two ballots cannot be told apart', async () => {
  const ballot = {
    superior: cellHead.superior,
    cell: cellHead.issuer,
    place: 'Hoa Ban',
    day: cellHead.day,
    year: 2026,
    round: 1,
    members: ['Lê Văn Ổn', 'Trần Thị Lan'],
    generatedAt,
  }
  const [one, two] = await Promise.all([ballotPaper(ballot), ballotPaper(ballot)])
  const { texts, xml } = await parts(one)
  expect(/<w:pgSz w:w="(\d+)" w:h="(\d+)"/u.exec(xml)?.slice(1)).toEqual(['8391', '11906'])
  expect(texts).toEqual(expect.arrayContaining(['Lê Văn Ổn', 'Trần Thị Lan', 'Hoàn thành xuất sắc nhiệm vụ']))
  expect(texts.some((text) => /họ tên người bỏ phiếu|số phiếu|mã phiếu/iu.test(text))).toBe(false)
  expect(one.equals(two)).toBe(true)
})

test('the record of the count shows all counts and the votes of each member', async () => {
  const { texts } = await parts(
    await tallyRecord({
      head: cellHead,
      year: 2026,
      round: 1,
      countedAt: '20 giờ ngày 05/12/2026, tại nhà văn hóa',
      tellers: [{ name: 'Lê Văn Ổn', role: 'tổ trưởng' }],
      eligible: 25,
      present: 24,
      issued: 23,
      collected: 22,
      valid: 21,
      invalid: 1,
      votes: [{ name: 'Trần Thị Lan', excellent: 4, good: 14, completed: 3, 'not-completed': 0 }],
      threshold: 'trên 50 % số phiếu thu về',
      signatures: { left: { position: 'Thư ký' }, right: { position: 'Tổ trưởng', name: 'Lê Văn Ổn' } },
      generatedAt,
    }),
  )
  expect(texts.filter((text) => text.startsWith('- '))).toEqual([
    '- Tổng số đảng viên được triệu tập: 25.',
    '- Số đảng viên có mặt: 24.',
    '- Số phiếu phát ra: 23.',
    '- Số phiếu thu về: 22.',
    '- Số phiếu hợp lệ: 21.',
    '- Số phiếu không hợp lệ: 1.',
  ])
  const at = texts.indexOf('Trần Thị Lan')
  expect(texts.slice(at, at + 5)).toEqual(['Trần Thị Lan', '4', '14', '3', '0'])
})

test.each([
  ['2A', false],
  ['2B', true],
  ['2C', false],
] as const)('form %s asks for responsibility for the collective: %s', async (form, asked) => {
  const { texts } = await parts(
    await selfReview({
      head: cellHead,
      form,
      year: 2026,
      name: 'Lê Văn Ổn',
      cell: 'Chi bộ số 5',
      generalPoints: 28.5,
      resultPoints: 64.25,
      selfProposed: 'good',
      generatedAt,
    }),
  )
  expect(texts[0]).toBe(`Mẫu ${form}-HD KĐ.ĐG 2025`)
  expect(texts.some((text) => text.includes('khuyết điểm của tập thể'))).toBe(asked)
  expect(texts).toEqual(expect.arrayContaining(['28,5', '64,25', '92,75', '☒ Hoàn thành tốt nhiệm vụ']))
})
