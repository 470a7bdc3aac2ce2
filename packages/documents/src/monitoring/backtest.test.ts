import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { checkExport, noRules } from '../reports/index.ts'
import { type BacktestReport, backtestReport } from './backtest-report.ts'
import { writeBacktest } from './backtest-workbook.ts'

const line = {
  code: 'A2',
  name: 'Tỷ lệ dự sinh hoạt',
  judged: 1_240,
  hits: 3,
  falseAlarms: 2,
  missed: 1,
  leadMonths: 4.5,
  verdicts: { true: 2, known: 1, false: 0 },
}
const silent = { ...line, code: 'A9', name: 'Thực hiện nghị quyết', hits: 0, falseAlarms: 0, leadMonths: null }
const report: BacktestReport = {
  issuer: 'Đảng bộ thành phố Sông Mây',
  day: '2026-12-08',
  from: '2024-12-01',
  until: '2026-11-01',
  ruleVersion: 'N1',
  madeByName: 'Trần Thị Mai',
  outcomes: 4,
  lines: [line, silent],
  generatedAt: '2026-12-08T03:00:00Z',
}

test.each([
  ['what was held against what', 'theo bộ chỉ số N1'],
  ['how often it was right of how often it spoke', '3/5'],
  ['months it was early', '4,5'],
  ['an indicator that never spoke is not called wrong', 'chưa báo'],
  ['a missing lead is said as missing', 'chưa có'],
  ['that it ranks nobody', 'không xếp hạng tổ chức nào'],
])('the report says %s', async (_, text) => {
  const xml =
    (await (await JSZip.loadAsync(await backtestReport(report))).file('word/document.xml')?.async('string')) ?? ''
  expect(xml.replace(/<[^>]+>/gu, ' ')).toContain(text)
})

test('the workbook carries every line and is proved whole', async () => {
  const target = new PassThrough()
  const read = buffer(target)
  const statement = {
    ...{
      title: 'Kiểm nghiệm',
      filter: 'tất cả',
      scope: report.issuer,
      asOf: report.day,
      generatedAt: report.generatedAt,
    },
    ...{ generatedBy: report.madeByName, rules: noRules },
  }
  const written = await writeBacktest(report.lines, { statement, target })
  expect(written.count).toBe(2)
  expect(await checkExport(await read)).toMatchObject({ ok: true })
})
