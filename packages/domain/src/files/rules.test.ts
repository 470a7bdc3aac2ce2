import { describe, expect, test } from 'vitest'
import {
  checkFileName,
  detectContainer,
  filesMessagesEn,
  filesMessagesVi,
  judgeArchive,
  keptBecause,
  mayGiveOut,
  retainUntil,
  sayFileRefusal,
} from './index.ts'

describe('a name', () => {
  test.each([
    ['Biên bản kiểm phiếu.pdf', 'Biên bản kiểm phiếu.pdf', 'pdf'],
    ['C:\\fakepath\\Quyết định 15.docx', 'Quyết định 15.docx', 'docx'],
    ['../../etc/passwd.txt', 'passwd.txt', 'text'],
    ['a\u00a0 b.PNG', 'a b.PNG', 'png'],
    ['Bie\u0302n ba\u0309n.jpeg', 'Biên bản.jpeg', 'jpeg'],
    [`${'a'.repeat(196)}.pdf`, `${'a'.repeat(196)}.pdf`, 'pdf'],
  ])('%j is kept as %j', (given, name, claims) => {
    expect(checkFileName(given)).toEqual({ ok: true, value: { name, claims } })
  })
  test.each([
    ['', 'NAME_MISSING'],
    ['..', 'NAME_MISSING'],
    ['folder/', 'NAME_MISSING'],
    ['.htaccess.txt', 'NAME_FORBIDDEN'],
    ['ảnh\u202egpj.pdf', 'NAME_FORBIDDEN'],
    ['a\u200bb.pdf', 'NAME_FORBIDDEN'],
    ['a\r\nb.pdf', 'NAME_FORBIDDEN'],
    ['a".pdf', 'NAME_FORBIDDEN'],
    ['con.pdf', 'NAME_FORBIDDEN'],
    ['a.pdf.', 'NAME_FORBIDDEN'],
    [`${'a'.repeat(197)}.pdf`, 'NAME_TOO_LONG'],
    [`${'ạ'.repeat(66)}.pdf`, 'NAME_TOO_LONG'],
    ['virus.exe', 'EXTENSION_UNKNOWN'],
    ['a.svg', 'EXTENSION_UNKNOWN'],
    ['a.docm', 'EXTENSION_UNKNOWN'],
    ['khong-duoi', 'EXTENSION_UNKNOWN'],
    ['pdf', 'EXTENSION_UNKNOWN'],
  ])('%j is refused: %s', (given, code) => {
    expect(checkFileName(given)).toMatchObject({ ok: false, refusal: { code } })
  })
})

test.each([
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'pdf'],
  [[0x20, 0x25, 0x50, 0x44, 0x46, 0x2d], 'words'],
  [[0x50, 0x4b, 3, 4], 'zip'],
  [[0x52, 0x61, 0x72, 0x21, 0x1a], null],
  [[0x47, 0x49, 0x46, 0x38, 0], null],
  [[0x7f, 0x45, 0x4c, 0x46], null],
])('first bytes %j are %s', (bytes, container) => {
  expect(detectContainer(Uint8Array.from(bytes))).toBe(container)
})

describe('an archive', () => {
  const entry = (name: string, packed = 10, unpacked = 20) => ({ name, packed, unpacked })
  const megabyte = 1024 * 1024
  test.each([
    ['a sound one', [entry('a.xml'), entry('b.xml')], null],
    ['none', [], { code: 'DAMAGED' }],
    ['twice the same name', [entry('a.xml'), entry('A.XML')], { code: 'DAMAGED' }],
    ['a way out', [entry('../a.xml')], { code: 'DAMAGED' }],
    ['a root', [entry('/a.xml')], { code: 'DAMAGED' }],
    ['as many entries as allowed', Array.from({ length: 4000 }, (_, i) => entry(`${i}`)), null],
    ['one entry more', Array.from({ length: 4001 }, (_, i) => entry(`${i}`)), { code: 'SWELLS' }],
    ['at the ratio', [entry('a', 20_000, 250 * 20_000)], null],
    ['above the ratio', [entry('a', 20_000, 250 * 20_000 + 1)], { code: 'SWELLS' }],
    ['a small entry of any ratio', [entry('a', 1, 4 * megabyte)], null],
    [
      'a total above the bound',
      [entry('a', 300 * megabyte, 300 * megabyte), entry('b', 101 * megabyte, 101 * megabyte)],
      { code: 'SWELLS' },
    ],
    ['macros', [entry('xl/vbaProject.bin')], { code: 'ACTIVE_CONTENT', detail: 'macro' }],
  ])('%s', (_, entries, fault) => {
    expect(judgeArchive(entries)).toEqual(fault)
  })
})

test.each([
  ['clean', true, true],
  ['clean', false, true],
  ['not-scanned', false, true],
  ['not-scanned', true, false],
  ['waiting-scan', true, false],
  ['waiting-scan', false, false],
  ['refused', true, false],
  ['refused', false, false],
] as const)('a content that is %s leaves the store, scanner configured %s: %s', (state, scanning, given) => {
  expect(mayGiveOut(state, scanning)).toBe(given)
})

describe('keeping', () => {
  test('without a period there is no end; with one it ends on the same day of its month', () => {
    expect(retainUntil('2026-01-31', null)).toBe('9999-12-31')
    expect(retainUntil('2026-01-31', 1)).toBe('2026-02-28')
    expect(retainUntil('2026-12-08', 120)).toBe('2036-12-08')
  })
  const over = { retainUntil: '2026-12-08', legalHold: false, destroyed: false }
  test.each([
    ['on its last day', over, '2026-12-07', 'PERIOD_RUNS'],
    ['the day after', over, '2026-12-08', null],
    ['held', { ...over, legalHold: true }, '2026-12-08', 'LEGAL_HOLD'],
    ['destroyed already', { ...over, destroyed: true }, '2026-12-08', 'DESTROYED'],
  ])('a file %s', (_, file, today, kept) => {
    expect(keptBecause(file, today)).toBe(kept)
  })
})

test('a refusal is said with its facts, and no word is missing in either language', () => {
  expect(sayFileRefusal(filesMessagesEn, { code: 'TOO_LARGE', limit: 20 * 1024 * 1024 })).toBe(
    'The file is larger than 20 MB.',
  )
  expect(sayFileRefusal(filesMessagesEn, { code: 'EXTENSION_MISMATCH', kind: 'png', claims: 'pdf' })).toContain(
    'PNG picture, its name says PDF',
  )
  expect(sayFileRefusal(filesMessagesVi, { code: 'ACTIVE_CONTENT', detail: 'macro' })).toContain('(macro)')
  expect(Object.keys(filesMessagesVi.refusals)).toEqual(Object.keys(filesMessagesEn.refusals))
})
