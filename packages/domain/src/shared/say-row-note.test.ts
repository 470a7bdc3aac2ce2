import { expect, test } from 'vitest'
import { sayRowNote } from './index.ts'

const messages = {
  refusals: { MISSING: 'Cột “{column}” để trống.', LATE: 'Ngày “{value}” sau ngày {required}.' },
  columns: { bornOn: 'Ngày sinh' },
}

test.each([
  [{ code: 'MISSING', column: 'bornOn', value: '', required: null }, 'Cột “Ngày sinh” để trống.'],
  [{ code: 'MISSING', column: 'other', value: '', required: null }, 'Cột “other” để trống.'],
  [
    { code: 'LATE', column: 'bornOn', value: '1/2/2030', required: '2026-11-23' },
    'Ngày “1/2/2030” sau ngày 23/11/2026.',
  ],
  [{ code: 'NO_TEXT', column: 'bornOn', value: 'x', required: null }, 'NO_TEXT'],
])('%j is said as "%s"', (note, said) => {
  expect(sayRowNote(messages, note)).toBe(said)
})
