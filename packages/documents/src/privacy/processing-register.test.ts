import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { checkExport } from '../reports/check-export.ts'
import { type PrintedLine, processingRegister, writeProcessingRegister } from './processing-register.ts'

const line = (field: string, sensitivity: string): PrintedLine => ({
  room: 'Đảng viên',
  table: 'member',
  field,
  purpose: 'Quản lý đảng viên',
  basis: 'Điều lệ Đảng',
  sensitivity,
  retention: 'Hồ sơ đảng viên',
})
const lines = [line('full_name', 'Nhạy cảm'), line('birth_date', 'Nhạy cảm'), line('version', 'Kỹ thuật')]

test('the workbook has every field and says how many there are', async () => {
  const target = new PassThrough()
  const bytes = buffer(target)
  const statement = {
    title: 'Sổ xử lý',
    filter: '',
    scope: 'Đảng bộ',
    asOf: '2026-11-24',
    generatedAt: '2026-11-24T03:00:00Z',
    generatedBy: 'Người lập',
    rules: 'không áp dụng',
  }
  expect(await writeProcessingRegister(lines, statement, target)).toMatchObject({ count: 3 })
  expect(await checkExport(await bytes)).toMatchObject({ ok: true, value: { state: 'whole' } })
})

test('the paper groups fields that say the same and leaves technical ones to the workbook', async () => {
  const facts = { issuer: 'Đảng bộ', day: '2026-11-24', generatedAt: '2026-11-24T03:00:00Z', technical: 'Kỹ thuật' }
  const zip = await JSZip.loadAsync(await processingRegister(lines, facts))
  const xml = (await zip.file('word/document.xml')?.async('string')) ?? ''
  expect(xml).toContain('member: full_name, birth_date')
  expect(xml).not.toContain('member: version')
})
