import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { logLines } from './log-lines.ts'

test('lines go out as they are written, and one that finds no room ends nothing', async () => {
  const disk = new PassThrough({ encoding: 'utf8' })
  const log = logLines(disk)
  log.write('one\n')
  disk.emit('error', Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
  log.write('two\n')
  expect(disk.read()).toBe('one\ntwo\n')
})
