import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { fail, freePorts } from './product.ts'

const command = fileURLToPath(new URL('../../../apps/cli/dist/nq15.js', import.meta.url))
const megabyte = 1024 * 1024

/** A small disk of its own that can be filled without harm to the machine. */
export class SmallDisk {
  readonly folder: string
  readonly #image: string
  #ballast: string | null = null
  constructor(folder: string, image: string) {
    this.folder = folder
    this.#image = image
  }

  /** Mounts a file of so many megabytes as a disk; needs root. */
  static async make(at: string, megabytes: number): Promise<SmallDisk> {
    const disk = new SmallDisk(at, `${at}.disk`)
    await mkdir(at)
    run('truncate', ['-s', `${megabytes}M`, disk.#image])
    run('mkfs.ext4', ['-q', '-m', '0', disk.#image])
    run('mount', ['-o', 'loop', disk.#image, at])
    return disk
  }

  /** Writes a ballast until nothing more fits, not a byte. */
  async fill(): Promise<void> {
    this.#ballast = join(this.folder, 'ballast')
    const file = await open(this.#ballast, 'w')
    try {
      for (const piece of [megabyte, 4096, 1]) {
        const bytes = Buffer.alloc(piece, 1)
        for (;;) if ((await file.write(bytes).catch(() => ({ bytesWritten: 0 }))).bytesWritten < piece) break
      }
      await file.sync().catch(() => undefined)
    } finally {
      await file.close()
    }
  }

  async isFull(): Promise<boolean> {
    const { bavail, bsize } = await statfs(this.folder)
    return bavail * bsize < megabyte
  }

  async empty(): Promise<void> {
    if (this.#ballast) await rm(this.#ballast, { force: true })
    this.#ballast = null
  }

  async remove(): Promise<void> {
    for (let tried = 0; ; tried += 1) {
      try {
        run('umount', [this.folder])
        break
      } catch (error) {
        if (tried > 20) throw error
        await sleep(250)
      }
    }
    await rm(this.#image, { force: true })
  }
}

/** A PostgreSQL of its own on small disks, with the sample laid, and a place for the product's own files. */
export type FaultsGround = {
  readonly databaseUrl: string
  /** The owner's address past the policies, for counting. */
  readonly superuserUrl: string
  readonly postgresFolder: string
  readonly productFolder: string
  readonly tables: SmallDisk
  readonly journal: SmallDisk
  readonly product: SmallDisk
  /** Starts the database again where it has ended; true when it runs. */
  readonly startDatabase: () => boolean
  readonly restartDatabase: () => void
  readonly close: () => Promise<void>
}

/** Lays the ground; throws in plain words where the machine lacks something. */
export async function layFaultsGround(say: (line: string) => void): Promise<FaultsGround> {
  if (process.getuid?.() !== 0) fail('faults: run as root, it mounts small disks and starts a PostgreSQL as postgres')
  // biome-ignore lint/style/noProcessEnv: settings of a benchmark are read here
  const bin = process.env['NQ15_BENCH_POSTGRES_BIN'] ?? '/usr/lib/postgresql/15/bin'
  for (const [file, what] of [
    [join(bin, 'initdb'), 'PostgreSQL 15 (apt: postgresql-15; another place: NQ15_BENCH_POSTGRES_BIN)'],
    [clockLibrary, 'libfaketime (apt: faketime)'],
    [command, 'the built product (pnpm build)'],
  ] as const)
    if (!existsSync(file)) fail(`faults: ${what} is not here: ${file}`)

  const root = await mkdtemp(join(tmpdir(), 'nq15-faults-'))
  await chmod(root, 0o755)
  const disks: SmallDisk[] = []
  const asPostgres = (...args: string[]) => run('runuser', ['-u', 'postgres', '--', ...args])
  const data = join(root, 'tables/data')
  const control = (...args: string[]) => asPostgres(join(bin, 'pg_ctl'), '-s', '-w', '-D', data, ...args)
  const close = async () => {
    if (existsSync(join(data, 'postmaster.pid'))) {
      try {
        control('-m', 'immediate', 'stop')
      } catch {}
    }
    for (const disk of disks) await disk.remove()
    await rm(root, { recursive: true, force: true })
  }
  try {
    for (const [name, megabytes] of [
      ['tables', 1_500],
      ['journal', 400],
      ['product', 300],
    ] as const)
      disks.push(await SmallDisk.make(join(root, name), megabytes))
    const [tables, journal, product] = disks
    if (!tables || !journal || !product) throw new Error('three disks')
    const { uid, gid } = postgresUser()
    for (const { folder } of [tables, journal]) await chown(folder, uid, gid)
    asPostgres(
      ...[join(bin, 'initdb'), '-D', data, '-X', join(root, 'journal/wal'), '-A', 'trust', '-U', 'postgres'],
      // Small pieces of the journal, so that a full disk is met within seconds.
      ...['-E', 'UTF8', '--locale=C', '--wal-segsize=1'],
    )
    const [port = 0] = await freePorts(1)
    const options = [
      ...[`-p ${port}`, '-c listen_addresses=127.0.0.1', `-c unix_socket_directories=${tables.folder}`],
      ...['-c max_wal_size=64MB', '-c min_wal_size=2MB'],
    ].join(' ')
    const log = join(data, 'server.log')
    control('-l', log, '-o', options, 'start')
    const superuserUrl = `postgres://postgres@127.0.0.1:${port}/postgres`
    const psql = (text: string) => run(join(bin, 'psql'), ['-q', '-d', superuserUrl, '-c', text])
    psql('create role city_owner login createrole createdb')
    psql('create database city owner city_owner')
    const databaseUrl = `postgres://city_owner@127.0.0.1:${port}/city`
    const productFolder = join(product.folder, 'data')
    await mkdir(productFolder, { mode: 0o700 })
    say('laying the sample on a PostgreSQL of its own')
    run(process.execPath, [command, 'sample', '--size', 'demo', '--on-server'], {
      // biome-ignore lint/style/noProcessEnv: the child lives in the operator's environment
      ...{ ...process.env, DATABASE_URL: databaseUrl, NQ15_DATA: productFolder },
    })
    return {
      ...{ databaseUrl, postgresFolder: data, productFolder, tables, journal, product, close },
      superuserUrl: superuserUrl.replace(/postgres$/u, 'city'),
      startDatabase: () => {
        try {
          control('status')
          return true
        } catch {}
        try {
          control('-l', log, '-o', options, 'start')
          return true
        } catch {
          return false
        }
      },
      restartDatabase: () => control('-l', log, '-o', options, '-m', 'fast', 'restart'),
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What sets the clock of the programs that are started with it. */
export const clockLibrary = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'

function postgresUser(): { uid: number; gid: number } {
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

function run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'ignore'], timeout: 600_000, ...(env ? { env } : {}) })
}
