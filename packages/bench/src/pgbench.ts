import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

type Course = { readonly url: string; readonly script: string; readonly seconds: number; readonly clients: number }

/** Transactions a second of a script by PostgreSQL's own `pgbench`, prepared statements; null where it is not installed. */
export async function byPgbench({ url, script, seconds, clients }: Course): Promise<number | null> {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-pgbench-'))
  try {
    const file = join(folder, 'script.sql')
    await writeFile(file, script)
    const asked = [
      '--no-vacuum',
      '--protocol=prepared',
      `--client=${clients}`,
      `--time=${seconds}`,
      `--file=${file}`,
      url,
    ]
    const { stdout } = await run('pgbench', asked).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return { stdout: '' }
      throw error
    })
    const [, perSecond] = /tps = ([\d.]+)/.exec(stdout) ?? []
    return perSecond === undefined ? null : Number(perSecond)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
