import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, freePorts } from '../product.ts'

/** A PostgreSQL that lives as long as a rehearsal. */
export type OwnServer = { readonly superuserUrl: string; readonly close: () => Promise<void> }

/** Starts one on loopback as the user postgres; throws in plain words where the machine lacks something. */
export async function startOwnServer(): Promise<OwnServer> {
  // biome-ignore lint/style/noProcessEnv: settings of a benchmark are read here
  const bin = process.env['NQ15_BENCH_POSTGRES_BIN'] ?? '/usr/lib/postgresql/15/bin'
  if (process.getuid?.() !== 0 || !existsSync(join(bin, 'initdb')))
    fail(
      'upgrades: run as root with postgresql-15 (another place: NQ15_BENCH_POSTGRES_BIN), or name a server: NQ15_TEST_POSTGRES=postgres://superuser@host/postgres',
    )
  const root = await mkdtemp(join(tmpdir(), 'nq15-upgrades-'))
  await chmod(root, 0o755)
  const data = join(root, 'data')
  const run = (program: string, ...args: string[]) =>
    execFileSync('runuser', ['-u', 'postgres', '--', join(bin, program), ...args], { cwd: '/', stdio: 'ignore' })
  const close = async () => {
    if (existsSync(join(data, 'postmaster.pid'))) run('pg_ctl', '-s', '-w', '-D', data, '-m', 'immediate', 'stop')
    await rm(root, { recursive: true, force: true })
  }
  try {
    execFileSync('chown', ['postgres:', root])
    run('initdb', '-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync')
    const [port = 0] = await freePorts(1)
    // Thrown away at the end, so it need not survive a power cut.
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${root} -c fsync=off`
    run('pg_ctl', '-s', '-w', '-D', data, '-l', join(data, 'server.log'), '-o', options, 'start')
    return { superuserUrl: `postgres://postgres@127.0.0.1:${port}/postgres`, close }
  } catch (error) {
    await close()
    throw error
  }
}
