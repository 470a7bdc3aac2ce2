import { expect, test } from 'vitest'
import { judgeRedaction, judgeRenditionPaper, type Redaction, renditionStateOf } from './renditions.ts'

const covered: Redaction = { way: 'covered', covered: ['name', 'signature'], note: '', isRead: true }
const retyped: Redaction = { ...covered, way: 'retyped', covered: ['handwriting', 'name'] }

test.each([
  ['a printed letter, covered and scanned', covered, { isHandwritten: false, claims: 'pdf' }, []],
  ['a handwritten letter, typed anew', retyped, { isHandwritten: true, claims: 'text' }, []],
  ['a handwritten letter, covered only', covered, { isHandwritten: true, claims: 'pdf' }, ['HANDWRITING_IS_RETYPED']],
  ['nothing to cover', { ...covered, covered: ['nothing'] }, { isHandwritten: false, claims: 'png' }, []],
  [
    'nothing and something',
    { ...covered, covered: ['nothing', 'name'] },
    { isHandwritten: false, claims: 'pdf' },
    ['COVERED_AND_NOTHING'],
  ],
  ['not read again', { ...covered, isRead: false }, { isHandwritten: false, claims: 'pdf' }, ['COPY_NOT_READ_AGAIN']],
  ['a Word file', covered, { isHandwritten: false, claims: 'docx' }, ['COPY_KEEPS_MORE']],
  [
    'a note with a telephone number, and all the rest',
    { ...covered, note: 'Gọi 0912 345 679', isRead: false },
    { isHandwritten: true, claims: 'odt' },
    ['HANDWRITING_IS_RETYPED', 'COPY_NOT_READ_AGAIN', 'COPY_KEEPS_MORE', 'NOTE_TELLS_SENDER'],
  ],
] as const)('a copy: %s', (_, redaction, of, codes) => {
  expect(judgeRedaction({ ...redaction, covered: [...redaction.covered] }, of).map(({ code }) => code)).toEqual(codes)
})

test('a paper is listed under a number that tells nobody; it is owed a copy until one stands', () => {
  const paper = { kind: 'letter', reference: 'NP-12', pages: 2, isHandwritten: true } as const
  expect(judgeRenditionPaper(paper)).toEqual([])
  expect(judgeRenditionPaper({ ...paper, reference: '001099887766' })).toEqual([{ code: 'REFERENCE_TELLS_SENDER' }])
  expect(renditionStateOf([])).toBe('owed')
  expect(renditionStateOf([{ isWithdrawn: true }])).toBe('owed')
  expect(renditionStateOf([{ isWithdrawn: true }, { isWithdrawn: false }])).toBe('copied')
})
