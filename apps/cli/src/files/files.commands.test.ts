import { openTestDatabase, type TestDatabase } from '@nq15/db/seed/test-database'
import { exampleStore } from '@nq15/use-cases/files/example-store'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { filesCommands } from './files.commands.ts'

let db: TestDatabase
let place: Awaited<ReturnType<typeof exampleStore>>
beforeAll(async () => {
  db = await openTestDatabase()
  place = await exampleStore()
})
afterAll(async () => {
  await db.close()
  await place.remove()
})
afterEach(() => {
  process.exitCode = undefined
})

async function run(...words: string[]) {
  let [out, err] = ['', '']
  const program = new Command('nq15').configureOutput({
    writeOut: (text) => {
      out += text
    },
    writeErr: (text) => {
      err += text
    },
  })
  filesCommands(
    program,
    (work) => work(db.database),
    async () => place.store,
  )
  await program.parseAsync(['node', 'nq15', 'files', ...words])
  return { out, err, code: process.exitCode ?? 0 }
}

test('an empty store is whole, and nothing is due or swept', async () => {
  const verified = await run('verify', '--json')
  expect([verified.code, JSON.parse(verified.out)]).toEqual([
    0,
    { whole: true, contents: 0, bytes: 0, byKey: {}, findings: [] },
  ])
  expect(JSON.parse((await run('sweep', '--json')).out)).toEqual({ contents: 0, objects: 0, uploads: 0 })
  expect((await run('due')).out).toContain('Nothing is due')
})

test('a new master key becomes the current one; the old one goes when nothing needs it', async () => {
  const before = await place.store.keys.currentId()
  const { out, code } = await run('rotate-key', '--drop-old', '--json')
  expect([code, JSON.parse(out)]).toMatchObject([0, { rewrapped: 0, failed: 0, dropped: [before] }])
})

test('a period is set with its source only, and shown with it', async () => {
  const refused = await run('set-retention', 'rating', '--months', '120', '--json')
  expect([refused.code, JSON.parse(refused.out)]).toMatchObject([1, { refused: true, code: 'NO_SOURCE' }])
  const set = await run('set-retention', 'rating', '--months', '120', '--source', '12-QĐ/TU')
  expect(set.code).toBe(0)
  expect((await run('retention')).out).toMatch(/rating\s+uploaded\s+120 months\s+destroy\s+12-QĐ\/TU/)
  await run('set-retention', 'rating', '--no-end-set')
  expect((await run('retention')).out).toMatch(/rating\s+uploaded\s+no end/)
})

test('destruction under a decision answers how many', async () => {
  const { out } = await run('destroy', '--decision', '15-QĐ/TU', '--decided-on', '2037-01-10', '--json')
  expect(JSON.parse(out)).toEqual({ destroyed: 0, decision: '15-QĐ/TU', decidedOn: '2037-01-10' })
})
