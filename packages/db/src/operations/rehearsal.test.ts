import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrationsFolder, testImage } from '@nq15/db/seed/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillEmbedded } from '../embedded.ts'
import { DataFolderBusyError, lockFolder } from '../lock-folder.ts'
import { RehearsalError, rehearseFolder } from './rehearsal.ts'

const next = '20991231000000_of_the_next_version'
let root: string
const [folder, migrations] = [() => join(root, 'data'), () => join(root, 'migrations')]
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nq15-rehearsal-test-'))
  // An installation of today, and a next version with one migration more.
  await fillEmbedded(
    { folder: folder(), migrations: migrationsFolder, image: await testImage() },
    async () => undefined,
  )
  await cp(migrationsFolder, migrations(), { recursive: true })
  await mkdir(join(migrations(), next))
  const sql =
    'create table rehearsed (id int); insert into rehearsed values (1); update app.table_class set class = class'
  await writeFile(join(migrations(), next, 'migration.sql'), sql)
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  const names = (await readdir(folder(), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const name of names.sort()) hash.update(name).update(await readFile(name))
  return hash.digest('hex')
}

test('a copy goes to the next version, is tried and thrown away; the original stays byte for byte', async () => {
  const before = await fingerprint()
  const tried: string[] = []
  const rehearsal = await rehearseFolder({ folder: folder(), migrations: migrations() }, async ({ served }) => {
    tried.push(String(served))
  })
  expect(rehearsal.applied).toEqual([next])
  expect(tried).toEqual([expect.stringContaining('127.0.0.1')])
  const { 'public.rehearsed': made, ...others } = rehearsal.after
  expect(made).toBe(1)
  expect(others).toEqual(rehearsal.before)
  expect(await fingerprint()).toBe(before)
})

test('a folder that is served is left alone, and one without a database is said so', async () => {
  const trial = async () => undefined
  const release = await lockFolder(folder())
  await expect(rehearseFolder({ folder: folder(), migrations: migrations() }, trial)).rejects.toThrow(
    DataFolderBusyError,
  )
  await release()
  const nothing = rehearseFolder({ folder: join(root, 'nothing'), migrations: migrations() }, trial)
  await expect(nothing).rejects.toThrow(RehearsalError)
})
