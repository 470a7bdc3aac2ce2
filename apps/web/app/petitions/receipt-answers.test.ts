import { checkAlphabet } from '@nq15/domain/shared'
import { expect, test } from 'vitest'
import { answerAfter, receiptPage, sayReceipt } from './receipt-answers.server.ts'

const code = checkAlphabet.slice(0, 26)
const secret = 's'.repeat(48)

test('only a keyed hash is asked for, whatever was typed; each answer waits the same', async () => {
  const [asked, waited]: [string[], number[]] = [[], []]
  const page = receiptPage(
    {
      ask: async (hash) => {
        asked.push(hash)
        return null
      },
    },
    { secret, wait: async (ms) => waited.push(ms) },
  )
  const answers = [
    await page.answer(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)}`),
    await page.answer('không phải mã'),
    await page.answer(''),
  ]
  expect(new Set(answers.map(({ status, html }) => `${status} ${html}`)).size).toBe(1)
  expect(asked).toEqual([1, 2, 3].map(() => expect.stringMatching(/^[0-9a-f]{64}$/u)))
  expect(asked[0]).not.toBe(asked[1])
  expect(waited).toEqual([answerAfter, answerAfter, answerAfter])
  expect(answers[0]?.html).not.toContain(code)
})

test.each<[string, Parameters<typeof sayReceipt>[0], readonly string[]]>([
  ['a paper at the desk', { state: 'registered', caseState: null, nextDay: '2026-12-10' }, ['10/12/2026']],
  [
    'a matter being verified',
    { state: 'accepted', caseState: 'verifying', nextDay: null },
    ['Không có hạn nào đang chạy'],
  ],
  [
    'a denunciation',
    { state: 'processing', caseState: null, nextDay: '2027-01-02' },
    ['<h2>Đang xử lý</h2>', '02/01/2027'],
  ],
  ['a code nobody gave', null, ['Không tìm thấy mã này']],
])('%s', (_name, answer, words) => {
  for (const one of words) expect(sayReceipt(answer)).toContain(one)
})
