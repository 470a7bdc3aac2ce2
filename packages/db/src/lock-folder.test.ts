import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataFolderBusyError, lockFolder } from './lock-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nq15-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

const put = (text: string) => writeFile(join(folder, 'nq15.lock'), text)
const holder = async () => (await readFile(join(folder, 'nq15.lock'), 'utf8')).split(' ')[0]

test('a folder is locked once, and giving it back leaves nothing', async () => {
  const release = await lockFolder(folder)
  expect(await holder()).toBe(String(process.pid))
  await expect(lockFolder(folder)).rejects.toMatchObject({ name: 'DataFolderBusyError', pid: process.pid, folder })
  await release()
  expect(await readdir(folder)).toEqual([])
  await (await lockFolder(folder))()
})

test('a folder that is not there yet is made', async () => {
  const release = await lockFolder(join(folder, 'new', 'deeper'))
  await release()
})

test('a lock of a living process is respected and left as it is', async () => {
  // The parent of the tests lives as long as they do.
  await put(String(process.ppid))
  const refused = await lockFolder(folder).catch((error) => error)
  expect(refused).toBeInstanceOf(DataFolderBusyError)
  expect(refused.message).toBe(`data folder ${folder} is in use by process ${process.ppid}`)
  expect(await readdir(folder)).toEqual(['nq15.lock'])
  expect(await holder()).toBe(String(process.ppid))
})

test.each([
  ['of a process that is gone', '2147483646 1'],
  ['with our own pid from an earlier life, as in a container', String(process.pid)],
  ['that names nobody', ''],
  ['that is no lock at all', 'hello'],
])('a lock %s is taken over', async (_, text) => {
  await put(text)
  const release = await lockFolder(folder)
  expect(await holder()).toBe(String(process.pid))
  expect(await readdir(folder)).toEqual(['nq15.lock'])
  await release()
})

test.runIf(process.platform === 'linux')('a lock whose pid another process has since got is taken over', async () => {
  await put(`${process.ppid} 1`)
  await (await lockFolder(folder))()
})

test('of many who take over at once exactly one gets the folder', async () => {
  await put('2147483646 1')
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})
