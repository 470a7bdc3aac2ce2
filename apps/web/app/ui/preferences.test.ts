import { expect, test } from 'vitest'
import { preferenceCookie, readPreferences } from './preferences.ts'

test.each([
  [null, { locale: 'vi', scheme: 'auto', textSize: '100', device: 'own' }],
  ['', { locale: 'vi', scheme: 'auto', textSize: '100', device: 'own' }],
  ['nq15_locale=en', { locale: 'en', scheme: 'auto', textSize: '100', device: 'own' }],
  ['a=b; nq15_scheme=dark;nq15_text=125', { locale: 'vi', scheme: 'dark', textSize: '125', device: 'own' }],
  ['nq15_device=shared', { locale: 'vi', scheme: 'auto', textSize: '100', device: 'shared' }],
  ['nq15_locale=<script>; nq15_text=999', { locale: 'vi', scheme: 'auto', textSize: '100', device: 'own' }],
])('%j is read as a known choice', (header, read) => {
  expect(readPreferences(header)).toEqual(read)
})

test('what is written is read again', () => {
  expect(readPreferences(preferenceCookie('textSize', '112', true)).textSize).toBe('112')
})
