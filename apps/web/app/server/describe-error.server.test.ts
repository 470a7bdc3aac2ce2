import { expect, test } from 'vitest'
import { describeError } from './describe-error.server.ts'

test('the message never reaches the log, also when it has lines that look like frames of a name', () => {
  const error = Object.assign(new TypeError('Nguyễn Văn A, 001099000001\nkhông hợp lệ'), { code: 'P2002' })
  const described = describeError(error)
  expect(described).toMatchObject({ kind: 'TypeError', code: 'P2002' })
  expect(described.frames.length).toBeGreaterThan(0)
  expect(JSON.stringify(described)).not.toContain('Nguyễn')
})

test('what is no error is told by its type only', () => {
  expect(describeError('Nguyễn Văn A')).toEqual({ kind: 'string', code: null, frames: [] })
})
