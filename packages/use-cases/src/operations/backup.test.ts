import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '@nq15/db/client'
import { DataFolderTakenError, fillEmbedded, startEmbedded } from '@nq15/db/embedded'
import { inOwnersTransaction } from '@nq15/db/operations/copy-connection'
import { readDatabaseHealth } from '@nq15/db/operations/health.read'
import {
  migrationsFolder,
  openTestDatabase,
  operatorScope,
  type TestDatabase,
  testImage,
  testServer,
} from '@nq15/db/seed/test-database'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../access/create-account.ts'
import { exampleAuth, exampleBrowser } from '../access/example.ts'
import { signIn } from '../access/sign-in.ts'
import { verifyAudit } from '../access/verify-audit.ts'
import { arriving, exampleStore } from '../files/example-store.ts'
import { decidedYear } from '../ratings/example-decided.ts'
import { findBackup, readBackupKeys, restoreBackup } from './restore-backup.ts'
import { type Backup, takeBackup } from './take-backup.ts'

const canary = 'Nguyễn Thị Chim Hoàng Yến'
const objectName = `ab/${'c'.repeat(64)}.00000000-0000-4000-8000-000000000015`
const now = new Date('2026-12-08T03:00:00Z')

let db: TestDatabase
let place: Awaited<ReturnType<typeof exampleStore>>
let root: string
let identity: string
let backup: Backup
let password: string

beforeAll(async () => {
  ;[db, place, root, identity] = await Promise.all([
    openTestDatabase(),
    exampleStore(),
    mkdtemp(join(tmpdir(), 'nq15-backup-')),
    generateX25519Identity(),
  ])
  // A decided year: rows in partitions, frozen rows, rows that watch over each other.
  await decidedYear(db)
  const made = await createAccount(db.database, operatorScope('account:admin'), {
    username: 'trolai',
    displayName: canary,
    role: 'privacy-auditor',
  })
  password = made.ok ? made.value.password : ''
  await place.store.objects.put(objectName, () => bufferOf(Buffer.from('sealed bytes')), 12)
  backup = await takeBackup(source(), { ...folders(), recipients: [await identityToRecipient(identity)], now })
})
afterAll(async () => {
  await Promise.all([db.close(), place.remove()])
  await rm(root, { recursive: true, force: true })
})

async function* bufferOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for await (const piece of arriving(bytes)) yield Buffer.from(piece)
}
const folders = () => ({ folder: join(root, 'backups'), keysFolder: join(root, 'keys') })
const source = () => ({
  ownerUrl: db.ownerUrl,
  objects: place.store.objects,
  keys: [{ name: 'secret', bytes: Buffer.from('the secret of sessions') }],
})
const found = async () => {
  const answer = await findBackup(backup.folder, backup.head)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.value
}
const inMemory = <Answer>(work: Parameters<typeof fillEmbedded<Answer>>[1]) =>
  testImage().then((image) => fillEmbedded({ folder: 'memory', migrations: migrationsFolder, image }, work))

describe('a backup', () => {
  test('says in clear how much it holds and no word of it; the keys lie apart', async () => {
    expect(await readdir(folders().folder)).toEqual(['nq15-20261208-030000'])
    expect((await readdir(backup.folder)).sort()).toEqual(['database.tar.gz.age', 'files.tar.gz.age', 'manifest.json'])
    expect(await readdir(folders().keysFolder)).toEqual(['nq15-20261208-030000.keys.tar.gz.age'])
    const said = await readFile(join(backup.folder, 'manifest.json'), 'utf8')
    expect(said).not.toContain(canary)
    expect(backup.manifest.tables['public.rating_case']?.rows).toBeGreaterThan(0)
    expect(backup.manifest.files).toEqual({ objects: 1, bytes: 12 })
    expect(backup.manifest.tables).not.toHaveProperty('auth.session')
  })

  test('that broke off leaves nothing that looks like one', async () => {
    const broken = {
      ...source(),
      objects: {
        ...place.store.objects,
        list: () => {
          throw new Error('the disk is gone')
        },
      },
    }
    const later = new Date('2026-12-09T03:00:00Z')
    await expect(
      takeBackup(broken, { ...folders(), recipients: [await identityToRecipient(identity)], now: later }),
    ).rejects.toThrow('the disk is gone')
    expect(await readdir(folders().folder)).toEqual(['nq15-20261208-030000'])
    expect(await readdir(folders().keysFolder)).toHaveLength(1)
  })
})

