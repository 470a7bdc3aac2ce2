import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePorts, startProduct } from './product.ts'
import { markdownTable } from './table.ts'

const repository = fileURLToPath(new URL('../../..', import.meta.url))

/** Seconds from a bare clone to a served page, and from a second `start` on the same data. Prints Markdown. */
export async function benchStart(print: (text: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-clone-'))
  try {
    execFileSync('git', ['clone', '--quiet', repository, folder])
    const bare = await untilServed(folder)
    const warm = await untilServed(folder)
    const product = await startProduct({ folder: join(folder, '.data') })
    const again = product.readyAfterMs / 1000
    await product.stop()
    print(
      markdownTable(
        ['start', 'seconds to a served page'],
        [
          ['bare clone: install, build, migrate, sample (`npx -y pnpm@12 start`)', bare.toFixed(1)],
          ['warm: the same command again', warm.toFixed(1)],
          ['warm, without the package manager (`node apps/cli/dist/nq15.js start`)', again.toFixed(1)],
        ],
      ),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function untilServed(folder: string): Promise<number> {
  const [web = 0, monitor = 0] = await freePorts(2)
  const began = performance.now()
  const child = spawn('npx', ['-y', 'pnpm@12', 'start'], {
    cwd: folder,
    env: {
      // biome-ignore lint/style/noProcessEnv: the child lives in the operator's environment
      ...process.env,
      CI: 'true',
      NQ15_WEB_PORT: String(web),
      NQ15_MONITOR_PORT: String(monitor),
      NQ15_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`start ended with ${child.exitCode}`)
      const served = await fetch(`http://127.0.0.1:${web}/sign-in`).then(
        ({ ok }) => ok,
        () => false,
      )
      if (served) return (performance.now() - began) / 1000
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  } finally {
    // The whole group, as Ctrl-C in a terminal does.
    if (child.pid) process.kill(-child.pid, 'SIGINT')
    await gone
  }
}
