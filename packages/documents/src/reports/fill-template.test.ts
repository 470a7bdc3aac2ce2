import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { examplePaper } from '../ratings/example-papers.ts'
import { exampleTemplate } from './example-template.ts'
import { fillTemplate } from './fill-template.ts'

const paper = examplePaper({ code: 'member-decision', number: 5 })

async function textOf(bytes: Buffer): Promise<string> {
  const xml = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? ''
  return xml.replace(/<\/w:p>/gu, '\n').replace(/<[^>]+>/gu, '')
}

test('a template says the paper in its own order', async () => {
  const template = await exampleTemplate([
    '{loai}: {trich_yeu}',
    '{so_ky_hieu}',
    '{#can_cu}',
    '* {dong}',
    '{/can_cu}',
    '{#danh_sach}{#hang}{c2} ({c1}); {/hang}{/danh_sach}',
    '{nguoi_ky}',
  ])
  const filled = fillTemplate(template, paper)
  if (!filled.ok) throw new Error(filled.refusal.code)
  const text = await textOf(filled.value)
  expect(text).toContain('Quyết định: công nhận xếp loại chất lượng đảng viên năm 2026')
  expect(text).toContain('Số 05-QĐ/ĐU')
  expect(text).toContain('* Căn cứ Điều lệ Đảng')
  expect(text).toContain('Nguyễn Thị Bích Hường (1);')
  expect(text).toContain('Nguyễn Văn Thiện')
})

test.each<[string, string[], string, string[]]>([
  ['a field that is not in the list', ['{trich_yeu} {luong_thang}'], 'UNKNOWN_FIELDS', ['luong_thang']],
  ['a field reached for behind the data', ['{constructor} {trich_yeu}'], 'UNKNOWN_FIELDS', ['constructor']],
  ['an expression', ['{trich_yeu + 1}'], 'UNKNOWN_FIELDS', ['trich_yeu + 1']],
  ['a loop that is not closed', ['{#can_cu}{dong}'], 'FIELDS_BROKEN', ['can_cu']],
  ['no field at all', ['Quyết định'], 'NO_FIELDS', []],
])('refused: %s', async (_name, lines, code, names) => {
  const answer = fillTemplate(await exampleTemplate(lines), paper)
  expect(answer.ok ? null : answer.refusal).toEqual({ code, names })
})

test('what is no Word file is refused, not thrown', () => {
  const answer = fillTemplate(Buffer.from('PK\u0003\u0004 nothing'), paper)
  expect(answer.ok ? null : answer.refusal.code).toBe('NOT_READABLE')
})

test('a ballot template may not ask for the voter', async () => {
  const ballot = examplePaper({ code: 'ballot' })
  const asks = await exampleTemplate(['{trich_yeu}', 'Họ và tên người bỏ phiếu: ……'])
  const answer = fillTemplate(asks, ballot)
  expect(answer.ok ? null : answer.refusal.code).toBe('NAMES_VOTER')
  const says = await exampleTemplate(['{loai}', 'Phiếu không ghi tên người bỏ phiếu.'])
  expect(fillTemplate(says, ballot).ok).toBe(true)
})

test('names with markup and braces stay names', async () => {
  const strange = {
    ...paper,
    blocks: paper.blocks.map((block) =>
      block.kind === 'title' ? { ...block, about: '<w:p/> {nguoi_ky} & co' } : block,
    ),
  }
  const filled = fillTemplate(await exampleTemplate(['{trich_yeu}']), strange)
  if (!filled.ok) throw new Error(filled.refusal.code)
  expect(await textOf(filled.value)).toContain('&lt;w:p/&gt; {nguoi_ky} &amp; co')
})
