import { expect, test } from 'vitest'
import { preferenceCookie, readPreferences } from './preferences.ts'

test.each([
  [null, { locale: 'vi', scheme: 'auto', textSize: '100' }],
  ['', { locale: 'vi', scheme: 'auto', textSize: '100' }],
  ['nq15_locale=en', { locale: 'en', scheme: 'auto', textSize: '100' }],
  ['a=b; nq15_scheme=dark;nq15_text=125', { locale: 'vi', scheme: 'dark', textSize: '125' }],
  ['nq15_locale=<script>; nq15_text=999', { locale: 'vi', scheme: 'auto', textSize: '100' }],
])('%j is read as a known choice', (header, read) => {
  expect(readPreferences(header)).toEqual(read)
})

test('what is written is read again', () => {
  expect(readPreferences(preferenceCookie('textSize', '112', true)).textSize).toBe('112')
})
