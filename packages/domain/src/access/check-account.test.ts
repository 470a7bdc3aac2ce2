import { expect, test } from 'vitest'
import { checkNewPassword, readUsername } from './check-account.ts'

test.each([
  { typed: 'Bithu.Badinh', username: 'bithu.badinh' },
  { typed: '  an-2 ', username: 'an-2' },
  { typed: 'abc', username: 'abc' },
  { typed: `a${'b'.repeat(28)}c`, username: `a${'b'.repeat(28)}c` },
])('“$typed” is the username $username', ({ typed, username }) => {
  expect(readUsername(typed)).toEqual({ ok: true, value: username })
})

test.each(['ab', `a${'b'.repeat(29)}c`, 'bí-thư', 'a b c', '.abc', 'abc-', 'a@b.c', ''])(
  '“%s” is no username',
  (typed) => {
    expect(readUsername(typed)).toEqual({ ok: false, refusal: { code: 'username-malformed', value: typed } })
  },
)

const flawless = { username: 'bithu.badinh', password: 'hoa sữa tháng 10' }

test.each([
  { because: 'a sentence', change: {}, code: null },
  { because: '12 characters', change: { password: 'xanhcuonggio' }, code: null },
  { because: '11 characters', change: { password: 'xanhcuonggi' }, code: 'password-too-short' },
  { because: '128 characters', change: { password: 'hoa sữa 1'.padEnd(128, 'abcdefgh') }, code: null },
  { because: '129 characters', change: { password: 'hoa sữa 1'.padEnd(129, 'abcdefgh') }, code: 'password-too-long' },
  { because: 'the username with digits', change: { password: 'bithu.badinh2026' }, code: 'password-like-username' },
  { because: 'a common word with digits', change: { password: 'matkhau@123456' }, code: 'password-too-common' },
  { because: 'a common word in capitals', change: { password: 'DangCongSan2026' }, code: 'password-too-common' },
  { because: 'a run of digits', change: { password: '123456789012' }, code: 'password-too-common' },
  { because: 'a word over and over', change: { password: 'hoasuahoasua' }, code: 'password-too-common' },
  { because: 'four different characters', change: { password: 'aabbccddaadd' }, code: 'password-too-common' },
  { because: 'the password before', change: { before: 'hoa sữa tháng 10' }, code: 'password-unchanged' },
])('$because → $code', ({ change, code }) => {
  const checked = checkNewPassword({ ...flawless, ...change })
  expect(checked.ok ? null : checked.refusal.code).toBe(code)
})
