import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nq15-folder-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('makes what is missing above it, for its owner alone, and is content with what is there', async () => {
  const deep = join(folder, 'a/b/c')
  await makeFolder(deep)
  await makeFolder(deep)
  expect((await stat(deep)).mode & 0o777).toBe(0o700)
})

test('a file in the way is told as it is', async () => {
  await writeFile(join(folder, 'a'), '')
  await expect(makeFolder(join(folder, 'a/b'))).rejects.toMatchObject({ code: 'ENOTDIR' })
})
