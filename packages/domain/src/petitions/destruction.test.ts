import { expect, test } from 'vitest'
import { type FiledPaper, judgeDestruction } from './destruction.ts'

const paper: FiledPaper = {
  ...{ code: '2025-0007', state: 'filed', filedUntil: '2026-12-08', caseId: null, isHeld: false, isListed: false },
}
test.each<[string, Partial<FiledPaper>, readonly string[]]>([
  ['on the first day it may', {}, []],
  ['a day before', { filedUntil: '2026-12-09' }, ['NOT_FILED_LONG_ENOUGH']],
  ['not filed at all', { state: 'closed', filedUntil: null }, ['NOT_FILED_LONG_ENOUGH']],
  ['of a matter', { caseId: 'c' }, ['CASE_FILE_KEPT']],
  ['held', { isHeld: true }, ['LEGAL_HOLD']],
  ['on a list already, and held', { isHeld: true, isListed: true }, ['LEGAL_HOLD', 'ON_A_LIST']],
])('a filed paper %s', (_, change, codes) => {
  expect(judgeDestruction({ ...paper, ...change }, '2026-12-08').map(({ code }) => code)).toEqual(codes)
})
