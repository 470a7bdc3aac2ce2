import { expect, test } from 'vitest'
import { findTexts } from './find-texts.mjs'
import { judgePair, placeholdersOf } from './judge-messages.mjs'

const vi = { title: 'Xếp loại', refusals: { LATE: 'Chậm {days} ngày; hạn {due}.' } }
const en = { title: 'Rating', refusals: { LATE: '{days} days late; due {due}.' } }

test('two languages that agree have no fault', () => {
  expect(judgePair({ vi, en, syntax: 'icu' })).toEqual([])
  expect(judgePair({ vi, en, syntax: 'braces' })).toEqual([])
})

test.each([
  ['a key missing in English', { ...vi, extra: 'Thêm' }, en, 'extra: stands in vi and is missing in en'],
  ['a key missing in Vietnamese', vi, { ...en, extra: 'More' }, 'extra: stands in en and is missing in vi'],
  ['an empty text', { ...vi, title: ' ' }, en, 'title: is empty in vi'],
  ['an empty text in English', vi, { ...en, title: '' }, 'title: is empty in en'],
  ['a number', { ...vi, title: 3 }, en, 'title: is no text in vi'],
  [
    'another placeholder',
    vi,
    { ...en, refusals: { LATE: '{day} days late; due {due}.' } },
    'refusals.LATE: vi asks for {days} {due}, en for {day} {due}',
  ],
  [
    'a lost placeholder',
    vi,
    { ...en, refusals: { LATE: 'Late.' } },
    'refusals.LATE: vi asks for {days} {due}, en for nothing',
  ],
])('%s is named', (_name, inVi, inEn, fault) => {
  expect(judgePair({ vi: inVi, en: inEn, syntax: 'icu' })).toEqual([fault])
  expect(judgePair({ vi: inVi, en: inEn, syntax: 'braces' })).toEqual([fault])
})

test('a text that the screens cannot read is named', () => {
  const [fault] = judgePair({ vi: { a: 'Còn {n' }, en: { a: '{n} left' }, syntax: 'icu' })
  expect(fault).toMatch(/^a: cannot be read/)
})

test.each([
  ['{count, plural, one {# task of {total}} other {# tasks}}', ['count', 'total']],
  ['{count, plural, other {# việc}}', ['count']],
  ['{state, select, sent {đã gửi} other {đang làm}}', ['state']],
  ['{n} / {n}', ['n']],
  ['Đọc <link>hướng dẫn</link>', ['<link>']],
  ['Hết.', []],
])('%s asks for %j', (text, names) => {
  expect(placeholdersOf(text, 'icu')).toEqual(names)
})

const screen = (jsx) => `export const Screen = () => ${jsx}\n`
test.each([
  ['words between tags', screen('<p>Save changes</p>'), ['1: Save changes']],
  ['one Vietnamese word', screen('<p>Lưu</p>'), ['1: Lưu']],
  ['a Vietnamese attribute', screen('<input data-x="Đảng" />'), ['1: Đảng']],
  ['a label', screen('<input aria-label="Search here" />'), ['1: Search here']],
  ['a label in braces', screen("<input title={'Search here'} />"), ['1: Search here']],
  ['a text in braces', screen("<p>{'Save changes'}</p>"), ['1: Save changes']],
  ['a template', `const line = (n: number) => \`Còn \${n} ngày\`\n`, ['1: Còn', '1: ngày']],
  ['a text from the messages', screen("<p title={t('save')}>{t('ratings.save')}</p>"), []],
  ['signs and numbers', screen('<p>— · 12 %</p>'), []],
  ['names of classes', screen('<p className="wide table" />'), []],
  ['Vietnamese in its decomposed form', screen(`<p>${'Lưu'.normalize('NFD')}</p>`), [`1: ${'Lưu'.normalize('NFD')}`]],
  ['the name of a language', screen('<p>Tiếng Việt</p>'), []],
  ['a comment', '// Chỉ để giải thích\nexport const n = 1\n', []],
])('%s', (_name, content, texts) => {
  expect(findTexts('screen.tsx', content)).toEqual(texts)
})
