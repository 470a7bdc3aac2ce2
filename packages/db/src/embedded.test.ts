import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrationsFolder, testImage } from '../seed/test-database.ts'
import { connect } from './client.ts'
import { DataFolderBusyError, type EmbeddedDatabase, startEmbedded } from './embedded.ts'

let folder: string
const open: EmbeddedDatabase[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nq15-embedded-'))
})
afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
  await rm(folder, { recursive: true })
})

const start = async () => {
  // Begun from the image: that migrations apply to nothing is what makes the image.
  const database = await startEmbedded({ folder, migrations: migrationsFolder, port: 0, image: await testImage() })
  open.push(database)
  return database
}
const close = async (database: EmbeddedDatabase) => {
  open.splice(open.indexOf(database), 1)
  await database.close()
}

/** A real process of its own that opens the folder, says so, and writes rows until it is killed. */
function spawnWriter() {
  const script = fileURLToPath(new URL('../seed/write-until-killed.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  let stderr = ''
  child.stderr.on('data', (data) => {
    stderr += data
  })
  const watchers = new Set<() => void>()
  createInterface({ input: child.stdout }).on('line', (text) => {
    lines.push(text)
    for (const watch of watchers) watch()
  })
  const saidAtLeast = (count: number) =>
    new Promise<void>((resolve, reject) => {
      const watch = () => lines.length >= count && resolve()
      watchers.add(watch)
      watch()
      child.once('exit', () => reject(new Error(`the writer ended early: ${stderr}`)))
    })
  const kill = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  return { pid: child.pid, lines, saidAtLeast, kill }
}

test('data survive a restart, and the second start applies nothing', async () => {
  const first = await start()
  await first.asOwner(`insert into succession (id, kind, effective_on, decision_number, confidence)
    values ('01900000-0000-7000-8000-00000000aaaa', 'merger', '2025-07-01', '1-QĐ', 'T')`)
  await close(first)
  const second = await start()
  expect(second.migration.applied).toEqual([])
  expect(await second.asOwner('select decision_number from succession')).toEqual([{ decision_number: '1-QĐ' }])
})

test('a program that only speaks to the socket reads nothing as the guest; what it can still do is written down', async () => {
  const { url, close: stop } = await startEmbedded({
    folder: 'memory',
    migrations: migrationsFolder,
    port: 0,
    image: await testImage(),
  })
  const bare = new pg.Client({ connectionString: url })
  bare.on('error', () => undefined)
  await bare.connect()
  expect((await bare.query('select current_user as role')).rows).toEqual([{ role: 'nq15_guest' }])
  for (const table of [
    'public.member',
    'public.access_account',
    'public.rating',
    'auth.session',
    'app.role_class',
    'app.organization_reach',
    'public._prisma_migrations',
  ]) {
    await expect(bare.query(`select * from ${table}`)).rejects.toThrow('permission denied')
  }
  await expect(bare.query('create table public.mine (id int)')).rejects.toThrow('permission denied')
  await expect(bare.query(`select app.audit('x', 'x', null, null)`)).rejects.toThrow('permission denied')
  // The limit: one superuser, no password. Whoever speaks SQL here can give up the guest's role, for every connection.
  await bare.query('reset role')
  expect((await bare.query('select count(*) > 0 as any from access_service')).rows).toEqual([{ any: true }])
  // Even then the product's own transactions set their role and stay behind the policies.
  const database = connect({ url, poolSize: 1 })
  await expect(database.asSignIn((tx) => tx.member.count())).rejects.toThrow('permission denied')
  await database.close()
  await bare.query('set role nq15_guest')
  await bare.end()
  await stop()
})

test('a second process is refused while the first lives; kill -9 amid its inserts keeps every acknowledged row', async () => {
  const acknowledged: string[] = []
  for (const wanted of [60, 150]) {
    const writer = spawnWriter()
    await writer.saidAtLeast(wanted)
    const refused = await start().catch((error) => error)
    expect(refused).toBeInstanceOf(DataFolderBusyError)
    expect(refused).toMatchObject({
      folder,
      pid: writer.pid,
      message: expect.stringContaining(`process ${writer.pid}`),
    })
    await writer.kill()
    acknowledged.push(
      ...writer.lines.flatMap((text) => (text.startsWith('wrote ') ? [text.slice('wrote '.length)] : [])),
    )
  }
  expect(acknowledged.length).toBeGreaterThan(180)
  // The lock of the dead process still lies there, and is taken over.
  const database = await start()
  const rows = await database.asOwner('select id::text from access_request')
  const kept = new Set(rows.map((row) => row['id']))
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
  // Besides them at most what was on its way: four writers, killed twice.
  expect(rows.length - acknowledged.length).toBeLessThanOrEqual(8)
}, 600_000)
