import { expect, test } from 'vitest'
import { checkPaper, type PaperUnderCheck } from './check-paper.ts'
import { partyLayoutOn } from './party-layout.ts'
import { countText, dateLine, numberLine, pointsText } from './party-words.ts'

const flawless: PaperUnderCheck = {
  kind: 'decision',
  issuer: 'standing-committee',
  formatVersion: 'D2',
  day: '2026-12-08',
  dateText: 'Hoa Ban, ngày 08 tháng 12 năm 2026',
  number: 5,
  registering: true,
  signingLines: ['T/M BAN THƯỜNG VỤ', 'BÍ THƯ'],
  signerName: 'Nguyễn Văn Thiện',
}

test('the flawless paper has no finding', () => {
  expect(checkPaper(flawless)).toEqual([])
})

const { number: _number, ...unnumbered } = flawless
const { day: _day, ...undated } = flawless

test.each<[string, PaperUnderCheck, string[]]>([
  [
    'a committee issues guidance (399 Đ11)',
    { ...flawless, kind: 'guidance', issuer: 'committee' },
    ['BLOCK issuer-not-competent'],
  ],
  ['a standing committee issues guidance', { ...flawless, kind: 'guidance' }, []],
  [
    'a cell issues a regulation (399 Đ13)',
    { ...flawless, kind: 'regulation', issuer: 'cell' },
    ['BLOCK issuer-not-competent'],
  ],
  ['nobody issues a directive', { ...flawless, kind: 'directive' }, ['BLOCK issuer-not-competent']],
  ['T/M with K/T', { ...flawless, signingLines: ['T/M ĐẢNG ỦY', 'K/T BÍ THƯ'] }, ['BLOCK collective-signed-for']],
  [
    'a cell with a stamp',
    { ...flawless, kind: 'minutes', issuer: 'cell', stampBlock: true },
    ['BLOCK cell-with-stamp'],
  ],
  ['registered without a number', unnumbered, ['BLOCK decision-without-number']],
  ['registered without a day', undated, ['BLOCK decision-without-day']],
  ['a draft without a number', { ...unnumbered, registering: false }, ['WARN number-missing']],
  [
    'a ballot that names the voter',
    { ...flawless, kind: 'template', voterIdentity: true },
    ['BLOCK ballot-names-voter'],
  ],
  ['a day without zero', { ...flawless, dateText: 'Hoa Ban, ngày 8 tháng 12 năm 2026' }, ['WARN day-without-zero']],
  ['day 18 needs none', { ...flawless, dateText: 'Hoa Ban, ngày 18 tháng 12 năm 2026' }, []],
  ['February without zero', { ...flawless, dateText: 'Hoa Ban, ngày 18 tháng 2 năm 2026' }, ['WARN day-without-zero']],
  ['March needs none', { ...flawless, dateText: 'Hoa Ban, ngày 18 tháng 3 năm 2026' }, []],
  ['subject with V/v', { ...flawless, subject: 'V/v xếp loại' }, ['WARN subject-abbreviated']],
  ['a doctor signs', { ...flawless, signerName: 'PGS.TS Lê Văn Ổn' }, ['WARN name-with-title']],
  ['a name that begins like a title', { ...flawless, signerName: 'Tsàn Văn Ổn' }, []],
  ['body ends with ./.', { ...flawless, bodyTexts: ['Hết./.'] }, ['WARN body-ends-with-slash']],
  [
    'a form of 2023',
    { ...flawless, form: { id: 'Mẫu 02A-HD KĐ.ĐG 2023', ofGeneration: ['Mẫu 2A-HD KĐ.ĐG 2025'] } },
    ['WARN form-not-of-generation'],
  ],
  ['the old layout on a new day', { ...flawless, formatVersion: 'D1' }, ['WARN format-not-of-day']],
  ['the old layout on the last old day', { ...flawless, formatVersion: 'D1', day: '2026-01-08' }, []],
  [
    'one name twice in the list',
    {
      ...flawless,
      list: {
        printed: [
          { id: '1', level: 'good' },
          { id: '1', level: 'good' },
        ],
        decided: [{ id: '1', level: 'good' }],
      },
    },
    ['BLOCK list-differs'],
  ],
])('%s', (_name, paper, expected) => {
  expect(checkPaper(paper).map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected)
})

test.each([
  ['2026-01-08', 'D1', 20],
  ['2026-01-09', 'D2', 15],
  ['2026-05-26', 'D2', 15],
  ['2027-01-01', 'D2', 15],
])('a paper of %s follows %s with a right margin of %i mm', (day, version, right) => {
  const layout = partyLayoutOn(day)
  expect([layout.formatVersion, layout.margins.value.right]).toEqual([version, right])
})

test.each([
  ['2026-02-05', 'Hà Nội, ngày 05 tháng 02 năm 2026'],
  ['2026-03-10', 'Hà Nội, ngày 10 tháng 3 năm 2026'],
  ['2026-10-09', 'Hà Nội, ngày 09 tháng 10 năm 2026'],
])('%s is written "%s"', (day, line) => {
  expect(dateLine('Hà Nội', day)).toBe(line)
})

test.each([
  [9, 'Số 09-NQ/ĐU'],
  [10, 'Số 10-NQ/ĐU'],
  [123, 'Số 123-NQ/ĐU'],
])('number %i is written "%s"', (number, line) => {
  expect(numberLine(number, 'NQ/ĐU')).toBe(line)
})

test.each([
  [90, '90'],
  [89.9996, '89,999'],
  [89.996, '89,996'],
  [64.25, '64,25'],
  [0.1 + 0.2, '0,3'],
])('%d points are printed %s', (points, text) => {
  expect(pointsText(points)).toBe(text)
})

test('counts have points between thousands', () => {
  expect([countText(999), countText(1168), countText(1234567)]).toEqual(['999', '1.168', '1.234.567'])
})