describe('a restore', () => {
  test('into an empty data folder brings back every row, file and key; the same password opens it, the trail is whole', async () => {
    const folder = join(root, 'restored')
    const target = await exampleStore()
    const restored = await restoreBackup(
      await found(),
      {
        fill: async (work) => fillEmbedded({ folder, migrations: migrationsFolder, image: await testImage() }, work),
        objects: target.store.objects,
      },
      identity,
    )
    const tables = Object.values(backup.manifest.tables)
    const rows = tables.reduce((sum, one) => sum + one.rows, 0)
    expect(restored).toEqual({ ok: true, value: { tables: tables.length, rows, objects: 1, bytes: 12 } })
    const content = await target.store.objects.open(objectName)
    expect(await content?.read(0, 12).finally(content.close)).toEqual(Buffer.from('sealed bytes'))
    expect(await readBackupKeys(await found(), backup.keysFile, identity)).toMatchObject({
      value: [{ name: 'secret', bytes: Buffer.from('the secret of sessions') }],
    })

    const embedded = await startEmbedded({ folder, migrations: migrationsFolder, port: 0 })
    const again = { ...db, database: connect({ url: embedded.url, poolSize: 4 }), asOwner: embedded.asOwner }
    try {
      const step = await signIn(exampleAuth(again), { ...exampleBrowser().visit(), username: 'trolai', password })
      expect(step).toMatchObject({ ok: true })
      expect(await verifyAudit(again.database, operatorScope('audit:read'), { now })).toMatchObject({ whole: true })
      // The watchers and walls stand again: what was decided is not overwritten, and policies bind the owner.
      expect((await inOwnersTransaction({ url: embedded.url, reading: true }, readDatabaseHealth)).unguarded).toEqual(
        [],
      )
      await expect(embedded.asOwner(`update audit_event set action = 'other'`)).rejects.toThrow()
    } finally {
      await again.database.close()
      await embedded.close()
      await target.remove()
    }
    await expect(fillEmbedded({ folder, migrations: migrationsFolder }, async () => 1)).rejects.toThrow(
      DataFolderTakenError,
    )
  })

  test('into another empty place, on a server past an owner who is no superuser, gives the same rows', async () => {
    const empty = testServer ? await openTestDatabase() : null
    try {
      const seen: (readonly string[])[] = []
      const fill = async <Answer>(work: Parameters<typeof fillEmbedded<Answer>>[1]) => {
        const looking: typeof work = async (connection) => {
          const answer = await work(connection)
          seen.push((await readDatabaseHealth(connection)).unguarded)
          return answer
        }
        return empty ? inOwnersTransaction({ url: empty.ownerUrl, reading: false }, looking) : inMemory(looking)
      }
      expect(await restoreBackup(await found(), { fill, objects: null }, identity)).toMatchObject({ ok: true })
      // The walls stand before anybody can see a row.
      expect(seen).toEqual([[]])
    } finally {
      await empty?.close()
    }
  })

  test('is refused, and says why', async () => {
    const stranger = await generateX25519Identity()
    expect(await restoreBackup(await found(), { fill: inMemory, objects: null }, stranger)).toEqual({
      ok: false,
      refusal: { code: 'not-opened', part: 'database' },
    })
    expect(await findBackup(root)).toEqual({ ok: false, refusal: { code: 'no-backup' } })
    expect(await findBackup(backup.folder, '0'.repeat(64))).toMatchObject({
      refusal: { code: 'other-head', head: backup.head },
    })

    const one = await found()
    const [first, ...others] = one.manifest.migrations
    const newer = { ...one, manifest: { ...one.manifest, migrations: others } }
    expect(await restoreBackup(newer, { fill: inMemory, objects: null }, identity)).toEqual({
      ok: false,
      refusal: { code: 'other-version', missingHere: [], newHere: [first?.name] },
    })
    const changed = { ...one.manifest.tables, 'public.rating_case': { rows: 1, sum: '0'.repeat(64) } }
    expect(
      await restoreBackup(
        { ...one, manifest: { ...one.manifest, tables: changed } },
        { fill: inMemory, objects: null },
        identity,
      ),
    ).toEqual({ ok: false, refusal: { code: 'not-proved', tables: ['public.rating_case'] } })

    const file = join(backup.folder, 'database.tar.gz.age')
    const bytes = await readFile(file)
    await writeFile(file, Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]))
    expect(await findBackup(backup.folder)).toEqual({ ok: false, refusal: { code: 'damaged', part: 'database' } })
    await writeFile(file, bytes)
  })
})
