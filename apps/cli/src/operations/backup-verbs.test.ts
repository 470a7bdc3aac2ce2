import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEnv } from '../env.ts'
import { answerBackupKey, answerProve, answerRestore } from './backup-verbs.ts'
import { layKeys } from './installation.ts'
import { keepRun, readRuns } from './kept-runs.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nq15-operations-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const env = (name: string, more: Record<string, string> = {}) => readEnv({ NQ15_DATA: join(folder, name), ...more })
const now = new Date('2026-12-08T03:00:00Z')
const never = () => Promise.reject(new Error('nothing may be opened'))

test('a pair of keys: the public one is told, the other lies in a file of its own that is never written over', async () => {
  const out = join(folder, 'backup.key')
  const { lines } = await answerBackupKey(out)
  expect(lines[0]).toMatch(/^Public key: age1[0-9a-z]{58}$/u)
  expect((await stat(out)).mode & 0o777).toBe(0o600)
  expect(await readFile(out, 'utf8')).toContain('AGE-SECRET-KEY-1')
  expect(lines.join()).not.toContain('AGE-SECRET-KEY')
  await expect(answerBackupKey(out)).rejects.toThrow('EEXIST')
})

test('where no backup lies nothing is opened, and the answer says so', async () => {
  const identityFile = join(folder, 'backup.key')
  const asked = { from: join(folder, 'nothing'), identityFile, now, onProgress: () => undefined }
  const answer = {
    exitCode: 1,
    lines: [expect.stringContaining('There is no backup in that folder'), 'Nothing was changed.'],
  }
  expect(
    await answerRestore(env('a'), { fill: never, objects: null, keyFile: join(folder, 'k') }, asked),
  ).toMatchObject(answer)
  expect(await answerProve(env('a'), never, asked)).toMatchObject(answer)
  expect(await readRuns(env('a'))).toEqual({})
})

describe('restored keys', () => {
  const keys = [
    { name: 'secret', bytes: Buffer.from('the old secret of thirty-two letters') },
    { name: 'file-keys.json', bytes: Buffer.from('{}') },
  ]
  const keyFile = (name: string) => join(folder, name, 'keys', 'file-keys.json')

  test('are laid in an empty place, readable by their user alone, and found again', async () => {
    expect(await layKeys(env('b'), keyFile('b'), keys)).toEqual([])
    expect((await stat(keyFile('b'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(folder, 'b', 'secret'), 'utf8')).toBe('the old secret of thirty-two letters')
    expect(await layKeys(env('b'), keyFile('b'), keys)).toEqual([])
  })

  test('never replace another key: that one is named and stays', async () => {
    await writeFile(join(folder, 'b', 'secret'), 'a new one')
    expect(await layKeys(env('b'), keyFile('b'), keys)).toEqual([join(folder, 'b', 'secret')])
    expect(await readFile(join(folder, 'b', 'secret'), 'utf8')).toBe('a new one')
    const set = env('c', { NQ15_SECRET: 'another secret of thirty-two letters' })
    expect(await layKeys(set, keyFile('c'), keys)).toEqual(['NQ15_SECRET'])
  })
})

test('the last run of each kind is kept, whatever else stands there', async () => {
  const run = { at: now.toISOString(), folder: '/b/1', head: 'a', rows: 3, objects: 0 }
  await keepRun(env('d'), 'backup', run)
  await keepRun(env('d'), 'proof', { ...run, rows: 4 })
  await keepRun(env('d'), 'backup', { ...run, rows: 5 })
  expect(await readRuns(env('d'))).toEqual({ backup: { ...run, rows: 5 }, proof: { ...run, rows: 4 } })
})
